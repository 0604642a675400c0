import type { DeadlineRow, Earlier, Opening } from '../plan/deadline.ts';
import type { RuleId } from '../plan/deadlines.ts';
import { addDays, type CivilDate, dayNumber } from '../time/civil-date.ts';
import { dateOf, endOfDay, type Instant, startOfDay } from '../time/instant.ts';
import type { Case } from '../record/case.ts';
import type { FactOf } from '../record/fact.ts';
import type { Because } from '../plan/derived.ts';
import { countOf, countWritten, type DueCount } from './counts.ts';
import { exclusionsOf, type Stopped } from './exclusions.ts';
import { extendable, extendedInTime, type Extensions } from './extensions.ts';
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
  /** How it was counted: behind what opened it and by which rule. */
  readonly because: readonly Because[];
}

/** A deadline that has been opened, by its id. */
export interface Opened {
  readonly id: string;
  readonly rule: RuleId;
  readonly row: DeadlineRow;
  readonly opening: Opening;
}

/** One opening, and what it is counted under. */
export interface Asked extends Opened {
  readonly c: Case;
  /** The case as lateness is judged in it. */
  readonly judged: Case;
  /** The deadlines of the rows above. */
  readonly earlier: Earlier;
  readonly law: Law;
  /** The settings that it stands under. */
  readonly version: RuleVersion;
  /** The last day, before rolling, of another rule's deadline of the same opening fact, as those extensions left it; null while that stands still. */
  readonly lastDay: (rule: RuleId, asked: Pick<Asked, 'opening' | 'law'>, extensions: Extensions) => CivilDate | null;
  /** Counted anew from here: the end of a standstill. */
  readonly anewFrom?: Instant | CivilDate;
}

/** Counts one opening's dues under a law (periods.md; plan §8: two dues). */
export const countDues = (asked: Asked): Dues =>
  extendable.has(asked.rule)
    ? extendedInTime(asked.judged.all('extension.approved'), (extensions) => countUnder(asked, extensions))
    : countUnder(asked, []);

/** The same under those extensions of the limit, whether or not they came in time. */
export function countUnder(asked: Asked, extensions: Extensions): Dues {
  const { clock } = asked.row;
  const stopped = clock === undefined ? undefined : exclusionsOf(asked.c, asked.rule);
  const dues = fixedDues(asked, stopped, extensions) ?? countedDues(asked, stopped, extensions);
  if (dues === undefined) return nowhere;
  // a stop that begins after the last day comes too late to stop anything (periods.md, answer 5)
  if (stopped?.open && dues.extended !== null && stopped.open.from <= dues.extended) {
    return { ...nowhere, because: [{ step: 'suspended', ...stopped.open }] };
  }
  const ended = stillUntil(stopped, dues.extended);
  return ended === null ? dues : { ...dues, stillUntil: ended };
}

/** The end of the last stop that held the clock up: one behind its last day came too late to (periods.md, answer 5). */
function stillUntil(stopped: Stopped | undefined, last: CivilDate | null): Instant | null {
  if (stopped === undefined) return null;
  const ends = stopped.closed.filter(({ from }) => last !== null && from <= last).map(({ to }) => endOfDay(to));
  return ends.length === 0 ? null : Math.max(...ends);
}

/** A due that is given, not counted: the day that an order names, or until which the president extended (X2). */
function fixedDues(asked: Asked, stopped: Stopped | undefined, extensions: Extensions): Dues | undefined {
  const { c, row, opening } = asked;
  const extension = row.clock === 'extendable' ? extensions.at(-1) : undefined;
  const approved = extension && c.all('extension.approved').find(({ seq }) => seq === extension.seq);
  if (approved !== undefined) return extendedDues(asked, approved, stopped);
  const { due: date, dueZh } = opening;
  if (date === undefined) return undefined;
  const said: DueCount = { due: date, passesAt: endOfDay(date), extended: date, provisional: false, because: [] };
  const because: Because = { step: 'ordered', due: date, ...(dueZh !== undefined && { from: dueZh }) };
  return duesOf(said, legalLimit(asked, stopped)?.count, [because]);
}

