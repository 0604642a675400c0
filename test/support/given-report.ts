import type { Outcome } from '../../domain/engine/handle.ts';
import { isOverdue } from '../../domain/plan/light.ts';
import { isRefusal, type Refusal } from '../../domain/record/refusal.ts';
import type { Disclosure } from '../../domain/engine/disclosure.ts';
import type { Effect } from '../../domain/engine/effects.ts';
import type { Derived, Status } from '../../domain/plan/derived.ts';
import { type Kept, standingRung } from '../../domain/engine/settle.ts';
import { countedFrom, type Rung } from '../../domain/plan/ladder.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { LogEntry } from '../../domain/engine/log.ts';
import type { Concluded } from '../../domain/engine/rows.ts';

/** A line of the log, with when it was written. */
export interface Logged extends LogEntry {
  readonly recordedAt: Instant;
}

/** A deadline as a test reads it; instants are short, in the court's zone. */
export interface DeadlineReport {
  readonly id: string;
  readonly status: Status;
  readonly opened: string;
  /** As `periods.md` gives it: a date, or an instant for hours. */
  readonly due: string | null;
  readonly legalDue: string | null;
  /** The instant at which the target passes. */
  readonly passes: string | null;
  readonly ended: string | null;
  readonly overdue: boolean;
  readonly lateSince: string | null;
  /** The highest rung fired for the present due. */
  readonly rung: Rung | null;
  readonly owner: Role;
  readonly provisional: boolean;
  readonly because: Derived['because'];
  readonly rungs: readonly string[];
}

/** `2026-01-20T16:20`; seconds only where there are any. */
export function short(at: Instant): string {
  return formatInstant(at).replace('+08:00', '').replace(/:00$/, '');
}

export const shortOrNull = (at: Instant | null): string | null => (at === null ? null : short(at));

export function reportOf(d: Derived, kept: Kept | undefined, now: Instant): DeadlineReport {
  return {
    id: d.id,
    status: d.status,
    opened: short(d.openedAt),
    due: d.targetDue,
    legalDue: d.legalDue,
    passes: shortOrNull(d.dueAt),
    ended: shortOrNull(d.endedAt),
    overdue: isOverdue(d, now),
    lateSince: shortOrNull(d.lateSince),
    rung: kept === undefined ? null : standingRung(kept),
    owner: d.owner,
    provisional: d.provisional,
    because: d.because,
    rungs: countedFrom(d.steps, kept?.since ?? d.openedAt).map(({ step, at }) => `${short(at)} ${step}`),
  };
}

/** Rungs of the log in order of writing: `2026-01-21T00:00 urge reception@2`, with `, fired …` where that was later. */
export function rungLines(log: readonly Logged[], rule?: string): readonly string[] {
  return log
    .filter((entry) => (entry.type === 'rung' || entry.type === 'taken-over') && entry.rule === (rule ?? entry.rule))
    .map(({ type, firesAt, recordedAt, step, deadline, data }) => {
      const late = firesAt === null || firesAt === recordedAt ? '' : `, fired ${short(recordedAt)}`;
      const silent = type === 'taken-over' ? ', taken over' : ', silent';
      return `${firesAt === null ? '?' : short(firesAt)} ${step} ${deadline}${late}${data['notified'] === true ? '' : silent}`;
    });
}

/** The batches that have gone out to the parties, with those of new effects: the outbox takes each key once. */
export function batchesWith(before: readonly Disclosure[], effects: readonly Effect[]): readonly Disclosure[] {
  const all = [...before, ...effects.filter((each) => each.effect === 'disclosure')];
  return all.filter(({ key }, i) => all.findIndex((other) => other.key === key) === i);
}

/** Why a command was refused. Throws if it was accepted. */
export function refusalOf({ answer }: Outcome): Refusal {
  if (answer === null || !isRefusal(answer)) throw new Error('it was accepted');
  return answer;
}

/** What came of a command that was accepted. Throws if it was refused. */
export function accepted({ answer, advanced }: Outcome): Concluded {
  if (answer !== null && isRefusal(answer)) throw new Error(`${answer.code}：${answer.zh}`);
  if (advanced === undefined) throw new Error('nothing came of it');
  return advanced;
}
