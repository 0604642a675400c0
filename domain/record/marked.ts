import { ownIn } from '../gate/own.ts';
import type { TSchema } from 'typebox';

/** A field that a schema marks by a keyword of ours: the way to it, `*` for each of a list, and what the mark says. */
export interface MarkedField<M> {
  readonly path: readonly string[];
  readonly mark: M;
}

type Inner = Readonly<Record<string, unknown>> & {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
  readonly anyOf?: readonly TSchema[];
};

/** Reads the fields that schemas mark by a keyword, once for each schema. */
export function marksBy<M>(keyword: string): (schema: TSchema) => readonly MarkedField<M>[] {
  const known = new WeakMap<TSchema, readonly MarkedField<M>[]>();
  const read = (schema: TSchema, path: readonly string[]): readonly MarkedField<M>[] => {
    const { [keyword]: mark, properties = {}, items, anyOf = [] } = schema as Inner; // a schema's own keywords
    return [
      ...(mark === undefined ? [] : [{ path, mark: mark as M }]), // as whoever names the keyword says
      ...Object.entries(properties).flatMap(([key, inner]) => read(inner, [...path, key])),
      ...(items === undefined ? [] : read(items, [...path, '*'])),
      ...anyOf.flatMap((inner) => read(inner, path)),
    ];
  };
  return (schema) => {
    const found = known.get(schema) ?? read(schema, []);
    known.set(schema, found);
    return found;
  };
}

/** What stands at a place of a value; nothing where it says nothing there. */
export function valuesAt(value: unknown, [key, ...rest]: readonly string[]): readonly unknown[] {
  if (key === undefined) return value === undefined ? [] : [value];
  if (key === '*') return Array.isArray(value) ? value.flatMap((each) => valuesAt(each, rest)) : [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return valuesAt(ownIn(value as Readonly<Record<string, unknown>>, key), rest);
}
