import type { ClosingKind } from '../../nodes/closing-kinds.ts';
import { isRequiredFor } from '../deadline.ts';
import type { DeadlineNow } from '../derived.ts';
import type { Missing } from '../../record/refusal.ts';
import { deadlineRow } from '../deadlines.ts';

/** The deadlines that keep a case from being closed in a way: opened, neither met nor lapsed nor void, of a row that it requires. */
export const blocking = (deadlines: readonly DeadlineNow[], kind: ClosingKind): readonly Missing[] =>
  deadlines
    .filter((d) => d.status === 'open' || d.status === 'suspended')
    .filter((d) => isRequiredFor(deadlineRow(d.rule), kind))
    .map((d) => {
      const row = deadlineRow(d.rule);
      return { id: d.id, zh: `${row.zh}（${row.done.nodes.join(' / ')}）`, basis: row.basis.zh };
    });
