import { ownIn } from '../gate/own.ts';
import { classBeside, type Classified } from '../nodes/field-classes.ts';
import { outlineOfContent } from './as-seen.ts';
import type { Outline } from './outline.ts';

/** A field that is not for everybody, and what stands there. */
export interface Pointed {
  readonly value: unknown;
  readonly seen: Classified;
}

/** The parts of a JSON pointer (RFC 6901). */
export const partsOfPointer = (pointer: string): readonly string[] =>
  pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')); // prettier-ignore

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? ownIn(value as Readonly<Record<string, unknown>>, name) : undefined;

/** What a pointer leads to in a value, as far as that is not for everybody; undefined: everybody sees it, or it is not there. */
export function pointed(value: unknown, outline: Outline | undefined, parts: readonly string[], beside?: unknown): Pointed | undefined {
  if (outline === undefined || value === undefined || value === null) return undefined;
  const [name, ...rest] = parts;
  if (outline.seen !== undefined) {
    const inner = parts.reduce(own, value);
    const seen = classBeside(outline.seen, beside);
    return seen === undefined || inner === undefined || inner === null ? undefined : { value: inner, seen };
  }
  if (outline.contentOf !== undefined) return pointed(value, outlineOfContent(own(beside, outline.contentOf)), parts);
  if (name === undefined) return undefined;
  const next = Array.isArray(value) ? outline.items : outline.fields?.get(name);
  return pointed(own(value, name), next, rest, value);
} // prettier-ignore
