import type { TSchema } from 'typebox';
import type { Refers } from '../nodes/fields.ts';
import type { NodeRow } from '../nodes/node.ts';
import { subjectKinds } from '../nodes/node.ts';
import type { Case } from '../record/case.ts';
import type { Draft } from '../record/fact.ts';
import { marksBy, valuesAt } from '../record/marked.ts';
import { named, refuse, type Refusal } from '../record/refusal.ts';
import { unknownParties } from './parties/known.ts';

const marks = marksBy<Refers>('x-refers');

/** A field that names something of the record: where it stands, `*` for each of a list, and what it names. */
export interface Reference extends Refers {
  readonly path: readonly string[];
}

/** The fields of a schema that name something of the record, as they are marked there. */
export const referencesIn = (schema: TSchema): readonly Reference[] =>
  marks(schema).map(({ path, mark }) => ({ ...mark, path }));

/** What a content names of its record, field by field; nothing of a field that names nothing. */
export const referredTo = (row: Pick<NodeRow, 'payload'>, payload: unknown) =>
  referencesIn(row.payload).flatMap((reference) => {
    const values = [...new Set(valuesAt(payload, reference.path))];
    return values.length === 0 ? [] : [{ reference, values }];
  });

/** Whatever a fact names is in the record, or in the case that the record judges, and of the kind that is asked for (engine.md 19). */
export function unknownReferences(c: Case, row: NodeRow, draft: Draft, about?: Case): Refusal | undefined {
  for (const { reference, values } of referredTo(row, draft.payload)) {
    const refusal = missing(c, { reference, values, row, draft, about });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Whether it was recorded at all, taken back or not: a record that is read in part has gaps. */
const isRecorded = (c: Case, seq: number): boolean =>
  (c.fact(seq) ?? c.record[seq - 1] ?? c.record.find((f) => f.seq === seq)) !== undefined;

interface Naming {
  readonly reference: Reference;
  readonly values: readonly unknown[];
  readonly row: NodeRow;
  readonly draft: Draft;
  readonly about: Case | undefined;
}

function missing(
  c: Case,
  { reference: { of, side, path }, values, row, draft: { at }, about }: Naming,
): Refusal | undefined {
  const field = path.filter((key) => key !== '*').join('.');
  if (of === 'fact') {
    const gone = values.filter((seq) => !isRecorded(c, Number(seq))).map(String);
    if (gone.length === 0) return undefined;
    return refuse('unknown-fact', `${field}：本案没有序号为${named(gone)}的记录`, row.basis, gone.map((id) => ({ id, zh: '没有' }))); // prettier-ignore
  }
  const ids = values.map(String);
  if (of === 'party') return c.kind !== 'case' ? undefined : unknownParties(c, ids, { at, side });
  const subjects = new Map([...(about?.subjects ?? []), ...c.subjects]);
  const wrong = ids.filter((id) => subjects.get(id)?.of !== of);
  if (wrong.length === 0) return undefined;
  const own = [...subjects.values()].filter((subject) => subject.of === of).map(({ id }) => id);
  const zh = `${field}：本案没有编号为${named(wrong)}的${subjectKinds[of]}，可用：${named(own) || '无'}`;
  return refuse('unknown-subject', zh, row.basis, wrong.map((id) => ({ id, zh: '没有' }))); // prettier-ignore
}