/**
 * An extension sets the last day as if it had been counted: stopped days after the day of its approval are added on top,
 * those before are in it, and a day of rest moves it (engine.md 9).
 */
function extendedDues(
  { law }: Asked,
  { at, seq, payload: { until } }: FactOf<'extension.approved'>,
  stopped: Stopped | undefined,
): Dues {
  const day = dateOf(at);
  const first = addDays(day, 1);
  const later = (stopped?.closed ?? [])
    .filter(({ to }) => to > day)
    .map((stop) => (stop.from > day ? stop : { ...stop, from: first }));
  const count = Math.max(dayNumber(until) - dayNumber(day), 0);
  const start = count === 0 ? until : day;
  const counted = countOf(
    { start, period: { count, unit: 'd' }, roll: null, stopped: { closed: later, open: undefined } },
    law,
  );
  const because = counted.because.filter(({ step }) => step !== 'counted');
  return duesOf(counted, counted, [{ step: 'extended', until, fact: seq }, ...because]);
}

/** A due counted by the rule, and never later than the law's own (law.md: the plan governs where it is stricter). */
function countedDues(asked: Asked, stopped: Stopped | undefined, extensions: Extensions): Dues | undefined {
  const start = startOf(asked, extensions);
  if (start === null) return undefined;
  const own = countWritten(asked.version, start, asked.law, stopped);
  const legal = legalLimit(asked, stopped);
  if (legal === undefined) return duesOf(own, undefined, own.because);
  const counted = legal.count.passesAt < own.passesAt ? legal.count : own;
  return duesOf(counted, legal.count, [...counted.because, legal.because]);
}

/** Where counting starts; null where it starts from the last day of a deadline that stands still. */
function startOf(asked: Asked, extensions: Extensions): Instant | CivilDate | null {
  const { row, opening, lastDay, anewFrom } = asked;
  const { backFrom } = row;
  if (anewFrom !== undefined) return notBefore(anewFrom, opening.from);
  return backFrom === undefined ? (opening.from ?? opening.at) : lastDay(backFrom as RuleId, asked, extensions); // a test looks at the table
}

/** Counted anew after a standstill, but from no earlier than it is counted at all. */
const notBefore = (anew: Instant | CivilDate, from: Instant | undefined): Instant | CivilDate =>
  from !== undefined && (typeof anew === 'number' ? anew : startOfDay(anew)) < from ? from : anew;

const duesOf = (
  { due, passesAt, extended, provisional }: DueCount,
  legal: DueCount | undefined,
  because: readonly Because[],
): Dues => ({
  targetDue: due,
  legalDue: legal?.due ?? null,
  dueAt: passesAt,
  legalDueAt: legal?.passesAt ?? null,
  extended,
  provisional,
  stillUntil: null,
  because,
});

/** The dues of a deadline that stands still. */
export const nowhere: Dues = {
  targetDue: null,
  dueAt: null,
  legalDue: null,
  legalDueAt: null,
  extended: null,
  provisional: false,
  stillUntil: null,
  because: [],
};

/** The law's own limit beside the plan's (plan §8); undefined where law sets none. */
function legalLimit(
  { c, row, opening, law, anewFrom }: Asked,
  stopped: Stopped | undefined,
): { readonly count: DueCount; readonly because: Because } | undefined {
  const { legal } = row;
  if (legal === undefined) return undefined;
  const within = legal.within(c, opening);
  const start = anewFrom ?? legal.from?.(c, opening) ?? opening.from ?? opening.at;
  const roll = opening.due === undefined ? (legal.roll ?? null) : 'none'; // a day that is named stays
  const count = countWritten({ within, roll }, start, law, stopped);
  return { count, because: { step: 'legal', within, basis: legal.basis, due: count.due } };
}
