import { refuse, type Refusal } from '../../record/refusal.ts';
import type { DeadlineNow } from '../derived.ts';
import { formatInstant, type Instant } from '../../time/instant.ts';
import type { Deadlines } from '../guard.ts';

/** The deadline of an id; it must have opened. */
export function deadlineNamed(id: string, { deadlines }: Pick<Deadlines, 'deadlines'>): DeadlineNow | Refusal {
  const found = deadlines().find((d) => d.id === id);
  return found ?? refuse('unknown-deadline', `本案没有期限 ${id}；现有期限见 GET /api/cases/{id}/deadlines`);
}

/** What names a deadline, and which of its dues is meant. */
interface DueNamed {
  readonly deadline?: unknown;
  readonly dueAt?: unknown;
}

/**
 * A corrected content that still names the same deadline and says nothing of the due is about the same one: that was noted
 * by the engine, and is not the sender's to leave out (engine.md 3).
 */
export const keepingDue = <P extends DueNamed>(was: DueNamed, next: P): P =>
  next.dueAt === undefined && was.dueAt !== undefined && next.deadline === was.deadline
    ? { ...next, dueAt: was.dueAt }
    : next;

/** A content that names a deadline with the due for which it was given (engine.md 25); one that is corrected keeps its own. */
export function withDue<P extends DueNamed>(
  payload: P,
  { deadlines, dueOf = (d) => d.dueAt }: Deadlines & { readonly dueOf?: (d: DeadlineNow) => Instant | null },
  was: DueNamed = {},
): P {
  const kept = keepingDue(was, payload);
  if (kept.dueAt !== undefined) return kept;
  const named = deadlines().find((d) => d.id === payload.deadline);
  const due = named === undefined ? null : dueOf(named);
  return due === null ? payload : { ...payload, dueAt: formatInstant(due) };
}
