import { type CivilDate, type DayNumber, dayNumber } from '../time/civil-date.ts';
import { type Counted, countPeriod, passesAt } from '../time/count-period.ts';
import { dateOf, dayOf, formatInstant, type Instant, startOfDay } from '../time/instant.ts';
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

/** Counts a rule's period from a start, the days taken out of the count left out. */
export type Counter = (
  { law, version }: { readonly law: Law; readonly version: RuleVersion },
  start: Instant | CivilDate,
  stopped: Stopped | undefined,
) => DueCount;

/**
 * A counter for one derivation. Many deadlines of a rule begin on one day, those of all assets that a query brought back:
 * that day is counted once. Which stops a rule has is the case's, so it need not be asked.
 */
export function counterOf(): Counter {
  const counts = new Map<Law, Map<RuleVersion, Counts>>();
  return ({ law, version }, start, stopped) => {
    const versions = known(counts, law, () => new Map<RuleVersion, Counts>());
    const { period, byStart } = known(versions, version, () => ({
      period: periodOf(version.within),
      byStart: new Map<number, DueCount>(),
    }));
    const from = period.unit === 'h' ? instantOf(start) : dayIn(start);
    return known(byStart, from, () => countOf({ period, start, roll: version.roll, stopped }, law));
  };
}

/** What was counted of one version of a rule: by the day, of hours by the instant, of the start. */
interface Counts {
  readonly period: Period;
  readonly byStart: Map<number, DueCount>;
}

function known<K, V>(values: Map<K, V>, key: K, make: () => V): V {
  const found = values.get(key);
  if (found !== undefined) return found;
  const made = make();
  values.set(key, made);
  return made;
}

const instantOf = (start: Instant | CivilDate): Instant => (typeof start === 'number' ? start : startOfDay(start));
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
