import type { ClassKeywords, Classified } from '../nodes/field-classes.ts';

/** A schema, as far as classes of fields go. */
export interface SchemaLike extends ClassKeywords {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, SchemaLike>>;
  readonly items?: SchemaLike;
  readonly anyOf?: readonly SchemaLike[];
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly format?: unknown;
  readonly pattern?: string;
  readonly 'x-refers'?: unknown;
  readonly 'x-stated'?: { readonly format?: unknown };
}

/** Where in a value something stands that not everybody sees: nothing else of it is looked at. */
export interface Outline {
  /** All of it is of a class. */
  readonly seen?: Classified;
  readonly fields?: ReadonlyMap<string, Outline>;
  readonly items?: Outline;
  /** It is the content of a node that this field beside it names. */
  readonly contentOf?: string;
  /** Of which record it tells: the way to its id. */
  readonly record?: readonly string[];
}

/** How a schema is read. */
export interface OutlineRules {
  /** The schema of a name. */
  readonly resolve?: (ref: string) => SchemaLike | undefined;
  /** Whether a text is personal unless the schema says otherwise or leaves no room for one: so it is with the contents of nodes. */
  readonly strict?: boolean;
}

const words: Classified = { class: 'personal', mask: 'words' };
const closed: ReadonlySet<unknown> = new Set(['fen', 'instant', 'date', 'case-number', 'date-time']);

/** Whether people write into it what they like: no list of values, no form. */
function isFree(schema: SchemaLike): boolean {
  if (schema.enum !== undefined || schema.const !== undefined || schema.format !== undefined) return false;
  if (schema['x-refers'] !== undefined || closed.has(schema['x-stated']?.format)) return false;
  return schema.pattern === undefined || schema.pattern === String.raw`\S`;
}

/** The outline of what a schema describes; undefined: everybody sees all of it. */
export function outlineOf(schema: SchemaLike, rules: OutlineRules, seen: readonly string[] = []): Outline | undefined {
  const { $ref, properties, items, anyOf } = schema;
  if (schema['x-content-of'] !== undefined) return { contentOf: schema['x-content-of'] };
  if (schema['x-seen'] !== undefined) return schema['x-seen'].class === 'open' ? undefined : { seen: schema['x-seen'] };
  if ($ref !== undefined) {
    const named = seen.includes($ref) ? undefined : rules.resolve?.($ref);
    return named && outlineOf(named, rules, [...seen, $ref]);
  }
  if (anyOf !== undefined) return anyOf.map((each) => outlineOf(each, rules, seen)).reduce(joined, undefined);
  if (properties !== undefined && Object.keys(properties).length > 0) return ofFields(schema, properties, rules, seen);
  if (items !== undefined) {
    const inner = outlineOf(items, rules, seen);
    return inner && { items: inner };
  }
  return rules.strict === true && mayBeText(schema) && isFree(schema) ? { seen: words } : undefined;
}

/** A text, or anything. */
const mayBeText = ({ type, enum: values, const: value }: SchemaLike): boolean =>
  value === undefined &&
  values === undefined &&
  (type === undefined || type === 'object' || [type].flat().includes('string'));

function ofFields(schema: SchemaLike, properties: Readonly<Record<string, SchemaLike>>, rules: OutlineRules, seen: readonly string[]): Outline | undefined {
  const found = Object.entries(properties).flatMap(([name, each]) => {
    const inner = outlineOf(each, rules, seen);
    return inner === undefined ? [] : [[name, inner] as const];
  });
  if (found.length === 0) return undefined;
  const record = schema['x-record']?.split('.');
  return { fields: new Map(found), ...(record !== undefined && { record }) };
} // prettier-ignore

/** What is not for everybody in either of two alternatives. */
function joined(a: Outline | undefined, b: Outline | undefined): Outline | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const fields = new Map(a.fields);
  for (const [name, inner] of b.fields ?? []) fields.set(name, joined(fields.get(name), inner) ?? inner);
  const items = joined(a.items, b.items);
  return { ...a, ...b, ...(fields.size > 0 && { fields }), ...(items !== undefined && { items }) };
}
