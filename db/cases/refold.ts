import { asc, eq } from 'drizzle-orm';
import { derive } from '../../domain/engine/derive.ts';
import { type Holders, holdersIn } from '../../domain/engine/holding.ts';
import { storedDeadline, storedRecord } from '../../domain/engine/rows.ts';
import { standingAt, stillRunning } from '../../domain/engine/standstill.ts';
import type { Derived } from '../../domain/plan/derived.ts';
import { type Laws, lawsMet } from '../../domain/plan/law.ts';
import { canonical } from '../../domain/record/canonical.ts';
import { readCase } from '../../domain/record/case.ts';
import type { Db } from '../client.ts';
import { NEVER } from '../keyset.ts';
import { entriesAgain } from '../ledger/refold.ts';
import { lawLibrary } from '../law/library.ts';
import { casesAfter, type ReadCase } from '../law/rollout.ts';
import { cases, caseSearch, deadlines } from '../schema/index.ts';
import type { DeadlineRecord } from './deadlines.ts';

/** Something stored that does not follow from the facts. */
export interface Difference {
  readonly caseId: string;
  readonly what: string;
  readonly stored: unknown;
  readonly derived: unknown;
}

const BATCH = 200;

/**
 * Folds every case again from its facts and the law that they name, and compares with what is stored: the deadlines, the
 * case's row, what it is found by, and the entries of its ledger (docs/spec/money.md 14, M9). Answers how many cases it looked at and every difference (docs/architecture.md).
 */
export async function refold(db: Db): Promise<{ readonly cases: number; readonly differences: readonly Difference[] }> {
  const laws = lawLibrary();
  const differences: Difference[] = [];
  let looked = 0;
  for (let after = ''; ;) {
    const page = await casesAfter(db, after, BATCH, 'all');
    for (const read of page)
      differences.push(...(await refoldCase(db, read, await laws.load(db, lawsMet(read.record)))));
    looked += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < BATCH) return { cases: looked, differences };
    after = last.caseId;
  }
}

async function refoldCase(db: Db, { caseId, record }: ReadCase, laws: Laws): Promise<readonly Difference[]> {
  const c = readCase(record);
  const derived = derive(c, laws);
  const who = holdersIn(c, laws);
  const rows = await db.select().from(deadlines).where(eq(deadlines.caseId, caseId)).orderBy(asc(deadlines.seq));
  const [stored] = await db.select().from(cases).where(eq(cases.id, caseId));
  const [search] = await db.select().from(caseSearch).where(eq(caseSearch.caseId, caseId));
  const kept = new Map(rows.map((row) => [row.id, row]));
  const again = storedRecord({ c, derived, kept, nextWake: null });
  // when it wakes next follows from its time too
  const whole = { ...again, nextDueAt: again.nextDueAt ?? NEVER, nextWakeAt: stored?.nextWakeAt };
  const found = { ...stored, searchText: search?.text, identities: search?.identities };
  const columns = Object.keys(whole) as (keyof typeof whole)[]; // its own keys
  const other = columns.filter((what) => canonical(whole[what]) !== canonical(found[what]));
  return [
    ...rows.flatMap((row) => deadlineAgain(derived, row, who)),
    ...other.map((what) => ({ caseId, what, stored: found[what], derived: whole[what] })),
    ...(await entriesAgain(db, caseId, c)).map((difference) => ({ caseId, ...difference })),
  ];
}

/** While it was last seen to stand still with a known end, it stood so; while it ran up to one that time brings, it ran. */
function asLastSeen(found: Derived, { status }: Pick<DeadlineRecord, 'status'>): Derived {
  if (status === 'suspended') return standingAt(found, found.still?.from ?? found.openedAt);
  return status === 'open' && found.endsByTime !== undefined ? stillRunning(found) : found;
}

/** A deadline's row against what follows now; what has already warned is taken from the row itself. */
function deadlineAgain(derived: readonly Derived[], row: DeadlineRecord, who: Holders): readonly Difference[] {
  const { caseId, ...stored } = row;
  const found = derived.find(({ id }) => id === row.id);
  if (found === undefined && row.status === 'void') return [];
  const d = found && asLastSeen(found, row);
  const { since, fired, digest } = row;
  const again = d && { ...storedDeadline(d, { since, fired, status: d.status, holder: who.of(d) }), digest };
  return canonical(again) === canonical(stored) ? [] : [{ caseId, what: row.id, stored, derived: again }];
}
