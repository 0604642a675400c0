import type { Leg, Standstill } from '../plan/deadline.ts';
import { underStay } from '../plan/stays/readings.ts';
import type { Because, Derived } from '../plan/derived.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { type Asked, countDues, type Dues, nowhere } from './dues.ts';

/** How a deadline ran: its dues, the whole reasoning, the stretches between its standstills, and the last of these. */
export interface Running extends Pick<Derived, 'legs' | 'still' | 'because'> {
  readonly dues: Dues;
}

/** Counts a deadline's dues, anew after each standstill that came before it ended (engine.md 9). */
export function countRunning(asked: Asked, endedAt: Instant | undefined): Running {
  const stretches = inTime(asked, standstills(asked, endedAt));
  if (stretches.length === 0) return untouched(asked, endedAt);
  const counted = stretches.flatMap(({ end, fact }, i) =>
    end === null ? [] : [{ from: end.at, seq: fact, until: stretches[i + 1]?.from, dues: countAnew(asked, end) }],
  );
  const first = { from: asked.opening.at, seq: asked.opening.seq, until: stretches[0]?.from, dues: countDues(asked) };
  const legs = [first, ...counted].filter(({ from, until }) => from < (until ?? Number.POSITIVE_INFINITY));
  const last = stretches.at(-1);
  const now = last?.end ? (legs.at(-1)?.dues ?? first.dues) : nowhere;
  return {
    dues: now,
    because: [...begun(asked), ...stretches.map(stoodStill), ...now.because],
    legs: legs.map((leg) => legOf(leg, endedAt)),
    still: last === undefined ? null : { from: last.from, to: last.end?.at ?? null },
  };
}

function untouched(asked: Asked, endedAt: Instant | undefined): Running {
  const dues = countDues(asked);
  const { at: from, seq } = asked.opening;
  return {
    dues,
    because: [...begun(asked), ...dues.because],
    legs: [legOf({ from, seq, until: undefined, dues }, endedAt)],
    still: null,
  };
}

/** Every reasoning begins with what opened the deadline and by which rule. */
function begun({ c, opening, version: { within, basis, version } }: Asked): readonly Because[] {
  const { at, seq, from = at, due, dueZh } = opening;
  const opened = c.fact(seq);
  const begin = { step: 'opened', at, fact: seq, node: opened?.at === at ? opened.node : null } as const;
  const rule = { step: 'rule', within, basis, version } as const;
  return [from === at ? begin : { ...begin, countedFrom: from }, givenBy()];

  /** What gave a due that is not the rule's own. */
  function givenBy(): Because {
    if (due !== undefined) return { ...rule, day: true };
    return opening.within === undefined || dueZh === undefined ? rule : { ...rule, from: dueZh };
  }
}

const countAnew = (asked: Asked, { countedFrom }: NonNullable<Standstill['end']>): Dues =>
  countDues({ ...asked, anewFrom: countedFrom });

interface Counted extends Pick<Leg, 'from' | 'seq'> {
  readonly until: Instant | undefined;
  readonly dues: Dues;
}

function legOf({ from, seq, until, dues: { targetDue, dueAt } }: Counted, endedAt: Instant | undefined): Leg {
  const stops = Math.min(until ?? Number.POSITIVE_INFINITY, endedAt ?? Number.POSITIVE_INFINITY);
  return { from, seq, targetDue, dueAt, passed: dueAt !== null && from <= stops && dueAt <= stops };
}

const stoodStill = ({ from, end, fact, zh }: Standstill): Because => ({
  ...{ step: 'stood-still', from: dateOf(from), fact, why: zh },
  to: end && (typeof end.countedFrom === 'number' ? dateOf(end.countedFrom) : end.countedFrom),
});

const never: readonly Standstill[] = [];

/** The standstills of a deadline before it ended, in order, those that touch united: the later end counts. */
function standstills({ judged: c, earlier, row, opening }: Asked, endedAt: Instant | undefined): readonly Standstill[] {
  const { still, stays } = row; // one entered late began when it was recorded (engine.md 2b)
  const own = still?.(c, opening, earlier) ?? never;
  const all = stays === true ? [...own, ...underStay(c, opening)] : own;
  if (all.length === 0) return never; // as most deadlines
  const found = all
    .map((s) => ({ ...s, from: Math.max(s.from, opening.at) }))
    .filter(({ from, end }) => (end === null || end.at > from) && from < (endedAt ?? Number.POSITIVE_INFINITY))
    .toSorted((a, b) => a.from - b.from || a.fact - b.fact);
  const united: Standstill[] = [];
  for (const next of found) {
    const before = united.at(-1);
    if (before === undefined || (before.end !== null && before.end.at < next.from)) united.push(next);
    else if (before.end !== null && (next.end === null || next.end.at > before.end.at))
      united[united.length - 1] = { ...next, from: before.from };
  }
  return united;
}

/** Of a row whose standstills have to begin in time: those before the first that came too late. */
function inTime(asked: Asked, stretches: readonly Standstill[]): readonly Standstill[] {
  if (stretches.length === 0 || asked.row.stillInTime !== true) return stretches;
  let { dueAt } = countDues(asked);
  const late = stretches.findIndex(({ from, end }) => {
    if (dueAt !== null && from >= dueAt) return true;
    dueAt = end === null ? null : countAnew(asked, end).dueAt;
    return false;
  });
  return late < 0 ? stretches : stretches.slice(0, late);
}

/** A deadline as it stands at an instant: what only time will end runs until then; until its standstill ends it has no due and no rung (engine.md 9). */
export function standingAt(d: Derived, now: Instant): Derived {
  if (d.endsByTime !== undefined && d.endedAt !== null && d.endedAt > now) return stillRunning(d);
  if (d.status !== 'open' || d.still?.to == null || d.still.to <= now) return d;
  const { targetDue, legalDue, dueAt, extended, provisional } = nowhere;
  return { ...d, targetDue, legalDue, dueAt, extended, provisional, status: 'suspended', steps: [] };
}

/** What time alone will end, while it still runs. */
export const stillRunning = (d: Derived): Derived => ({
  ...{ ...d, status: 'open', lateSince: null, endedAt: null, endedBy: null },
  because: d.because.filter(({ step }) => step !== 'ended' && step !== 'was-late'),
});
