/** The same of seizures and disposal (plan.md §2.1, law.md L30–L59). */
import { announces, fails, ruled, rulingServed } from './disposal-scenes.ts';
import type { Court } from './given.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { found, freed, returned } from './histories.ts';
import { about, assigned, auctioned, day, does, members, type RowReport, vehicle } from './row-scenes.ts';

/** The vehicle is held until a Monday: there is a Sunday between the last working day and the end. */
const heldToMonday = (): Court =>
  returned([found('a-2', { kind: 'vehicle' })], assigned()).complete('asset.sealed', 'a-2', { until: '2027-04-19' });

const priced = (): Court =>
  auctioned().complete('price.started', 'a-2').complete('price.report-received', 'a-2').complete('price.set', 'a-2');
const firstFailed = (): Court => fails(announces(priced(), 'first'), 'first');
const secondFailed = (): Court => fails(announces(firstFailed(), 'second', { days: 8 }), 'second');

/** The second round, in its time; else for a reason, and to its end. */
function offeredAgain(court: Court): Court {
  const { passes } = court.deadline('second-auction');
  if (addDays(day(court), 8) < (passes ?? '').slice(0, 10)) return announces(court, 'second', { days: 8 });
  return fails(announces(court, 'second', { days: 8, lateReason: '辅拍机构更换' }), 'second');
}

const reported = (): Court => auctioned().complete('price.started', 'a-2').complete('price.report-received', 'a-2');
const reportSent = does('documents.issued', { kind: 'price-report', recipients: ['applicant-1', 'respondent-1'] });
const objects = (court: Court): Court =>
  court.complete('application.received', { kind: 'price', by: 'respondent-1', about: 'a-2', on: day(court), excuse: '不可抗力' }, { by: 'officer' }); // prettier-ignore

const paidFor = (): Court =>
  announces(priced(), 'first')
    .at('2026-02-08T11:00')
    .complete('auction.held', 'a-2')
    .complete('sale.price-paid', 'a-2');
const seized = (): Court =>
  returned([vehicle], assigned()).complete('case.assigned', { panel: members }).complete('asset.seized', 'a-2');

/** A stay of that auction begins while it is announced, and ends. */
function stayedAndOver(): Court {
  const court = announces(priced(), 'first').at('2026-01-28T09:00');
  return court
    .complete('panel.decided', { about: 'stay', members }, { by: 'p-panel' })
    .complete('stay.ordered', 's-1', { scope: ['a-2'], from: '2026-01-28', to: '2026-03-20' }, { by: 'officer' })
    .at('2026-02-24T09:00')
    .complete('stay.ended', 's-1', { on: '2026-02-24' });
}

/** The deadlines of what is held and sold. */
export const disposalReports = {
  'seizure-expiry': { opened: heldToMonday, done: about('a-2', 'asset.renewed', { until: '2028-04-19' }) },
  'report-due': {
    opened: () => auctioned().complete('price.started', 'a-2', { way: 'appraisal' }),
    done: about('a-2', 'price.report-received'),
  },
  'report-delivery': { opened: reported, done: reportSent },
  'price-objection': {
    opened: () => {
      const court = reportSent(reported());
      return court.complete('service.recorded', 'price-report-1.respondent-1', { on: day(court) });
    },
    done: objects,
    subject: 'respondent-1',
  },
  'price-objection-answer': {
    opened: () => objects(reported()),
    done: about('application-1', 'application.decided', { granted: false }, 'disposal'),
  },
  'sale-start': { opened: priced, done: (court) => announces(court, 'first') },
  'auction-record': {
    opened: () => announces(priced(), 'first').at('2026-02-08T10:00'),
    done: about('a-2', 'auction.held'),
  },
  'second-auction': { opened: firstFailed, done: offeredAgain },
  'in-kind-ask': {
    opened: secondFailed,
    done: about('a-2', 'in-kind.asked', { answer: 'declines', priceFen: undefined } as never),
  },
  'sale-notice': { opened: secondFailed, done: (court) => announces(court, 'sale') },
  'auction-resume': { opened: stayedAndOver, done: (court) => announces(court, 'first') },
  'sale-ruling': { opened: paidFor, done: rulingServed },
  'title-transfer': {
    opened: () => ruled(paidFor()),
    done: does('documents.issued', { kind: 'title-transfer-notice', recipients: [{ id: 'registry', name: '车辆管理所' }] }), // prettier-ignore
  },
  'asset-handover': { opened: () => rulingServed(paidFor()), done: about('a-2', 'asset.handed-over') },
  'thing-return': { opened: () => freed(seized(), 'a-2'), done: about('a-2', 'asset.handed-over', { to: '李卫东' }) },
} as const satisfies Readonly<Record<string, RowReport>>;
