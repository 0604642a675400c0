import { type Fields } from '../time/check-question.ts';
import { type FenAmount, lesser, MOST_FEN, readFen, rounded, sumOf } from './fen.ts';
import { type CalculationRefusal, isName, readFields, readList, unanswered } from './forms.ts';

/** What the fee is asked for (money-calc.md, `fee`); amounts in fen. */
export interface FeeQuestion {
  /** What is to be executed; null where nothing of it has an amount: conduct, or delivery without a value. */
  readonly sum: FenAmount | null;
  /** The fee that the court set, where nothing has an amount. */
  readonly flat: FenAmount;
  readonly collected: FenAmount;
  readonly taken: FenAmount;
}

/** One tier of the scale that was reached. */
export interface FeeStep {
  readonly over: FenAmount;
  readonly upTo: FenAmount | null;
  readonly part: FenAmount;
  /** Percent, or `flat`. */
  readonly rate: string;
  readonly amount: FenAmount;
}

/** The enforcement fee (执行申请费, 诉讼费用交纳办法14条1项), in fen. */
export interface Fee {
  readonly base: FenAmount;
  readonly fee: FenAmount;
  readonly full: FenAmount;
  readonly due: FenAmount;
  readonly refund: FenAmount;
  readonly steps: readonly FeeStep[];
}

/** A rate in tenths of a percent; null: the tier costs the same whatever it holds. */
interface Tier {
  readonly upTo: FenAmount | null;
  readonly rate: string;
  readonly permille: bigint | null;
}

const FLAT_TIER: FenAmount = 5_000n;
const [LEAST_FLAT, MOST_FLAT]: readonly [FenAmount, FenAmount] = [5_000n, 50_000n];

/** THE SCALE of 诉讼费用交纳办法14条1项. */
const tiers: readonly Tier[] = [
  { upTo: 1_000_000n, rate: 'flat', permille: null },
  { upTo: 50_000_000n, rate: '1.5', permille: 15n },
  { upTo: 500_000_000n, rate: '1', permille: 10n },
  { upTo: 1_000_000_000n, rate: '0.5', permille: 5n },
  { upTo: null, rate: '0.1', permille: 1n },
];

const MANY = { least: 1, most: 50 };

/** Reads a question; the first reason to unanswered it wins. */
export function readFeeQuestion(question: Fields): FeeQuestion | CalculationRefusal {
  const items = readList(question['items'], MANY, readItem);
  if (items === undefined)
    return unanswered(
      'bad-items',
      'items 须为1至50项 {id, amount?}，amount 为正整数（分，至多10的15次方）；不计价的行为不写 amount',
    );
  const amounts = items.flatMap((amount) => (amount === null ? [] : [amount]));
  const hasAmount = amounts.length > 0;
  const flat = Object.hasOwn(question, 'flat') ? readFen(question['flat'], LEAST_FLAT, MOST_FLAT) : null;
  if (flat === undefined || hasAmount !== (flat === null))
    return unanswered('bad-flat', '各项均无金额的，flat 必填，为5000至50000（分）；有金额的不写 flat');
  const sum = sumOf(amounts);
  const collected = Object.hasOwn(question, 'collected') ? readFen(question['collected'], 0n) : sum;
  if (collected === undefined || (Object.hasOwn(question, 'collected') && !hasAmount))
    return unanswered('bad-collected', 'collected 为已执行到位的金额（分，可为0，至多10的15次方），仅在有金额时填写');
  const taken = Object.hasOwn(question, 'taken') ? readFen(question['taken'], 0n) : 0n;
  if (taken === undefined) return unanswered('bad-taken', 'taken 为已收取的执行费（分，可为0，至多10的15次方）');
  if (sum > MOST_FEN) return unanswered('out-of-range', '各项金额合计不得超过10的15次方分');
  return { sum: hasAmount ? sum : null, flat: flat ?? 0n, collected, taken };
}

/** An item's amount, null where it has none; undefined for what is no item. */
function readItem(entry: unknown): FenAmount | null | undefined {
  const fields = readFields(entry, ['id'], ['amount']);
  if (fields === undefined || !isName(fields['id'])) return undefined;
  return Object.hasOwn(fields, 'amount') ? readFen(fields['amount']) : null;
}

/** The fee of what has been collected so far, and of all. */
export function feeOf({ sum, flat, collected, taken }: FeeQuestion): Fee {
  const base = lesser(collected, sum ?? 0n);
  const steps = stepsOf(base);
  const whole = sum === null ? flat : totalOf(stepsOf(sum));
  const fee = sum === null ? flat : totalOf(steps);
  const due = fee > taken ? fee - taken : 0n;
  const refund = taken > fee ? taken - fee : 0n;
  return { base, fee, full: whole, due, refund, steps };
}

const totalOf = (steps: readonly FeeStep[]): FenAmount => sumOf(steps.map(({ amount }) => amount));

function stepsOf(base: FenAmount): FeeStep[] {
  return tiers.flatMap(({ upTo, rate, permille }, i) => {
    const over = tiers[i - 1]?.upTo ?? 0n;
    if (base <= over) return [];
    const part = (upTo === null ? base : lesser(base, upTo)) - over;
    return [{ over, upTo, part, rate, amount: permille === null ? FLAT_TIER : rounded(part * permille, 1_000n) }];
  });
}
