import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, searchText, soughtText } from '../../../domain/record/search.ts';

const filed = (more: object = {}) => ({
  caseNo: '（2026）豫0823执123号',
  cause: '民间借贷纠纷',
  basis: '（2025）豫0823民初456号',
  claimFen: null,
  applicants: [{ name: '郑州"鑫源"商贸有限公司', kind: 'organisation' as const }],
  respondents: [
    { name: '阿依古丽·买买提', kind: 'person' as const, address: '武陟县' },
    { name: 'John  SMITH', kind: 'person' as const },
  ],
  ...more,
});
const old = { caseNo: '（2014）武执字第00123号' };
const finds = (q: string, more: object = {}) => {
  const sought = soughtText(q);
  return sought !== undefined && searchText(filed(more)).includes(sought);
};

test.each(['（2014）武执字第00123号', '(2014)武执字第123号', '第00123', '第123号'])(
  'an old number is found by %s',
  (q) => {
    expect(finds(q, old)).toBe(true);
  },
);

describe('a case is found by', () => {
  test.each([
    ['its number', '（2026）豫0823执123号'],
    ['its number in half width', '(2026)豫0823执123号'],
    ['its number with brackets of the old kind', '〔2026〕豫０８２３执１２３号'],
    ['its number in thick brackets, with zeros', '【2026】豫0823执字第0123号'],
    ['its number with what nobody sees', '（2026）豫0823执\u200B123号\uFEFF'],
    ['its cause', '借贷'],
    ['a quoted name', '"鑫源"'],
    ['a name quoted otherwise', '“鑫源”商贸'],
    ['a name quoted in full width', '＂鑫源＂'],
    ['two characters', '鑫源'],
    ['one character', '鑫'],
    ['a name with another dot', '古丽•买'],
    ['a name with a katakana dot', '阿依古丽・买买提'],
    ['a name with a half-width katakana dot', '阿依古丽･买买提'],
    ['a name with a hyphenation point', '阿依古丽‧买买提'],
    ['a name with a dot operator', '阿依古丽⋅买买提'],
    ['a name with a full stop in full width', '阿依古丽．买买提'],
    ['a name with a full stop', '阿依古丽.买买提'],
    ['another letter case', 'john smith'],
    ['full-width letters', 'Ｓｍｉｔｈ'],
    ['a name with spaces as a form has them', ' 买 买　提 '],
    ['a name with something unseen in it', '买买\u200b提\ufeff'],
  ])('%s', (_, q) => expect(finds(q)).toBe(true));
});

describe('a case is not found by', () => {
  test.each([
    ['a bracket of JSON', '['],
    ['a brace of JSON', '{'],
    ['the name of a field', 'name'],
    ['an address', '武陟'],
    ['the judgment that it rests on', '民初'],
    ['the end of one name and the beginning of the next', '公司阿依'],
    ['a character twice that stands there once', '鑫鑫'],
    ['what any text would match', '%'],
    ['any one character', '_'],
    ['nothing that can be seen', ' \u3000\u200b'],
    ['nothing', ''],
  ])('%s', (_, q) => expect(finds(q)).toBe(false));

  test('unless a name holds it', () => {
    const respondents = [{ name: '武陟[县]_100%公司', kind: 'organisation' }];
    for (const q of ['[', '_', '%', '100%', '［县］']) expect(finds(q, { respondents })).toBe(true);
  });
});

test('folding twice is folding once, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
  );
});

/** Characters that no other one is written with, each in more than one way. */
const ways: readonly (readonly string[])[] = [
  ['·', '•', '・', '‧', '⋅', '．', '.', '･'],
  ['A', 'a', 'Ａ', 'ａ'],
  ['1', '１'],
  ['(', '（', '〔'],
  ['"', '“', '”', '＂'],
  ['鑫'],
  ['源'],
  ['一', '⼀'],
];
const letter = fc.nat({ max: ways.length - 1 });
const written = (letters: readonly number[], how: readonly number[], gap: string): string =>
  letters.map((l, i) => ways[l]?.[(how[i] ?? 0) % (ways[l]?.length ?? 1)] ?? '').join(gap);
const manner = fc.array(fc.nat(10), { minLength: 12, maxLength: 12 });
const gap = fc.constantFrom('', ' ', '\u3000', '\u200b');

test('a name is found by every part of it, however either is written; by nothing else', () => {
  const letters = fc.array(letter, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, manner, manner, gap, (name, q, how, otherwise, between) => {
      const isPart = name.some((_, i) => q.every((l, k) => name[i + k] === l));
      const respondents = [{ name: written(name, how, ''), kind: 'person' }];
      expect(finds(written(q, otherwise, between), { respondents, caseNo: '', cause: '', applicants: [] })).toBe(
        isPart,
      );
      const from = q.length % name.length;
      expect(finds(written(name.slice(from), otherwise, between), { respondents })).toBe(true);
    }),
  );
});
