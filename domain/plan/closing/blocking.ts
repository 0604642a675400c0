import type { DeadlineNow } from '../derived.ts';
import type { Missing } from '../../record/refusal.ts';
import { deadlineRow } from '../deadlines.ts';

/** The deadlines that keep a case from being closed: opened, neither met nor lapsed, of a row that blocks (plan §5). */
export const blocking = (deadlines: readonly DeadlineNow[]): readonly Missing[] =>
  deadlines
    .filter((d) => d.status === 'open' || d.status === 'suspended')
    .filter((d) => deadlineRow(d.rule).blocksClosing !== false)
    .map((d) => {
      const row = deadlineRow(d.rule);
      return { id: d.id, zh: `${row.zh}（${row.done.nodes.join(' / ')}）`, basis: row.basis.zh };
    });
