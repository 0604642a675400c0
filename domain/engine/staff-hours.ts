import type { Rung } from '../plan/ladder.ts';
import { civilDate, type DayNumber } from '../time/civil-date.ts';
import { type CourtCalendar, isWorkingDay } from '../time/court-calendar.ts';
import { dayOf, type Instant, MINUTE, startOfDay } from '../time/instant.ts';

/** How somebody of the court wants to hear by mail or telephone of what comes into their inbox. */
export const paces = { 'at-once': '随到随发', digest: '每日汇总一次' } as const;
export type Pace = keyof typeof paces;

/** When somebody is left alone (the court's own people on a working day), in minutes of the day: from 20:00 to 07:30. The same twice: never. */
export interface Quiet {
  readonly from: number;
  readonly to: number;
}

/** What decides when a notice may ring somebody's telephone, by the wall clock. */
export interface Arrived {
  /** When it came into the inbox. */
  readonly at: Instant;
  readonly rung: Rung | null;
  /** When the deadline falls due that it is about; null: it is about none that is open. */
  readonly dueAt: Instant | null;
}

interface Hours {
  readonly quiet: Quiet;
  readonly calendar: CourtCalendar;
}

/** Steps that wait for no morning: whoever gets them answers for what others left undone (docs/decisions/163). */
const urgent: ReadonlySet<Rung> = new Set<Rung>(['supervise', 'criticise']);

const startOf = (day: DayNumber): Instant => startOfDay(civilDate(day));

/**
 * Until when a short message to a party waits (docs/decisions/176): for the end of a quiet time that is still on this day. In the evening
 * none does: the day on which the plan has the party told (四·二) is over before the quiet time is. Undefined: it goes now.
 */
export function partyMorning(at: Instant, quiet: Quiet): Instant | undefined {
  const midnight = startOf(dayOf(at));
  const morning = midnight + quiet.to * MINUTE;
  return at < morning && isQuietMinute(quiet, Math.floor((at - midnight) / MINUTE)) ? morning : undefined;
}

/** From when a short message has been tried in vain: what waited for the morning is tried from then on. */
export const triedSince = (since: Instant, at: Instant, { from, to }: Quiet): Instant =>
  from === to ? since : Math.max(since, startOf(dayOf(at)) + to * MINUTE);

const isQuietMinute = ({ from, to }: Quiet, minute: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;

/** Whether the court's own people are left alone then: on each rest day, and at night. */
export const isQuiet = (at: Instant, { quiet, calendar }: Hours): boolean =>
  !isWorkingDay(calendar, dayOf(at)) || isQuietMinute(quiet, Math.floor((at - startOf(dayOf(at))) / MINUTE));

/** The first instant, from one on, at which they are not. */
function firstOpen(at: Instant, hours: Hours): Instant {
  if (!isQuiet(at, hours)) return at;
  for (let day = dayOf(at); ; day += 1) {
    const open = [startOf(day), startOf(day) + hours.quiet.to * MINUTE].find((t) => t >= at && !isQuiet(t, hours));
    if (open !== undefined) return open;
  }
}

/** The first morning of a working day, from an instant on: when the quiet time ends. */
export function morningFrom(at: Instant, { quiet, calendar }: Hours): Instant {
  for (let day = dayOf(at); ; day += 1) {
    const morning = startOf(day) + quiet.to * MINUTE;
    if (morning >= at && isWorkingDay(calendar, day)) return morning;
  }
}

/**
 * When a notice goes out to one of its people: with the next digest; or at once, in quiet time only what is of the top steps, or falls due before
 * that ends.
 */
export function goesAt({ at, rung, dueAt }: Arrived, pace: Pace, hours: Hours): Instant {
  if (pace === 'digest') return morningFrom(at, hours);
  if (rung !== null && urgent.has(rung)) return at;
  const open = firstOpen(at, hours);
  return dueAt !== null && dueAt > at && dueAt <= open ? at : open;
}
