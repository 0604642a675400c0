import { refuse, type Refusal } from '../../record/refusal.ts';
import type { DeadlineNow } from '../derived.ts';
import type { Deadlines } from '../guard.ts';

/** The deadline of an id; it must have opened. */
export function deadlineNamed(id: string, { deadlines }: Deadlines): DeadlineNow | Refusal {
  const found = deadlines().find((d) => d.id === id);
  return found ?? refuse('unknown-deadline', `本案没有期限 ${id}；现有期限见 GET /api/cases/{id}/deadlines`);
}
