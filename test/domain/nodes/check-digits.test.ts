import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creditCodeFlaw, residentFlaw } from '../../../domain/nodes/check-digits.ts';

const CHARACTERS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
/** The one last character with which a number proves itself; undefined if no character does. */
const proven = (first: string, last: readonly string[], flaw: (idNo: string) => string | undefined) =>
  last.map((char) => first + char).find((whole) => flaw(whole) === undefined);

const birthday = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10).replaceAll('-', ''));
const resident = fc
  .tuple(fc.constantFrom('410823', '110105', '659001', '820000'), birthday, digits(3))
  .map((parts) => proven(parts.join(''), [...'0123456789X'], residentFlaw) ?? 'none');
const credit = fc
  .tuple(
    fc.constantFrom('91', '92', '12', 'A1', 'Y1'),
    digits(6),
    fc.array(fc.constantFrom(...CHARACTERS), { minLength: 9, maxLength: 9 }),
  ) // prettier-ignore
  .map(([kind, region, rest]) => proven(kind + region + rest.join(''), CHARACTERS, creditCodeFlaw) ?? 'none');

const changed = (text: string, at: number, to: string) => text.slice(0, at) + to + text.slice(at + 1);

describe.each([
  ['a resident’s number (GB 11643)', resident, residentFlaw, '11010519491231002X'],
  ['a credit code (GB 32100)', credit, creditCodeFlaw, '91350100M000100Y43'],
] as const)('%s', (_, any, flaw, known) => {
  test('the standard’s own example is right', () => expect(flaw(known)).toBeUndefined());

  test('exactly one last character proves it', () =>
    fc.assert(
      fc.property(any, (idNo) => {
        expect(CHARACTERS.filter((char) => flaw(changed(idNo, 17, char)) === undefined)).toEqual([idNo[17]]);
      }),
    ));

  test('any one character changed is found', () =>
    fc.assert(
      fc.property(any, fc.nat(17), fc.constantFrom(...CHARACTERS), (idNo, at, to) => {
        fc.pre(idNo[at] !== to);
        expect(flaw(changed(idNo, at, to))).toBeTypeOf('string');
      }),
    ));

  test('any two neighbours swapped are found', () =>
    fc.assert(
      fc.property(any, fc.nat(16), (idNo, at) => {
        const [a = '', b = ''] = [idNo[at], idNo[at + 1]];
        fc.pre(a !== b);
        expect(flaw(changed(changed(idNo, at, b), at + 1, a))).toBeTypeOf('string');
      }),
    ));
});

test.each([
  ['110105491231002', '15位'],
  ['1101051949123100', '18位'],
  ['990105194912310025', '地区代码'],
  ['110105194913310029', '1949-13-31'],
  ['110105190002290021', '1900-02-29'],
  ['110105194912310021', '校验码'],
])('%s: %s', (idNo, why) => expect(residentFlaw(idNo)).toContain(why));

test.each([
  ['9135010OM000100Y43', '没有 I、O'],
  ['91350100M000100Y4', '18位'],
  ['91350100M000100Y44', '校验码'],
])('%s: %s', (idNo, why) => expect(creditCodeFlaw(idNo)).toContain(why));
