/**
 * The contract of money-calc.md a second time, written to be believed and not to be fast: interest walks day by day, every
 * sum is a bigint and every rate a fraction, and no line is shared with domain/money. Only `bad-json` is missing.
 */
import { amountOf, type Fields, fieldsOf, ifThere, listOf, must, nameOf, readInterest } from './naive-money-forms.ts';
import { Refusal } from './naive-money-forms.ts';
import { halfUp, interestAnswer, sumOf } from './naive-money-interest.ts';

/** The whole answer to a parsed question, a refusal included (without `detail`). An absent `id` is told as null. */
export function naiveAnswer(question: unknown): unknown {
  const given = typeof question === 'object' && question !== null && !Array.isArray(question) ? question : {};
  const id = 'id' in given ? given.id : null;
  try {
    return { id, ...plain(answerTo(question)) };
  } catch (error) {
    if (error instanceof Refusal) return { id, error: { code: error.code } };
    throw error;
  }
}

function answerTo(question: unknown): object {
  const code = 'bad-question';
  const kind = typeof question === 'object' && question !== null && 'kind' in question ? question.kind : undefined;
  must(kind === 'interest' || kind === 'fee' || kind === 'allocate', code);
  // a field that is missing here has a code of its own, so all of them may be
  if (kind === 'interest') {
    const names = 'id? kind asOf? items? tables? payments? excluded? order?';
    return interestAnswer(readInterest(fieldsOf(question, names, code)));
  }
  if (kind === 'fee') return feeAnswer(fieldsOf(question, 'id? kind items? flat? collected? taken?', code));
  return allocateAnswer(fieldsOf(question, 'id? kind amount? ranks? deduct?', code));
}

/** In an answer every bigint is an amount, and no amount may be above 10^15; days and ranks are numbers from the start. */
function plain(answer: object): object {
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && value !== null) return plain(value);
  if (typeof value !== 'bigint') return value;
  must(value <= 10n ** 15n, 'out-of-range');
  return Number(value);
}

function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** The tiers of 诉讼费用交纳办法14条1项 above the first, in fen; the last has no end. */
const TIERS = [
  { over: 1_000_000n, upTo: 50_000_000n, rate: '1.5', perMille: 15n },
  { over: 50_000_000n, upTo: 500_000_000n, rate: '1', perMille: 10n },
  { over: 500_000_000n, upTo: 1_000_000_000n, rate: '0.5', perMille: 5n },
  { over: 1_000_000_000n, upTo: null, rate: '0.1', perMille: 1n },
];

function feeAnswer(question: Fields): object {
  const amounts = listOf(question['items'], 1, 50, 'bad-items')
    .map((item) => fieldsOf(item, 'id amount?', 'bad-items'))
    .map((item) => {
      nameOf(item['id'], 'bad-items');
      return ifThere(item, 'amount', (value) => amountOf(value, 'bad-items'));
    })
    .filter((amount) => amount !== undefined);
  const isConduct = amounts.length === 0;
  must(Object.hasOwn(question, 'flat') === isConduct, 'bad-flat');
  const flat = ifThere(question, 'flat', (value) => amountOf(value, 'bad-flat', 5_000, 50_000));
  const collected = ifThere(question, 'collected', (value) => amountOf(value, 'bad-collected', 0));
  must(collected === undefined || !isConduct, 'bad-collected');
  const taken = ifThere(question, 'taken', (value) => amountOf(value, 'bad-taken', 0)) ?? 0n;
  const whole = sumOf(amounts);
  must(whole <= 10n ** 15n, 'out-of-range');

  const base = lesser(collected ?? whole, whole);
  const steps = stepsOf(base);
  const fee = flat ?? sumOf(steps.map(({ amount }) => amount));
  const full = flat ?? sumOf(stepsOf(whole).map(({ amount }) => amount));
  return { base, fee, full, due: fee - lesser(taken, fee), refund: taken - lesser(taken, fee), steps };
}

function stepsOf(base: bigint): { over: bigint; upTo: bigint | null; part: bigint; rate: string; amount: bigint }[] {
  if (base === 0n) return [];
  const first = { over: 0n, upTo: 1_000_000n, part: lesser(base, 1_000_000n), rate: 'flat', amount: 5_000n };
  const others = TIERS.filter(({ over }) => base > over).map(({ over, upTo, rate, perMille }) => {
    const part = lesser(base, upTo ?? base) - over;
    return { over, upTo, part, rate, amount: halfUp(part * perMille, 1_000n) };
  });
  return [first, ...others];
}

