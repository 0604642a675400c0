import type { NodeId } from '../../nodes/index.ts';
import type { payoutsTo } from '../../nodes/money.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';

/** A form 审批表 as it stands: what was applied for out of a receipt, and what has become of it. */
export interface Form {
  readonly receipt: string;
  readonly applied: FactOf<'payout.applied'>;
  /** The last review of its material. */
  readonly reviewed: FactOf<'payout.material-reviewed'> | undefined;
  /** The approval in finance's hands: the last one, unless finance has sent it back. */
  readonly approved: FactOf<'payout.approved'> | undefined;
  /** What may still be paid under that approval, in fen. */
  readonly leftFen: number;
  /** What was paid and did not come back, in fen. */
  readonly paidFen: number;
}

/** What ends a form, by where its money goes (plan §9, `payout.paid`): each counts as the payment of it (plan §9). */
export const endings = {
  applicant: 'payout.paid',
  'third-party': 'payout.paid',
  treasury: 'payout.paid',
  'other-court': 'payout.paid',
  'court-fee': 'fee.taken',
  refund: 'payout.refunded',
  'other-case': 'funds.transferred',
  escrow: 'payout.escrowed',
} as const satisfies Record<keyof typeof payoutsTo, NodeId>;
export type OutNode = (typeof endings)[keyof typeof endings];

/** The nodes by which money leaves a receipt. */
export const outNodes: readonly OutNode[] = [...new Set(Object.values(endings))];
export const isOut = (fact: { readonly node: NodeId }): fact is FactOf<OutNode> =>
  outNodes.some((node) => node === fact.node);

/** What left by any form, or by one, in order. */
export const outOf = (c: Case, form?: string | null): readonly FactOf<OutNode>[] =>
  outNodes
    .flatMap((node): readonly FactOf<OutNode>[] => (form === undefined ? c.all(node) : c.all(node, form)))
    .toSorted(inOrder);

/** What moved between a receipt and a payee: what left it, or money that came back. */
export type Movement = FactOf<OutNode | 'payout.returned'>;

const isAfter = (a: Fact, b: Fact): boolean => inOrder(a, b) > 0;

export const sum = (facts: readonly { readonly payload: { readonly amountFen: number } }[]): number =>
  facts.reduce((total, f) => total + f.payload.amountFen, 0);

/** Every form of the case, by its id. */
export const forms = reading(
  (c): ReadonlyMap<string, Form> =>
    new Map(c.all('payout.applied').map((applied) => [applied.payload.form, formOf(c, applied)])),
);

function formOf(c: Case, applied: FactOf<'payout.applied'>): Form {
  const id = applied.payload.form;
  const [last, rejected] = [c.last('payout.approved', id), c.last('payout.rejected', id)];
  const approved = last && rejected && isAfter(rejected, last) ? undefined : last;
  const paid = outOf(c, id);
  const spent = approved === undefined ? 0 : sum(paid.filter((f) => isAfter(f, approved)));
  return {
    receipt: applied.subject ?? '',
    applied,
    reviewed: c.last('payout.material-reviewed', id),
    approved,
    leftFen: (approved?.payload.amountFen ?? 0) - spent,
    paidFen: sum(paid) - sum(c.all('payout.returned', id)),
  };
}

/** What moved out of and back into each receipt, in order. */
export const movements = reading((c): ReadonlyMap<string, readonly Movement[]> => {
  const all: readonly Movement[] = [...outOf(c), ...c.all('payout.returned')];
  return Map.groupBy(all.toSorted(inOrder), (f) => forms(c).get(f.subject ?? '')?.receipt ?? '');
});

/** What is reserved of each receipt by approvals that finance has still to pay, in fen. */
export const reserved = reading((c): ReadonlyMap<string, number> => {
  const byReceipt = new Map<string, number>();
  for (const { receipt, leftFen } of forms(c).values()) byReceipt.set(receipt, (byReceipt.get(receipt) ?? 0) + leftFen);
  return byReceipt;
});
