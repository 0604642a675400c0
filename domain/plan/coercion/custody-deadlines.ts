import { readInstant } from '../../gate/instant.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import type { Instant } from '../../time/instant.ts';
import { byLaw } from '../by-law.ts';
import { deadline, type Opening } from '../deadline.ts';
import { fromService, serviceNodes } from '../documents/services.ts';
import { hourLadder } from '../ladder.ts';
import { any, anySince, opening, when } from '../opens.ts';
import { sanctionsTold } from './told-sanctions.ts';

/** The longest detention (民诉法118). */
const MOST_DAYS = 15;

/** Counted from an instant that the fact states, as it was let in; from the fact itself where that cannot be read. */
const fromInstant = (text: string, at: Instant): Instant => readInstant(text) ?? at;

const started = (
  c: Case,
  more: (f: FactOf<'detention.started'>) => Partial<Opening> = () => ({}),
): readonly Opening[] =>
  c.all('detention.started').map((f) => ({
    ...opening(f),
    from: fromInstant(f.payload.takenAt, f.at),
    ...more(f),
  }));

function reviews(c: Case): readonly Opening[] {
  const sides = new Map(parties(c).map(({ id, side }) => [id, side]));
  return sanctionsTold(c).map((told) => ({
    ...fromService(told),
    subject: told.thing.id,
    owner: sides.get(told.to) ?? 'respondent',
    ...(c.first('sanction.decided', told.thing.id)?.payload.kind === 'exit-ban' && {
      within: '10d',
      dueZh: '限制出境的',
    }),
  }));
}

const custody = { owner: 'officer', neverLapses: true } as const;

/** Who was brought in or is detained, and what they may do about it: plan §2.1, L60, L61, L76. */
export const custodyDeadlines = {
  'inquiry-end': deadline({
    ...byLaw('民诉解释482', '8h'),
    ...custody,
    zh: '结束拘传询问',
    about: 'party',
    opens: when('拘传到案，自到达法院；案情复杂、依法可能拘留的24小时', ['respondent.compelled'], (c) =>
      c.all('respondent.compelled').map((f) => ({
        ...opening(f),
        from: fromInstant(f.payload.arrivedAt, f.at),
        ...((f.payload.complex ?? '').trim() !== '' && { within: '24h', dueZh: '案情复杂、依法可能拘留的' }),
      })),
    ),
    done: anySince('inquiry.ended'),
    ladder: hourLadder,
  }),
  'detention-family': deadline({
    ...byLaw('民诉解释180', '24h'),
    ...custody,
    zh: '通知被拘留人家属',
    about: 'sanction',
    opens: when('拘留执行，自收押', ['detention.started'], (c) => started(c)),
    done: any('detention.family-notified'),
    ladder: hourLadder,
    runsOn: true,
  }),
  'detention-end': deadline({
    ...byLaw('民诉法118', `${MOST_DAYS}d`, 'none'),
    ...custody,
    zh: '解除拘留',
    about: 'sanction',
    opens: when('拘留执行，自收押，按决定的天数', ['detention.started'], (c) =>
      started(c, ({ subject }) => ({
        within: `${Math.min(c.first('sanction.decided', subject)?.payload.days ?? MOST_DAYS, MOST_DAYS)}d`,
        dueZh: '拘留决定书写明',
      })),
    ),
    done: any('sanction.ended'),
    runsOn: true,
  }),
  'sanction-review': deadline({
    ...byLaw('民诉解释185', '3d'),
    zh: '对罚款、拘留、限制出境决定申请复议',
    about: 'sanction',
    opens: when('决定书送达受处罚的人；限制出境的10日', serviceNodes, reviews),
    done: any('remedy.sought'),
    owner: 'respondent',
    ladder: null,
  }),
};
