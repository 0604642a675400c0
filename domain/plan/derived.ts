import type { Basis } from '../nodes/basis.ts';
import type { RuleId } from './deadlines.ts';
import type { Knowledge, Lateness, Leg, Office } from './deadline.ts';
import type { StepAt } from './ladder.ts';
import type { NodeId } from '../nodes/index.ts';
import type { Role } from '../nodes/roles.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { SkippedDay } from '../time/count-period.ts';
import type { Instant } from '../time/instant.ts';
import type { Interval } from '../time/period.ts';
import type { LawVersions } from './law.ts';

export const statuses = {
  open: '办理中',
  suspended: '中止计算',
  done: '按期完成',
  'done-late': '逾期完成',
  lapsed: '已终止',
  void: '不再适用',
} as const;

/** engine.md 10. Overdue is no status: it is computed when read. */
export type Status = keyof typeof statuses;

/** One step of the reasoning behind a due, in order; rendered in Chinese at the edge. */
export type Because =
  /** `countedFrom`: where it is counted from another instant than that of what opened it. */
  | {
      readonly step: 'opened';
      readonly at: Instant;
      readonly fact: number;
      readonly node: NodeId | null;
      readonly countedFrom?: Instant;
    }
  /** `from`: what gave the period in place of the rule's own; `day`: its last day was named, and no period is counted. */
  | {
      readonly step: 'rule';
      readonly within: string;
      readonly basis: Basis;
      readonly version: number;
      readonly from?: string;
      readonly day?: true;
    }
  /** The first day (or hour) is not counted: counting began after it (民诉法85). */
  | { readonly step: 'counted'; readonly from: string; readonly nominal: string }
  | {
      readonly step: 'excluded';
      readonly intervals: readonly Excluded[];
      readonly days: number;
      readonly to: CivilDate;
    }
  | { readonly step: 'rolled'; readonly over: readonly SkippedDay[]; readonly to: CivilDate }
  | { readonly step: 'provisional'; readonly years: readonly number[] }
  | { readonly step: 'extended'; readonly until: CivilDate; readonly fact: number }
  /** An extension that was approved after the due had passed: it moves nothing (engine.md 9). */
  | { readonly step: 'extended-late'; readonly until: CivilDate; readonly fact: number }
  | { readonly step: 'ordered'; readonly due: CivilDate; readonly from?: string }
  | { readonly step: 'suspended'; readonly from: CivilDate; readonly review: CivilDate | null; readonly fact: number }
  | {
      readonly step: 'stood-still';
      readonly from: CivilDate;
      /** The day from which the period is counted anew; null: nobody knows yet. */
      readonly to: CivilDate | null;
      readonly fact: number;
      readonly why: string;
    }
  | { readonly step: 'legal'; readonly within: string; readonly basis: Basis; readonly due: string }
  | ({ readonly step: 'late-entry' } & LateEntry)
  /** Its number was not read in the law, and the court has not confirmed it yet: it only reminds (plan §2.1). */
  | { readonly step: 'unconfirmed'; readonly known: Knowledge }
  /** Money was sent out late without the approval that a delay takes (plan §5): `delayedWithoutApproval`. */
  | { readonly step: 'without-approval'; readonly fact: number; readonly office: Office }
  /** It was late before it stood still, or ended without being met: that takes nothing away (docs/decisions/057). */
  | { readonly step: 'was-late'; readonly since: Instant }
  /** Its owner has said why it is late; that stops nothing (plan §3). */
  | { readonly step: 'justified'; readonly fact: number; readonly reason: string }
  /** The director has accepted a reason: nobody is criticised for it (plan §3). */
  | { readonly step: 'accepted'; readonly fact: number; readonly reason: string }
  | { readonly step: 'ended'; readonly status: Status; readonly fact: number; readonly zh: string | null };

/** A fact that was recorded too long after it is said to have happened (engine.md 2b). */
export interface LateEntry {
  readonly fact: number;
  /** When it is said to have happened. */
  readonly at: Instant;
  /** When it was recorded: lateness is judged by this until review has accepted it. */
  readonly recordedAt: Instant;
}

/** Days that an approval took out of the count. */
export interface Excluded extends Interval {
  readonly ground: string;
  readonly fact: number;
}

/** A deadline as it follows from a case's facts and law. No clock was asked: what lies ahead is here too. */
export interface Derived {
  /** `payout:r-7@12` (engine.md 6). */
  readonly id: string;
  readonly rule: RuleId;
  readonly subject: string | null;
  readonly seq: number;
  /** What it is called, where that does not follow from its rule and subject. */
  readonly title: string | null;
  /** As people call it: 发放案款 r-7. */
  readonly name: string;
  readonly openedAt: Instant;
  /** A date, or an instant for periods in hours; null while suspended. */
  readonly targetDue: string | null;
  readonly legalDue: string | null;
  /** The instant at which the target passes: for a date, the end of that day. */
  readonly dueAt: Instant | null;
  /** The instant at which the law's own due passes. */
  readonly legalDueAt: Instant | null;
  /** The last recorded of the facts that its due rests on. */
  readonly restsOn: number;
  /** The deadline and due that a supervised matter stands for. */
  readonly about: Lateness | null;
  /** The last day before rolling: what other rows count from. */
  readonly extended: CivilDate | null;
  readonly provisional: boolean;
  readonly status: Status;
  /** The due that had passed before it stood still or ended unmet, where its status does not say so; null: none had. */
  readonly lateSince: Instant | null;
  readonly endedAt: Instant | null;
  readonly endedBy: number | null;
  /** When time alone ended it, or will: before that instant it runs. */
  readonly endsByTime?: Instant;
  readonly owner: Role;
  readonly law: LawVersions;
  /** When the record learnt of the rule, where it began without it: its ladder counts from there (engine.md 4, 26). */
  readonly metAt: Instant | null;
  /** Where it ran between standstills, the last one to this day; none while it stands still from the beginning. */
  readonly legs: readonly Leg[];
  /** Its last standstill, with the end that is known; null where it never stood still. */
  readonly still: { readonly from: Instant; readonly to: Instant | null } | null;
  /** The steps of its ladder, in order, as its facts give them; none for one that stands still or warns nobody. */
  readonly steps: readonly StepAt[];
  readonly because: readonly Because[];
}

/** What guards may know of a deadline that has opened, as it stands now. */
export type DeadlineNow = Pick<
  Derived,
  'id' | 'rule' | 'subject' | 'status' | 'targetDue' | 'dueAt' | 'lateSince' | 'owner' | 'provisional'
>;

/** The due that has passed unmet by an instant: the present one, or one before it stood still or ended; null: none. */
export const passedDue = (
  { status, dueAt, lateSince }: Pick<DeadlineNow, 'status' | 'dueAt' | 'lateSince'>,
  at: Instant,
): Instant | null =>
  status === 'done-late' || (status === 'open' && dueAt !== null && dueAt <= at) ? dueAt : lateSince;
