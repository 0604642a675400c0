import { expect, test } from 'vitest';
import { maskedTitle, recordName, recordTitle, titleOfMatter } from '../../../domain/words/titles.ts';
import { maskedText } from '../../../domain/access/masks.ts';
import { given } from '../../support/given.ts';

test('of a case everybody may see who asks for enforcement against whom, but no person’s name', () => {
  const [zhang, li, bank] = [
    { name: '张建国', kind: 'person' },
    { name: '李卫东', kind: 'person' },
    { name: '武陟农商行', kind: 'organisation' },
  ] as const;
  expect(maskedTitle({ applicants: [zhang], respondents: [li] })).toBe('张×国 申请执行 李×东');
  expect(maskedTitle({ applicants: [zhang], respondents: [li], caseNo: '（2026）豫0823执保29号' })).toBe(
    '张×国 申请保全 李×东',
  );
  expect(maskedTitle({ applicants: [bank], respondents: [li, zhang] })).toBe('武陟农商行 申请执行 李×东等2人');
});

test('the court’s own people call a case by its number, a petition by whose it is', () => {
  const { c } = given().filed();
  expect([recordName(c), recordTitle(c)]).toEqual([c.filed.payload.caseNo, '张×国 申请执行 李×东']);
  const petition = given().petitioned({ from: '王小明' }).c;
  expect([recordName(petition), recordTitle(petition)]).toEqual(['信访（王××）', '王××']);
});

test('whoever sends a matter is called in its title by the mask of its field', () => {
  const from = '王建国、李秀英';
  expect(titleOfMatter('petition', { from })).toBe('王××××');
  expect(titleOfMatter('assist', { from })).toBe('王××××');
  expect(titleOfMatter('order', { from, no: '督1号' })).toBe('王×××× 督1号');
  expect(titleOfMatter('entrustment', { from, letterNo: '执委1号' })).toBe('王×××× 执委1号');
  expect(titleOfMatter('order', { from: '焦作市中级人民法院', no: '督1号' })).toBe('焦作市中级人民法院 督1号');
  expect(maskedText(from, 'name')).toBe('王××××');
});
