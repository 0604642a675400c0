import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { bankLines, cases } from '../schema/index.ts';

/**
 * Which of these keys of what is said once in the court (domain/plan/once-in-court.ts) stand in other records than this, with the number of
 * each: the bank's references, and letters, licences, numbers of cases.
 */
export async function readBankLines(
  db: Db,
  references: readonly string[],
  except: string,
): Promise<ReadonlyMap<string, string>> {
  if (references.length === 0) return new Map();
  const found = await db
    .select({ reference: bankLines.reference, caseNo: cases.caseNo })
    .from(bankLines)
    .innerJoin(cases, eq(cases.id, bankLines.caseId))
    .where(and(inArray(bankLines.reference, [...references]), ne(bankLines.caseId, except)));
  return new Map(found.map(({ reference, caseNo }) => [reference, caseNo]));
}

/** What a command brings into a record of such keys, and what it takes away. */
export interface LinesMoved {
  readonly added: ReadonlyMap<string, string>;
  readonly gone: readonly string[];
}

/**
 * Brings them up to date. One that another record has taken meanwhile breaks the attempt off: tried again, it is looked up
 * and refused.
 */
export async function moveBankLines(tx: Db, caseId: string, { added, gone }: LinesMoved): Promise<void> {
  if (gone.length > 0)
    await tx.delete(bankLines).where(and(eq(bankLines.caseId, caseId), inArray(bankLines.reference, [...gone])));
  if (added.size > 0)
    await tx.insert(bankLines).values([...added].map(([reference, receipt]) => ({ reference, receipt, caseId })));
}
