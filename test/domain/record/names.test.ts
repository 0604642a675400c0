// A name in which something is hidden comes in by no door (docs/decisions/179).
import { expect, test } from 'vitest';
import type { Classified } from '../../../domain/nodes/field-classes.ts';
import type { TSchema } from 'typebox';
import { type NodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import { checkForm } from '../../../domain/record/form.ts';
import { marksBy } from '../../../domain/record/marked.ts';
import { given } from '../../support/given.ts';

const classes = marksBy<Classified>('x-seen');

/** A value with something else at a place; a list and an object on the way there are made. */
function withAt(value: unknown, [key, ...rest]: readonly string[], put: string): unknown {
  if (key === undefined) return put;
  if (key === '*') return [withAt((value as readonly unknown[] | undefined)?.[0], rest, put)];
  return { ...(value as object | undefined), [key]: withAt((value as Readonly<Record<string, unknown>> | undefined)?.[key], rest, put) }; // prettier-ignore
}

const named = marksBy<true>('x-names');
const titles = marksBy<string>('title');

const namesOf = (node: NodeId) => [...classes(nodeRow(node).payload).filter(({ mark }) => mark.mask === 'name'), ...named(nodeRow(node).payload)]; // prettier-ignore
const names = nodeIds.flatMap((node) => namesOf(node).map(({ path }) => ({ node, path, at: path.join('.') })));

test.each(names)('$node $at', ({ node, path }) => {
  const refusal = checkForm(node, withAt(nodeRow(node).example, path, '张\u200b建国'));
  expect(refusal).toMatchObject({ code: 'bad-text', missing: [{ id: path.filter((key) => key !== '*').join('.') }] });
  expect(refusal?.zh).toContain('U+200B');
});

test('there are such names', () => {
  expect(names.map(({ node, at }) => `${node} ${at}`)).toEqual(expect.arrayContaining(['case.filed respondents.*.name', 'funds.arrived payer'])); // prettier-ignore
});

/** What reads like somebody's name and is none: whose numbers, words, ids of people of the court, kinds. */
const isOther = (schema: TSchema): boolean => {
  const { type, pattern = '', enum: values, format, 'x-seen': seen } = schema as Record<string, unknown>;
  return type !== 'string' || values !== undefined || format !== undefined || String(pattern).includes('A-Za-z0-9') || (seen as Classified | undefined)?.class === 'open'; // prettier-ignore
};
const WHO = /(?:[人者]|(?<!地)方|单位|法院|机构|姓名|名称|何人|谁.*)$/;
/** What the engine writes there, as an objection of whatever age has it. */
const engines = new Set(['remedy.sought holds.*']);

test('whatever is called as somebody is called is a name, in every node', () => {
  const unclassed = nodeIds.flatMap((node) => {
    const known = new Set(namesOf(node).map(({ path }) => path.join('.')));
    return titles(nodeRow(node).payload)
      .filter(
        ({ path, mark }) =>
          WHO.test(mark) &&
          !engines.has(`${node} ${path.join('.')}`) &&
          !known.has(path.join('.')) &&
          !isOther(at(nodeRow(node).payload, path)),
      ) // prettier-ignore
      .map(({ path, mark }) => `${node} ${path.join('.')} ${mark}`);
  });
  expect(unclassed).toEqual([]);
});

/** The schema at a place. */
function at(schema: TSchema, [key, ...rest]: readonly string[]): TSchema {
  const { properties, items, anyOf } = schema as { readonly properties?: Record<string, TSchema>; readonly items?: TSchema; readonly anyOf?: readonly TSchema[] }; // prettier-ignore
  if (key === undefined) return anyOf?.find((each) => (each as { readonly type?: string }).type === 'string') ?? schema;
  const inner = key === '*' ? items : properties?.[key];
  if (inner !== undefined) return at(inner, rest);
  for (const each of anyOf ?? []) {
    const found = at(each, [key, ...rest]);
    if (found !== each) return found;
  }
  return schema;
}

test('nor by a correction', () => {
  const court = given().filed().assigned().complete('funds.arrived', 'r-1');
  const payload = { ...(nodeRow('funds.arrived').example as object), payer: '李\u2060卫东' };
  expect(court.refused('fact.corrected', { payload: { fact: court.seq('funds.arrived'), payload, reason: '误登' }, by: 'review' })).toMatchObject({ code: 'bad-text' }); // prettier-ignore
});
