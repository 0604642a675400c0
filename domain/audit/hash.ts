import { hash } from 'node:crypto';

/** What is hashed or signed. Its name goes in first, so that what was made of one kind never passes for another. */
type Kind = 'record' | 'root' | 'batch' | 'checkpoint';

/** A text that only these parts in this order give: each has its length before it. Parts are JSON, numbers, hashes: never half a character. */
export const framed = (kind: Kind, parts: readonly (string | number)[]): string =>
  [`zhixing/audit/${kind}/1`, ...parts.map(String)].map((part) => `${part.length}:${part}`).join('');

/** SHA-256 of such a text, 64 hexadecimal digits. */
export const hashOf = (kind: Exclude<Kind, 'checkpoint'>, parts: readonly (string | number)[]): string =>
  hash('sha256', framed(kind, parts));
