import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import type { AddsUp } from '../../domain/money/statement/read.ts';
import type { Statement } from '../../domain/money/statement/line.ts';
import { standsAlone } from '../../domain/plan/money/fated.ts';
import { disposedOf, type FatedLine, type LineState } from '../../domain/plan/money/line-outcome.ts';
import type { LineFate } from '../../domain/plan/money/line-fate.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { timestamp } from '../keyset.ts';
import { bankStatementLines, bankStatements } from '../schema/index.ts';

/** A statement's row. */
export type StatementRow = typeof bankStatements.$inferSelect;
/** A stored line of one. */
export type StatementLineRow = typeof bankStatementLines.$inferSelect;

/** Waits until nobody else imports for this account, to the end of the transaction. */
export const lockAccount = (tx: Db, account: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`statement ${account}`}, 0))`);

/** What is stored of a file beside its lines. */
export interface Imported {
  readonly id: string;
  readonly account: string;
  readonly day: CivilDate;
  readonly by: string;
  readonly at: Instant;
}

/** Stores a statement with all its lines. One that brings a serial that stands already breaks the transaction off. */
export async function storeStatement(
  tx: Db,
  { id, account, day, by, at }: Imported,
  { statement, adds, lines }: { readonly statement: Statement; readonly adds: AddsUp; readonly lines: readonly FatedLine[] }, // prettier-ignore
): Promise<void> {
  const { layout, openingFen, closingFen, ignored } = statement;
  const { differenceFen, breaks } = adds;
  await tx.insert(bankStatements).values({ ...{ id, account, day, layout, openingFen, closingFen, differenceFen }, ...{ lines: lines.length, ignored, breaks, by, at } }); // prettier-ignore
  // one parameter, however many: a statement with three hundred thousand would not be taken
  const rows = lines.map((line) => rowOf(id, line));
  await tx.execute(sql`insert into bank_statement_lines select * from jsonb_populate_recordset(null::bank_statement_lines, ${JSON.stringify(rows)}::jsonb)`); // prettier-ignore
}

const asText = (fen: bigint | null): string | null => (fen === null ? null : String(fen));

function rowOf(statementId: string, line: FatedLine) {
  const { fate, account, row, serial, direction, summary, remark, broken } = line;
  return {
    ...{ statement_id: statementId, row, account, serial, direction, summary, remark, broken },
    booked_at: line.bookedAt === null ? null : new Date(line.bookedAt).toISOString(),
    amount_fen: asText(line.amountFen),
    balance_fen: asText(line.balanceFen),
    sub_account: line.subAccount,
    counter_name: line.counterName,
    counter_account: line.counterAccount,
    counter_bank: line.counterBank,
    ...{ status: fate.status, fate, stands: standsAlone(fate), record: null },
    ...disposedOf(line),
  };
}

/** A statement, or undefined. */
export async function readStatementRow(db: Db, id: string): Promise<StatementRow | undefined> {
  const [row] = await db.select().from(bankStatements).where(eq(bankStatements.id, id));
  return row;
}

/** The statement of an account that is being imported, if there is one. */
export async function importUnderWay(db: Db, account: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: bankStatements.id })
    .from(bankStatements)
    .where(and(eq(bankStatements.account, account), isNull(bankStatements.doneAt)))
    .limit(1);
  return row?.id;
}

/** Statements whose import has not come to its end, the oldest first. */
export async function importsLeft(db: Db): Promise<readonly string[]> {
  const rows = await db.select({ id: bankStatements.id }).from(bankStatements).where(isNull(bankStatements.doneAt)).orderBy(asc(bankStatements.at)); // prettier-ignore
  return rows.map(({ id }) => id);
}

/** A page of statements, the latest first. */
export const readStatements = (
  db: Db,
  { after, limit }: { readonly after?: readonly [Instant, string] | undefined; readonly limit: number },
) =>
  db
    .select()
    .from(bankStatements)
    .where(after && sql`(${bankStatements.at}, ${bankStatements.id}) < (${timestamp(after[0])}, ${after[1]})`)
    .orderBy(desc(bankStatements.at), desc(bankStatements.id))
    .limit(limit);

/** How many lines of a statement have each fate and stand where. */
export const countLines = (db: Db, id: string) =>
  db
    .select({
      status: bankStatementLines.status,
      kind: sql<LineFate['kind']>`${bankStatementLines.fate} ->> 'kind'`,
      code: sql<string | null>`${bankStatementLines.fate} ->> 'code'`,
      state: bankStatementLines.state,
      n: count(),
    })
    .from(bankStatementLines)
    .where(eq(bankStatementLines.statementId, id))
    .groupBy(bankStatementLines.status, sql`2`, sql`3`, bankStatementLines.state);

/** A page of the lines of a statement, in order of their rows. */
export const readStatementLines = (
  db: Db,
  id: string,
  { status, state, after, limit }: { readonly status?: LineFate['status'] | undefined; readonly state?: LineState | undefined; readonly after?: number | undefined; readonly limit: number }, // prettier-ignore
): Promise<StatementLineRow[]> =>
  db
    .select()
    .from(bankStatementLines)
    .where(
      and(
        eq(bankStatementLines.statementId, id),
        status && eq(bankStatementLines.status, status),
        state && eq(bankStatementLines.state, state),
        after === undefined ? undefined : sql`${bankStatementLines.row} > ${after}`,
      ),
    )
    .orderBy(asc(bankStatementLines.row))
    .limit(limit);

/** What has become of a line. */
export async function settleLine(
  db: Db,
  { statementId, row }: Pick<StatementLineRow, 'statementId' | 'row'>,
  left: { readonly state: LineState; readonly record?: string | null; readonly reason: string | null },
): Promise<void> {
  const isIt = and(eq(bankStatementLines.statementId, statementId), eq(bankStatementLines.row, row));
  await db.update(bankStatementLines).set(left).where(isIt);
}

/** The import has come to its end: what still waits is left to people. */
export async function finishStatement(db: Db, id: string, at: Instant): Promise<void> {
  const isLeft = and(eq(bankStatementLines.statementId, id), eq(bankStatementLines.state, 'waiting'));
  await db.update(bankStatementLines).set({ state: 'person', reason: '案件没有答复，请核对后处理' }).where(isLeft);
  await db.update(bankStatements).set({ doneAt: at }).where(and(eq(bankStatements.id, id), isNull(bankStatements.doneAt))); // prettier-ignore
}
