/** A file that is ready for 终本, three months after its filing. */
import { finalCategories } from '../../domain/nodes/related-cases.ts';
import { type Court, given } from './given.ts';
import { found, returned } from './histories.ts';

const document = (court: Court, name: 'enforcement-notice' | 'property-report-order' | 'summons', day: string): Court =>
  court
    .complete('documents.issued', { kind: name, id: name })
    .complete('service.recorded', `${name}.respondent-1`, { on: day, outcome: 'served' });

/** Handed over, asked about and nothing found; papers served; everything of the first month done. */
const searched = (): Court => {
  const handed = given().filed('2026-01-20T16:20').assigned().complete('material.received').complete('reception.held');
  const asked = returned([], handed).complete('related-cases.checked').complete('trial-service.recorded');
  const round = asked
    .complete('field.investigated')
    .complete('traditional-query.started')
    .complete('traditional-query.returned', { complete: true, assets: [] })
    .complete('asset-schedule.filed', { items: [] })
    .complete('triage.decided', { team: 'ordinary', criteria: ['ordinary-1'] });
  return (['enforcement-notice', 'property-report-order', 'summons'] as const).reduce(
    (court, name) => document(court, name, '2026-01-21'),
    round.at('2026-01-21T15:00'),
  );
};

const restricted = (court: Court): Court =>
  court
    .complete('property-report.checked', 'respondent-1', { outcome: 'refused', reason: '被执行人住院' })
    .complete('restriction.decided', {})
    .complete('documents.issued', { kind: 'consumption-limit', id: 'xx-1', recipients: ['respondent-1'] })
    .complete('restriction.decided', { kind: 'dishonesty', granted: false, persons: [], reason: '无履行能力' });

/** The categories of the last look, nothing found in any. */
export const categories = Object.keys(finalCategories).map((each) => ({ kind: each as 'deposits', result: '无' })); // of the same table
/** The last look before closing, analysed. */
export const rechecked = (court: Court): Court =>
  court
    .complete('final-query.started')
    .complete('final-query.done', { categories })
    .complete('final-related-cases.checked')
    .complete('final-recheck.analysed');

const ruled = (court: Court): Court =>
  court
    .complete('documents.issued', { kind: 'termination-ruling', id: 'zb-1', recipients: ['applicant-1'] })
    .complete('service.recorded', 'zb-1.applicant-1', { on: '2026-04-21', outcome: 'served' });

/** Nothing is missing on 04-21 for 终本. */
export const ready = ruled(
  rechecked(restricted(searched()).at('2026-04-21T09:00')).complete('termination.interviewed'),
);

/** Closed so on 04-21. */
export const closedNoProperty = (before: Court = ready): Court =>
  before.reviewed({ kind: 'no-property' }).complete('case.closed', { kind: 'no-property' });

/** The nth look for property after that, on a day of which the applicant is told the same day. */
export const look = (court: Court, n: number, on: string, more: object = {}): Court =>
  court.at(`${on}T09:00`).complete('periodic-query.done', `${n}`, { toldOn: on, ...more });

/** A car that a look has found. */
export const car = { found: true, assets: [found('a-9', { kind: 'vehicle' })] };
