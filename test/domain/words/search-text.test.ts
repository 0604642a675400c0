import { expect, test } from 'vitest';
import { outlineOfContent } from '../../../domain/access/as-seen.ts';
import { maskedName } from '../../../domain/access/masks.ts';
import type { Outline } from '../../../domain/access/outline.ts';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { foundingNode, type MatterKind, matterKindIds } from '../../../domain/nodes/record-kinds.ts';
import { foldText } from '../../../domain/record/search.ts';
import { matterWords } from '../../../domain/words/search-text.ts';

/** By what matters are numbered, and what of a person's name everybody is shown: what else is not for everybody nobody finds them by. */
const numbers: { readonly [K in MatterKind]?: readonly string[] } = {
  entrustment: ['letterNo'],
  order: ['no'],
  'objection-case': ['caseNo'],
  'unidentified-receipt': ['line.serial'],
};

/** Every text of a payload that is not for everybody, by the way to it. */
const classified = (
  value: unknown,
  outline: Outline | undefined,
  way: string,
): readonly (readonly [string, string])[] => {
  if (outline === undefined || value === undefined) return [];
  if (outline.seen !== undefined) return typeof value === 'string' ? [[way, value]] : [];
  return [...(outline.fields ?? [])].flatMap(([name, inner]) =>
    classified((value as Record<string, unknown>)[name], inner, way === '' ? name : `${way}.${name}`),
  );
};

const example = (kind: MatterKind) => nodeRow(foundingNode(kind)).example as object; // of whatever node

const sent: { readonly [K in MatterKind]?: object } = {
  petition: { from: '王建国、李秀英', about: '反映李卫东有房' },
  assist: { from: '武陟县东大街王建国', what: '集中拘传李卫东', place: '木城街道朝阳小区' },
  order: { from: '举报人赵大国', no: '督1号', about: '李卫东有房未查' },
  entrustment: { from: '举报人赵大国', letterNo: '执委12号' },
  'unidentified-receipt': { line: { account: '99990823000000001', serial: 'S-1' }, payer: '李卫东', payerAccount: '6217000000000000009', payerBank: '武陟农商行', remark: '还李秀英款' },
}; // prettier-ignore

test.each(matterKindIds)('nobody finds a matter by what of it is not for everybody: %s', (kind) => {
  for (const payload of [{ ...example(kind), ...sent[kind] }, example(kind)]) {
    const words = matterWords(kind, payload).map(foldText);
    const found = classified(payload, outlineOfContent(kind), '').filter(
      ([way, value]) =>
        numbers[kind]?.includes(way) !== true &&
        maskedName({ name: value }) !== value && // an organisation's name is no secret, and stands in the title
        words.some((line) => line.includes(foldText(value))),
    );
    expect(found).toEqual([]);
    for (const part of ['建国', '秀英', '大国', '卫东', '东大街', '6217'])
      expect([part, words.filter((line) => line.includes(part))]).toEqual([part, []]);
  }
});

test('a matter is found by its kind, its number and what its title shows', () => {
  expect(matterWords('petition', { from: '王秀英' })).toEqual(['信访', '王××']);
  expect(matterWords('order', { from: '焦作市中级人民法院', no: '督1号', about: '未查房产' })).toEqual(['上级督办', '焦作市中级人民法院', '督1号']);
  expect(matterWords('dual-check', {})).toEqual([]);
}); // prettier-ignore
