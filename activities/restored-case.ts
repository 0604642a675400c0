import type { Filing } from '../domain/engine/filing.ts';
import { type Case, readCase } from '../domain/record/case.ts';
import { caseIdOf } from '../domain/record/case-number.ts';
import { readFacts } from '../db/cases/read.ts';
import type { Db } from '../db/client.ts';

/** The case that a filing takes up again, as it stands; undefined where it names none, or one that is not here. */
export async function restoredCase(tx: Db, { restoredFrom }: Pick<Filing, 'restoredFrom'>): Promise<Case | undefined> {
  const facts = restoredFrom === undefined ? [] : await readFacts(tx, caseIdOf(restoredFrom));
  return facts.length === 0 ? undefined : readCase(facts);
}
