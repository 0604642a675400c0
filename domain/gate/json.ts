import { readUnrounded } from './exact-json.ts';

/** What a JSON text says, or a Chinese clause on why it says nothing for certain. */
export type ReadJson = { readonly value: unknown } | { readonly flaw: string };

/**
 * Reads JSON as one would by hand: a key that stands twice in one object means two things, so it is refused
 * (`JSON.parse` silently takes the last), and a number that would be rounded is none. Depth and texts are `flawIn`'s affair.
 */
export function readJson(text: string): ReadJson {
  let value: unknown;
  try {
    value = readUnrounded(text);
  } catch {
    return { flaw: '不是合法的 JSON' };
  }
  const flaw = flawOfKeys(text);
  return flaw === undefined ? { value } : { flaw };
}

/** Bytes as text; undefined if they are no UTF-8. A byte order mark is left out. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What is said of bytes that are no UTF-8. */
export const NOT_UTF8 = '不是 UTF-8 编码';

/** Reads JSON out of bytes, which have to be UTF-8. */
export function readJsonBytes(bytes: Uint8Array): ReadJson {
  const text = utf8(bytes);
  return text === undefined ? { flaw: NOT_UTF8 } : readJson(text);
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const isOpening = (byte: number): boolean => byte === 0x5b || byte === 0x7b; // [ {
const isClosing = (byte: number): boolean => byte === 0x5d || byte === 0x7d; // ] }

/** Whether JSON in bytes nests deeper than so many levels: told without reading it, so that nothing is too deep to ask. */
export function isDeeperThan(bytes: Uint8Array, levels: number): boolean {
  let depth = 0;
  let isText = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (isText && byte === BACKSLASH) i += 1;
    else if (byte === QUOTE) isText = !isText;
    else if (!isText && isOpening(byte)) depth += 1;
    else if (!isText && isClosing(byte)) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}

/** What is wrong with the keys of a valid JSON text: one that stands twice in one object, or that names a prototype. */
function flawOfKeys(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []; // the objects around, undefined for arrays
  let isKey = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === '"') {
      const end = endOfString(text, i);
      const keys = open.at(-1);
      if (isKey && keys !== undefined) {
        const key = String(JSON.parse(text.slice(i, end)));
        if (keys.has(key)) return `同一字段写了两次：${key.slice(0, 40)}`;
        if (key === '__proto__') return '字段名不得为 __proto__';
        keys.add(key);
      }
      isKey = false;
      i = end - 1;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      isKey = character === '{';
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === ',') {
      isKey = open.at(-1) !== undefined;
    }
  }
  return undefined;
}

/** Where a string that begins at `start` has ended. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}
