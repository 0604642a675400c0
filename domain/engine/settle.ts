import { deadlineRow } from '../plan/deadlines.ts';
import { type Rung, rungIds, type StepAt } from '../plan/ladder.ts';
import type { Instant } from '../time/instant.ts';
import type { Becoming } from '../plan/by-itself.ts';
import type { DeadlineNow, Derived } from '../plan/derived.ts';
import { climb, criticisedIn, type Fired } from './climb.ts';

/** What the store keeps of a deadline between two settlings. */
export interface Kept extends DeadlineNow {
  /** The person who answers for it (engine.md 20); null: whoever holds the role. */
  readonly holder: string | null;
  /**
   * The recording of what gave it its present due or had it run again, after its opening had passed by; null where it
   * opened by itself. Its ladder counts from no earlier instant (engine.md 26), and what lay behind does not fire again.
   */
  readonly since: Instant | null;
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
      readonly step: StepAt;
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
  /** Of which deadline; null: the record itself then has something to record, or its parties are to be told. */
  readonly deadline: Derived | null;
  readonly rung: Rung | null;
  /** What it is to record; left out: the next batch goes to the parties. */
  readonly records?: Pick<Becoming, 'node' | 'subject'>;
}

interface Settling {
  readonly derived: readonly Derived[];
  readonly kept: ReadonlyMap<string, Kept>;
  /** Who answers for a deadline. */
  readonly holder: (d: Derived) => string | null;
  /** The case's own time. */
  readonly now: Instant;
  /** The case's entry into the system, if it was taken over: rungs before it warn nobody (plan §3). */
  readonly takenOverAt: Instant | null;
  /** When what gives a deadline its present due came to be known; null where only time has passed. */
  readonly knownAt: (d: Derived) => Instant | null;
}

/** Compares what follows from the facts with what was kept: what opened, moved, ended, and which rungs fall due. */
export function settle(settling: Settling): Settled {
  const { derived, kept, holder, now, takenOverAt } = settling;
  const changes: Change[] = [];
  const next = new Map<string, Kept>();
  const entry = kept.size === 0 ? takenOverAt : null;
  const criticised = criticisedIn(kept.values());
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
    const since = countsSince(d, before, settling);
    const againFrom = before === undefined ? (d.metAt ?? (warnsAtEntry(d) ? entry : null)) : null;
    if (d.still?.to != null && d.still.to > now && standsOpen(d)) wake(d.still.to, d, null);
    changes.push(...differences(before, d));
    const { fired, falling, ahead } = climb(d, before?.fired ?? [], { now, since, takenOverAt, againFrom }, criticised);
    for (const { step, takenOver, notify } of falling)
      changes.push({
        type: takenOver ? 'taken-over' : 'rung',
        deadline: d,
        step,
        notify: notify && d.status !== 'void',
      });
    if (ahead !== undefined) wake(ahead.at, d, ahead.rung);
    if (d.endsByTime !== undefined && d.endsByTime > now) wake(d.endsByTime, d, null); // no step may stand there
    const { id, rule, subject, status, targetDue, dueAt, lateSince, provisional, owner } = d;
    next.set(id, {
      id,
      rule,
      subject,
      status,
      targetDue,
      dueAt,
      lateSince,
      provisional,
      owner,
      holder: holder(d),
      since,
      fired,
    });
  }
  for (const k of kept.values()) {
    if (next.has(k.id)) continue;
    if (k.status !== 'void') changes.push({ type: 'withdrawn', kept: k });
    next.set(k.id, { ...k, status: 'void' }); // what it warned is remembered: it may come back
  }
  return { changes, kept: next, nextWake };
}

/**
 * From when on a deadline's ladder may count (engine.md 26): the recording that gave it its due or had it run again, and
 * the instant at which the record met its rule. What a takeover brings counts as it happened, money and the statutory
 * limit aside (engine.md 5).
 */
function countsSince(d: Derived, before: Kept | undefined, { kept, takenOverAt, knownAt }: Settling): Instant | null {
  const isEntry = kept.size === 0 && takenOverAt !== null;
  const runsAgain = before !== undefined && before.status !== 'open' && d.status === 'open';
  const isOther = before === undefined || before.dueAt !== d.dueAt || runsAgain;
  if (!isOther) return before.since;
  const known = isEntry && !warnsAtEntry(d) ? null : knownAt(d);
  return known !== null && d.metAt !== null ? Math.max(known, d.metAt) : (known ?? d.metAt);
}

const warnsAtEntry = ({ rule }: Derived): boolean => deadlineRow(rule).warnsAtEntry === true;

/** Whether it is still to be done, if only once it runs again. */
export const standsOpen = ({ status }: Pick<Derived, 'status'>): boolean => status === 'open' || status === 'suspended';

function differences(before: Kept | undefined, d: Derived): readonly Change[] {
  const found: Change[] = [];
  const ended = !standsOpen(d);
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

/** The highest rung that has warned for the present due. */
export const standingRung = (k: Pick<Kept, 'fired' | 'dueAt'>): Rung | null =>
  rungIds.findLast((rung) => k.fired.some((f) => f.rung === rung && f.dueAt === k.dueAt && !f.takenOver)) ?? null;
