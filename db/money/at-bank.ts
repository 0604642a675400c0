// What the bank and the ledger have of what a fact of a bank day or a month says: asked before it is judged, of these nodes alone.
import { and, eq, inArray, sql } from 'drizzle-orm';
import { exactNumber } from '../../domain/money/fen.ts';
import type { Completion } from '../../domain/engine/completion.ts';
import { bankLineKey } from '../../domain/nodes/bank-line.ts';
import type { PayloadOf } from '../../domain/nodes/index.ts';
import type { AtBank, LineAtBank } from '../../domain/plan/money/at-bank.ts';
import type { Case } from '../../domain/record/case.ts';
import { checkForm } from '../../domain/record/form.ts';
import { dateOf } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { bankStatementLines, ledgerLines } from '../schema/index.ts';
import { readDayNow } from './days.ts';
import { readMonthNow } from './month.ts';

/** What is looked up for a completion; undefined where nothing of it is the bank's. */
export async function readAtBank(
  db: Db,
  completions: readonly Completion[],
  { record, c }: { readonly record: string; readonly c: Case },
): Promise<AtBank | undefined> {
  if (c.kind !== 'reconciliation') return undefined;
  const [asked] = completions;
  const { account, day, month } = c.first('reconciliation.opened')?.payload ?? {};
  if (asked === undefined) return undefined;
  const { node, payload = {} } = asked;
  if (node === 'line.decided' && checkForm(node, payload) === undefined) {
    const { line } = payload as PayloadOf<'line.decided'>; // its form has just been checked
    const [lines, owed] = await Promise.all([readLinesAtBank(db, [line]), readOwed(db, line.account)]);
    return { lines, owed };
  }
  if (node === 'day.reconciled' && account !== undefined && day !== undefined)
    return { day: await readDayNow(db, { id: record, account, day }) };
  return node === 'reconciliation.signed' && month !== undefined ? { month: await readMonthNow(db, month) } : undefined;
}

/** What stands to be made good of an account's charges, and all that is to be recovered. */
async function readOwed(db: Db, account: string): Promise<NonNullable<AtBank['owed']>> {
  const { key, side, fen } = ledgerLines;
  const rows = await db
    .select({ account: ledgerLines.account, key, fen: sql<string>`sum(case ${side} when 'd' then ${fen} else -${fen} end)` })
    .from(ledgerLines)
    .where(sql`account in ('charges', 'recoverable', 'difference') and (account = 'recoverable' or (account = 'charges' and ${key} = ${account}))`)
    .groupBy(ledgerLines.account, key); // prettier-ignore
  const of = (name: string) => rows.filter((row) => row.account === name && BigInt(row.fen) !== 0n).map((row) => [row.key, exactNumber(row.fen)] as const); // prettier-ignore
  return { chargesFen: of('charges')[0]?.[1] ?? 0, recoverable: new Map(of('recoverable')) };
}

/** Lines as the bank's statements have them, by their keys: those that are not here, or cannot be read, are left out. */
async function readLinesAtBank(
  db: Db,
  lines: readonly { readonly account: string; readonly serial: string }[],
): Promise<ReadonlyMap<string, LineAtBank>> {
  const { account, serial, direction, amountFen, bookedAt, state, stands } = bankStatementLines;
  const rows = await db
    .select({ account, serial, direction, amountFen, bookedAt, state })
    .from(bankStatementLines)
    .where(and(eq(stands, true), inArray(serial, lines.map((line) => line.serial)))); // prettier-ignore
  return new Map(
    rows.flatMap(({ direction: side, amountFen: fen, bookedAt: booked, state: how, ...line }) => {
      const day = booked === null ? null : dateOf(booked);
      const known = side !== null &&
        fen !== null && { direction: side, fen: exactNumber(fen), day, isRecorded: how === 'recorded' };
      return known === false ? [] : [[bankLineKey(line), known] as const];
    }),
  );
}
