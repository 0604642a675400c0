import { createHash } from 'node:crypto';
import { isAnswers } from '../../domain/money/statement/answers.ts';
import { addsUp, type AddsUp, readStatement } from '../../domain/money/statement/read.ts';
import type { Statement } from '../../domain/money/statement/line.ts';
import { dayOfStatement } from '../../domain/plan/money/fated.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { fileRows } from '../../process/sheets.ts';
import { ApiProblem } from '../http/errors.ts';

const MOST_LINES = 50_000;
const MOST_ROWS = MOST_LINES + 1_000; // with headings, totals and empty rows: of a longer file no more is read

/** A file that was read: whose, of which day, and its own number. */
export interface FileRead {
  readonly id: string;
  readonly account: string;
  readonly day: CivilDate;
  readonly statement: Statement;
  readonly adds: AddsUp;
}

const only = (own: readonly string[] = []): string => (own.length === 1 ? (own[0] ?? '') : '');

/** Reads a bank's file. Throws why it is refused whole; `account`: whose it is, where the file does not say. */
export async function readFile(
  bytes: Buffer,
  { account: named, own }: { readonly account: string | undefined; readonly own: readonly string[] | undefined },
): Promise<FileRead> {
  const rows = await fileRows(bytes, MOST_ROWS).catch(() => ({ code: 'unknown-layout' as const }));
  if ('code' in rows) throw new ApiProblem(rows.code);
  if (rows.rows.length > MOST_ROWS) throw new ApiProblem('file-too-large');
  const statement = readStatement(rows.rows);
  if (statement === undefined || statement.lines.length === 0) throw new ApiProblem('unknown-layout');
  const isAnswer = isAnswers(statement);
  const day = dayOfStatement(statement) ?? (isAnswer ? dateOf(Date.now()) : null);
  if (day === null) throw new ApiProblem('unknown-layout');
  if (statement.lines.length > MOST_LINES) throw new ApiProblem('file-too-large');
  // what the bank answers to orders names no account: it is of the one that there is, or of none that is known
  const account = statement.account ?? named ?? (isAnswer ? only(own) : undefined);
  const isOurs =
    account !== undefined && (named === undefined || account === named) && (account === '' || own?.includes(account) !== false); // prettier-ignore
  if (!isOurs) throw new ApiProblem('other-account');
  const id = `st-${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}`;
  return { id, account, day, statement, adds: addsUp(statement) };
}