interface Claim {
  readonly id: string;
  readonly amount: bigint;
}

function allocateAnswer(question: Fields): object {
  const amount = amountOf(question['amount'], 'bad-amount');
  const ranks = listOf(question['ranks'], 1, 20, 'bad-ranks').map(readRank);
  const claims = ranks.flatMap((rank) => rank.claims);
  must(new Set(claims.map(({ id }) => id)).size === claims.length, 'bad-ranks');
  const readDeducts = (value: unknown) => listOf(value, 0, 50, 'bad-deduct').map((one) => readDeduct(one, claims));
  const deducts = ifThere(question, 'deduct', readDeducts) ?? [];
  must(sumOf(claims.map((claim) => claim.amount)) <= 10n ** 15n, 'out-of-range');

  let surplus = amount;
  const told: object[] = [];
  const shares: { id: string; rank: number; claimed: bigint; paid: bigint; deducted: bigint }[] = [];
  for (const [index, rank] of ranks.entries()) {
    const claimed = sumOf(rank.claims.map((claim) => claim.amount));
    const paid = lesser(surplus, claimed);
    const each =
      rank.share === 'in-order' || paid === claimed ? inOrder(paid, rank.claims) : proRata(paid, rank.claims);
    for (const [at, claim] of rank.claims.entries()) {
      shares.push({ id: claim.id, rank: index + 1, claimed: claim.amount, paid: each[at] ?? 0n, deducted: 0n });
    }
    // four decimals of a percent: the ratio in millionths, cut in two as text
    const millionths = String(halfUp(paid * 1_000_000n, claimed)).padStart(5, '0');
    told.push({ paid, unpaid: claimed - paid, ratio: `${millionths.slice(0, -4)}.${millionths.slice(-4)}` });
    surplus -= paid;
  }
  const deductions = deducts.map(({ from, to, amount: asked }) => {
    const share = shares.find(({ id }) => id === from);
    const taken = share === undefined ? 0n : lesser(asked, share.paid - share.deducted);
    if (share !== undefined) share.deducted += taken;
    return { from, to, amount: taken, short: asked - taken };
  });
  const shown = shares.map(({ id, rank, claimed, paid, deducted }) => {
    return { id, rank, claimed, paid, unpaid: claimed - paid, deducted, net: paid - deducted };
  });
  return { ranks: told, shares: shown, deductions, surplus };
}

function readRank(value: unknown): { readonly share: string; readonly claims: readonly Claim[] } {
  const code = 'bad-ranks';
  const { share, claims } = fieldsOf(value, 'share claims', code);
  must(share === 'in-order' || share === 'pro-rata', code);
  const read = listOf(claims, 1, 200, code).map((claim) => {
    const fields = fieldsOf(claim, 'id amount', code);
    return { id: nameOf(fields['id'], code), amount: amountOf(fields['amount'], code) };
  });
  return { share, claims: read };
}

function readDeduct(value: unknown, claims: readonly Claim[]): { from: string; amount: bigint; to: string } {
  const code = 'bad-deduct';
  const fields = fieldsOf(value, 'from amount to', code);
  const from = nameOf(fields['from'], code);
  must(
    claims.some(({ id }) => id === from),
    code,
  );
  return { from, amount: amountOf(fields['amount'], code), to: nameOf(fields['to'], code) };
}

function inOrder(money: bigint, claims: readonly Claim[]): bigint[] {
  let left = money;
  return claims.map(({ amount }) => {
    const paid = lesser(left, amount);
    left -= paid;
    return paid;
  });
}

/** The fen that cutting leaves over go one at a time to the largest cut-off part that has had none, the first listed first. */
function proRata(money: bigint, claims: readonly Claim[]): bigint[] {
  const total = sumOf(claims.map(({ amount }) => amount));
  const paid = claims.map(({ amount }) => (money * amount) / total);
  const cutOff = claims.map(({ amount }) => (money * amount) % total);
  for (let fen = money - sumOf(paid); fen > 0n; fen--) {
    let largest = 0;
    for (const [at, part] of cutOff.entries()) if (part > (cutOff[largest] ?? 0n)) largest = at;
    paid[largest] = (paid[largest] ?? 0n) + 1n;
    cutOff[largest] = -1n;
  }
  return paid;
}
