/** The parts of a decimal: a number that two texts write differently has the same ones. */
function decimal(text: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${part}`.replace(/^0+/, '');
  const short = digits.replace(/0+$/, '');
  return short === '' ? '0' : `${sign}${short}e${Number(power) - part.length + digits.length - short.length}`;
}

/** Digits that a number of JavaScript may not hold. */
const LONG = /[\d.]{16}|\d[eE]/;

/**
 * JSON as the store has it, to the last digit: a number that JavaScript holds only nearly stands there as its text, with a mark before it, so that
 * it does not pass for the number nearby.
 */
export const exactJson = (text: string): unknown => (LONG.test(text) ? JSON.parse(text, exactly) : JSON.parse(text));

function exactly(this: unknown, _: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  return decimal(source) === decimal(String(value)) ? value : `≈${source}`;
}
