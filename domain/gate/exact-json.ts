/**
 * Reads JSON so that writing it again gives every number as it came: one that would be rounded, or written otherwise
 * (12345678901234567890, 1.0), is kept as its own text. Throws for what is no JSON, and for nesting without end.
 */
export function readExactly(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || source === JSON.stringify(value)) return value;
    return raw.rawJSON(source);
  });
}

/** The characters of a number that `readExactly` has read; undefined for what is no number. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === 'number') return JSON.stringify(value);
  return raw.isRawJSON(value) ? JSON.stringify(value) : undefined;
}

const NUMBER = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<rest>\d+))?(?:[eE](?<power>[+-]?\d+))?$/;

/** A decimal number by its digits alone, however it is written. */
export interface Decimal {
  readonly isNegative: boolean;
  /** From the first to the last that is no zero; empty: it is nothing. */
  readonly significant: string;
  /** How many zeros follow; less than none: so many of the digits stand behind the point. */
  readonly zeros: number;
}

/** Reads a number of JSON's by its digits: `1e3`, `1000.0` and `1000` are one. Undefined for what is none. */
export function readDecimal(text: string): Decimal | undefined {
  const { sign, whole = '', rest = '', power = '0' } = NUMBER.exec(text)?.groups ?? {};
  if (sign === undefined) return undefined;
  const digits = `${whole}${rest}`.replace(/^0+/, '');
  const significant = digits.slice(0, endOf(digits));
  const zeros = significant === '' ? 0 : Number(power) - rest.length + digits.length - significant.length;
  return { isNegative: sign === '-' && significant !== '', significant, zeros };
}

/** Where the zeros at the end begin; a pattern for them would try each run of zeros from each of its places. */
function endOf(digits: string): number {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return end;
}

/** Whether two texts are one number. */
function areOne(a: string, b: string): boolean {
  const [one, other] = [readDecimal(a), readDecimal(b)];
  return (
    one?.isNegative === other?.isNegative && one?.significant === other?.significant && one?.zeros === other?.zeros
  );
}

/** What could be a number that no reading keeps: of more digits than one holds, or with a power of ten. */
const LONG = /[\d.]{16,}|\d[eE][+-]?\d/;

/** Reads JSON; a number that would be read as another (9007199254740993, 1.00000000000000001) is NaN, which the gate lets nowhere. Throws for what is no JSON. */
export function readUnrounded(text: string): unknown {
  if (!LONG.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    if (typeof value !== 'number' || context?.source === undefined) return value;
    return areOne(context.source, JSON.stringify(value)) ? value : NaN;
  });
}

// ES2026, in Node since 22: TypeScript's lib has it not yet
const raw = JSON as unknown as {
  readonly rawJSON: (text: string) => object;
  readonly isRawJSON: (value: unknown) => boolean;
};
