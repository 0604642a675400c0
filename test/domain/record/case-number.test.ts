import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCaseId, parseCaseNumber } from '../../../domain/record/case-number.ts';

describe('a case number', () => {
  test('gives the court’s text, an id that URLs and shells take as it is, and the court', () => {
    expect(parseCaseNumber('（2026）豫0823执123号')).toEqual({
      text: '（2026）豫0823执123号',
      id: '2026-ha0823-zhi-123',
      year: 2026,
      court: '豫0823',
      type: '执',
      old: false,
    });
  });

  test.each([
    ['(2026)豫0823执123号', 'half-width brackets'],
    ['（2026)豫0823执123号', 'one of each'],
    [' （2026） 豫0823 执 123 号 ', 'stray spaces'],
    ['（2026）\u3000豫0823执123号\n', 'full-width ones, a line’s end'],
    ['（２０２６）豫０８２３执１２３号', 'full-width digits'],
    ['〔2026〕豫0823执123号', 'brackets of documents'],
    ['【2026】豫0823执123号', 'thick brackets'],
    ['[2026]豫0823执123号', 'square ones'],
    ['［2026］豫0823执123号', 'square ones in full width'],
    ['﹝2026﹞豫0823执123号', 'small ones'],
    ['（2026）豫0823执123号\u200B', 'a zero-width space at the end'],
    ['\uFEFF（2026）豫\u200D0823执\u20601\u00AD23号', 'invisible ones anywhere'],
    ['\u202A（2026）豫0823执123号\u202C', 'direction marks, as copied from a page'],
    ['（2026）豫0823执0123号', 'a leading zero'],
    ['（2026）豫0823执字第00123号', 'the words of the old form'],
    ['（2026）豫0823执第123号', 'one of them'],
  ])('%j is the same number: %s', (text) => {
    expect(parseCaseNumber(text)?.text).toBe('（2026）豫0823执123号');
  });

  test.each([
    ['（2026）豫0823执恢7号', '2026-ha0823-zhihui-7'],
    ['（2025）豫08执异12号', '2025-ha08-zhiyi-12'],
    ['（2024）豫执复1号', '2024-ha-zhifu-1'],
    ['（2024）最高法执监99号', '2024-spc-zhijian-99'],
    ['（2026）京0105执保100001号', '2026-bj0105-zhibao-100001'],
    ['（2026）内0102执1号', '2026-nm0102-zhi-1'],
  ])('%s → %s', (text, id) => {
    expect(parseCaseNumber(text)?.id).toBe(id);
  });

  test.each([
    ['（2026）豫0823执0号', 'number zero'],
    ['（2026）豫0823执123', 'no 号'],
    ['（2026）豫0823执123号之一', 'a document’s suffix'],
    ['（2026）豪0823执123号', 'no such province'],
    ['（2026）豫082执123号', 'a court of three digits'],
    ['（2026）豫08231执123号', 'a court of five'],
    ['（2026）豫0823民初123号', 'not an enforcement case'],
    ['（2026）豫0823执123号、124号', 'two numbers'],
    ['（26）豫0823执123号', 'a short year'],
    ['2026豫0823执123号', 'no brackets'],
    ['（2026）0823执123号', 'no province'],
    ['', 'nothing'],
  ])('%j is refused: %s', (text) => {
    expect(parseCaseNumber(text)).toBeUndefined();
  });

  test.each([
    ['（2014）武执字第00123号', '（2014）武执字第00123号', '2014-old-6b66-6267-123', '武'],
    ['(2014) 武执字第123号', '（2014）武执字第123号', '2014-old-6b66-6267-123', '武'],
    ['〔2009〕武法执字第７号', '（2009）武法执字第7号', '2009-old-6b66-6cd5-6267-7', '武法'],
    ['（2015）焦执恢字第1号', '（2015）焦执恢字第1号', '2015-old-7126-6267-6062-1', '焦'],
  ])('%s, of before 2016, is kept as written', (sent, text, id, court) => {
    expect(parseCaseNumber(sent)).toMatchObject({ text, id, court, old: true });
    expect(isCaseId(id)).toBe(true);
  });

  test.each([
    ['（2016）武执字第1号', 'the old form after its end'],
    ['（2014）武民初字第1号', 'no enforcement'],
    ['（2014）武执字第00号', 'number zero'],
    ['（2014）武执字1号', 'without 第'],
    ['（2014）武执字第1-1号', 'a document’s suffix'],
    ['（2014）abc执字第1号', 'letters'],
  ])('%s is none: %s', (text) => expect(parseCaseNumber(text)).toBeUndefined());

  test('what was read once is read the same again', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('（2026）豫0823执恢7号', '（2014）武执字第0012号', '（2024）最高法执监99号'),
        fc.array(fc.tuple(fc.nat(30), fc.constantFrom(' ', '\u200B', '\uFEFF', '\u3000', '\u2060', '\t')), { maxLength: 5 }),
        (text, strewn) => {
          const sent = strewn.reduce<string>((whole, [at, char]) => whole.slice(0, at) + char + whole.slice(at), text);
          expect(parseCaseNumber(sent)?.text).toBe(text);
        },
      ),
    )); // prettier-ignore

  test('different numbers have different ids', () => {
    const texts = ['豫0823执1', '豫0823执11', '豫08执231', '豫执恢1', '豫执1', '冀0823执1'].map(
      (t) => `（2026）${t}号`,
    );
    const old = ['武执', '武法执', '武执恢', '武陟执', '执武'].map((t) => `（2014）${t}字第1号`);
    expect(new Set(old.map((t) => parseCaseNumber(t)?.id)).size).toBe(old.length);
    expect(new Set(texts.map((t) => parseCaseNumber(t)?.id)).size).toBe(texts.length);
  });
});

test('an id is told from other names of workflows', () => {
  const id = parseCaseNumber('（2026）豫0823执123号')?.id ?? '';
  expect([isCaseId(id), isCaseId('rollout-2027-1'), isCaseId(`${id}/..`), isCaseId('')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
