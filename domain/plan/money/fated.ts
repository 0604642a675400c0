import type { Statement } from '../../money/statement/line.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import type { KnownToCourt } from './known-to-court.ts';
import { fatesOf, type LineFate } from './line-fate.ts';
import type { FatedLine } from './line-outcome.ts';

/** The bank's day of a statement: that of most of its lines, of several equally many the last; null where none has a date. */
export function dayOfStatement({ lines }: Pick<Statement, 'lines'>): CivilDate | null {
  const days = lines.flatMap(({ bookedAt }) => (bookedAt === null ? [] : [dateOf(bookedAt)]));
  const counted = [...Map.groupBy(days, (day) => day)].map(([day, own]) => ({ day, n: own.length }));
  return counted.toSorted((a, b) => b.n - a.n || b.day.localeCompare(a.day))[0]?.day ?? null;
}

/** Whether a line stands for a movement of the bank's: read, and the first of its serial; an answer of the bank's is none. */
export const standsAlone = ({ status, code, isFirst, answer }: LineFate): boolean =>
  answer === undefined && (isFirst === true || (status !== 'broken' && status !== 'duplicate' && code !== 'conflict'));

/** The lines of a statement of an account, each with what becomes of it. */
export function fatedLines(
  statement: Pick<Statement, 'lines'>,
  account: string,
  known: KnownToCourt,
): readonly FatedLine[] {
  const fates = fatesOf(statement, dayOfStatement(statement), known);
  return statement.lines.flatMap((line, i) => {
    const fate = fates[i];
    return fate === undefined ? [] : [{ ...line, account, fate }];
  });
}
