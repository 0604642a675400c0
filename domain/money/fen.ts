import { numberText, readDecimal } from '../gate/exact-json.ts';

/** An amount of money in fen (分, a hundredth of a yuan): whole, and exact at any size. */
export type FenAmount = bigint;

/** The largest amount that is asked about or answered: ten trillion yuan. */
export const MOST_FEN: FenAmount = 10n ** 15n;

const LONGEST = 16; // digits of the largest amount

/**
 * An amount as JSON has it, told by its own characters: `1e3` and `1000.0` are 1000, and 999999999999999.99999 is no whole
 * number though it would be read as one. Undefined for whatever else it is, and outside `least` to `most`.
 */
export function readFen(value: unknown, least: FenAmount = 1n, most: FenAmount = MOST_FEN): FenAmount | undefined {
  const read = readDecimal(numberText(value) ?? '');
  if (read === undefined) return undefined;
  const { isNegative, significant, zeros } = read;
  if (significant === '') return least <= 0n ? 0n : undefined;
  if (zeros < 0 || significant.length + zeros > LONGEST || isNegative) return undefined;
  const fen = BigInt(significant) * 10n ** BigInt(zeros);
  return fen >= least && fen <= most ? fen : undefined;
}

/** An amount that no number holds exactly: beyond 2^53 fen. */
export class BeyondExact extends RangeError {
  override readonly name = 'BeyondExact';
}

/** An amount as a number, as JSON and comparisons have it. Throws where it would be another amount: nothing is decided or shown by one that was rounded. */
export function exactNumber(fen: FenAmount | string): number {
  const number = Number(fen);
  if (!Number.isSafeInteger(number)) throw new BeyondExact('an amount of money is beyond what a number holds exactly');
  return number;
}

/** A quotient rounded to the fen, half up. Neither is negative. */
export const rounded = (dividend: bigint, divisor: bigint): FenAmount => (2n * dividend + divisor) / (2n * divisor);

/** What amounts come to together. */
export const sumOf = (amounts: Iterable<FenAmount>): FenAmount => {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
};

/** The lesser of two amounts. */
export const lesser = (a: FenAmount, b: FenAmount): FenAmount => (a < b ? a : b);
