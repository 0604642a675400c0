import type { NodeId } from '../../nodes/index.ts';
import type { payoutsTo } from '../../nodes/payouts-to.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import { moneyOf } from './journal.ts';

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
  /** What of its receipt is kept for it, applied for or on its way, in fen. */
  readonly reservedFen: number;
  /** What ended it before all of its money left: it is never repaired, a new one takes its place (docs/spec/money.md 4). */
  readonly ended: Fact | undefined;
  /** The order that lies with the bank and has no answer yet. */
  readonly sent: FactOf<'payout.sent'> | undefined;
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
export function outOf(c: Case, form?: string | null): readonly FactOf<OutNode>[] {
  const found = outNodes.flatMap((node): readonly FactOf<OutNode>[] =>
    form === undefined ? c.all(node) : c.all(node, form),
  );
  return found.length < 2 ? found : found.toSorted(inOrder);
}

/** What brings money back into a receipt that had left it. */
const backNodes = ['payout.returned', 'escrow.released', 'shortage.recognised'] as const;
type BackNode = (typeof backNodes)[number];

/** What moved between a receipt and a payee: what left it, or money that came back. */
export type Movement = FactOf<OutNode | BackNode | 'funds.reversed'>;

/** Whether money came back. */
export const isBack = (fact: Fact): fact is FactOf<BackNode> => backNodes.some((node) => node === fact.node);

/** What a movement takes out of its receipt, in fen; less than nothing where it came back. */
export const signed = (f: Movement): number => (isBack(f) ? -f.payload.amountFen : f.payload.amountFen);

const isAfter = (a: Fact, b: Fact): boolean => inOrder(a, b) > 0;

export const sum = (facts: readonly { readonly payload: { readonly amountFen: number } }[]): number =>
  facts.reduce((total, f) => total + f.payload.amountFen, 0);

/** Every form of the case, by its id. */
export const forms = reading(
  (c): ReadonlyMap<string, Form> =>
    new Map(c.all('payout.applied').map((applied) => [applied.payload.form, formOf(c, applied)])),
);

/** What each form holds of its receipt, or has paid out of it for good, in fen. */
export const heldByForms = (c: Case): ReadonlyMap<string, number> =>
  new Map([...forms(c)].map(([id, { reservedFen, paidFen }]) => [id, reservedFen + paidFen]));

function formOf(c: Case, applied: FactOf<'payout.applied'>): Form {
  const id = applied.payload.form;
  const [last, rejected] = [c.last('payout.approved', id), c.last('payout.rejected', id)];
  const approved = last && rejected && isAfter(rejected, last) ? undefined : last;
  const paid = outOf(c, id);
  const spent = approved === undefined ? 0 : sum(paid.filter((f) => isAfter(f, approved)));
  const reservedFen = reservedBy(c, applied);
  const sent = inTransit(c, id);
  const isPaidOff = approved !== undefined && spent >= approved.payload.amountFen;
  const ended = endOf(c, id) ?? (isPaidOff ? undefined : c.first('funds.reversed', applied.subject));
  const isOpen = ended === undefined || sent !== undefined;
  return {
    receipt: applied.subject ?? '',
    applied,
    reviewed: c.last('payout.material-reviewed', id),
    approved,
    leftFen: isOpen ? Math.min((approved?.payload.amountFen ?? 0) - spent, reservedFen) : 0,
    paidFen: sum(paid) - sum(c.all('payout.returned', id)) - sum(c.all('escrow.released', id)),
    reservedFen,
    ended,
    sent,
  };
}

/** What the ledger keeps for a form. */
function reservedBy(c: Case, { payload: { form: id } }: FactOf<'payout.applied'>): number {
  const { before } = moneyOf(c);
  const form = before.form(id);
  if (form === undefined) return 0;
  return Number(before.balance(form.reserved, form.receipt) + before.balance(form.transit, form.receipt));
}

/** The last fact that ended a form, unless an older release took it up again behind that. */
function endOf(c: Case, id: string): Fact | undefined {
  const ends: readonly Fact[] = [
    ...c.all('payout.material-reviewed', id).filter((f) => !f.payload.passed),
    ...c.all('request.returned', id),
    ...c.all('payout.rejected', id),
    ...c.all('payout.withdrawn', id),
    ...c.all('payout.failed', id).filter((f) => !f.payload.again),
  ];
  const last = ends.toSorted(inOrder).at(-1);
  if (last === undefined) return undefined;
  const again = [
    ...c.all('payout.approved', id),
    ...c.all('payout.material-reviewed', id).filter((f) => f.payload.passed),
  ];
  return [...again, ...outOf(c, id)].some((f) => isAfter(f, last)) ? undefined : last;
}

/** The order of a form that the bank has neither carried out in full nor refused. */
function inTransit(c: Case, id: string): FactOf<'payout.sent'> | undefined {
  const { before } = moneyOf(c);
  const form = before.form(id);
  if (form === undefined || before.balance(form.transit, form.receipt) <= 0n) return undefined;
  return c.last('payout.sent', id);
}

/** What moved out of and back into each receipt, in order. */
export const movements = reading((c): ReadonlyMap<string, readonly Movement[]> => {
  const all: readonly Movement[] = [
    ...outOf(c),
    ...backNodes.flatMap((node): readonly FactOf<BackNode>[] => c.all(node)),
    ...c.all('funds.reversed'),
  ];
  return Map.groupBy(all.toSorted(inOrder), (f) => forms(c).get(f.subject ?? '')?.receipt ?? f.subject ?? '');
});

/** What is reserved of each receipt by forms that finance has still to pay, in fen. */
export const reserved = reading((c): ReadonlyMap<string, number> => {
  const byReceipt = new Map<string, number>();
  for (const { receipt, reservedFen } of forms(c).values())
    byReceipt.set(receipt, (byReceipt.get(receipt) ?? 0) + reservedFen);
  return byReceipt;
});

/** What was left of a receipt before a fact, in fen. */
export function restBefore(c: Case, receipt: string, fact: Fact): number {
  const moved = (movements(c).get(receipt) ?? []).filter((f) => inOrder(f, fact) < 0);
  return moved.reduce((rest, f) => rest - signed(f), c.first('funds.arrived', receipt)?.payload.amountFen ?? 0);
}
