import { law } from '../../nodes/basis.ts';
import type { objectionKinds } from '../../nodes/objections.ts';
import type { Case } from '../../record/case.ts';
import { startOfDay } from '../../time/instant.ts';
import { deadline, type Opening } from '../deadline.ts';
import { any, discharged, opening, when } from '../opens.ts';
import { filedAs, rulingOn } from './readings.ts';

type Kind = keyof typeof objectionKinds;

/** Objections of some kinds that were filed, counted from the day on which they were received. */
const filed = (c: Case, kinds: readonly Kind[]): readonly Opening[] =>
  c
    .all('objection.filed')
    .filter(({ payload }) => kinds.includes(payload.kind))
    .map((f) => ({ ...opening(f), subject: f.payload.objection, from: startOfDay(f.payload.receivedOn) }));

const judged = {
  in: 'objection-case',
  about: 'objection',
  done: any('objection.decided'),
  owner: 'panel',
} as const;

/** Objections, filed and decided: law.md L71, L72; 不予执行 law.md §8. */
export const objectionDeadlines = {
  'objection-file': deadline({
    zh: '异议立案',
    basis: law('异议复议规定2'),
    about: 'objection',
    legal: { basis: law('异议复议规定2'), within: () => '3d' },
    // taken back before it was filed; a takeover brings rulings without their cases
    opens: when('收到异议', ['objection.received', 'objection.decided'], (c) =>
      c.all('objection.received').map((f) => {
        const ruled = rulingOn(c, f.subject ?? '');
        return {
          ...opening(f),
          ...(ruled && { until: { at: ruled.at, seq: ruled.seq, zh: '异议已经撤回，或者已经裁定' } }),
        };
      }),
    ),
    within: '3d',
    done: discharged('异议立案', ['objection.filed'], (c, { subject }) => filedAs(c, subject ?? '')),
    owner: 'filing',
    runsOn: true,
  }),
  'objection-decide': deadline({
    ...judged,
    zh: '审查异议并裁定',
    basis: law('民诉法第236条'),
    legal: { basis: law('民诉法第236条'), within: () => '15d' },
    opens: when('异议立案，自收到异议之日', ['objection.filed'], (c) =>
      filed(c, ['conduct', 'third-party', 'jurisdiction']),
    ),
    within: '15d',
  }),
  'refusal-decide': deadline({
    ...judged,
    zh: '审查不予执行申请并裁定',
    basis: law('仲裁执行规定20'),
    legal: { basis: law('仲裁执行规定20'), within: () => '2m' },
    opens: when('不予执行申请立案，自收到申请之日', ['objection.filed'], (c) => filed(c, ['refusal'])),
    within: '2m',
  }),
};
