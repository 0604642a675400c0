// Every node of the plan, sent wrongly in every way that its row knows: each is answered with its own code, and nothing is written.
import Type, { type TSchema } from 'typebox';
import Value from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { type NodeId, nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { isAbout } from '../../domain/nodes/node.ts';
import { type MatterKind, matterKindIds, recordKinds, standsIn } from '../../domain/nodes/record-kinds.ts';
import { holders } from '../../domain/record/holders.ts';
import { isRefusal, type Refusal } from '../../domain/record/refusal.ts';
import { bench } from '../support/given-people.ts';
import { type Court, given, type Sent } from '../support/given.ts';
import { approved } from '../support/histories.ts';

const founding = Object.values(recordKinds).map(({ foundedBy }): NodeId => foundedBy);
const nodes = nodeIds.filter((id) => nodeRow(id).by.length > 0 && !founding.includes(id));
const aboutSomething = nodes.filter((id) => nodeRow(id).subject !== undefined && nodeRow(id).introduces === undefined);

/** A case in which there is something of many kinds: an asset, a receipt, a form, documents. */
const busy = approved().at('2026-02-12T09:00');
// a month, a day is over first
const opened: { readonly [K in MatterKind]?: { readonly at?: string; readonly payload?: object } } = {
  report: { at: '2026-02-02T09:00' },
  reconciliation: { payload: { day: '2026-01-19' } },
};
const matters = matterKindIds.map((kind) => ({
  kind,
  court: given().founds(kind, opened[kind]?.payload ?? {}, { at: opened[kind]?.at }),
}));
const courtOf = (node: NodeId): Court =>
  standsIn(nodeRow(node).in, 'case') ? busy : (matters.find(({ kind }) => standsIn(nodeRow(node).in, kind))?.court ?? busy); // prettier-ignore

/** What is wrong with it; a test fails that it is taken, or that anything was written. */
function refused(node: NodeId, sent: Sent): Refusal {
  const court = courtOf(node);
  const answer = court.answer(node, sent);
  if (!isRefusal(answer as Refusal)) throw new Error(`${node} was taken: ${JSON.stringify(sent)}`);
  expect(court.tries(node, sent).record, 'nothing is written').toBe(court.record);
  return answer as Refusal;
}

const exampleOf = (node: NodeId) => nodeRow(node).example as Readonly<Record<string, unknown>>;
const fieldsOf = (node: NodeId): readonly (readonly [string, TSchema])[] => {
  const { payload } = nodeRow(node);
  return Type.IsObject(payload) ? Object.entries(payload.properties) : [];
};

/** What its sender may not, whatever else is wrong. */
const barred = ['wrong-role', 'wrong-party', 'unknown-case', 'not-of-this-kind'];

const holdsOneOf = (node: NodeId, person: string): boolean =>
  nodeRow(node).by.some(
    (role) => bench.get(person)?.roles.includes(role) || holders(courtOf(node).c, role).includes(person),
  );

/** Values of another type than a field has. */
function otherTypes(schema: TSchema): readonly unknown[] {
  const all = [7.5, true, 'x\u0000', ['x', 7], { colour: 'red' }, null];
  return all.filter((value) => !Value.Check(schema, value));
}

/** More than a field may hold. */
function tooLong(schema: TSchema): readonly unknown[] {
  const { maxLength, maxItems } = schema as { maxLength?: number; maxItems?: number }; // options of the schema builder
  if (Type.IsString(schema) && maxLength !== undefined) return ['字'.repeat(maxLength + 1)];
  return Type.IsArray(schema) && maxItems !== undefined ? [Array.from({ length: maxItems + 1 }, () => 'x')] : [];
}

/** Some subject that its form lets pass. */
const subjectOf = (node: NodeId): Pick<Sent, 'subject'> =>
  nodeRow(node).subject === undefined ? {} : { subject: 'x-1' };

describe.each(nodes)('%s', (node) => {
  const row = nodeRow(node);
  const said = exampleOf(node);
  const wrong = (payload: object) => refused(node, { ...subjectOf(node), payload });

  test('a field that it needs is missing', () => {
    const needed = Type.IsObject(row.payload) ? (row.payload.required ?? []) : [];
    for (const field of needed) {
      const rest = Object.fromEntries(Object.entries(said).filter(([each]) => each !== field));
      expect(wrong(rest), field).toMatchObject({ code: 'missing-field', missing: [{ id: field }] });
    }
  });

  test('a field of another type, or longer than any may be', () => {
    for (const [field, schema] of fieldsOf(node)) {
      for (const value of [...otherTypes(schema), ...tooLong(schema)]) {
        const refusal = wrong({ ...said, [field]: value });
        expect(['wrong-type', 'amount-fraction', 'bad-text', 'bad-value', 'missing-field', 'unknown-field'], `${field} ${JSON.stringify(value).slice(0, 60)}: ${refusal.zh}`).toContain(refusal.code); // prettier-ignore
        expect(refusal.missing?.[0]?.id ?? '', field).toMatch(new RegExp(`^${field}`));
      }
    }
  });

  test('a field that it does not know', () => {
    expect(wrong({ ...said, colour: 'red' })).toMatchObject({ code: 'unknown-field', missing: [{ id: 'colour' }] });
  });

  test('without what it is about, about what it is not, or about what has no id', () => {
    const codeOf = (more: Pick<Sent, 'subject'>) => refused(node, { payload: said, ...more }).code;
    if (row.subject === undefined) expect(codeOf({ subject: 'x-1' })).toBe('subject-not-allowed');
    else {
      if (row.numbered === undefined) expect(codeOf({})).toBe('subject-missing');
      for (const subject of ['有汉字', 'a b', '', 'x'.repeat(130)])
        expect(codeOf({ subject }), subject).toBe('wrong-type');
    }
  });

  test('by anybody who does not hold its role', () => {
    const court = courtOf(node);
    for (const { id } of bench.values()) {
      const answer = court.answer(node, { payload: said, ...subjectOf(node), by: id }) as Refusal;
      if (holdsOneOf(node, id)) continue;
      expect(barred, `${id}: ${answer.zh}`).toContain(answer.code);
    }
  });

  test('when it has not happened yet, or happened before there was anything', () => {
    const codeAt = (at: string) => refused(node, { payload: said, ...subjectOf(node), at }).code;
    expect(['at-in-future', ...barred]).toContain(codeAt('2026-02-12T09:00:01'));
    if (row.beforeFiling === undefined) expect(['at-before-filing', ...barred]).toContain(codeAt('2025-01-01T09:00'));
  });
});

test.each(aboutSomething)('%s about a thing of another kind', (node) => {
  for (const { id, of } of courtOf(node).c.subjects.values()) {
    if (isAbout(nodeRow(node), of)) continue;
    const { code } = refused(node, { payload: exampleOf(node), subject: id });
    expect(['unknown-subject', ...barred], `${of} ${id}`).toContain(code);
  }
});
