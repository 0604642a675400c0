import { deadlineRow } from '../plan/deadlines.ts';
import { type Rung, rungIds } from '../plan/ladder.ts';
import type { Instant } from '../time/instant.ts';
import type { DeadlineNow, Derived } from '../plan/derived.ts';

/** A rung that has been dealt with, for the due at which it stood. */
export interface Fired {
  readonly rung: Rung;
  readonly dueAt: Instant;
  /** The rung's own instant. */
  readonly firesAt: Instant;
  /** Lay before the case entered the system (plan §3) or met the rule (engine.md 4): recorded, but nobody was warned. */
  readonly takenOver: boolean;
}

/** What the store keeps of a deadline between two settlings. */
export interface Kept extends DeadlineNow {
  readonly dueAt: Instant | null;
  readonly provisional: boolean;
  /** When its due last changed: rungs behind that do not fire again. */
  readonly movedAt: Instant;
  readonly fired: readonly Fired[];
}

export type Change =
  | { readonly type: 'opened'; readonly deadline: Derived }
  | { readonly type: 'moved'; readonly deadline: Derived; readonly from: Kept }
  | { readonly type: 'certain'; readonly deadline: Derived }
  | { readonly type: 'done' | 'lapsed' | 'void' | 'suspended' | 'reopened'; readonly deadline: Derived }
  | { readonly type: 'withdrawn'; readonly kept: Kept }
  | {
      readonly type: 'rung' | 'taken-over';
      readonly deadline: Derived;
      readonly rung: Rung;
      readonly firesAt: Instant;
      readonly notify: boolean;
    };

export interface Settled {
  /** In the order in which the log shows them. */
  readonly changes: readonly Change[];
  /** Every deadline that ever opened: one whose opening was withdrawn stays, void. */
  readonly kept: ReadonlyMap<string, Kept>;
  readonly nextWake: NextWake | null;
}

/** The earliest instant at which anything falls due by itself. */
export interface NextWake {
  readonly at: Instant;
  readonly deadline: Derived;
  readonly rung: Rung | null;
}

interface Settling {
  readonly derived: readonly Derived[];
  readonly kept: ReadonlyMap<string, Kept>;
  /** The case's own time. */
  readonly now: Instant;
  /** The case's entry into the system, if it was taken over: rungs before it warn nobody (plan §3). */
  readonly takenOverAt: Instant | null;
}

/** Compares what follows from the facts with what was kept: what opened, moved, ended, and which rungs fall due. */
export function settle({ derived, kept, now, takenOverAt }: Settling): Settled {
  const changes: Change[] = [];
  const next = new Map<string, Kept>();
  let nextWake: NextWake | null = null;
  const wake = (at: Instant, deadline: Derived, rung: Rung | null) => {
    if (nextWake === null || at < nextWake.at) nextWake = { at, deadline, rung };
  };
  for (const d of derived) {
    if (d.openedAt > now) {
      wake(d.openedAt, d, null);
      continue;
    }
    const before = kept.get(d.id);
    const movedAt = before === undefined || before.dueAt !== d.dueAt ? now : before.movedAt;
    changes.push(...differences(before, d));
    const { fired, ahead } = climb(d, before, { now, movedAt, takenOverAt }, changes);
    if (ahead !== undefined) wake(ahead.at, d, ahead.rung);
    const { id, rule, subject, status, targetDue, dueAt, provisional, owner } = d;
    next.set(id, { id, rule, subject, status, targetDue, dueAt, provisional, owner, movedAt, fired });
  }
  for (const k of kept.values()) {
    if (next.has(k.id)) continue;
    if (k.status !== 'void') changes.push({ type: 'withdrawn', kept: k });
    next.set(k.id, { ...k, status: 'void' }); // what it warned is remembered: it may come back
  }
  return { changes, kept: next, nextWake };
}

function differences(before: Kept | undefined, d: Derived): readonly Change[] {
  const found: Change[] = [];
  const ended = d.status !== 'open' && d.status !== 'suspended';
  const wasOpen = before === undefined || before.status === 'open';
  if (before === undefined) found.push({ type: 'opened', deadline: d });
  else if (before.targetDue !== d.targetDue) found.push({ type: 'moved', deadline: d, from: before });
  else if (before.provisional && !d.provisional) found.push({ type: 'certain', deadline: d });
  if (before?.status === d.status || (before === undefined && !ended && d.status === 'open')) return found;
  if (d.status === 'done' || d.status === 'done-late') found.push({ type: 'done', deadline: d });
  else if (d.status !== 'open') found.push({ type: d.status, deadline: d });
  else if (!wasOpen) found.push({ type: 'reopened', deadline: d });
  return found;
}

interface Moment {
  readonly now: Instant;
  readonly movedAt: Instant;
  readonly takenOverAt: Instant | null;
}

/**
 * Fires what has come of a ladder: each rung once for each due; one that lay behind when the due moved and had warned
 * already stays silent; of those that fall together only the highest notifies (plan §3).
 */
function climb(d: Derived, before: Kept | undefined, { now, movedAt, takenOverAt }: Moment, changes: Change[]) {
  const fired: Fired[] = [...(before?.fired ?? [])];
  const due = d.rungs.filter(({ rung, at }) => {
    if (at > now || fired.some((f) => f.rung === rung && f.dueAt === d.dueAt)) return false;
    return at > movedAt || !fired.some((f) => f.rung === rung);
  });
  const dueAt = d.dueAt ?? now; // a deadline with rungs has a due
  const since = Math.max(takenOverAt ?? Number.NEGATIVE_INFINITY, d.metAt ?? Number.NEGATIVE_INFINITY);
  const isOld = (at: Instant) => at < since;
  const highest = due.findLast(({ at }) => !isOld(at))?.rung;
  for (const { rung, at } of due) {
    const takenOver = isOld(at);
    fired.push({ rung, dueAt, firesAt: at, takenOver });
    changes.push({
      type: takenOver ? 'taken-over' : 'rung',
      deadline: d,
      rung,
      firesAt: at,
      notify: !takenOver && rung === highest,
    });
  }
  return { fired, ahead: d.rungs.find(({ at }) => at > now) };
}

/** The highest rung that has warned for the present due. */
export const standingRung = (k: Pick<Kept, 'fired' | 'dueAt'>): Rung | null =>
  rungIds.findLast((rung) => k.fired.some((f) => f.rung === rung && f.dueAt === k.dueAt && !f.takenOver)) ?? null;

/** What a deadline is called: `发放案款 r-7`. */
export const deadlineName = (d: Pick<Derived, 'rule' | 'subject'>): string =>
  deadlineRow(d.rule).zh + (d.subject === null ? '' : ` ${d.subject}`);

/** The last day as people read it, not the instant at which it ends (fault 24): `2026-02-24`; for periods in hours `2026-01-21 17:00`. Null while it stands still. */
export const dueOn = ({ targetDue }: Pick<Derived, 'targetDue'>): string | null =>
  targetDue === null ? null : targetDue.slice(0, 16).replace('T', ' ');

/** The same with what there is to say of it: that it is provisional, where it rests on a year without a notice, or that it stands still. */
export function dueText(d: Pick<Derived, 'targetDue' | 'provisional'>): string {
  const day = dueOn(d);
  return day === null ? '中止计算' : `${day}${d.provisional ? '（暂定）' : ''}`;
}
