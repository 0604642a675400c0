// A text of the bank's as part of an id: two that differ stay two, whatever stands in them.

const PLAIN = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;
const MARK = 14; // the characters of a mark with its dot
const PRIME = 0x100000001b3n; // FNV-1a
const START: bigint = 0xcbf29ce484222325n;
const MASK = (1n << 64n) - 1n;

/** A number made of a text, 13 characters: it tells texts apart, it keeps none secret. */
const markOf = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map(BigInt)
    .reduce((hash, byte) => ((hash ^ byte) * PRIME) & MASK, START)
    .toString(36)
    .padStart(13, '0');

/** A text as part of an id of at most `most` characters: as it is where it can stand there, else what can of it and a mark of the whole. */
export function idPartOf(text: string, most: number): string {
  if (PLAIN.test(text) && text.length <= most) return text;
  const legible = text.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  return `${legible.slice(0, most - MARK)}.${markOf(text)}`;
}

/** The id of the receipt that a line of the bank's makes: of its serial, so that it is the same however often it is read, and no other's. */
export const receiptIdOf = (serial: string, suffix = ''): string =>
  `r-${idPartOf(serial, 58 - suffix.length)}${suffix}`;
