/** The same of registered matters (plan.md §10). */
import { instant } from './instants.ts';
import { type Court, given } from './given.ts';
import { about, day, does, type RowReport } from './row-scenes.ts';

/** What another court entrusted is handled, and the answer goes out. */
const answered = (court: Court): Court =>
  court.complete('entrustment.handled').complete('entrustment.answered', { on: day(court) });

/** What came from above is reported on by whoever has it. */
const reported = (court: Court): Court => court.complete('order.reported', { on: day(court) }, { by: 'p-officer-1' });

const ruled = (court: Court): Court => {
  const members = court.complete('case.assigned', {
    officer: undefined,
    panel: ['p-panel', 'p-panel-2', 'p-panel-3'],
  } as never);
  return members.complete('objection.decided', 'objection-1', {}, { by: 'p-panel' });
};

/** Publicised, so that any officer may claim it, and claimed for a case. */
const claimed = (court: Court): Court =>
  court.complete('funds.publicised', { on: day(court) }).complete('claim.proposed', {}, { by: 'p-officer-1' });

const bankDay = (): Court => given().founds('reconciliation', {}, { at: '2026-03-11T00:00' });
const bankMonth = (): Court =>
  given().founds('reconciliation', { account: undefined, day: undefined, month: '2026-03' } as never, { at: '2026-03-01T00:00' }); // prettier-ignore

/** The deadlines of records that are no cases. */
export const matterReports = {
  'petition-register': {
    opened: () => given().petitioned(),
    done: does('petition.registered', { handler: 'p-review' }),
  },
  petition: {
    opened: () => given().petitioned().complete('petition.registered', { handler: 'p-review' }),
    done: (court) => court.complete('petition.concluded', { toldOn: day(court) }, { by: 'p-review' }),
  },
  'entrusted-matter': {
    opened: () => given().founds('entrustment', { due: undefined } as never),
    done: answered,
  },
  'entrusted-filing': {
    opened: () => given().founds('entrustment', { what: 'case', due: undefined } as never),
    done: does('entrustment.handled', { filedAs: '（2026）豫0823执500号' }),
  },
  'order-report': { opened: () => given().founds('order'), done: reported },
  'prosecutor-reply': {
    opened: () => given().founds('order', { kind: 'prosecutor' }),
    done: reported,
  },
  assist: { opened: () => given().founds('assist'), done: does('assist.done') },
  'agency-yearly': { opened: () => given().founds('agency'), done: about('agency', 'agency.reviewed') },
  'objection-decide': { opened: () => given().founds('objection-case'), done: ruled },
  'refusal-decide': { opened: () => given().founds('objection-case', { kind: 'refusal' }), done: ruled },
  'usage-report': {
    opened: () => given().founds('report', {}, { at: '2026-02-01T00:00' }),
    done: does('report.submitted'),
  },
  'analysis-report': {
    opened: () => given().founds('report', { kind: 'analysis' }, { at: '2026-02-01T00:00' }),
    done: does('report.submitted', {}, 'analysis'),
  },
  'dual-check': { opened: () => given().founds('dual-check'), done: does('dual-check.concluded', {}, 'p-director') },
  'unidentified-claim': {
    opened: () => given().founds('unidentified-receipt'),
    done: (court) => claimed(court).complete('funds.claimed', 'claim-1'),
  },
  'unidentified-publicise': {
    opened: () => given().founds('unidentified-receipt').at('2026-01-24T09:00'),
    done: (court) => court.complete('funds.publicised', { on: day(court) }),
  },
  'unidentified-review': {
    opened: () => given().founds('unidentified-receipt').complete('funds.publicised', { on: '2026-01-20' }),
    done: does('unidentified.reviewed'),
  },
  'claim-confirm': {
    opened: () => claimed(given().founds('unidentified-receipt')),
    done: about('claim-1', 'funds.claimed'),
  },
  'bank-day': { opened: () => bankDay(), done: does('day.reconciled') },
  'reconciliation-difference': {
    opened: () => bankDay().complete('difference.found', 'd-1', {}, { by: 'sys:case-funds' }),
    done: about('d-1', 'difference.settled'),
  },
  'month-reconciliation': {
    opened: () => bankMonth(),
    done: (court) =>
      (court.now < instant('2026-04-01T09:00') ? court.at('2026-04-01T09:00') : court)
        .complete('reconciliation.signed', {}, { by: 'p-funds' })
        .complete('reconciliation.signed', { for: 'finance' }, { by: 'p-finance' }),
  },
  'fee-remit': { opened: () => bankMonth(), done: does('fee.remitted') },
  'disposal-right': {
    opened: () => given().founds('entrustment', { what: 'disposal-right', due: undefined, case: '2026-ha0823-zhi-123' } as never), // prettier-ignore
    done: answered,
  },
} as const satisfies Readonly<Record<string, RowReport>>;
