import { type Allocation, allocate, readAllocationQuestion } from '../../money/allocate.ts';
import type { FenAmount } from '../../money/fen.ts';
import { type Fee, feeOf, readFeeQuestion } from '../../money/fee.ts';
import { isRefused } from '../../money/forms.ts';
import type { InterestOwed } from '../../money/interest.ts';
import type { Case } from '../../record/case.ts';
import { owedKind } from '../../record/claim-items.ts';
import type { FactOf } from '../../record/fact.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { CourtSettings } from '../court-settings.ts';
import { creditorOfShare, inOwnOrder } from './by-creditor.ts';
import { FEE, keptFen, lyingFen, takenByReceipt } from './fee-kept.ts';
import { forms } from './forms.ts';
import { owedOn, settledDirectlyFen } from './owed.ts';
import { allocatedAs, claimItems, countsOn, isOfClaim, leavesCase, leftCaseFen } from './serving.ts';

type Allocated = FactOf<'funds.allocated'>['payload'];

/** What an accounting is asked with beside the record: what the officer says, what the court has set. */
export interface AccountingAsked {
  readonly costs?: Allocated['costs'];
  readonly excluded?: Allocated['excluded'];
  readonly feeRank: CourtSettings['feeRank'];
  /** As it was when a fact was recorded: of what left the case, only what had by then; left out: as it is. */
  readonly recorded?: number;
}

/** Who gets what of a receipt, as the page has it: the question of money-calc.md (`allocate`), its answer, and what was owed. */
export interface Accounting {
  readonly question: Readonly<Record<string, unknown>>;
  readonly answer: Allocation;
  readonly owed: InterestOwed | undefined;
  readonly fee: Fee | undefined;
  /** Whether several creditors of the document share by their claims what is not enough for all. */
  readonly isShared: boolean;
}

/** The amounts of an answer as JSON has them. */
const num = (fen: FenAmount): number => Number(fen);

/** Who gets what of a receipt: what its sale cost, the court's fee, the claim in its order, the doubled part last (money.md 6); undefined where there is none. */
export function accountingOf(
  c: Case,
  receipt: string,
  { costs = [], excluded, feeRank, recorded = Number.POSITIVE_INFINITY }: AccountingAsked,
): Accounting | undefined {
  // prettier-ignore
  const arrived = c.first('funds.arrived', receipt);
  if (arrived === undefined) return undefined;
  const { payerParty } = arrived.payload;
  const amountFen = arrived.payload.amountFen - leftCaseFen(c, receipt, (seq) => seq < recorded);
  if (amountFen <= 0) return undefined;
  const owed = owedOn(c, { asOf: countsOn(arrived), without: receipt, excluded, liable: payerParty });
  const fee = feeOn(c, receipt, { costs, owed, feeRank });
  const feeClaim = fee === undefined || fee.due === 0n ? [] : [{ id: FEE, amount: num(fee.due) }];
  const kinds = new Map(claimItems(c).map((item) => [item.id, owedKind(item)]));
  const [main, doubled] = [
    claimsOf(owed, kinds, ['costs', 'interest', 'principal']),
    claimsOf(owed, kinds, ['doubled']),
  ];
  const before = feeRank === 'first' ? feeClaim : [];
  const after = feeRank === 'first' ? [] : feeClaim;
  const sold = costs.map(({ id, amountFen: amount }) => ({ id, amount }));
  const ranks = [sold, before, main, doubled, after]
    .filter((claims) => claims.length > 0)
    .map((claims) => ({ share: isOfSeveral(c, claims) ? 'pro-rata' : 'in-order', claims }));
  if (ranks.length === 0) return undefined;
  const question = { kind: 'allocate', amount: amountFen, ranks };
  const read = readAllocationQuestion(question);
  if (isRefused(read)) return undefined;
  const answer = inOwnOrder(c, allocate(read));
  const isShared = ranks.some(({ share }, i) => share === 'pro-rata' && (answer.ranks[i]?.unpaid ?? 0n) > 0n);
  return { question, answer, owed, fee, isShared };
}

/** Several creditors of one document are served by their claims where the money is not enough (执行工作规定55). */
const isOfSeveral = (c: Case, claims: readonly { readonly id: string }[]): boolean =>
  new Set(claims.filter(({ id }) => isOfClaim(id)).map(({ id }) => creditorOfShare(c, id))).size > 1;

type Part = 'costs' | 'interest' | 'principal' | 'doubled';

/** What is due of the claim by parts in their order, and within a part by the items as they are listed: `i-1.principal`. */
function claimsOf(
  owed: InterestOwed | undefined,
  kinds: ReadonlyMap<string, string | undefined>,
  parts: readonly Part[],
) {
  return parts.flatMap((part) =>
    (owed?.items ?? []).flatMap((item) => {
      const amount = dueOf(item, kinds.get(item.id), part);
      return amount === 0n ? [] : [{ id: `${item.id}.${part}`, amount: num(amount) }];
    }),
  );
}

