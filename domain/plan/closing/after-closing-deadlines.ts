import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { applicants } from '../../record/parties.ts';
import { addMonths } from '../../time/civil-date.ts';
import { dateOf, endOfDay } from '../../time/instant.ts';
import { deadline, type Opening } from '../deadline.ts';
import { any, anySince, discharged, isBehind, on, opening, together, when } from '../opens.ts';
import { issuesOf } from '../documents/readings.ts';
import {
  closedWithoutProperty,
  PERIODIC_MONTHS,
  PERIODIC_ROUNDS,
  restorationCauses,
  restoredBy,
} from './after-closing-readings.ts';

const library = law('法〔2016〕373号13');
const periodic = law('法〔2016〕373号9');
const entrusted = law('委托执行规定7');

/**
 * Each round opens as the one before it ends, and all are counted from the closing: no round moves the next (L94). Once the case
 * goes on under another number it is looked for there.
 */
function rounds(c: Case): readonly Opening[] {
  const closed = closedWithoutProperty(c);
  if (closed === undefined) return [];
  const restored = restoredBy(c);
  const over = restored && { until: { at: restored.at, seq: restored.seq, zh: '已经恢复执行' } };
  const lastDay = (n: number) => addMonths(dateOf(closed.at), PERIODIC_MONTHS * n);
  return Array.from({ length: PERIODIC_ROUNDS }, (_, i): Opening => {
    const n = i + 1;
    return {
      ...{ at: i === 0 ? closed.at : endOfDay(lastDay(i)), seq: closed.seq, subject: String(n), from: closed.at },
      ...{ within: `${PERIODIC_MONTHS * n}m`, title: `终本后第${n}次定期查询`, ...over },
    };
  }).filter(({ at, until }) => until === undefined || at <= until.at);
}

/** What follows the closing of a case: law.md L80, L93, L94. */
export const afterClosingDeadlines = {
  'transfer-told': deadline({
    zh: '将他院立案情况告知申请执行人',
    basis: entrusted,
    legal: { basis: entrusted, within: () => '7d' },
    opens: on('transfer.accepted'),
    within: '7d',
    done: discharged('向每一申请执行人发出移送他院通知', ['documents.issued', 'document.sent'], (c, o) =>
      together(
        applicants(c).map(({ id }) =>
          issuesOf(c, 'court-transfer-notice', id)
            .map(({ sent }) => sent)
            .find((f) => isBehind(f, o)),
        ),
      ),
    ),
    required: ['cancelled'],
    owner: 'officer',
  }),
  'termination-library': deadline({
    zh: '录入终本库并公布',
    basis: library,
    known: 'M',
    legal: { basis: library, within: () => '7d' },
    opens: when('以终结本次执行程序结案', ['case.closed'], (c) => {
      const closed = closedWithoutProperty(c);
      return closed === undefined ? [] : [opening(closed)];
    }),
    within: '7d',
    done: anySince('termination.published'),
    owner: 'review',
    runsOn: 'no-property',
  }),
  'periodic-query': deadline({
    zh: '终本后定期查询并告知申请执行人',
    basis: periodic,
    known: 'W',
    about: 'round',
    legal: { basis: periodic, within: (_, o) => o?.within ?? `${PERIODIC_MONTHS}m` },
    opens: when('以终结本次执行程序结案，此后五年内每六个月一次', ['case.closed'], rounds),
    within: `${PERIODIC_MONTHS}m`,
    done: any('periodic-query.done'),
    owner: 'property-control',
    runsOn: 'no-property',
  }),
  'restoration-decide': deadline({
    zh: '决定是否恢复执行',
    basis: periodic,
    known: 'I',
    courtsOwn: true,
    opens: when(
      '结案后：不履行和解协议；终本后：申请恢复执行、线索属实、定期查询发现财产',
      ['settlement.breached', 'application.received', 'clue.verified', 'clue.fully-verified', 'periodic-query.done'],
      (c) => {
        const restored = restoredBy(c);
        return restorationCauses(c)
          .map(opening)
          .filter((o) => restored === undefined || isBehind(restored, o));
      },
    ),
    within: '5d',
    towards: ['request.made'],
    done: discharged('决定恢复执行，或者不予恢复', ['restoration.decided'], (c, o) =>
      c.all('restoration.decided').find((f) => isBehind(f, o)),
    ),
    owner: 'officer',
    runsOn: true,
  }),
};
