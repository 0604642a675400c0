// What has not left a receipt yet, part by part, as a party was told of it: the same order as docs/spec/money.md 5, 7.3, 8.
import { dateOf, type Instant } from '../time/instant.ts';
import type { Case } from '../record/case.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { heldBackFen, openOf } from '../plan/money/held-back.ts';
import type { NodeId } from '../nodes/index.ts';
import type { Fact, FactOf } from '../record/fact.ts';
import { inOrder } from '../record/index-of-facts.ts';
import { deferralGroundZh, ownShareFen } from '../words/told-money.ts';
import { yuan } from '../money/yuan.ts';

/** Where a part of a sum that arrived for a case is, as a party was told. */
export const moneyStates = {
  arrived: '已到账，待法院确认',
  payable: '已确认，待发放',
  distributed: '列入分配方案：无争议的在各方异议期满后发放',
  disputed: '分配中有争议：分配确定后发放',
  deferred: '已批准延期发放',
  paid: '已发放',
  refunded: '已退还缴款人',
  fee: '已收取执行费',
  escrowed: '已提存',
  transferred: '已划转本院另案',
  reversed: '银行已冲正，款项未留在本院',
} as const;
export type MoneyState = keyof typeof moneyStates;

/** A part of what arrived: all of them together are it, to the fen. */
export interface PartyPart {
  readonly fen: number;
  readonly state: MoneyState;
  /** It went to the party itself, or is kept for it. */
  readonly toYou: boolean;
  /** Why it is there, as far as that is theirs to hear. */
  readonly why: string | null;
  /** By when it is paid out, or until when it is put off; null: no day is known. */
  readonly until: CivilDate | null;
}

/** What was told of the money of a case. */
export interface ToldMoney {
  readonly c: Case;
  /** The parties who were told, by their ids. */
  readonly own: readonly string[];
  readonly facts: readonly Fact[];
  /** As it was for them: of somebody who left, when they did. */
  readonly now: Instant;
  /** What was left of a receipt before a fact, in fen. */
  readonly restBefore: (receipt: string, fact: Fact) => number;
}

/** A receipt of which something is left. */
interface Standing {
  readonly receipt: string;
  readonly restFen: number;
  readonly isConfirmed: boolean;
  /** By when what is payable of it is to be paid, the oldest part first. */
  readonly payable: readonly { readonly fen: number; readonly dueOn: CivilDate | null }[];
}

/** The parts of what is left, none of them empty: they add up to it. */
export function standingParts(told: ToldMoney, { receipt, restFen, isConfirmed, payable }: Standing): readonly PartyPart[] {
  const plain = { toYou: false, why: null, until: null };
  const parts: PartyPart[] = [];
  let left = restFen;
  const put = (fen: number, part: Omit<PartyPart, 'fen'>): void => {
    const own = Math.min(Math.max(fen, 0), left);
    left -= own;
    const last = parts.at(-1);
    const isSame = last?.state === part.state && last.until === part.until && last.why === part.why;
    if (isSame) parts[parts.length - 1] = { ...last, fen: last.fen + own };
    else if (own > 0) parts.push({ ...part, fen: own });
  };
  if (!isConfirmed) put(left, { ...plain, state: 'arrived' });
  const planned = planOf(told, receipt);
  const settled = planned && told.facts.filter(isOf('distribution.settled', planned.subject)).at(-1);
  const [plannedFen, disputedFen] = planned === undefined ? [0, 0] : inPlan(told, { planned, settled }, receipt);
  const why = shareWhy(told, settled ?? planned);
  put(disputedFen, { ...plain, state: 'disputed', why });
  const deferral = deferralOf(told, receipt);
  if (deferral !== undefined) {
    const { amountFen, ground, until } = deferral.payload;
    // one for a distribution's sake puts off nothing that an objection holds back already
    const fen = amountFen === undefined ? left : amountFen - (ground === 'distribution' ? disputedFen : 0);
    put(fen, { ...plain, state: 'deferred', why: deferralGroundZh(told, ground) || null, until });
  }
  put(plannedFen - disputedFen, { ...plain, state: 'distributed', why });
  const ready = { ...plain, state: 'payable', why: settled === undefined ? null : why } as const;
  for (const { fen, dueOn } of payable) put(fen, { ...ready, until: dueOn });
  put(left, { ...ready, until: payable.at(-1)?.dueOn ?? null });
  return parts;
} // prettier-ignore

const isOf =
  <N extends NodeId>(node: N, subject?: string | null) =>
  (fact: Fact): fact is FactOf<N> =>
    fact.node === node && (subject === undefined || fact.subject === subject);

type Plan = FactOf<'distribution.planned'>;

/** The plan that distributes a receipt, as it was told. */
const planOf = ({ facts }: ToldMoney, receipt: string): Plan | undefined =>
  facts.filter(isOf('distribution.planned')).findLast(({ payload }) => payload.receipts.includes(receipt));

interface InPlan {
  readonly planned: Plan;
  readonly settled: FactOf<'distribution.settled'> | undefined;
}

/** What is distributed of a receipt and what of that is disputed, in fen, once it is settled that alone which was sued for: of several the first comes first in both. */
function inPlan({ facts, restBefore }: ToldMoney, { planned, settled }: InPlan, receipt: string): readonly [number, number] {
  const { receipts, shares } = planned.payload;
  const all = facts.filter(isOf('distribution.objected', planned.subject)).map(({ payload }) => payload);
  const suits = facts.filter(isOf('remedy.sought', planned.subject)).map(({ payload }) => payload);
  const objections = openOf({ objections: all, suits, settled: settled?.payload });
  let disputed = objections.length === 0 ? 0 : heldBackFen((settled ?? planned).payload.shares, objections);
  let distributed = settled === undefined ? shares.reduce((fen, { amountFen }) => fen + amountFen, 0) : disputed;
  for (const id of new Set(receipts)) {
    const most = Math.max(restBefore(id, planned), 0);
    const own = [Math.min(distributed, most), Math.min(disputed, most)] as const;
    if (id === receipt) return own;
    distributed -= own[0];
    disputed -= own[1];
  }
  return [0, 0];
} // prettier-ignore

/** What they themselves get by a plan, or by how it was settled. */
function shareWhy(told: ToldMoney, fact: Fact | undefined): string | null {
  if (fact?.node !== 'distribution.planned' && fact?.node !== 'distribution.settled') return null;
  const fen = ownShareFen(told, fact.payload.shares);
  const by = fact.node === 'distribution.planned' ? '分配方案中' : '分配确定，其中';
  return fen === undefined ? null : `${by}您分得${yuan(fen)}`;
}

/** The deferral of a receipt that holds: the last one, until its day or until what it was for fell away. */
function deferralOf({ facts, now }: ToldMoney, receipt: string): FactOf<'payout.delay-approved'> | undefined {
  const approved = facts.findLast(isOf('payout.delay-approved', receipt));
  const over = facts.findLast(isOf('deferral.ended', receipt));
  if (approved === undefined || approved.payload.until < dateOf(now)) return undefined;
  return over !== undefined && inOrder(over, approved) > 0 ? undefined : approved;
}