function dueOf(
  { unpaid, interest, doubled }: InterestOwed['items'][number],
  kind: string | undefined,
  part: Part,
): FenAmount {
  if (part === 'doubled') return doubled.due;
  const own = kind === part ? unpaid : 0n;
  return part === 'interest' ? own + interest.due : own;
}

/** The fee of the case as it stands on a day: of all that was collected until then; undefined where nothing of the claim has a sum. */
export const feeNow = (c: Case, asOf: CivilDate): Fee | undefined =>
  feeOn(c, '', { costs: [], owed: owedOn(c, { asOf }), feeRank: 'first' });

interface FeeAsked {
  readonly costs: NonNullable<Allocated['costs']>;
  readonly owed: InterestOwed | undefined;
  readonly feeRank: CourtSettings['feeRank'];
}

/** The fee that a receipt bears: of all that was collected with it, less what others were accounted for or what was taken (诉讼费用交纳办法14). */
function feeOn(c: Case, receipt: string, { costs, owed, feeRank }: FeeAsked): Fee | undefined {
  const assessed = c.last('fee.assessed')?.payload;
  if (assessed?.waived === true || owed === undefined) return undefined;
  const sums = (['costs', 'interest', 'principal', 'doubled'] as const).map((part) => owed.due[part] + owed.paid[part]);
  const waived = c.all('claim.waived').reduce((fen, { payload }) => fen + BigInt(payload.amountFen), 0n);
  const claim = sums.reduce((all, sum) => all + sum, -waived); // of what the applicant gave up nothing is enforced
  if (claim <= 0n) return undefined;
  const spent = costs.reduce((fen, { amountFen }) => fen + BigInt(amountFen), 0n);
  const collected = collectedFen(c, receipt) - spent;
  const asked = readFeeQuestion({
    kind: 'fee',
    items: [{ id: 'claim', amount: num(claim) }],
    collected: num(collected < 0n ? 0n : collected),
    taken: num(feeBorneFen(c, receipt, feeRank)),
  });
  return isRefused(asked) ? undefined : feeOf(asked);
}

/** What has been collected: this receipt and the others that are confirmed, less what left the case again and what sales cost, and what was performed after the notice. */
function collectedFen(c: Case, receipt: string): FenAmount {
  const counted = c
    .all('funds.arrived')
    .filter(
      ({ subject }) =>
        subject === receipt ||
        (c.first('funds.confirmed', subject) !== undefined && c.first('funds.reversed', subject) === undefined),
    );
  const gross = counted.reduce((fen, { payload: { amountFen } }) => fen + amountFen, 0);
  const back = [...forms(c).values()].reduce(
    (fen, form) => fen + (leavesCase.has(form.applied.payload.to) ? form.paidFen : 0),
    0,
  );
  const sold = c
    .all('funds.allocated')
    .filter(({ subject, seq }) => subject !== receipt && allocatedAs(c, subject ?? '')?.seq === seq)
    .flatMap(({ payload: { costs = [] } }) => costs)
    .reduce((fen, { amountFen }) => fen + amountFen, 0);
  const noticed = c.all('documents.issued').find(({ payload }) => payload.kind === 'enforcement-notice');
  const direct = c
    .all('performance.recorded')
    .filter(({ at }) => noticed !== undefined && at >= noticed.at)
    .reduce((fen, { payload }) => fen + payload.amountFen, 0);
  const inFull = c
    .all('performance.completed')
    .filter(({ at, payload }) => noticed !== undefined && at >= noticed.at && payload.how !== 'settlement') // which has a fee of its own (诉讼费用交纳办法38条2款)
    .reduce((fen, f) => fen + settledDirectlyFen(c, f), 0);
  return BigInt(gross - back - sold + direct + inFull);
}

/**
 * What of the fee others bear than a receipt: what was taken, what lies in them for it, and what they keep of it without an accounting where it
 * comes first; of no receipt in particular what was taken alone (docs/spec/money.md 6).
 */
function feeBorneFen(c: Case, receipt: string, feeRank: CourtSettings['feeRank']): FenAmount {
  const taken = takenByReceipt(c);
  const kept = receipt !== '' && feeRank === 'first' ? keptFen(c) : new Map<string, number>();
  const others = c
    .all('funds.arrived')
    .flatMap(({ subject }) => (subject === null || subject === receipt ? [] : subject));
  const fen = others.reduce((sum, id) => {
    const lies = receipt === '' ? 0 : lyingFen(c, id) + (kept.get(id) ?? 0);
    return sum + (taken.get(id) ?? 0) + lies;
  }, 0);
  return BigInt(fen);
}
