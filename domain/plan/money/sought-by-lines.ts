// What the court is asked before ten thousand lines are matched: everything at once, each thing by how it is kept.
import type { StatementLine } from '../../money/statement/line.ts';
import { parseCaseNumber } from '../../record/case-number.ts';
import { dateOf } from '../../time/instant.ts';
import { referencesInText } from './known-to-court.ts';
import { numbersIn } from './numbers-in-text.ts';

/** What is looked up for the lines of a statement. */
export interface Sought {
  readonly caseIds: readonly string[];
  /** Numbers of the documents that are enforced, each way that people write them. */
  readonly basisNumbers: readonly string[];
  /** The names of those who paid. */
  readonly payers: readonly string[];
  readonly subAccounts: readonly string[];
  /** Words that could be the reference of a form. */
  readonly references: readonly string[];
}

/** A partial number is looked for in the cases of so many years, the statement's own the last. */
const YEARS = 12;
const LEAST = 4; // characters: what is shorter is no reference
/** Names and words of one statement that are looked for: behind so many a proposal is left to people. */
const MOST_SOUGHT = 20_000;

/** The words of a text that could be the reference of a form. */
const references = (text: string): readonly string[] => referencesInText(text).filter((word) => word.length >= LEAST);

/** Whether a line that bears a reference would be found by it. */
export const isFound = (reference: string): boolean => references(reference).includes(reference);

const unique = (all: Iterable<string>): readonly string[] => [...new Set(all)].slice(0, MOST_SOUGHT);

/** Reads off its lines what a statement asks the court. */
export function soughtByLines(lines: readonly StatementLine[], court: string): Sought {
  const numbers = lines.map(({ remark, direction }) => (direction === 'credit' ? numbersIn(remark ?? '') : undefined));
  const years = lines.flatMap(({ bookedAt }) => (bookedAt === null ? [] : Number(dateOf(bookedAt).slice(0, 4))));
  const last = years.length === 0 ? 0 : years.reduce((a, b) => Math.max(a, b));
  const partial = new Set(numbers.flatMap((each) => each?.partial.map(({ type, number }) => `${type}${number}`) ?? []));
  return {
    caseIds: unique([
      ...numbers.flatMap((each) => each?.cases.map(({ id }) => id) ?? []),
      ...[...partial].flatMap((part) =>
        Array.from({ length: YEARS }, (_, i) => parseCaseNumber(`（${last - i}）${court}${part}号`)?.id ?? ''),
      ),
    ]),
    basisNumbers: unique(numbers.flatMap((each) => each?.others.flatMap(waysToWrite) ?? [])),
    payers: unique(
      lines.flatMap(({ counterName, direction }) =>
        direction === 'credit' && counterName !== null ? [counterName] : [],
      ),
    ),
    subAccounts: unique(lines.flatMap(({ subAccount }) => subAccount ?? [])),
    references: unique(lines.flatMap(({ summary, remark }) => references(`${summary ?? ''} ${remark ?? ''}`))),
  };
}

/** A folded number as courts and people write it. */
const waysToWrite = (folded: string): readonly string[] => [
  folded,
  ...['（）', '〔〕', '[]', '［］'].map((pair) => folded.replace('(', pair[0] ?? '').replace(')', pair[1] ?? '')),
];
