import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm';
import { exactNumber } from '../../domain/money/fen.ts';
import { bankDayId } from '../../domain/plan/money/bank-days.ts';
import type { AtBank } from '../../domain/plan/money/at-bank.ts';
import { keysOfLine } from '../../domain/plan/money/bank-lines.ts';
import { type BankMove, bankMoves } from '../../domain/plan/money/bank-moves.ts';
import { dayDifferences, type DayKnown } from '../../domain/plan/money/day-differences.ts';
import { readCase } from '../../domain/record/case.ts';
import type { CivilDate } from '../../domain/time/civil-date.ts';
import { endOfDay, startOfDay } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { timestamp } from '../keyset.ts';
import { readFacts } from '../cases/read.ts';
import { bankStatementLines, bankStatements, cases, facts } from '../schema/index.ts';
import { readLined } from './known-forms.ts';
import { importUnderWay } from './statements.ts';

/** Whether an account's day has been reconciled. */
export async function isDayClosed(db: Db, account: string, day: CivilDate): Promise<boolean> {
  const isIt = and(eq(cases.id, bankDayId(account, day)), isNotNull(cases.closedAt));
  const [row] = await db.select({ id: cases.id }).from(cases).where(isIt);
  return row !== undefined;
}

/** What the bank answers to orders is none. */
const isStatement = ne(bankStatements.layout, 'answers');

