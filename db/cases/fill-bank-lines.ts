import { asc, eq, inArray } from 'drizzle-orm';
import { bankLinesIn } from '../../domain/plan/money/bank-lines.ts';
import { readCase } from '../../domain/record/case.ts';
import type { Db } from '../client.ts';
import { bankLines, bankLinesLeft, cases } from '../schema/index.ts';
import { readFacts } from './read.ts';

const BATCH = 100;

/**
 * Reads the bank's references out of records that are older than their table, or than a node's place in it: part of every
 * migration, safe to repeat, nothing to do once it is through. A line that stands twice stays as it was written: the table
 * has the record that had it first.
 */
export async function fillBankLines(db: Db): Promise<void> {
  for (;;) {
    const ids = await db.transaction(fillSome);
    if (ids.length < BATCH) return;
  }
}

async function fillSome(tx: Db): Promise<readonly string[]> {
  const left = await tx.select().from(bankLinesLeft).orderBy(asc(bankLinesLeft.since), asc(bankLinesLeft.caseId)).limit(BATCH); // prettier-ignore
  const ids = left.map(({ caseId }) => caseId);
  if (ids.length === 0) return ids;
  // a worker of the release before may be at work on one of them
  await tx.select({ id: cases.id }).from(cases).where(inArray(cases.id, ids)).orderBy(asc(cases.id)).for('update');
  for (const caseId of ids) await fillOne(tx, caseId);
  await tx.delete(bankLinesLeft).where(inArray(bankLinesLeft.caseId, ids));
  return ids;
}

async function fillOne(tx: Db, caseId: string): Promise<void> {
  const rows = [...bankLinesIn(readCase(await readFacts(tx, caseId)))];
  await tx.delete(bankLines).where(eq(bankLines.caseId, caseId)); // written otherwise, they would be compared otherwise
  if (rows.length === 0) return;
  const lines = rows.map(([reference, receipt]) => ({ reference, receipt, caseId }));
  await tx.insert(bankLines).values(lines).onConflictDoNothing();
}
