import { and, eq, sql } from 'drizzle-orm';
import { type Payment, paymentsOf } from '../../domain/plan/money/payments.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { Db } from '../client.ts';
import { readableBy } from '../cases/matters.ts';
import { readMoneyFacts } from '../ledger/read.ts';
import { cases, ledgerBalances } from '../schema/index.ts';

/** A payment with its case. */
export type CasePayment = Payment & { readonly case: string; readonly caseNo: string };

/** Every payment of the court's that is to be ordered, or lies with the bank, as far as the reader may know of its case. */
export async function readPayments(
  db: Db,
  reader: Pick<Person, 'id' | 'roles'>,
  named?: readonly string[],
): Promise<readonly CasePayment[]> {
  const isNamed = named === undefined ? sql`true` : sql`${cases.id} = any(${sql.param([...named])}::text[])`;
  const record = sql<string>`split_part(${ledgerBalances.key}, '/', 1)`; // money of a form lies under its case's id and its own
  const found = await db
    .selectDistinct({ id: cases.id, caseNo: cases.caseNo })
    .from(ledgerBalances)
    .innerJoin(cases, eq(cases.id, record))
    .where(
      and(
        sql`${ledgerBalances.account} in ('case.reserved', 'transit') and ${ledgerBalances.fen} > 0`,
        isNamed,
        readableBy(reader),
      ),
    ) // prettier-ignore
    .orderBy(cases.id);
  const all: CasePayment[] = [];
  for (const { id, caseNo } of found) {
    const c = await readMoneyFacts(db, id);
    if (c !== undefined) all.push(...paymentsOf(c).map((payment) => ({ ...payment, case: id, caseNo })));
  }
  return all;
}
