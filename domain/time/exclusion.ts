import type { DayNumber } from './civil-date.ts';
import { dayNumber } from './civil-date.ts';
import type { Interval } from './period.ts';

/** Consecutive days, both ends included. */
export interface DaySpan {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** The excluded days after the start day: clipped, overlapping ones united, in order (periods.md, answer 5). */
export function spansAfter(start: DayNumber, intervals: readonly Interval[]): readonly DaySpan[] {
  const clipped = intervals
    .map(({ from, to }) => ({ from: Math.max(dayNumber(from), start + 1), to: dayNumber(to) }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => a.from - b.from);
  const united: { from: DayNumber; to: DayNumber }[] = [];
  for (const span of clipped) {
    const last = united.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else united.push(span);
  }
  return united;
}

/**
 * How much the spans add to a period that would end on `last`: each one that begins on or before the end as extended so far
 * adds its `weight` and moves the end to `endAfter(added)`; the first that begins later, and all after it, add nothing.
 */
export function addedBySpans(
  spans: readonly DaySpan[],
  weight: (span: DaySpan) => number,
  endAfter: (added: number) => DayNumber,
): number {
  let added = 0;
  for (const span of spans) {
    if (span.from > endAfter(added)) break;
    added += weight(span);
  }
  return added;
}

/** The days from `from` to `to` that lie in none of the spans (in order, without overlap), as spans. */
export function daysBetween(from: DayNumber, to: DayNumber, without: readonly DaySpan[]): readonly DaySpan[] {
  const left: DaySpan[] = [];
  let next = from;
  for (const span of without) {
    if (span.from > to) break;
    if (span.from > next) left.push({ from: next, to: span.from - 1 });
    next = span.to + 1;
  }
  if (next <= to) left.push({ from: next, to });
  return left;
}
