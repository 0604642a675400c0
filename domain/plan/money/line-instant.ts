// When what a line says happened: a bank writes no finer than it writes, often the day alone.
import type { StatementLine } from '../../money/statement/line.ts';
import type { Case } from '../../record/case.ts';
import { DAY, formatInstant, type Instant, MINUTE, startOfDay, dateOf } from '../../time/instant.ts';
import { forms } from './forms.ts';

/** How long the moment is that a line names: a day where it has no hour, a minute, a second. In milliseconds. */
function momentOf(bookedAt: Instant): number {
  if (startOfDay(dateOf(bookedAt)) === bookedAt) return DAY;
  return bookedAt % MINUTE === 0 ? MINUTE : 1000;
}

/** Whether a line names no second: what it follows may well have happened within the moment that it does name. */
export const isCoarse = ({ bookedAt }: Pick<StatementLine, 'bookedAt'>): boolean =>
  bookedAt !== null && momentOf(bookedAt) > 1000;

/**
 * The instant at which a record is told of a line, for its form or receipt: the bank's own. Of what stands there within the moment that
 * the bank names, the line comes after it: an order of ten o'clock is carried out on its day, not before it. Undefined: the line has no date.
 */
export function toldAt(
  { bookedAt }: Pick<StatementLine, 'bookedAt'>,
  c: Case | undefined,
  subject: string,
): string | undefined {
  if (bookedAt === null) return undefined;
  const until = bookedAt + momentOf(bookedAt);
  const grounds = c === undefined ? [] : groundsOf(c, subject).filter((at) => at < until);
  return formatInstant(grounds.reduce((a, b) => Math.max(a, b), bookedAt));
}

/** When the record began, and whatever was said of the form, its receipt, and the receipt's other forms. */
function groundsOf(c: Case, subject: string): readonly Instant[] {
  const all = forms(c);
  const receipt = all.get(subject)?.receipt ?? subject;
  const isOfIt = (id: string | null) => id === receipt || all.get(id ?? '')?.receipt === receipt;
  return [c.founding.at, ...c.facts.filter((f) => isOfIt(f.subject)).map(({ at }) => at)];
}
