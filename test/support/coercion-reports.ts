/** Coercion, credit, notices and objections: the statutory rows of plan §2.1 about them, in the fewest facts. */
import { returned, found } from './histories.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { ruledApart } from './objection-scenes.ts';
import { about, assigned, day, does, members, type RowReport, sealed } from './row-scenes.ts';
import type { Court } from './given.ts';

/** A document of a kind, made and served on somebody the day after. */
export const servedOn = (court: Court, kind: string, to = 'respondent-1', fields: object = {}): Court => {
  const made = court.complete('documents.issued', { id: `${kind}-x`, kind, recipients: [to], ...fields } as never);
  return made.complete('service.recorded', `${kind}-x.${to}`, { outcome: 'served', on: day(court) });
};

const signed = { signedBy: 'p-president' };

const broughtIn = (): Court =>
  assigned()
    .complete('warrant.issued')
    .complete('respondent.compelled', 'respondent-1', { arrivedAt: '2026-01-20T16:20:00+08:00' });

const detained = (days = 15): Court =>
  assigned()
    .complete('sanction.decided', { days })
    .complete('detention.started', 'sanction-1', { takenAt: '2026-01-20T16:20:00+08:00' });

const appliedFor = (kind: 'restriction', by: string): Court =>
  assigned().complete('application.received', { kind, by }, { by: 'officer' });

/** A remedy sought on whatever day it is, late or not: the court takes it. */
const sought =
  (id: string, more: object = {}) =>
  (court: Court) =>
    court.complete('remedy.sought', id, { on: day(court), excuse: '上级法院已经受理', ...more });

const objected = (kind: 'jurisdiction' | 'conduct') => (court: Court) =>
  court.complete('objection.received', { kind, on: day(court), excuse: '不可抗力' }, { by: 'officer' });

/** An objection ruled on by a panel of others, the court having sealed the thing that it is about. */
const ruled = (kind: 'conduct' | 'third-party'): Court =>
  ruledApart(sealed()
    .complete('case.assigned', { panel: members })
    .complete(
      'objection.received',
      { kind, by: kind === 'conduct' ? 'respondent-1' : '赵大海', ...(kind === 'third-party' && { assets: ['a-2'] }) },
      { by: 'review' },
    )); // prettier-ignore

const terminated = (court = assigned()): Court =>
  court
    .complete('case.assigned', { panel: members })
    .complete('panel.decided', { about: 'ending', members }, { by: 'p-panel' })
    .complete('enforcement.terminated', {}, { by: 'p-panel' });

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
  'inquiry-end': { opened: broughtIn, done: (court) => court.complete('inquiry.ended', 'respondent-1', { endedAt: formatInstant(court.now) }) }, // prettier-ignore
  'detention-family': { opened: () => detained(), done: about('sanction-1', 'detention.family-notified') },
  'detention-end': {
    opened: () => detained(),
    done: (court) => court.complete('sanction.ended', 'sanction-1', { how: 'lifted', on: day(court) }),
  },
  'sanction-review': {
    opened: () => servedOn(assigned().complete('sanction.decided'), 'sanction-decision', 'respondent-1', signed),
    done: sought('sanction-1'),
  },
  'restriction-decide': {
    opened: () => appliedFor('restriction', 'applicant-1'),
    done: does('restriction.decided', { kind: 'dishonesty', ground: '1' }),
  },
  'dishonesty-expiry': {
    opened: () => assigned().complete('restriction.decided', { kind: 'dishonesty', ground: '4' }),
    done: (court) => court.complete('restriction.lifted', 'restriction-1', { on: day(court) }),
  },
  'restriction-release': {
    opened: () => terminated(assigned().complete('restriction.decided')),
    done: (court) => court.complete('restriction.lifted', 'restriction-1', { on: day(court) }),
  },
  'restriction-correction': {
    opened: () =>
      assigned()
        .complete('restriction.decided')
        .complete('application.received', { kind: 'correction', by: 'respondent-1', about: 'restriction-1' }, { by: 'officer' }), // prettier-ignore
    done: about('application-1', 'application.decided', { granted: false }),
  },
  'debt-answer': {
    opened: () =>
      servedOn(assigned().complete('debt.notified', 'd-1'), 'debt-notice', 'debtor', {
        recipients: [{ id: 'debtor', name: '武陟县建安公司' }],
      }),
    done: (court) => court.complete('debt.answered', 'd-1', { on: day(court) }),
  },
  'objection-reconsider': { opened: () => servedOn(ruled('conduct'), 'objection-ruling'), done: sought('objection-1') },
  'objection-suit': {
    opened: () => servedOn(ruled('third-party'), 'objection-ruling', 'applicant-1'),
    done: sought('objection-1', { way: 'lawsuit', party: 'applicant-1' }),
  },
  'jurisdiction-objection': {
    opened: () => servedOn(assigned(), 'enforcement-notice', 'respondent-1', { account: '6217', performWithin: 10 }),
    done: objected('jurisdiction'),
  },
  'termination-objection': {
    opened: () => servedOn(terminated(), 'closing-document'),
    done: objected('conduct'),
  },
} as const satisfies Readonly<Record<string, RowReport>>;