/** The court's accounts of which there are statements, each with the day of its first. */
export async function readAccounts(
  db: Db,
): Promise<readonly { readonly account: string; readonly since: CivilDate }[]> {
  return db
    .select({ account: bankStatements.account, since: sql<CivilDate>`min(${bankStatements.day})::text` })
    .from(bankStatements)
    .where(isStatement)
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

/** All that is known of an account's day; undefined while no statement of it has been imported to its end, or one of the account is on its way. */
export async function readBankDay(db: Db, { id, account, day }: OpenDay): Promise<DayKnown | undefined> {
  const own = and(eq(bankStatements.account, account), isNotNull(bankStatements.doneAt), isStatement);
  const [files, [before], accounts] = await Promise.all([
    db.select().from(bankStatements).where(and(own, eq(bankStatements.day, day))).orderBy(bankStatements.at), // prettier-ignore
    db.select().from(bankStatements).where(and(own, lt(bankStatements.day, day))).orderBy(desc(bankStatements.day), desc(bankStatements.at)).limit(1), // prettier-ignore
    readAccounts(db),
  ]);
  const [first] = files;
  if (first === undefined || (await importUnderWay(db, account)) !== undefined) return undefined;
  const [lines, booked, posted] = await Promise.all([
    db.select().from(bankStatementLines).where(inArray(bankStatementLines.statementId, files.map((file) => file.id))).orderBy(bankStatementLines.statementId, bankStatementLines.row), // prettier-ignore
    readBooked(db, account, day),
    readPosted(db, id),
  ]);
  // what nobody named an account for is looked for where the court's first statement is from
  const [main] = accounts.toSorted((a, b) => (`${a.since} ${a.account}` < `${b.since} ${b.account}` ? -1 : 1));
  const isMain = main?.account === account;
  const ledger = await readLedgerDay(db, { account, day, isMain });
  const entered = await withoutLine(db, account, { moves: ledger.byHand, lines: [...booked, ...lines] });
  return {
    openingFen: first.openingFen,
    closedBeforeFen: before?.closingFen ?? null,
    lines: files.flatMap((file) => lines.filter((line) => line.statementId === file.id)),
    booked,
    posted: new Set([...posted, ...entered.serials]),
    ledgerFen: ledger.fen,
    ledgerOnly: entered.without.map(({ record, move: { fact, fen } }) => ({ record, subject: fact.subject ?? fact.node, fen: exactNumber(fen < 0n ? -fen : fen), isOut: fen < 0n })), // prettier-ignore
  };
}

/** The lines that were booked on a day and stand for a movement. */
const readBooked = (db: Db, account: string, day: CivilDate) =>
  db
    .select()
    .from(bankStatementLines)
    .where(and(eq(bankStatementLines.account, account), sql`stands and ${bankStatementLines.bookedAt} >= ${timestamp(startOfDay(day))} and ${bankStatementLines.bookedAt} < ${timestamp(endOfDay(day))}`)); // prettier-ignore

/** The serials of the lines that a day's record has decided, and posted. */
async function readPosted(db: Db, id: string): Promise<readonly string[]> {
  const record = await readFacts(db, id);
  if (record.length === 0) return [];
  return readCase(record).all('line.decided').filter(({ payload }) => payload.as !== 'drop').map(({ payload }) => payload.line.serial); // prettier-ignore
}

interface HandMove {
  readonly record: string;
  readonly move: BankMove;
}

/** What the ledger has of an account's day at the bank; what of it nobody named a line for. What was taken back or put right is as if it had always been so. */
async function readLedgerDay(
  db: Db,
  { account, day, isMain }: { readonly account: string; readonly day: CivilDate; readonly isMain: boolean },
): Promise<{ readonly fen: bigint; readonly byHand: readonly HandMove[] }> {
  const isHere = sql`l.account = 'bank' and l.value_on = ${day} and (l.key = ${account} or (l.key = '' and ${isMain}))`;
  const { rows } = await db.execute<{ fen: string | null }>(sql`
    select sum(case l.side when 'd' then l.fen else -l.fen end) as fen
      from ledger_lines l join ledger_entries e on (e.record, e.fact, e.n) = (l.record, l.fact, l.n)
     where ${isHere} and e.reverses_fact is null
       and not exists (select from ledger_entries r where r.record = e.record and r.reverses_fact = e.fact and r.reverses_n = e.n)`);
  const found = await db.execute<{ record: string }>(sql`
    select distinct l.record from ledger_lines l join facts f on f.case_id = l.record and f.seq = l.fact
     where ${isHere} and f.payload -> 'line' is null order by 1`);
  const byHand: HandMove[] = [];
  for (const { record } of found.rows)
    for (const move of bankMoves(readCase(await readFacts(db, record)), record))
      if (move.on === day && (move.account === account || (move.account === '' && isMain)) && !('line' in move.fact.payload)) byHand.push({ record, move }); // prettier-ignore
  return { fen: BigInt(rows[0]?.fen ?? 0), byHand };
}

/** Which of these movements no line of the bank's stands for, and the serials of those lines that do: told by its serial, or by the form that it paid. */
async function withoutLine(
  db: Db,
  account: string,
  { moves, lines }: { readonly moves: readonly HandMove[]; readonly lines: readonly { readonly serial: string; readonly stands: boolean; readonly state: string }[] }, // prettier-ignore
): Promise<{ readonly without: readonly HandMove[]; readonly serials: readonly string[] }> {
  const byKey = new Map(lines.filter(({ stands }) => stands).flatMap(({ serial }) => Object.values(keysOfLine({ account, serial })).map((key) => [key, serial] as const))); // prettier-ignore
  const said = moves.map((each) => ({ ...each, serial: each.move.keys.map((key) => byKey.get(key.slice(key.lastIndexOf('|') + 1)) ?? byKey.get(key)).find((serial) => serial !== undefined) })); // prettier-ignore
  const paid = await readLined(db, said.map(({ record, move }) => ({ caseId: record, form: move.fact.subject }))); // prettier-ignore
  return {
    without: said.filter(({ record, move, serial }) => serial === undefined && !paid.has(`${record} ${move.fact.subject ?? ''}`)), // prettier-ignore
    serials: said.flatMap(({ serial }) => serial ?? []),
  };
}

/** Whether a day can be closed: a statement of it is here, or one that begins as the one before it ended; and what differs has been said. */
export async function readDayNow(db: Db, open: OpenDay): Promise<NonNullable<AtBank['day']>> {
  const known = await readBankDay(db, open);
  if (known === undefined) return { hasStatement: await nothingMoved(db, open), unsaid: [] };
  const said = await readDifferences(db, open.id);
  const undecided = toDecide(known).map(({ serial }) => ({ id: serial, zh: '手续费、结息尚未定性' }));
  const unsaid = dayDifferences(known).filter(({ id }) => !said.has(id)).map(({ id, payload }) => ({ id, zh: payload.what })); // prettier-ignore
  return { hasStatement: true, unsaid: [...unsaid, ...undecided] };
}

/** Lines of the day that nobody has to judge, charges and the bank's interest, which stand in no ledger yet. */
export const toDecide = ({ booked = [], posted }: DayKnown) => booked.filter(({ state, serial }) => state === 'day' && posted?.has(serial) !== true); // prettier-ignore

/** A later statement begins as the last one before the day ended: the bank sends none of a day on which nothing moved. */
async function nothingMoved(db: Db, { account, day }: OpenDay): Promise<boolean> {
  const own = and(eq(bankStatements.account, account), isNotNull(bankStatements.doneAt), isStatement);
  const [[before], [after]] = await Promise.all([
    db.select().from(bankStatements).where(and(own, lt(bankStatements.day, day))).orderBy(desc(bankStatements.day), desc(bankStatements.at)).limit(1), // prettier-ignore
    db.select().from(bankStatements).where(and(own, gt(bankStatements.day, day))).orderBy(bankStatements.day, bankStatements.at).limit(1), // prettier-ignore
  ]);
  return before?.closingFen != null && before.closingFen === after?.openingFen;
}

/** Which differences a record has already. */
export async function readDifferences(db: Db, id: string): Promise<ReadonlySet<string>> {
  const rows = await db.select({ subject: facts.subject }).from(facts).where(and(eq(facts.caseId, id), eq(facts.node, 'difference.found'))); // prettier-ignore
  return new Set(rows.map(({ subject }) => subject ?? ''));
}
