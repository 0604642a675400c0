import { hash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Advanced } from '../../domain/engine/advance.ts';
import { standingRung } from '../../domain/engine/settle.ts';
import type { deadlines } from '../schema/index.ts';

/** A deadline as it is stored, but for whose it is. */
export type StoredDeadline = Omit<typeof deadlines.$inferInsert, 'caseId'> & { readonly digest: string };

/** What is stored of a case's deadlines, by their ids: the digest of each row. */
export type Digests = ReadonlyMap<string, string | null>;

/** The deadlines of which anything changed that is stored: a date, the reasoning behind it, an owner, a rung. */
export async function changedRows(before: Digests, outcome: Advanced): Promise<readonly StoredDeadline[]> {
  const changed: StoredDeadline[] = [];
  for (const [i, row] of rowsOf(outcome).entries()) {
    if (i % SLICE === SLICE - 1) await breathe(); // others have a turn
    const digest = hash('md5', JSON.stringify(row), 'base64');
    if (digest !== before.get(row.id)) changed.push({ ...row, digest });
  }
  return changed;
}

const SLICE = 500; // rows

/** What is stored of deadlines that have opened. */
function rowsOf({ derived, kept }: Advanced): readonly Omit<StoredDeadline, 'digest'>[] {
  return derived.flatMap((d) => {
    const k = kept.get(d.id);
    if (k === undefined) return [];
    // what is kept: a deadline whose opening has moved into the future is void until then, whatever is derived
    const { since, fired, status, holder } = k;
    return {
      id: d.id,
      rule: d.rule,
      subject: d.subject,
      seq: d.seq,
      title: d.title,
      openedAt: d.openedAt,
      targetDue: d.targetDue,
      legalDue: d.legalDue,
      dueAt: d.dueAt,
      provisional: d.provisional,
      status,
      rung: standingRung({ fired, dueAt: d.dueAt }),
      endedAt: d.endedAt,
      endedBy: d.endedBy,
      ownerRole: d.owner,
      ownerPerson: holder,
      because: d.because,
      fired,
      since,
      rulesVersion: d.law.rules,
      calendarVersion: d.law.calendar,
    };
  });
}
