import { type Fields } from '../time/check-question.ts';
import { type FenAmount, lesser, MOST_FEN, readFen, rounded, sumOf } from './fen.ts';
import { areDistinct, type CalculationRefusal, isName, readFields, readList, unanswered } from './forms.ts';

/** What a creditor is owed in a rank, in fen. */
interface ClaimOwed {
  readonly id: string;
  readonly amount: FenAmount;
}

/** Claims that are served together, before the next rank. */
interface Rank {
  readonly share: 'in-order' | 'pro-rata';
  readonly claims: readonly ClaimOwed[];
}

/** What goes to another out of what a claim gets, in fen. */
interface Deduction {
  readonly from: string;
  readonly amount: FenAmount;
  readonly to: string;
}

/** A sum, and who is to be served from it (money-calc.md, `allocate`). */
export interface AllocationQuestion {
  readonly amount: FenAmount;
  readonly ranks: readonly Rank[];
  readonly deduct: readonly Deduction[];
}

/** Who gets what, in fen. */
export interface Allocation {
  readonly ranks: readonly { readonly paid: FenAmount; readonly unpaid: FenAmount; readonly ratio: string }[];
  readonly shares: readonly AllocatedShare[];
  readonly deductions: readonly (Deduction & { readonly short: FenAmount })[];
  readonly surplus: FenAmount;
}

/** What one claim gets, in fen; ranks count from 1. */
export interface AllocatedShare {
  readonly id: string;
  readonly rank: number;
  readonly claimed: FenAmount;
  readonly paid: FenAmount;
  readonly unpaid: FenAmount;
  readonly deducted: FenAmount;
  readonly net: FenAmount;
}

const RANKS = { least: 1, most: 20 };
const CLAIMS = { least: 1, most: 200 };
const DEDUCTIONS = { least: 0, most: 50 };
const FOUR_DECIMALS = 1_000_000n; // of a percent

/** Reads a question; the first reason to unanswered it wins. */
export function readAllocationQuestion(question: Fields): AllocationQuestion | CalculationRefusal {
  const amount = readFen(question['amount']);
  if (amount === undefined) return unanswered('bad-amount', 'amount 须为正整数（分，至多10的15次方）');
  const ranks = readList(question['ranks'], RANKS, readRank);
  const claims = (ranks ?? []).flatMap((rank) => rank.claims);
  if (ranks === undefined || !areDistinct(claims.map(({ id }) => id)))
    return unanswered('bad-ranks', 'ranks 须为1至20个顺位 {share: in-order 或 pro-rata, claims: 1至200项 {id, amount}}，amount 为正整数（分，至多10的15次方），id 在全题中不重复'); // prettier-ignore
  const isClaim = (id: string) => claims.some((claim) => claim.id === id);
  const deduct = Object.hasOwn(question, 'deduct') ? readList(question['deduct'], DEDUCTIONS, readDeduction) : [];
  if (deduct?.every(({ from }) => isClaim(from)) !== true)
    return unanswered(
      'bad-deduct',
      'deduct 须为至多50项 {from, amount, to}，amount 为正整数（分，至多10的15次方），from 是某项债权的 id',
    );
  if (sumOf(claims.map((claim) => claim.amount)) > MOST_FEN)
    return unanswered('out-of-range', '各债权合计不得超过10的15次方分');
  return { amount, ranks, deduct };
}

function readRank(entry: unknown): Rank | undefined {
  const { share, claims } = readFields(entry, ['share', 'claims']) ?? {};
  const owed = readList(claims, CLAIMS, readClaim);
  if (owed === undefined || (share !== 'in-order' && share !== 'pro-rata')) return undefined;
  return { share, claims: owed };
}

function readClaim(entry: unknown): ClaimOwed | undefined {
  const fields = readFields(entry, ['id', 'amount']);
  const { id, amount } = { id: fields?.['id'], amount: readFen(fields?.['amount']) };
  return isName(id) && amount !== undefined ? { id, amount } : undefined;
}

function readDeduction(entry: unknown): Deduction | undefined {
  const fields = readFields(entry, ['from', 'amount', 'to']) ?? {};
  const { from, to } = { from: fields['from'], to: fields['to'] };
  const amount = readFen(fields['amount']);
  return isName(from) && isName(to) && amount !== undefined ? { from, amount, to } : undefined;
}

/** Serves one rank after the other, then takes off what goes to others. */
export function allocate({ amount, ranks, deduct }: AllocationQuestion): Allocation {
  let left = amount;
  const served = ranks.map((rank) => {
    const total = sumOf(rank.claims.map((claim) => claim.amount));
    const paid = lesser(left, total);
    const each = paid < total && rank.share === 'pro-rata' ? proRata(rank, left, total) : inOrder(rank, left);
    left -= paid;
    return { rank, each, paid, total };
  });
  const free = new Map(served.flatMap(({ rank, each }) => rank.claims.map(({ id }, i) => [id, each[i] ?? 0n])));
  const deductions = deduct.map(({ from, amount: wanted, to }) => {
    const taken = lesser(wanted, free.get(from) ?? 0n);
    free.set(from, (free.get(from) ?? 0n) - taken);
    return { from, to, amount: taken, short: wanted - taken };
  });
  return {
    ranks: served.map(({ paid, total }) => ({ paid, unpaid: total - paid, ratio: percent(paid, total) })),
    shares: served.flatMap(({ rank, each }, r) =>
      rank.claims.map(({ id, amount: claimed }, i): AllocatedShare => {
        const paid = each[i] ?? 0n;
        const net = free.get(id) ?? 0n;
        return { id, rank: r + 1, claimed, paid, unpaid: claimed - paid, deducted: paid - net, net };
      }),
    ),
    deductions,
    surplus: left,
  };
}

function inOrder({ claims }: Rank, money: FenAmount): FenAmount[] {
  let left = money;
  return claims.map(({ amount }) => {
    const paid = lesser(left, amount);
    left -= paid;
    return paid;
  });
}

/** Each its part cut to whole fen; the fen that remain go one each to the largest parts cut off, the first listed before others. */
function proRata({ claims }: Rank, money: FenAmount, total: FenAmount): FenAmount[] {
  const parts = claims.map(({ amount }, i) => ({ i, paid: (money * amount) / total, cut: (money * amount) % total }));
  const remain = Number(money - sumOf(parts.map(({ paid }) => paid)));
  const byCut = parts.toSorted((a, b) => Number(b.cut > a.cut) - Number(a.cut > b.cut) || a.i - b.i);
  const more = new Set(byCut.slice(0, remain).map(({ i }) => i));
  return parts.map(({ i, paid }) => (more.has(i) ? paid + 1n : paid));
}

/** What part of the total was paid, percent with four decimals. */
function percent(paid: FenAmount, total: FenAmount): string {
  const digits = String(rounded(paid * FOUR_DECIMALS, total)).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
