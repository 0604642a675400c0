import { and, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { bankDayId } from '../../domain/plan/money/bank-days.ts';
import type { DayKnown } from '../../domain/plan/money/day-differences.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { endOfDay, startOfDay } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { timestamp } from '../keyset.ts';
import { bankLines, bankStatementLines, bankStatements, cases, facts } from '../schema/index.ts';

/** Whether an account's day has been reconciled. */
export async function isDayClosed(db: Db, account: string, day: CivilDate): Promise<boolean> {
  const isIt = and(eq(cases.id, bankDayId(account, day)), isNotNull(cases.closedAt));
  const [row] = await db.select({ id: cases.id }).from(cases).where(isIt);
  return row !== undefined;
}

/** The court's accounts of which there are statements, each with the day of its first. */
export async function readAccounts(
  db: Db,
): Promise<readonly { readonly account: string; readonly since: CivilDate }[]> {
  return db
    .select({ account: bankStatements.account, since: sql<CivilDate>`min(${bankStatements.day})::text` })
    .from(bankStatements)
    .groupBy(bankStatements.account);
}

/** A day that is being reconciled. */
export interface OpenDay {
  readonly id: string;
  readonly account: string;
  readonly day: CivilDate;
}

/** The days that nobody has reconciled yet. */
export async function readOpenDays(db: Db): Promise<readonly OpenDay[]> {
  const rows = await db
    .select({ id: cases.id, filing: cases.filing })
    .from(cases)
    .where(and(sql`${cases.kind} <> 'case'`, eq(cases.kind, 'reconciliation'), isNull(cases.closedAt)));
  return rows.flatMap(({ id, filing }) => {
    const { payload } = filing as { readonly payload: { readonly account?: string; readonly day?: CivilDate } }; // of a matter
    return payload.account === undefined || payload.day === undefined ? [] : [{ id, account: payload.account, day: payload.day }]; // prettier-ignore
  });
}

/** All that is known of an account's day; undefined while no statement of it has been imported to its end. */
export async function readBankDay(db: Db, { account, day }: OpenDay): Promise<DayKnown | undefined> {
  const own = and(eq(bankStatements.account, account), isNotNull(bankStatements.doneAt));
  const [files, [before]] = await Promise.all([
    db.select().from(bankStatements).where(and(own, eq(bankStatements.day, day))).orderBy(bankStatements.at), // prettier-ignore
    db.select().from(bankStatements).where(and(own, lt(bankStatements.day, day))).orderBy(desc(bankStatements.day), desc(bankStatements.at)).limit(1), // prettier-ignore
  ]);
  const [first] = files;
  if (first === undefined) return undefined;
  const lines = await db
    .select()
    .from(bankStatementLines)
    .where(
      inArray(
        bankStatementLines.statementId,
        files.map(({ id }) => id),
      ),
    ) // prettier-ignore
    .orderBy(bankStatementLines.statementId, bankStatementLines.row);
  const inOrder = files.flatMap(({ id }) => lines.filter((line) => line.statementId === id));
  return {
    openingFen: first.openingFen,
    closedBeforeFen: before?.closingFen ?? null,
    lines: inOrder,
    ledgerOnly: await readLedgerOnly(db, { account, day }),
  };
}

/** Which differences a record has already. */
export async function readDifferences(db: Db, id: string): Promise<ReadonlySet<string>> {
  const rows = await db.select({ subject: facts.subject }).from(facts).where(and(eq(facts.caseId, id), eq(facts.node, 'difference.found'))); // prettier-ignore
  return new Set(rows.map(({ subject }) => subject ?? ''));
}

const arriving = ['funds.arrived'] as const;

/** Arrivals of a day that people entered and of which the bank has no line: told by their serial, as its lines are. */
async function readLedgerOnly(
  db: Db,
  { account, day }: Pick<OpenDay, 'account' | 'day'>,
): Promise<DayKnown['ledgerOnly']> {
  const from = startOfDay(day);
  const rows = await db
    .select({ record: facts.caseId, subject: facts.subject, payload: facts.payload })
    .from(bankLines)
    .innerJoin(
      facts,
      and(eq(facts.caseId, bankLines.caseId), eq(facts.subject, bankLines.receipt), inArray(facts.node, [...arriving])),
    ) // prettier-ignore
    .leftJoin(
      bankStatementLines,
      and(
        eq(bankStatementLines.account, account),
        sql`stands`,
        sql`lower(${bankStatementLines.serial}) = ${bankLines.reference}`,
      ),
    ) // prettier-ignore
    .where(
      and(
        sql`${facts.at} >= ${timestamp(from)} and ${facts.at} < ${timestamp(endOfDay(day))}`,
        isNull(bankStatementLines.serial),
      ),
    );
  return rows.map(({ record, subject, payload }) => {
    const { amountFen } = payload as { readonly amountFen: number }; // of that node
    return { record, subject: subject ?? '', fen: amountFen, isOut: false };
  });
}
