/** The same of money under the law, of settlements, and of what comes after a closing (plan.md §2.1). */
import type { Court } from './given.ts';
import { agreed, distribution as id } from './distribution-scenes.ts';
import { approved, confirmed } from './histories.ts';
import { car, closedNoProperty, look } from './no-property.ts';
import { about, approvedNow, assigned, day, does, type RowReport } from './row-scenes.ts';

/** What arrived is distributed between the applicant and a bank; the plan has been served on the applicant. */
export const planServed = (): Court =>
  agreed
    .complete('distribution.planned', { receipts: ['r-7'] })
    .complete('documents.issued', { id: 'fp-1', kind: 'distribution-plan', recipients: ['applicant-1'] })
    .complete('service.recorded', 'fp-1.applicant-1', { on: '2026-02-06', outcome: 'served' });
const objected = (): Court => planServed().complete('distribution.objected', id);
const opposed = (): Court => objected().complete('distribution.opposed', id);

/** Six instalments of 40,000.00 yuan, from March to August. */
export const settledInSix = (): Court =>
  assigned()
    .at('2026-02-02T10:00')
    .complete('settlement.reached', {
      instalments: [3, 4, 5, 6, 7, 8].map((month, i) => ({ n: i + 1, on: `2026-0${month}-20`, amountFen: 4_000_000 })),
    });

/** The first look after 终本 has found a car. */
export const foundAgain = (): Court => look(closedNoProperty(), 1, '2026-10-20', car);

export const afterClosingReports = {
  'transfer-told': {
    opened: () => assigned().complete('case.transferred').complete('transfer.accepted', { on: '2026-01-20' }),
    done: does('documents.issued', { kind: 'court-transfer-notice', recipients: ['applicant-1'] }),
  },
  'termination-library': { opened: closedNoProperty, done: does('termination.published') },
  'periodic-query': {
    opened: closedNoProperty,
    subject: '1',
    done: (court) => court.complete('periodic-query.done', '1', { toldOn: day(court) }),
  },
  'restoration-decide': { opened: foundAgain, done: does('restoration.decided', { granted: false }, 'director') },
  'payout-guide-notice': { opened: confirmed, done: approvedNow },
  'payout-guide-pay': { opened: approved, done: about('FK-2026-031', 'payout.paid') },
  'distribution-objection': { opened: planServed, done: about(id, 'distribution.objected', { excuse: '不可抗力' }) },
  'distribution-opposition': { opened: objected, done: about(id, 'distribution.opposed', { excuse: '不可抗力' }) },
  'distribution-suit': {
    opened: opposed,
    done: (court) =>
      court.complete('remedy.sought', id, { way: 'lawsuit', party: 'applicant-1', on: day(court), excuse: '不可抗力' }),
  },
  'settlement-instalment': {
    opened: settledInSix,
    subject: 'settlement-1.1',
    done: about('settlement-1', 'settlement.instalment', { n: 1, amountFen: 4_000_000 }),
  },
} as const satisfies Readonly<Record<string, RowReport>>;
