// Whose of several creditors in one document a sum is: by each one's claim, as far as nothing else says whose (执行工作规定55, docs/decisions/189).
import { allocate, type Allocation } from '../../money/allocate.ts';
import { isMoney } from '../../nodes/claims.ts';
import type { Case } from '../../record/case.ts';
import { itemOf } from '../../record/claim-items.ts';
import type { Fact } from '../../record/fact.ts';
import { applicants } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { personKey } from './creditors.ts';
import { planOf, settledAs } from './disputes.ts';
import { ownerKey, servesClaim } from './for-whom.ts';
import { forms } from './forms.ts';
import { allocatedAs, claimItems, isOfClaim } from './serving.ts';

/** All applicants, to whom an item belongs that names nobody, or somebody who is no applicant any more. */
export const TOGETHER = '';

const creditorsByItem = reading((c): ReadonlyMap<string, string> => {
  const known = new Set(applicants(c).map(({ id }) => id));
  return new Map(claimItems(c).map(({ id, creditor = TOGETHER }) => [id, known.has(creditor) ? creditor : TOGETHER]));
});

/** Whose an item of the claim is. */
export const creditorOf = (c: Case, item: string): string => creditorsByItem(c).get(item) ?? TOGETHER;

/** Whose a share of an accounting is that is of the claim: `i-1.principal`. */
export const creditorOfShare = (c: Case, share: string): string => creditorOf(c, itemOf(share));

/** The sums of the document, by whose they are; with one entry there is nothing to share. */
export const sumsByCreditor = reading((c): ReadonlyMap<string, number> => {
  const items = claimItems(c).filter((item) => isMoney(item) && item.amountFen !== undefined);
  return totals(items.map(({ id, amountFen = 0 }) => [creditorOf(c, id), amountFen]));
});

/** Sums by whose they are. */
export function totals(all: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [key, fen] of all) found.set(key, (found.get(key) ?? 0) + fen);
  return found;
}

/** What serves the claim of a case, and the fact by which it does; in fen. */
export interface Towards {
  readonly on: string;
  readonly amount: number;
  readonly by: Fact;
}

/**
 * What of each payment serves one creditor's items, of all of them in order: as the record says whose it is; what it does not say goes by what
 * each still lacks of its sums, and where nothing is lacking by the sums themselves.
 */
export function ofCreditor(c: Case, creditor: string, payments: readonly Towards[]): readonly Towards[] {
  const sums = sumsByCreditor(c);
  const lack = new Map(sums);
  return payments.map((payment) => {
    const rest = new Map([...sums].map(([key, fen]) => [key, fen * payment.amount]));
    const parts = shared(payment.amount, [said(c, payment.by), lack, rest]);
    for (const [key, fen] of parts) lack.set(key, Math.max((lack.get(key) ?? 0) - fen, 0));
    return { ...payment, amount: parts.get(creditor) ?? 0 };
  });
}

/** A sum shared pro rata, one rank after the other. */
function shared(amount: number, ranks: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const asked = ranks.map((rank) => [...rank].filter(([, fen]) => fen > 0).map(([id, fen]) => ({ id, amount: BigInt(fen) }))).filter((claims) => claims.length > 0); // prettier-ignore
  const { shares } = allocate({ amount: BigInt(amount), ranks: asked.map((claims) => ({ share: 'pro-rata', claims })), deduct: [] }); // prettier-ignore
  return totals(shares.map(({ id, paid }) => [id, Number(paid)]));
}

/** What the record says of whose a payment is: its accounting, its plan, or the forms by which it was paid; of a waiver its items. */
function said(c: Case, fact: Fact): ReadonlyMap<string, number> {
  if (fact.node === 'claim.waived') {
    const items = claimItems(c).filter(({ id }) => fact.payload.items.includes(id));
    return totals(items.map(({ id, amountFen = 0 }) => [creditorOf(c, id), amountFen]));
  }
  if (fact.node !== 'funds.arrived') return new Map();
  const receipt = fact.subject ?? '';
  const accounted = allocatedAs(c, receipt)?.payload.shares.filter(({ claim }) => isOfClaim(claim));
  if (accounted !== undefined) return totals(accounted.map(({ claim, fen }) => [creditorOfShare(c, claim), fen]));
  const planned = planOf(c, receipt);
  const shares = planned && (settledAs(c, planned) ?? planned).payload.shares;
  return ofApplicants(
    c,
    shares?.map(({ party, amountFen }) => [personKey(c, party), amountFen] as const) ??
      [...forms(c).values()].flatMap((form) => form.receipt === receipt && servesClaim(c, form.applied.payload) ? [[ownerKey(c, form.applied.payload), form.paidFen + form.reservedFen] as const] : []),
  ); // prettier-ignore
}

/** Applicants' sums by whose items they serve: their own, or where they have none those that are all applicants'. */
function ofApplicants(c: Case, all: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const sums = sumsByCreditor(c);
  const known = new Set(applicants(c).map(({ id }) => id));
  return totals(
    all.flatMap(([key, fen]) => {
      const whose = sums.has(key) ? key : TOGETHER;
      return known.has(key) && sums.has(whose) ? [[whose, fen]] : [];
    }),
  );
}

/** An answer in which claims are served pro rata, each creditor's part of it served in the order of its own claims (民法典561). */
export function inOwnOrder(c: Case, answer: Allocation): Allocation {
  const left = new Map<string, bigint>();
  const keyOf = ({ id, rank }: Allocation['shares'][number]): string => `${rank} ${creditorOfShare(c, id)}`;
  for (const share of answer.shares) left.set(keyOf(share), (left.get(keyOf(share)) ?? 0n) + share.paid);
  const shares = answer.shares.map((share) => {
    if (!isOfClaim(share.id)) return share;
    const rest = left.get(keyOf(share)) ?? 0n;
    const paid = rest < share.claimed ? rest : share.claimed;
    left.set(keyOf(share), rest - paid);
    return { ...share, paid, unpaid: share.claimed - paid, net: paid };
  });
  return { ...answer, shares };
}
