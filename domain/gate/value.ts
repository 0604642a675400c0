import type { Flaw } from './flaw.ts';
import { flawOfText } from './text.ts';

/** Objects and arrays may stand in one another this deep. */
export const DEEPEST = 32;
const LONGEST_KEY = 200;

/**
 * What keeps a value from being let in, wherever it comes from: HTTP, Temporal, history, corrections, drafts, queries,
 * cursors, tables. Undefined if every text can be kept, every number is exact, and it is no deeper than `DEEPEST`. Its
 * form is the schema's affair; this is what no schema says.
 */
export const flawIn = (value: unknown): Flaw | undefined => walk(value, '', 0);

function walk(value: unknown, path: string, depth: number): Flaw | undefined {
  switch (typeof value) {
    case 'string':
      return flaw('text', path, flawOfText(value));
    case 'number':
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER
        ? undefined
        : flaw(
            'value',
            path,
            `数值超出范围：绝对值至多${Number.MAX_SAFE_INTEGER}，位数多得不能准确表示的也不收（金额按分写整数）`,
          );
    case 'object':
      return value === null ? undefined : within(value, path, depth + 1);
    case 'boolean':
    case 'undefined':
      return undefined;
    default:
      return flaw('value', path, '不是 JSON 的值');
  }
}

function within(value: object, path: string, depth: number): Flaw | undefined {
  if (depth > DEEPEST) return flaw('value', path, `嵌套不得超过${DEEPEST}层`);
  for (const [key, inner] of Object.entries(value)) {
    const found = (Array.isArray(value) ? undefined : flawOfKey(key, path)) ?? walk(inner, join(path, key), depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

function flawOfKey(key: string, path: string): Flaw | undefined {
  if (key.length > LONGEST_KEY) return flaw('text', path, `字段名不得超过${LONGEST_KEY}字`);
  if (key === '__proto__') return flaw('text', path, '字段名不得为 __proto__');
  const found = flawOfText(key);
  return flaw('text', path, found && `字段名${found}`);
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const flaw = (kind: Flaw['kind'], path: string, zh: string | undefined): Flaw | undefined =>
  zh === undefined ? undefined : { kind, path, zh };
