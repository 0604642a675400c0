import type { Opening } from '../plan/deadline.ts';
import { deadlineRow, type RuleId } from '../plan/deadlines.ts';
import { type CivilDate, dayNumber } from '../time/civil-date.ts';
import { type Counted, countPeriod, passesAt } from '../time/count-period.ts';
import { dateOf, endOfDay, formatInstant, type Instant } from '../time/instant.ts';
import { parsePeriod, type Period, type Roll } from '../time/period.ts';
import type { Case } from '../record/case.ts';
import type { FactOf } from '../record/fact.ts';
import type { Because } from '../plan/derived.ts';
import { exclusionsOf, type Stopped } from './exclusions.ts';
import type { Law, RuleVersion } from '../plan/law.ts';

/** When a deadline is due, by the plan and by the law, and the reasoning. */
export interface Dues {
  readonly targetDue: string | null;
  readonly legalDue: string | null;
  readonly dueAt: Instant | null;
  readonly legalDueAt: Instant | null;
  readonly extended: CivilDate | null;
  readonly provisional: boolean;
  /** When it last ceased to stand still; null where it never did. The one place at which a standstill's end comes in. */
  readonly stillUntil: Instant | null;
  readonly because: readonly Because[];
}

/** One opening, and what it is counted under. */
export interface Asked {
  readonly c: Case;
  readonly rule: RuleId;
  readonly opening: Opening;
  readonly law: Law;
  /** The settings that it stands under. */
  readonly version: RuleVersion;
  /** The last day, before rolling, of another rule's deadline of the same opening fact; null while that stands still. */
  readonly lastDay: (rule: RuleId) => CivilDate | null;
  /** Counted anew from here: the end of a standstill. */
  readonly anewFrom?: Instant | CivilDate;
}

const text = (counted: Counted): string => (counted.kind === 'hours' ? formatInstant(counted.due) : counted.due);

/** Counts one opening's dues under a law (periods.md; plan §8: two dues). */
export function countDues(asked: Asked): Dues {
  const { c, rule, opening, version } = asked;
  const row = deadlineRow(rule);
  const stopped = row.clock === undefined ? undefined : exclusionsOf(c, rule);
  const opened = c.fact(opening.seq);
  const because: Because[] = [
    { step: 'opened', at: opening.at, fact: opening.seq, node: opened?.at === opening.at ? opened.node : null },
    { step: 'rule', within: version.within, basis: version.basis, version: version.version },
  ];
  const dues = fixedDues(asked, stopped) ?? countedDues(asked, stopped);
  if (dues === undefined) return { ...nowhere, because };
  // a stop that begins after the last day comes too late to stop anything (periods.md, answer 5)
  if (stopped?.open && dues.extended !== null && stopped.open.from <= dues.extended) {
    return { ...nowhere, because: [...because, { step: 'suspended', ...stopped.open }] };
  }
  return { ...dues, stillUntil: stillUntil(stopped, dues.extended), because: [...because, ...dues.because] };
}

/** The end of the last stop that held the clock up: one behind its last day came too late to (periods.md, answer 5). */
function stillUntil(stopped: Stopped | undefined, last: CivilDate | null): Instant | null {
  const ends = (stopped?.closed ?? [])
    .filter(({ from }) => last !== null && from <= last)
    .map(({ to }) => endOfDay(to));
  return ends.length === 0 ? null : Math.max(...ends);
}

/** What counting gives; whether it stood still is asked of the stops. */
type Counting = Omit<Dues, 'stillUntil'>;

/** A due that is given, not counted: the day that an order names, or until which the president extended (X2). */
function fixedDues(asked: Asked, stopped: Stopped | undefined): Counting | undefined {
  const { c, rule, opening } = asked;
  const extension = deadlineRow(rule).clock === 'extendable' ? c.last('extension.approved') : undefined;
  const date = opening.due ?? extension?.payload.until;
  if (date === undefined) return undefined;
  const on = { targetDue: date, dueAt: endOfDay(date), extended: date, provisional: false };
  if (extension === undefined) {
    const legal = legalLimit(asked, stopped);
    const from = opening.dueZh !== undefined && { from: opening.dueZh };
    return { ...on, ...shownLegal(legal), because: [{ step: 'ordered', due: date, ...from }] };
  }
  return extendedDues(asked, extension, stopped);
}

