import { outlasts } from '../nodes/closing-kinds.ts';
import { nodeRow } from '../nodes/index.ts';
import type { NodeRow } from '../nodes/node.ts';
import { type Case, endOf } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** After closing only what comes after closing. */
export function closed(c: Case, row: NodeRow): Refusal | undefined {
  const end = endOf(c);
  if (end === undefined || outlasts(row.afterClosing, c.first('case.closed')?.payload.kind)) return undefined;
  const how = c.kind === 'case' ? '案件已经结案' : `此项已经办结（第${end.seq}号记录：${nodeRow(end.node).zh}）`;
  return refuse('case-closed', `${how}，不能再登记“${row.zh}”`, row.basis);
}

/** What happens once, once. */
export const repeated = (
  c: Case,
  row: NodeRow,
  { node, subject }: Pick<Draft, 'node' | 'subject'>,
): Refusal | undefined =>
  row.once && c.first(node, row.subject === undefined ? undefined : subject)
    ? refuse('already-recorded', `“${row.zh}”已经登记过；有误的请更正或撤回`, row.basis)
    : undefined;
