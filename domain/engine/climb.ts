import type { Lateness } from '../plan/deadline.ts';
import type { Derived } from '../plan/derived.ts';
import { countedFrom, type Rung, rungIds, type StepAt } from '../plan/ladder.ts';
import type { Instant } from '../time/instant.ts';

/** A step that has been dealt with, for the due at which it stood. */
export interface Fired {
  readonly step: string;
  readonly rung: Rung;
  readonly dueAt: Instant;
  /** The step's own instant. */
  readonly firesAt: Instant;
  /** Lay before the case entered the system (plan §3) or met the rule (engine.md 4): recorded, but nobody was warned. */
  readonly takenOver: boolean;
  /** The deadline whose lateness was criticised, where that is another's. */
  readonly about?: string;
}

/** A step that falls now. */
export interface Falling {
  readonly step: StepAt;
  readonly takenOver: boolean;
  readonly notify: boolean;
}

/** What a climb is told besides the ladder. */
interface Moment {
  readonly now: Instant;
  /** The recording of what gave the deadline its present due, or had it run again: nothing counts from before. */
  readonly since: Instant | null;
  /** The case's entry, if it was taken over: what lies before it warns nobody. */
  readonly takenOverAt: Instant | null;
  /** When the record met the rule, or, for money, the case's entry: what lies before is logged as taken over, then climbed once more. */
  readonly againFrom: Instant | null;
}

/** The criticisms that have been put to the director: one lateness is criticised once (plan §3). */
export interface Criticised {
  /** Whether the lateness in which a deadline stands, or the one that it stands for, has been criticised. */
  readonly has: (d: Derived) => boolean;
  readonly add: (d: Derived, at: Instant) => void;
}

/** Reads them off what has fired. `kept` is all that is known of the case's deadlines. */
export function criticisedIn(kept: Iterable<{ readonly id: string; readonly fired: readonly Fired[] }>): Criticised {
  const last = new Map<string, Instant>();
  const note = (deadline: string, at: Instant) => last.set(deadline, Math.max(at, last.get(deadline) ?? at));
  for (const { id, fired } of kept) {
    for (const f of fired) if (f.rung === 'criticise' && !f.takenOver) note(f.about ?? id, f.firesAt);
  }
  return {
    // what fell behind this due was about this lateness, at whatever due it stood then
    has(d) {
      const { deadline, dueAt } = latenessOf(d);
      return (last.get(deadline) ?? Number.NEGATIVE_INFINITY) >= dueAt;
    },
    add: (d, at) => note(latenessOf(d).deadline, at),
  };
}

const latenessOf = (d: Derived): Lateness => d.about ?? { deadline: d.id, dueAt: d.dueAt ?? Number.POSITIVE_INFINITY };

/** What has come of a ladder: what was dealt with, what falls now, in order, and what lies ahead. */
export interface Climb {
  readonly fired: readonly Fired[];
  readonly falling: readonly Falling[];
  readonly ahead: StepAt | undefined;
}

/**
 * Fires what has come of a ladder: each step once for each due; one that lay behind when the due moved and had warned
 * already stays silent; of those that fall together only the highest notifies (plan §3, engine.md 26).
 */
export function climb(d: Derived, before: readonly Fired[], moment: Moment, criticised: Criticised): Climb {
  const { now, takenOverAt, againFrom } = moment;
  const since = moment.since ?? Number.NEGATIVE_INFINITY;
  const dueAt = d.dueAt ?? now; // a deadline with steps has a due
  /** What was only taken over warns again where the ladder counts from later than that. */
  const warned = before.filter((f) => !f.takenOver || f.firesAt >= since);
  const isLeft = (s: StepAt) =>
    !warned.some((f) => f.step === s.step && f.dueAt === dueAt) && !(s.rung === 'criticise' && criticised.has(d));
  const left = countedFrom(d.steps, since).filter(isLeft);
  const due = left.filter((s) => s.at <= now && (s.at > since || !warned.some((f) => f.step === s.step)));
  const isOld = (s: StepAt) => takenOverAt !== null && s.at < takenOverAt;
  const highest = due.filter((s) => !isOld(s)).toSorted((a, b) => rungIds.indexOf(b.rung) - rungIds.indexOf(a.rung))[0];
  const past = againFrom === null ? [] : d.steps.filter((s) => s.at < againFrom);
  const falling: Falling[] = [
    ...past.map((step) => ({ step, takenOver: true, notify: false })),
    ...due.map((step) => ({ step, takenOver: isOld(step), notify: step === highest })),
  ];
  for (const { step, takenOver } of falling) {
    if (step.rung === 'criticise' && !takenOver) criticised.add(d, step.at);
  }
  return {
    fired: [...before, ...falling.map((f) => asFired(d, f, dueAt))],
    falling,
    ahead: left.find((s) => s.at > now),
  };
}

const asFired = ({ about }: Derived, { step, takenOver }: Falling, dueAt: Instant): Fired => ({
  ...{ step: step.step, rung: step.rung, dueAt, firesAt: step.at, takenOver },
  ...(step.rung === 'criticise' && about !== null && { about: about.deadline }),
});
