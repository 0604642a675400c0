import { setImmediate as breathe } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Advanced, Standing } from '../domain/case/advance.ts';
import { type Case, readCase } from '../domain/case/case.ts';
import { derive } from '../domain/case/derive.ts';
import type { Derived } from '../domain/case/derived.ts';
import type { Laws } from '../domain/case/law.ts';
import { type Kept, standingRung } from '../domain/case/settle.ts';
import { holders } from '../domain/plan/readings/parties.ts';
import type { deadlines } from './schema/index.ts';

/** A case before and after; without a record before where it is only being filed. */
export interface Changed {
  readonly before: Standing;
  /** Must know every law that the record before names. */
  readonly laws: Laws;
  readonly outcome: Pick<Advanced, 'c' | 'derived' | 'kept'>;
}

/** A deadline as it is stored, but for whose it is. */
export type DeadlineRow = Omit<typeof deadlines.$inferInsert, 'caseId'>;

/** The deadlines of which anything changed that is stored: a date, the reasoning behind it, an owner, a rung. */
export async function changedRows({ before, laws, outcome }: Changed): Promise<readonly DeadlineRow[]> {
  const was = before.record.length === 0 ? undefined : readCase(before.record);
  const stored = was === undefined ? [] : rowsOf(was, derive(was, laws), before.kept);
  const known = new Map(stored.map((row) => [row.id, row]));
  const rows = rowsOf(outcome.c, outcome.derived, outcome.kept);
  const changed: DeadlineRow[] = [];
  for (const [i, row] of rows.entries()) {
    if (i % SLICE === SLICE - 1) await breathe(); // others have a turn
    if (!isDeepStrictEqual(row, known.get(row.id))) changed.push(row);
  }
  return changed;
}

const SLICE = 1_000; // rows

/** What is stored of deadlines that have opened. */
function rowsOf(c: Case, derived: readonly Derived[], kept: ReadonlyMap<string, Kept>): readonly DeadlineRow[] {
  return derived.flatMap((d) => {
    const k = kept.get(d.id);
    if (k === undefined) return [];
    // what is kept: a deadline whose opening has moved into the future is void until then, whatever is derived
    const { movedAt, fired, status } = k;
    return {
      id: d.id,
      rule: d.rule,
      subject: d.subject,
      seq: d.seq,
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
      ownerPerson: holders(c, d.owner)[0] ?? null,
      because: d.because,
      fired,
      movedAt,
      rulesVersion: d.law.rules,
      calendarVersion: d.law.calendar,
    };
  });
}
