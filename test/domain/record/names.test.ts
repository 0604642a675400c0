// A name in which something is hidden comes in by no door (docs/decisions/179).
import { expect, test } from 'vitest';
import type { Classified } from '../../../domain/nodes/field-classes.ts';
import { nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
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

const names = nodeIds.flatMap(
  (node) =>
  classes(nodeRow(node).payload).filter(({ mark }) => mark.mask === 'name').map(({ path }) => ({ node, path, at: path.join('.') })), // prettier-ignore
);

test.each(names)('$node $at', ({ node, path }) => {
  const refusal = checkForm(node, withAt(nodeRow(node).example, path, '张\u200b建国'));
  expect(refusal).toMatchObject({ code: 'bad-text', missing: [{ id: path.filter((key) => key !== '*').join('.') }] });
  expect(refusal?.zh).toContain('U+200B');
});

test('there are such names', () => {
  expect(names.map(({ node, at }) => `${node} ${at}`)).toEqual(expect.arrayContaining(['case.filed respondents.*.name', 'funds.arrived payer'])); // prettier-ignore
});

test('nor by a correction', () => {
  const court = given().filed().assigned().complete('funds.arrived', 'r-1');
  const payload = { ...(nodeRow('funds.arrived').example as object), payer: '李\u2060卫东' };
  expect(court.refused('fact.corrected', { payload: { fact: court.seq('funds.arrived'), payload, reason: '误登' }, by: 'review' })).toMatchObject({ code: 'bad-text' }); // prettier-ignore
});
