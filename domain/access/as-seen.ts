import { isNodeId, nodeRow } from '../nodes/index.ts';
import { foundingNode, isMatterKind } from '../nodes/record-kinds.ts';
import { maskedText, NOT_SHOWN } from './masks.ts';
import { type Outline, outlineOf } from './outline.ts';
import { nothing, type Sight } from './sights.ts';
import { classBeside, type Classified } from '../nodes/field-classes.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A value as somebody sees it, and what of it that is not for everybody they see as it is, by record. */
export interface SeenValue {
  readonly value: unknown;
  /** By the record's id, `''` where the value is of none: the fields, as `respondents.idNo`. */
  readonly read: ReadonlyMap<string, ReadonlySet<string>>;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const idAt = (value: Fields, way: readonly string[]): unknown => way.reduce<unknown>((inner, name) => (isFields(inner) ? inner[name] : undefined), value); // prettier-ignore

/** Of which record an object tells: its own, where it says so, else the one around it. */
function recordOf(value: Fields, { record }: Outline, around: string): string {
  const id = record === undefined ? undefined : idAt(value, record);
  return typeof id === 'string' ? id : around;
}

const contents = new Map<string, Outline | undefined>();

/** The outline of what a node holds: every text that people write in it, but those that its row calls open. */
export function outlineOfContent(name: unknown): Outline | undefined {
  const node = typeof name === 'string' && isMatterKind(name) ? foundingNode(name) : name;
  if (typeof node !== 'string' || !isNodeId(node)) return { seen: { class: 'personal', mask: 'words' } };
  if (!contents.has(node)) contents.set(node, outlineOf(nodeRow(node).payload, { strict: true }));
  return contents.get(node);
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0); // prettier-ignore

/** The records of which a value tells something that is not for everybody, in their order. */
export function recordsIn(value: unknown, outline: Outline, around = ''): ReadonlySet<string> {
  const found = new Set<string>();
  walk(value, outline, { around, way: [] }, (_, { around: record }) => {
    found.add(record);
    return undefined;
  });
  return found;
}

/** The same value for somebody whose sight of each record is given; who sees nothing of a record is shown nothing of it. */
export function asSeen(value: unknown, outline: Outline, sightOn: (record: string) => Sight | undefined, around = ''): SeenValue {
  const read = new Map<string, Set<string>>();
  const shown = walk(value, outline, { around, way: [] }, (said, { around: record, way, beside }, seen) => {
    const how = (sightOn(record) ?? nothing)[seen.class];
    if (how !== 'shown') return { value: obscured(said, seen, how === 'masked' ? beside : undefined) };
    const fields = read.get(record) ?? new Set();
    read.set(record, fields.add(way.join('.')));
    return undefined;
  });
  return { value: shown, read };
} // prettier-ignore

/** Where a walk stands. */
interface At {
  readonly around: string;
  readonly way: readonly string[];
  /** The object in which the value stands. */
  readonly beside?: Fields;
}

type Visit = (value: unknown, at: At, seen: Classified) => { readonly value: unknown } | undefined;

/** Goes where an outline leads; what `visit` answers takes a value's place. Nothing else is copied. */
function walk(value: unknown, outline: Outline, at: At, visit: Visit): unknown {
  if (!isSaid(value)) return value;
  if (outline.seen !== undefined) {
    const seen = classBeside(outline.seen, at.beside);
    const instead = seen && visit(value, at, seen);
    return instead === undefined ? value : instead.value;
  }
  if (outline.contentOf !== undefined) {
    const inner = outlineOfContent(at.beside?.[outline.contentOf]);
    return inner === undefined ? value : walk(value, inner, at, visit);
  }
  if (Array.isArray(value)) {
    const { items } = outline;
    return items === undefined ? value : value.map((each) => walk(each, items, at, visit));
  }
  return isFields(value) && outline.fields !== undefined ? { ...value, ...inFields(value, outline, at, visit) } : value;
}

function inFields(value: Fields, outline: Outline, at: At, visit: Visit): Fields {
  const around = recordOf(value, outline, at.around);
  const changed = [...(outline.fields ?? [])].flatMap(([name, inner]) => {
    if (!isSaid(value[name])) return [];
    const way = name === 'items' && at.way.length === 0 ? [] : [...at.way, name]; // a page of a list is not named
    return [[name, walk(value[name], inner, { around, way, beside: value }, visit)] as const];
  });
  return Object.fromEntries(changed);
}

/** One text as a sight shows it, its owner's kind unknown. */
export function shownAs(text: string, seen: Classified, sight: Sight): string {
  const how = sight[seen.class];
  if (how === 'shown') return text;
  return how === 'masked' ? maskedText(text, seen.mask) : NOT_SHOWN;
}

/** What stands in place of a value, of the same shape: its mask, where there is something beside it to judge by, else nothing of it. */
function obscured(value: unknown, seen: Classified, beside: Fields | undefined): unknown {
  if (typeof value === 'string') return beside === undefined ? NOT_SHOWN : maskedText(value, seen.mask, kindBeside(beside)); // prettier-ignore
  if (Array.isArray(value)) return value.map((each) => obscured(each, seen, beside));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, obscured(each, seen, beside)]));
}

const kindBeside = ({ kind }: Fields): string | undefined =>
  kind === 'person' || kind === 'organisation' ? kind : undefined;
