import { describe, expect, it } from 'vitest';
import { asSeen, outlineOfContent, recordsIn } from '../../../domain/access/as-seen.ts';
import { type Outline, outlineOf, type SchemaLike } from '../../../domain/access/outline.ts';
import { nothing, type Sight, sightOf } from '../../../domain/access/sights.ts';
import { contentBy, personal, recordAt } from '../../../domain/nodes/field-classes.ts';
import { isNodeId, nodeIds, nodeRow } from '../../../domain/nodes/index.ts';

const far = sightOf('case', ['officer'], new Set(['court']));
const own = sightOf('case', ['officer'], new Set(['case']));
const funds = sightOf('case', ['funds'], new Set(['desk']));

const text = { type: 'string' };
const line = { type: 'object', properties: { case: { type: 'object', properties: { id: text } }, payee: { ...text, ...personal('name') }, node: text, payload: contentBy('node') }, ...recordAt('case.id') } as const; // prettier-ignore
const page: SchemaLike = { properties: { items: { items: line }, next: text } };
const outline: Outline = outlineOf(page, {}) ?? {};
const items = [
  { case: { id: 'a' }, payee: '张建国', node: 'clue.submitted', payload: { text: '东关门面房' } },
  { case: { id: 'b' }, payee: '李卫东', node: 'asset.seized', payload: { where: '本院停车场', order: 'first', until: '2028-01-20' } },
  { case: { id: 'c' }, payee: '王秀英', node: 'no.such', payload: { name: '王秀英', fen: 1, more: [{ x: '某' }] } },
]; // prettier-ignore
const seenBy = (sight: (record: string) => Sight | undefined) => asSeen({ items, next: null }, outline, sight);

describe('a list of several records', () => {
  it('tells which they are', () => expect([...recordsIn({ items }, outline)]).toEqual(['a', 'b', 'c']));

  it('shows each line as its record allows, and says what was read of which', () => {
    const { value, read } = seenBy((id) => ({ a: own, b: far })[id]);
    expect(value).toEqual({
      items: [
        items[0],
        { ...items[1], payee: '李××', payload: { where: '（已隐去）', order: 'first', until: '2028-01-20' } },
        { ...items[2], payee: '（不公开）', payload: { name: '（不公开）', fen: 1, more: [{ x: '（不公开）' }] } },
      ],
      next: null,
    });
    expect([...read]).toEqual([['a', new Set(['payee', 'payload.text'])]]);
  });

  it('a secret is kept from whoever works with persons alone', () => {
    const { value } = seenBy(() => funds);
    expect(value).toMatchObject({ items: [{ payee: '张建国', payload: { text: '（不公开）' } }, { payload: { where: '本院停车场' } }, {}] }); // prettier-ignore
  });

  it('changes nothing of what was handed in', () => {
    const before = structuredClone(items);
    seenBy(() => nothing);
    expect(items).toEqual(before);
  });
});

/** Every text in a value. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(textsIn);

it.each(nodeIds.filter((id) => isNodeId(id)))('%s: of what people wrote in it nothing is left for another officer', (node) => {
  const { example } = nodeRow(node);
  const inner = outlineOfContent(node);
  if (inner === undefined) return;
  const { value } = asSeen(example, inner, () => far, 'a');
  const left = textsIn(value).filter((each) => /\p{Script=Han}{2}/u.test(each) && !/^（已隐去）$|^（不公开）$/.test(each));
  expect(left.filter((each) => !openly.has(each))).toEqual([]);
}); // prettier-ignore

/** What stands in the examples and is open, or is what a mask leaves. */
const openly = new Set(['民间借贷纠纷', '（2025）豫0823民初456号', '（2026）豫0823执123号', '（2026）豫0823执123号公告', '中国建设银行武陟支行', '武陟县******', '某代付公司']); // prettier-ignore
