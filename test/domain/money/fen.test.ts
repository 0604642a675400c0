import { describe, expect, test } from 'vitest';
import { readExactly } from '../../../domain/gate/exact-json.ts';
import { calculate } from '../../../domain/money/calculate.ts';
import { exactNumber, readFen, rounded } from '../../../domain/money/fen.ts';

const read = (text: string) => readFen(readExactly(text));

describe('an amount', () => {
  test.each([
    ['1e3', 1_000n],
    ['1000.0', 1_000n],
    ['1E+3', 1_000n],
    ['12.5e1', 125n],
    ['10000e-1', 1_000n],
    ['1000000000000000', 10n ** 15n],
    ['1e15', 10n ** 15n],
    ['0.000000000000001e15', 1n],
  ])('%s is %i fen', (text, fen) => {
    expect(read(text)).toBe(fen);
  });

  test.each([
    ...['0', '-0', '-1', '0.5', '1000.5', '1e-3', '1000000000000001', '1e16', '1e400', '1e99999999999999999999'],
    ...['999999999999999.99999', '1000.00000000000000000001', '1e-400'], // would be read as whole numbers
    ...['"1000"', 'true', 'null', '[1000]', '{}', '""'],
  ])('%s is none', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('of nothing is one where nothing may be', () => {
    for (const text of ['0', '-0', '0.0', '0e5', '-0.000e-7']) expect(readFen(readExactly(text), 0n)).toBe(0n);
    expect(readFen(readExactly('1e-400'), 0n)).toBeUndefined();
  });
});

test('half a fen is rounded up', () => {
  expect([rounded(1n, 2n), rounded(3n, 2n), rounded(49n, 100n), rounded(0n, 7n), rounded(7n, 7n)]).toEqual([1n, 2n, 0n, 0n, 1n]); // prettier-ignore
});

describe('a question', () => {
  test.each([
    ['5', 'bad-question'],
    ['null', 'bad-question'],
    ['[]', 'bad-question'],
    ['{"kind":"tax"}', 'bad-question'],
    ['{"kind":"fee","items":[{"id":"a","amount":1}],"asOf":"2026-01-01"}', 'bad-question'],
    ['{"kind":"fee","items":[{"id":"a","amount":1}],"__proto__":{"flat":5000}}', 'bad-question'],
    ['{"kind":"fee","items":[{"id":"a","amount":1,"__proto__":null}]}', 'bad-items'],
    ['{"kind":"interest","asOf":"2026-02-29","items":[]}', 'bad-date'],
    ['{"kind":"interest","asOf":"2026-02-28","items":[]}', 'bad-items'],
    ['{"kind":"interest","asOf":"2026-02-28","items":[{"id":"a","kind":"principal","amount":1,"dueOn":null}]}', 'bad-items'],
    ['{"kind":"allocate","amount":1e15,"ranks":[{"share":"in-order","claims":[{"id":"a","amount":1e15},{"id":"b","amount":1}]}]}', 'out-of-range'],
  ])('%s: %s', (text, code) => {
    expect(calculate(readExactly(text))).toMatchObject({ id: null, error: { code } });
  }); // prettier-ignore
});

test('an amount is a number only where it stays what it is', () => {
  for (const fen of [0n, -1n, 9_007_199_254_740_991n, '-9007199254740991', '0']) expect(BigInt(exactNumber(fen))).toBe(BigInt(fen)); // prettier-ignore
  for (const fen of [9_007_199_254_740_992n, '9007199254740993', -(10n ** 30n)]) expect(() => exactNumber(fen), String(fen)).toThrow(RangeError); // prettier-ignore
});