/**
 * An extension sets the last day as if it had been counted: stops that begin after the day of its approval are added on
 * top, those before are in it, and a day of rest moves it (engine.md 9).
 */
function extendedDues(
  { law }: Asked,
  { at, seq, payload: { until } }: FactOf<'extension.approved'>,
  stopped: Stopped | undefined,
): Counting {
  const day = dateOf(at);
  const later = stopped?.closed.filter(({ from }) => from > day) ?? [];
  const count = Math.max(dayNumber(until) - dayNumber(day), 0);
  const start = count === 0 ? until : day;
  const excluded = later.length > 0 && count > 0 && { excluded: later };
  const counted = countPeriod({ start, period: { count, unit: 'd' }, ...excluded }, law.courtCalendar);
  const because = reasons(counted, start, { closed: later, open: undefined }).filter(({ step }) => step !== 'counted');
  const due = { targetDue: text(counted), dueAt: passesAt(counted) };
  return {
    ...due,
    legalDue: due.targetDue,
    legalDueAt: due.dueAt,
    extended: counted.kind === 'days' ? counted.extended : null,
    provisional: counted.provisional,
    because: [{ step: 'extended', until, fact: seq }, ...because],
  };
}

/** A due counted by the rule, and never later than the law's own (law.md: the plan governs where it is stricter). */
function countedDues(asked: Asked, stopped: Stopped | undefined): Counting | undefined {
  const { law, version } = asked;
  const start = startOf(asked);
  if (start === null) return undefined;
  const own = count(version, start, stopped, law);
  const legal = legalLimit(asked, stopped);
  const counted = legal !== undefined && passesAt(legal.counted) < passesAt(own) ? legal.counted : own;
  return {
    targetDue: text(counted),
    dueAt: passesAt(counted),
    extended: counted.kind === 'days' ? counted.extended : null,
    provisional: counted.provisional,
    ...shownLegal(legal),
    because: [...reasons(counted, start, stopped), ...(legal?.because ?? [])],
  };
}

/** Where counting starts; null where it starts from the last day of a deadline that stands still. */
function startOf({ rule, opening, lastDay, anewFrom }: Asked): Instant | CivilDate | null {
  const { backFrom } = deadlineRow(rule);
  if (anewFrom !== undefined) return anewFrom;
  return backFrom === undefined ? (opening.from ?? opening.at) : lastDay(backFrom as RuleId); // a test looks at the table
}

/** The dues of a deadline that stands still. */
export const nowhere = {
  targetDue: null,
  dueAt: null,
  legalDue: null,
  legalDueAt: null,
  extended: null,
  provisional: false,
  stillUntil: null,
} as const;

/** A period of the table or of a checked rule version. Throws on any other: neither can hold one. */
function periodOf(within: string): Period {
  const period = parsePeriod(within);
  if (period === undefined) throw new Error(`not a period: ${within}`);
  return period;
}

function count(version: RuleVersion, start: Instant | CivilDate, stopped: Stopped | undefined, law: Law): Counted {
  const period = periodOf(version.within);
  return countPeriod(question(period, start, version.roll, stopped), law.courtCalendar);
}

/** Exclusions are days: they have no meaning for hours, nor for a period of no length (periods.md). */
const question = (period: Period, start: Instant | CivilDate, roll: Roll | null, stopped: Stopped | undefined) => ({
  start,
  period,
  ...(roll !== null && period.unit !== 'h' && { roll }),
  ...(stopped && stopped.closed.length > 0 && period.unit !== 'h' && period.count > 0 && { excluded: stopped.closed }),
});

interface Legal {
  readonly counted: Counted;
  readonly because: readonly Because[];
}

const shownLegal = (legal: Legal | undefined) => ({
  legalDue: legal === undefined ? null : text(legal.counted),
  legalDueAt: legal === undefined ? null : passesAt(legal.counted),
});

/** The law's own limit beside the plan's (plan §8); undefined where law sets none. */
function legalLimit({ c, rule, opening, law, anewFrom }: Asked, stopped: Stopped | undefined): Legal | undefined {
  const { legal } = deadlineRow(rule);
  if (legal === undefined) return undefined;
  const within = legal.within(c);
  const from = anewFrom ?? legal.from?.(c, opening) ?? opening.from ?? opening.at;
  const counted = countPeriod(question(periodOf(within), from, null, stopped), law.courtCalendar);
  return { counted, because: [{ step: 'legal', within, basis: legal.basis, due: text(counted) }] };
}

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
