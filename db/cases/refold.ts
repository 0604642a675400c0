import { readCase } from '../../domain/record/case.ts';
import { standingAt } from '../../domain/engine/standstill.ts';
import { derive } from '../../domain/engine/derive.ts';
import { holdersIn } from '../../domain/engine/holding.ts';
import { lawsMet } from '../../domain/plan/law.ts';
import { nextDueOf, snapshotOf } from '../../domain/engine/snapshot.ts';
import { searchTextOf } from '../../domain/record/search.ts';
import { canonical } from '../../domain/record/canonical.ts';
import { eq } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { NEVER } from '../keyset.ts';
import { lawLibrary } from '../law/library.ts';
import { casesAfter } from '../law/rollout.ts';
import { cases, caseSearch, deadlines } from '../schema/index.ts';

/** Something stored that does not follow from the facts. */
export interface Difference {
  readonly caseId: string;
  readonly what: string;
  readonly stored: unknown;
  readonly derived: unknown;
}

const BATCH = 200;

/**
 * Folds every case again from its facts and the law that they name, and compares with what is stored: the deadlines,
 * the snapshot, and what it is found by. Answers how many cases it looked at and every difference (docs/architecture.md).
 */
export async function refold(db: Db): Promise<{ readonly cases: number; readonly differences: readonly Difference[] }> {
  const laws = lawLibrary();
  const differences: Difference[] = [];
  let looked = 0;
  for (let after = ''; ;) {
    const page = await casesAfter(db, after, BATCH, 'all');
    for (const { caseId, record } of page) {
      const c = readCase(record);
      const law = await laws.load(db, lawsMet(record));
      const derived = derive(c, law);
      const who = holdersIn(c, law);
      const rows = await db.select().from(deadlines).where(eq(deadlines.caseId, caseId));
      for (const row of rows) {
        const found = derived.find(({ id }) => id === row.id);
        // while it was last seen to stand still with a known end, it stood so
        const d = found && row.status === 'suspended' ? standingAt(found, found.still?.from ?? found.openedAt) : found;
        const again = d && [d.targetDue, d.legalDue, d.dueAt, d.provisional, d.status, d.endedAt, d.owner, who.of(d), d.because]; // prettier-ignore
        const stored = [
          row.targetDue,
          row.legalDue,
          row.dueAt,
          row.provisional,
          row.status,
          row.endedAt,
          row.ownerRole,
          row.ownerPerson,
          row.because,
        ];
        const gone = d === undefined && row.status === 'void';
        if (!gone && canonical(again) !== canonical(stored))
          differences.push({ caseId, what: row.id, stored, derived: again });
      }
      const [{ snapshot, version, nextDueAt } = { snapshot: null, version: 0, nextDueAt: null }] = await db
        .select()
        .from(cases)
        .where(eq(cases.id, caseId));
      const whole = { version: record.length, snapshot: snapshotOf(c) };
      const kept = new Map(rows.map((row) => [row.id, row]));
      const nextDue = nextDueOf({ derived, kept }) ?? NEVER;
      if (nextDueAt !== nextDue) differences.push({ caseId, what: 'nextDueAt', stored: nextDueAt, derived: nextDue });
      const [search] = await db.select().from(caseSearch).where(eq(caseSearch.caseId, caseId));
      const text = searchTextOf(c);
      if (search?.text !== text) differences.push({ caseId, what: 'search', stored: search?.text, derived: text });
      if (canonical({ version, snapshot }) !== canonical(whole)) {
        differences.push({ caseId, what: 'snapshot', stored: { version, snapshot }, derived: whole });
      }
    }
    looked += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < BATCH) return { cases: looked, differences };
    after = last.caseId;
  }
}
