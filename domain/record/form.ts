import Schema from 'typebox/schema';
import { Locale } from 'typebox/system';
import { ownIn } from '../gate/own.ts';
import { flawOfName, unseenIn } from '../gate/text.ts';
import { flawIn } from '../gate/value.ts';
import type { Classified } from '../nodes/field-classes.ts';
import { formats } from '../nodes/formats.ts';
import { type NodeId, nodeRow } from '../nodes/index.ts';
import type { TSchema } from 'typebox';
import { checkIdentities } from './identities.ts';
import { marksBy, valuesAt } from './marked.ts';
import { type Missing, refuse, type Refusal, type RefusalCode } from './refusal.ts';

Locale.Set(Locale.zh_Hans); // what a schema finds wrong is said in Chinese

const compiled = new Map<TSchema, ReturnType<typeof Schema.Compile>>();

/**
 * Checks a payload against its node's schema: an unknown field, a missing field and a wrong type each say which. Then the
 * identity numbers in it.
 */
export const checkForm = (node: NodeId, payload: unknown): Refusal | undefined =>
  checkAgainst(nodeRow(node).payload, payload, `${node} ${nodeRow(node).zh}`) ?? checkIdentities(node, payload);

/** Passes what may be let in at all (`domain/gate`), or says what keeps it out. `what` heads the sentence. */
export function checkGate(value: unknown, what: string): Refusal | undefined {
  const found = flawIn(value);
  if (found === undefined) return undefined;
  const id = found.path === '' ? '（整体）' : found.path;
  const code = found.kind === 'text' ? 'bad-text' : 'bad-value';
  return refuse(code, `${what}：${id} ${found.zh}`, undefined, [{ id, zh: found.zh }]);
}

const classes = marksBy<Classified>('x-seen');
const named = marksBy<true>('x-names');

/** Names hide nothing, at whatever door they come in. */
function checkNames(schema: TSchema, value: unknown, what: string): Refusal | undefined {
  const all = [...classes(schema).filter(({ mark }) => mark.mask === 'name'), ...named(schema)];
  const wrong = all.flatMap(({ path }) => {
    const zh = valuesAt(value, path).flatMap((name) => (typeof name === 'string' ? (flawOfName(name) ?? []) : []))[0];
    return zh === undefined ? [] : [{ id: path.filter((key) => key !== '*').join('.'), zh }];
  });
  if (wrong.length === 0) return undefined;
  return refuse('bad-text', `${what}：${wrong.map(({ id, zh }) => `${id} ${zh}`).join('；')}`, undefined, wrong);
}

/** Checks any value against the gate, then against a schema of the tables. `what` heads the sentence. */
export function checkAgainst(schema: TSchema, value: unknown, what: string): Refusal | undefined {
  const kept = checkGate(value, what) ?? checkNames(schema, value, what);
  if (kept !== undefined) return kept;
  const checker = compiled.get(schema) ?? Schema.Compile(schema);
  compiled.set(schema, checker);
  if (checker.Check(value)) return undefined;
  const [, errors] = checker.Errors(value);
  const missing = errors.flatMap((error) => describe(error, { schema, value }));
  const first: readonly RefusalCode[] = ['unknown-field', 'missing-field', 'amount-fraction', 'amount-not-positive'];
  const code = first.find((known) => missing.some((m) => m.code === known)) ?? 'wrong-type';
  const named = missing.filter((m) => m.code === code).map(({ id, zh }) => ({ id, zh }));
  return refuse(code, `${what}：${named.map((m) => `${m.id} ${m.zh}`).join('；')}`, undefined, named);
}

/** What was checked against what. */
interface Whole {
  readonly schema: TSchema;
  readonly value: unknown;
}

interface SchemaError {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

function describe(error: SchemaError, whole: Whole): readonly (Missing & { readonly code: RefusalCode })[] {
  const at = error.instancePath.slice(1).replaceAll('/', '.');
  const inside = (field: string) => (at === '' ? field : `${at}.${field}`);
  const { requiredProperties, additionalProperties } = error.params as Record<string, string[] | undefined>; // by keyword
  if (error.keyword === 'required') {
    return (requiredProperties ?? []).map((f) => ({ code: 'missing-field', id: inside(f), zh: '缺少' }));
  }
  if (error.keyword === 'additionalProperties') {
    return (additionalProperties ?? []).map((f) => ({ code: 'unknown-field', id: inside(f), zh: '没有这一字段' }));
  }
  if (error.keyword === 'boolean') return [];
  const zh = howToWrite(error, whole) + unseenIn(textAt(whole.value, at));
  return [{ code: amountCode(error, whole, at) ?? 'wrong-type', id: at === '' ? '（整体）' : at, zh }];
}

/** What is wrong with a sum of money, by the code that it has wherever one is sent (docs/spec/money.md 14). */
function amountCode({ keyword, schemaPath }: SchemaError, { schema, value }: Whole, at: string): RefusalCode | undefined {
  const told = partAt(schema, schemaPath.split('/').slice(1)) as { 'x-stated'?: { format?: string } } | undefined; // of whatever schema
  const said = partAt(value, at.split('.'));
  if (told?.['x-stated']?.format !== 'fen' || typeof said !== 'number') return undefined;
  if (keyword === 'type') return 'amount-fraction';
  return keyword === 'minimum' ? 'amount-not-positive' : undefined;
} // prettier-ignore

/** What a text should look like, where a schema only knows an expression for it. */
function howToWrite({ keyword, schemaPath, params, message }: SchemaError, { schema }: Whole): string {
  if (keyword === 'const') return `只能写 ${JSON.stringify((params as { allowedValue?: unknown }).allowedValue)}`;
  if (keyword === 'enum')
    return `应为下列之一：${(params as { allowedValues?: readonly unknown[] }).allowedValues?.join('、') ?? ''}`;
  if (keyword !== 'pattern' && keyword !== 'format') return message;
  const told = partAt(schema, schemaPath.split('/').slice(1)) as Described | undefined; // of whatever schema
  const { format = '', pattern, description, examples } = told ?? {};
  const form = ownIn<string>(formats, format);
  if (form !== undefined) return `应为${form}`;
  if (pattern === '\\S') return '不得为空白';
  const [example] = examples ?? [];
  return description === undefined
    ? message
    : `写法不对：${description}${example === undefined ? '' : `，如 ${example}`}`;
}

interface Described {
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  readonly examples?: readonly string[];
}

/** The text at a path of a value; '' where there is something else. */
function textAt(value: unknown, path: string): string {
  const found = partAt(value, path.split('.'));
  return typeof found === 'string' ? found : '';
}

const partAt = (whole: unknown, keys: readonly string[]): unknown =>
  keys.reduce((inner, key) => (typeof inner === 'object' && inner !== null ? ownIn(inner as Readonly<Record<string, unknown>>, key) : undefined), whole); // prettier-ignore
