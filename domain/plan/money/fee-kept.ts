// What receipts keep of the court's fee that is assessed, accounted for or not: docs/spec/money.md 6 (rank 2), 民诉解释508.
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { personKey } from './creditors.ts';
import { planOf } from './disputes.ts';
import { servesClaim } from './for-whom.ts';
import { type Form, forms, sum } from './forms.ts';
import { allocatedAs } from './serving.ts';
import { drawnFen, givenFen, NOBODY, shareDrawn } from './plan-shares.ts';
import { restFen } from './readings.ts';

/** The court's own fee, as an accounting calls it. */
export const FEE = 'fee';

/** What was taken of the fee, by the receipt that it was taken of; of none that is known: the empty word. */
export function takenByReceipt(c: Case): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const { subject, payload } of c.all('fee.taken')) {
    const own = forms(c).get(subject ?? '')?.receipt ?? '';
    taken.set(own, (taken.get(own) ?? 0) + payload.amountFen);
  }
  return taken;
}

const formsOf = (c: Case, receipt: string): readonly Form[] =>
  [...forms(c).values()].filter((form) => form.receipt === receipt);

const reservedFen = (all: readonly Form[]): number => all.reduce((fen, form) => fen + form.reservedFen, 0);

const isFees = ({ applied }: Form): boolean => applied.payload.to === 'court-fee';

/** What lies in a receipt for the fee: what its accounting gives it and nobody has taken yet, or what forms have asked for, as far as it is there. */
export function lyingFen(c: Case, receipt: string): number {
  const shares = allocatedAs(c, receipt)?.payload.shares ?? [];
  const share = shares.reduce((fen, { claim, fen: each }) => fen + (claim === FEE ? each : 0), 0);
  const aside = Math.max(share - (takenByReceipt(c).get(receipt) ?? 0), 0);
  return Math.min(Math.max(aside, reservedFen(formsOf(c, receipt).filter(isFees))), restFen(c, receipt));
}

/** To whom money goes only behind the court's fee. */
export const behindFee = (c: Case, applied: Form['applied']['payload']): boolean =>
  servesClaim(c, applied) || applied.to === 'other-case' || applied.to === 'other-court';

/** What of a receipt could still be kept: not what lies with the bank, nor what goes to whom the fee does not come before, nor a plan's shares. */
function withinReachFen(c: Case, receipt: string): number {
  const planned = planOf(c, receipt);
  const isGone = (form: Form): boolean =>
    isFees(form) || form.sent !== undefined || !behindFee(c, form.applied.payload);
  const isBeside = (form: Form): boolean => planned === undefined ? isGone(form) : shareDrawn(c, planned, form.applied.payload) === NOBODY; // prettier-ignore
  const there = planned === undefined ? restFen(c, receipt) : besidePlanFen(c, planned, receipt);
  return Math.max(there - reservedFen(formsOf(c, receipt).filter(isBeside)), 0);
}

/** What a plan leaves in a receipt for others than its creditors, of several in the last of them. */
function besidePlanFen(c: Case, planned: FactOf<'distribution.planned'>, receipt: string): number {
  const keys = new Set(planned.payload.shares.map(({ party }) => personKey(c, party)));
  let due = [...keys].reduce((fen, key) => fen + Math.max(givenFen(c, planned, key) - drawnFen(c, planned, key, () => 0), 0), 0); // prettier-ignore
  for (const id of new Set(planned.payload.receipts)) {
    const part = Math.min(due, restFen(c, id));
    if (id === receipt) return restFen(c, id) - part;
    due -= part;
  }
  return 0;
}

const receiptsOf = (c: Case): readonly string[] => c.all('funds.arrived').flatMap(({ subject }) => subject ?? []);

/** What of the assessed fee is neither taken nor lies for it anywhere. `most`: what the fee is, where it is known to be less than was assessed. */
export function feeLeftFen(c: Case, most = Number.POSITIVE_INFINITY): number {
  const assessed = Math.min(c.last('fee.assessed')?.payload.feeFen ?? 0, most);
  const lying = receiptsOf(c).reduce((fen, id) => fen + lyingFen(c, id), 0);
  return Math.max(assessed - sum(c.all('fee.taken')) - lying, 0);
}

/** Whether money of a receipt is there, and nothing says yet what of it is whose. */
const isUnaccounted = (c: Case, receipt: string): boolean =>
  c.first('funds.confirmed', receipt) !== undefined &&
  c.first('funds.reversed', receipt) === undefined &&
  allocatedAs(c, receipt) === undefined;

/** What each receipt without an accounting keeps of the fee where it comes first: together what is left of it, the earliest receipt first. */
export function keptFen(c: Case, most?: number): ReadonlyMap<string, number> {
  let left = feeLeftFen(c, most);
  const kept = new Map<string, number>();
  for (const id of receiptsOf(c).filter((receipt) => isUnaccounted(c, receipt))) {
    if (left === 0) break;
    const fen = Math.min(left, withinReachFen(c, id));
    kept.set(id, fen);
    left -= fen;
  }
  return kept;
}
