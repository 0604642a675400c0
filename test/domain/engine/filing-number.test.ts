import { describe, expect, test } from 'vitest';
import { checkFiling } from '../../../domain/engine/filing.ts';
import { filingWarnings } from '../../../domain/record/filing-warnings.ts';
import { given } from '../../support/given.ts';

const body = (caseNo: string, filedAt = '2026-01-20T16:20:00+08:00') => ({
  ...given().filed().c.filed.payload,
  caseNo,
  filedAt,
});
const check = (filing: object) => checkFiling(filing, '豫0823');

describe('the number of a filing (engine.md 14a)', () => {
  test.each(['（2026）豫0823执123号', '（2026）豫0823执恢7号', '（2026）豫0823执保29号', '[2026]豫０８２３执字第0123号\u200B'])('%s is filed', (caseNo) =>
    expect(check(body(caseNo))).toBeUndefined(),
  ); // prettier-ignore

  test.each([
    ['（2026）京0105执34号', 'wrong-court', '本院是豫0823'],
    ['（2026）豫08执34号', 'wrong-court', '豫08的案件'],
    ['（2026）京0105执保29号', 'wrong-court', '本院是豫0823'],
    ['（2025）豫0823执保29号', 'wrong-year', '2025年'],
    ['（2026）豫0823执异1号', 'not-enforcement', '异议'],
    ['（2026）豫08执复1号', 'not-enforcement', '上一级法院'],
    ['（2026）最高法执监1号', 'not-enforcement', '监督'],
    ['（2026）豫0823执协1号', 'not-enforcement', '协调'],
    ['（2026）豫0823执他1号', 'not-enforcement', '类型代字'],
    ['（2025）豫0823执1号', 'wrong-year', '2025年'],
    ['（2014）武执字第00123号', 'bad-case-number', 'history'],
    ['（2014）武执保字第1号', 'bad-case-number', 'history'],
    ['（2026）豫0823执123号之一', 'bad-case-number', '之一'],
    ['（2026）豫0823民初123号', 'bad-case-number', '类型代字'],
    ['（2026）武执字第1号', 'bad-case-number', '法院代字'],
    ['2026豫0823执1号', 'bad-case-number', '括号'],
    ['（2026）豫0823执1\u200E2', 'bad-case-number', 'U+200E'],
  ])('%s → %s', (caseNo, code, why) => {
    const refusal = check(body(caseNo));
    expect(refusal?.code).toBe(code);
    expect(refusal?.zh).toContain(why);
  });

  test('the year is that of the court’s zone', () => {
    expect(check(body('（2026）豫0823执1号', '2025-12-31T16:00:00Z'))).toBeUndefined();
    expect(check(body('（2025）豫0823执1号', '2025-12-31T16:00:00Z'))?.code).toBe('wrong-year');
    expect(check(body('（2025）豫0823执1号', '2025-12-31T15:59:59Z'))).toBeUndefined();
  });

  test('a takeover may have another year, and an old number; another court’s it may not', () => {
    const takenOver = (caseNo: string, filedAt?: string) => check({ ...body(caseNo, filedAt), history: [] })?.code;
    expect(takenOver('（2025）豫0823执1号')).toBeUndefined();
    expect(takenOver('（2014）武执字第00123号', '2014-03-03T09:00:00+08:00')).toBeUndefined();
    expect(takenOver('（2025）京0105执1号')).toBe('wrong-court');
    expect(takenOver('（2025）豫0823执异1号')).toBe('not-enforcement');
  });

  test('a year that differs is shown with the case', () => {
    const warned = (caseNo: string) =>
      filingWarnings(given({ caseNo }).takenOver('2026-01-20T16:20', '2026-03-01T09:00').c.filed);
    expect(warned('（2026）豫0823执1号')).toEqual([]);
    expect(warned('（2025）豫0823执1号')).toMatchObject([{ id: 'caseNo' }]);
    expect(warned('（2014）武执字第00123号')).toMatchObject([
      { id: 'caseNo', zh: '案号的年度是2014年，而立案时刻在2026年，请核对' },
    ]);
  });

  test('it is kept as the court writes it', () => {
    const { payload } = given({ caseNo: ' [２０２６]豫0823执字第00123号\u200B' }).filed().c.filed;
    expect(payload.caseNo).toBe('（2026）豫0823执123号');
  });
});
