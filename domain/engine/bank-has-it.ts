import { nodeRow } from '../nodes/index.ts';
import { canonical } from '../record/canonical.ts';
import type { DraftOf, Fact } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** Refuses to take back or to change what a line of the bank's says: it is as the bank has it (docs/spec/money.md 13). `root`: the fact that is meant in the end. */
export function bankHasIt(
  root: Fact | undefined,
  draft: DraftOf<'fact.withdrawn' | 'fact.corrected'>,
): Refusal | undefined {
  if (root?.node !== 'funds.arrived' || root.payload.line === undefined) return undefined;
  const fixed = ({ amountFen, line, bookedAt }: typeof root.payload) => canonical([amountFen, line, bookedAt]);
  if (draft.node === 'fact.corrected') {
    const next = (draft.payload.payload as typeof root.payload | undefined) ?? root.payload; // its form has been checked
    if (fixed(next) === fixed(root.payload)) return undefined;
  }
  const zh =
    '银行流水所登记的到账不能撤回，金额、流水和记账时刻不能更正：他案的款项请划转（funds.transferred），银行有误的等其冲正（funds.reversed）';
  return refuse('not-correctable', zh, nodeRow(root.node).basis);
}
