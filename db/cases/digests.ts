import { hash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { StoredDeadline } from '../../domain/engine/rows.ts';

/** What is stored of a case's deadlines, by their ids: the digest of each row. */
export type Digests = ReadonlyMap<string, string | null>;

/** A row, and of all that is in it. */
export type DigestedRow = StoredDeadline & { readonly digest: string };

const SLICE = 500; // rows

/** The rows of which anything differs from what is stored: a date, the reasoning behind it, an owner, a rung. */
export async function changedRows(before: Digests, rows: readonly StoredDeadline[]): Promise<readonly DigestedRow[]> {
  const changed: DigestedRow[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % SLICE === SLICE - 1) await breathe(); // others have a turn
    const digest = hash('md5', JSON.stringify(row), 'base64');
    if (digest !== before.get(row.id)) changed.push({ ...row, digest });
  }
  return changed;
}
