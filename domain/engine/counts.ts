import { type CivilDate, type DayNumber, dayNumber } from '../time/civil-date.ts';
import { type Counted, countPeriod, passesAt } from '../time/count-period.ts';
import { dateOf, dayOf, formatInstant, type Instant } from '../time/instant.ts';
import { parsePeriod, type Period, type Roll } from '../time/period.ts';
import type { Because } from '../plan/derived.ts';
import type { Law, RuleVersion } from '../plan/law.ts';
import type { Stopped } from './exclusions.ts';

/** The end of a period, as dues show it, and the reasoning. */
export interface DueCount {
  /** A date, or an instant for periods in hours. */
  readonly due: string;
  readonly passesAt: Instant;
  /** The last day before rolling; null for periods in hours. */
  readonly extended: CivilDate | null;
  readonly provisional: boolean;
  readonly because: readonly Because[];
}

/** A period as a rule or a law writes it, and how its end moves off days of rest. */
type Written = Pick<RuleVersion, 'within' | 'roll'>;

/** What was counted of one period: by the day of the start. */
interface Counts {
  readonly period: Period;
  readonly byDay: Map<DayNumber, DueCount>;
}

/** What was counted under each law, which never changes: the deadlines of all cases begin on the same few days. */
const counts = new WeakMap<Law, Map<string, Counts>>();

const MOST = 366; // periods kept under a law, and days of each: an order may name any day, and its period is of any length

/** Counts a written period from a start, the days taken out of the count left out. */
export function countWritten(
  { within, roll }: Written,
  start: Instant | CivilDate,
  law: Law,
  stopped: Stopped | undefined,
): DueCount {
  const { period, byDay } = countsOf({ within, roll }, law);
  if (period.unit === 'h' || (stopped !== undefined && stopped.closed.length > 0))
    return countOf({ period, start, roll, stopped }, law);
  const day = dayIn(start);
  const found = byDay.get(day);
  if (found !== undefined) return found;
  const counted = countOf({ period, start, roll, stopped }, law);
  if (byDay.size >= MOST) byDay.clear();
  byDay.set(day, counted);
  return counted;
}

function countsOf({ within, roll }: Written, law: Law): Counts {
  const written = counts.get(law) ?? new Map<string, Counts>();
  const key = roll === null ? within : `${within} ${roll}`;
  const found = written.get(key);
  if (found !== undefined) return found;
  const begun = { period: periodOf(within), byDay: new Map<DayNumber, DueCount>() };
  if (written.size >= MOST) written.clear();
  counts.set(law, written.set(key, begun));
  return begun;
}

const dayIn = (start: Instant | CivilDate): DayNumber => (typeof start === 'number' ? dayOf(start) : dayNumber(start));

/** What is counted. */
export interface Counting {
  readonly period: Period;
  readonly start: Instant | CivilDate;
  readonly roll: Roll | null;
  readonly stopped: Stopped | undefined;
}

/** Counts a period. Exclusions are days: they have no meaning for hours, nor for a period of no length (periods.md). */
export function countOf({ period, start, roll, stopped }: Counting, { courtCalendar }: Law): DueCount {
  const isHours = period.unit === 'h';
  const excluded = isHours || period.count <= 0 ? [] : (stopped?.closed ?? []);
  const counted = countPeriod(
    { start, period, roll: isHours ? undefined : (roll ?? undefined), excluded },
    courtCalendar,
  );
  return {
    due: text(counted),
    passesAt: passesAt(counted),
    extended: counted.kind === 'days' ? counted.extended : null,
    provisional: counted.provisional,
    because: reasons(counted, start, stopped),
  };
}

/** A period of the table or of a checked rule version. Throws on any other: neither can hold one. */
export function periodOf(within: string): Period {
  const period = parsePeriod(within);
  if (period === undefined) throw new Error(`not a period: ${within}`);
  return period;
}

const text = (counted: Counted): string => (counted.kind === 'hours' ? formatInstant(counted.due) : counted.due);

function reasons(counted: Counted, from: Instant | CivilDate, stopped: Stopped | undefined): readonly Because[] {
  const provisional: Because[] = counted.provisional ? [{ step: 'provisional', years: counted.unpublishedYears }] : [];
  if (counted.kind === 'hours') {
    return [
      {
        step: 'counted',
        from: typeof from === 'number' ? formatInstant(from) : from,
        nominal: formatInstant(counted.nominal),
      },
      ...provisional,
    ];
  }
  const excluded: Because[] =
    counted.excludedDays > 0 && stopped
      ? [{ step: 'excluded', intervals: stopped.closed, days: counted.excludedDays, to: counted.extended }]
      : [];
  const rolled: Because[] =
    counted.skipped.length > 0 ? [{ step: 'rolled', over: counted.skipped, to: counted.due }] : [];
  return [
    { step: 'counted', from: typeof from === 'number' ? dateOf(from) : from, nominal: counted.nominal },
    ...excluded,
    ...rolled,
    ...provisional,
  ];
}
