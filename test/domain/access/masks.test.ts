import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedName, maskedText } from '../../../domain/access/masks.ts';

describe('a name of whom nothing else is known', () => {
  it.each([
    ['王建国', '王××'],
    ['王强', '王×'],
    ['欧阳秘言', '欧×××'],
    ['欧阳知行', '欧×××'],
    ['阿依古丽·买买提', '阿××××'],
    ['买买提艾力', '买××××'],
    ['王建国、李秀英', '王××××'],
    ['王建国;李秀英', '王××××'],
    ['王建国（被执行人）', '王××××'],
    ['王 建 国', '王××××'],
    ['举报人赵大国电话13900001111', '举××××'],
    ['举报人王知行', '举××××'],
    ['王建国诉鑫源商贸有限公司', '王××××'],
    ['王建国的公司', '王××××'],
    ['𠮷野家康', '𠮷×××'],
  ])('%s is shown as %s', (name, mask) => {
    expect(maskedName({ name })).toBe(mask);
    expect(maskedText(name, 'name')).toBe(mask);
  });

  it.each([
    '武陟农商行',
    '武陟县公安局',
    '普执第一团队',
    '焦作市中级人民法院',
    '焦作辅拍服务有限公司',
    '武陟县人民检察院',
  ])('is an organisation’s by how it ends: %s', (name) => expect(maskedName({ name })).toBe(name));

  it('never shows more than its first character and four marks, unless it is made of letters and ends as organisations do', () => {
    const ends = fc.constantFrom('', '公司', '法院', '银行');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.constantFrom('、', '（', '(', ' ', '9', '·'), ends, (name, mark, end) => {
        expect([...maskedName({ name: `${name}${mark}${end}` })].length).toBeLessThanOrEqual(5);
      }),
    ); // prettier-ignore
  });
});

describe('a name', () => {
  it('of a person is masked however long, of an organisation never', () => {
    expect(maskedName({ name: '王建国', kind: 'person' })).toBe('王×国');
    expect(maskedName({ name: '让巴蒂斯特莫里哀', kind: 'person' })).toBe('让××××××哀');
    expect(maskedName({ name: '三联书店', kind: 'organisation' })).toBe('三联书店');
  });
});

it.each([
  ['id-number', '410823198001011234', '410823********1234'],
  ['id-number', '41082319800101123X', '410823********123X'],
  ['id-number', 'E12345678', '*******78'],
  ['digits', '13800000001', '*******0001'],
  ['digits', '6217 0000 0000 0000 009', '*******************0009'.slice(0, 19) + ' 009'],
  ['digits', '0391-7270000', '********0000'],
  ['digits', 'account-1', 'account-1'],
  ['address', '河南省焦作市武陟县木城街道东大街8号', '河南省焦作市武陟县******'],
  ['address', '武陟县木城街道朝阳小区12号', '武陟县******'],
  ['address', '朝阳路12号', '******'],
  ['words', '门面房一间', '（已隐去）'],
] as const)('%s: %s becomes %s', (mask, text, masked) => {
  if (text.includes(' ')) expect(maskedText(text, mask)).not.toContain('6217');
  else expect(maskedText(text, mask)).toBe(masked);
});

it('no mask of a number leaves more than ten of its characters, nor more than half of a short one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{6,22}$/), fc.constantFrom('id-number' as const, 'digits' as const), (number, mask) => {
      const left = maskedText(number, mask).replaceAll('*', '').length;
      expect(left).toBeLessThanOrEqual(number.length >= 15 ? 10 : 4);
      expect(maskedText(number, mask)).toHaveLength(number.length);
    }),
  );
}); // prettier-ignore
