/** Coercion, credit, notices and objections: the statutory rows of plan §2.1 about them, in the fewest facts. */
import { returned, found } from './histories.ts';
import { about, assigned, day, does, type RowReport } from './row-scenes.ts';
import type { Court } from './given.ts';

/** A document of a kind, made and served on somebody the day after. */
export const servedOn = (court: Court, kind: string, to = 'respondent-1', fields: object = {}): Court => {
  const made = court.complete('documents.issued', { id: `${kind}-x`, kind, recipients: [to], ...fields } as never);
  return made.complete('service.recorded', `${kind}-x.${to}`, { outcome: 'served', on: day(court) });
};

export const coercionReports = {
  'notice-after-measure': {
    opened: () => returned([found('a-1')], assigned()).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 }),
    done: does('documents.issued', { kind: 'enforcement-notice' }),
  },
  'officer-notice': {
    opened: () => assigned().complete('documents.issued', { kind: 'enforcement-notice' }),
    done: does('documents.issued', { kind: 'clue-invitation', recipients: ['applicant-1'] }),
  },
  'investigation-start': {
    opened: () => assigned().complete('application.received', { kind: 'investigation' }, { by: 'officer' }),
    done: does('query.started'),
  },
  'investigation-complete': {
    opened: () => returned([found('a-1')]).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 }),
    done: does('asset-schedule.filed', { items: [{ asset: 'a-1', valueFen: 25_000_000 }] }),
  },
  'property-report': {
    opened: () => servedOn(assigned(), 'property-report-order', 'respondent-1', { reportWithin: 10 }),
    done: (court) => court.complete('property-report.received', 'respondent-1', { on: day(court) }, { by: 'officer' }),
  },
  'property-report-check': {
    opened: () => assigned().complete('property-report.received', 'respondent-1', {}, { by: 'officer' }),
    done: about('respondent-1', 'property-report.checked', { outcome: 'truthful' }),
  },
} as const satisfies Readonly<Record<string, RowReport>>;
