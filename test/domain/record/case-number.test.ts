import { describe, expect, test } from 'vitest';
import { isCaseId, parseCaseNumber } from '../../../domain/record/case-number.ts';

describe('a case number', () => {
  test('gives the court’s text, an id that URLs and shells take as it is, and the court', () => {
    expect(parseCaseNumber('（2026）豫0823执123号')).toEqual({
      text: '（2026）豫0823执123号',
      id: '2026-ha0823-zhi-123',
      court: '豫0823',
    });
  });

  test.each([
    ['(2026)豫0823执123号', 'half-width brackets'],
    ['（2026)豫0823执123号', 'one of each'],
    [' （2026） 豫0823 执 123 号 ', 'stray spaces'],
    ['（2026）\u3000豫0823执123号\n', 'full-width ones, a line’s end'],
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
    ['（2026）豫0823执0123号', 'a leading zero'],
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
    ['（２０２６）豫0823执123号', 'full-width digits'],
    ['', 'nothing'],
  ])('%j is refused: %s', (text) => {
    expect(parseCaseNumber(text)).toBeUndefined();
  });

  test('different numbers have different ids', () => {
    const texts = ['豫0823执1', '豫0823执11', '豫08执231', '豫执恢1', '豫执1', '冀0823执1'].map(
      (t) => `（2026）${t}号`,
    );
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
