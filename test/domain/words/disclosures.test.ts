// What parties hear of a fact: a sentence for every node that is told, and nothing in it that is somebody else's (plan §6).
import { expect, test } from 'vitest';
import { nodeIds, nodeRow } from '../../../domain/nodes/index.ts';
import type { Fact } from '../../../domain/record/fact.ts';
import { toldZh } from '../../../domain/words/disclosures.ts';
import { given } from '../../support/given.ts';

const court = given()
  .filed()
  .complete('query.started')
  .complete('query.returned', {
    assets: [{ id: 'a-1', kind: 'bank-account', holder: '李卫东', description: '中国银行尾号6217', valueFen: 100 }],
  });
const at = court.now;
const say = (node: Fact['node'], payload: unknown = nodeRow(node).example): string =>
  toldZh(court.c, { node, payload, subject: 'a-1', at } as unknown as Fact); // payloads of that node

const told = nodeIds.filter((id) => nodeRow(id).disclose !== 'nobody');

/** Every text of a payload in which people write what they like, however deep. */
const texts = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
};
const personal = /李卫东|张建国|王秀英|李小东|接待窗口|\d{15}|1\d{10}|尾号|东大街|朝阳路|p-[a-z]+-\d/;

test.each(told)('%s: a sentence in Chinese, with its day', (node) => {
  expect(say(node)).toMatch(/^20\d\d年\d{1,2}月\d{1,2}日，[^，。].*[一-鿿].*。$/);
  expect(say(node)).not.toMatch(/undefined|null|NaN|\[object/);
});

test.each(told)('%s: no number of a person, no phone, no account, no name, no address', (node) => {
  expect(say(node)).not.toMatch(personal);
});

test('the examples hold such things: the test would see them', () => {
  expect(told.filter((id) => texts(nodeRow(id).example).some((text) => personal.test(text))).length).toBeGreaterThan(
    10,
  );
});

test('an asset is told by its kind and number', () => {
  const until = '2027-01-20';
  expect(say('asset.frozen', { order: 'first', ruling: '之一', until })).toMatch(
    /冻结财产a-1（银行账户），期限至2027年1月20日。$/,
  );
});
