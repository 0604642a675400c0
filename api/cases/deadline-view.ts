import type { Static } from 'typebox';
import type { DeadlineRecord } from '../../db/cases/deadlines.ts';
import type { Because } from '../../domain/plan/derived.ts';
import { explain } from '../../domain/words/because.ts';
import { deadlineName } from '../../domain/words/deadline.ts';
import { knownZh } from '../../domain/plan/confirmed.ts';
import { deadlineRow } from '../../domain/plan/deadlines.ts';
import { daysLeft, isOverdue, lightOf } from '../../domain/plan/light.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { DeadlineSchema, DeadlineBrief } from './deadline-schema.ts';

/** An instant as text, or null. */
export const instantOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** A step of the reasoning with its sentence; instants become text. */
export const becauseView = (because: Because): Record<string, unknown> & { step: string; zh: string } => ({
  ...because,
  ...('at' in because && { at: formatInstant(because.at) }),
  ...('since' in because && { since: formatInstant(because.since) }),
  ...('recordedAt' in because && { recordedAt: formatInstant(because.recordedAt) }),
  // what ended a deadline has words of its own: they are in the sentence
  zh: explain(because),
});

/** A deadline without its reasoning. `now` is the case's own time. */
export function withoutReasons(d: DeadlineRecord, now: Instant, ownerName: string | null) {
  const rule = d.because.find((b) => b.step === 'rule');
  const row = deadlineRow(d.rule);
  return {
    id: d.id,
    rule: d.rule,
    subject: d.subject,
    zh: d.title ?? row.zh,
    basis: (rule?.basis ?? row.basis).zh,
    courtsOwn: row.courtsOwn === true,
    known: knownZh(d.rule),
    openedAt: formatInstant(d.openedAt),
    targetDue: d.targetDue,
    legalDue: d.legalDue,
    dueAt: instantOrNull(d.dueAt),
    provisional: d.provisional,
    status: d.status,
    rung: d.rung,
    overdue: isOverdue({ ...d, owner: d.ownerRole }, now),
    lateSince: instantOrNull(d.lateSince),
    light: lightOf({ ...d, owner: d.ownerRole }, now),
    daysLeft: daysLeft(d, now),
    review: d.because.findLast((b) => b.step === 'suspended')?.review ?? null,
    owner: d.ownerRole,
    ownerZh: roles[d.ownerRole],
    ownerPerson: d.ownerPerson,
    ownerName,
    doneAt: instantOrNull(d.endedAt),
    ...marksOf(d.because),
  };
}

/** What stands beside its mark. */
export function marksOf(because: readonly Because[]) {
  const found = <S extends Because['step']>(step: S) =>
    because.find((b): b is Extract<Because, { step: S }> => b.step === step);
  const [justified, accepted] = [found('justified'), found('accepted')];
  return {
    justified: justified === undefined ? null : { fact: justified.fact, reason: justified.reason },
    accepted: accepted === undefined ? null : { fact: accepted.fact, reason: accepted.reason },
    delayedWithoutApproval: found('without-approval')?.office ?? null,
    withoutApproval: because.flatMap((b) =>
      b.step === 'without-approval' ? [{ fact: b.fact, office: b.office }] : [],
    ),
  };
}

/** A deadline as the contract has it. */
export const deadlineView = (
  d: DeadlineRecord,
  now: Instant,
  ownerName: string | null,
): Static<typeof DeadlineSchema> => ({
  ...withoutReasons(d, now, ownerName),
  because: d.because.map(becauseView),
});

/** An open deadline in few words; null for none. */
export function deadlineBrief(
  next:
    | Pick<DeadlineRecord, 'id' | 'rule' | 'subject' | 'title' | 'targetDue' | 'dueAt' | 'provisional' | 'ownerRole'>
    | undefined,
): Static<typeof DeadlineBrief> | null {
  if (next?.dueAt == null || next.targetDue === null) return null;
  const { id, targetDue, dueAt, provisional, ownerRole: owner } = next;
  return { id, zh: deadlineName(next), targetDue, dueAt: formatInstant(dueAt), provisional, owner };
}
