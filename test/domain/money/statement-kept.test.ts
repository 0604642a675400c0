// A line that cannot be kept as it came waits for a person; the file goes on (docs/spec/money.md 11, rule 2).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepable } from '../../../domain/gate/text.ts';
import { flawIn } from '../../../domain/gate/value.ts';
import { addsUp, readStatement } from '../../../domain/money/statement/read.ts';
import { answerColumns } from '../../../domain/money/statement/answers.ts';
import { ownColumns } from '../../../domain/money/statement/own-layout.ts';
import type { Statement } from '../../../domain/money/statement/line.ts';

const good = { serial: 'S-1', bookedAt: '2026-03-10T10:00:00+08:00', direction: 'credit', amount: '10.00', balance: '10.00', ownAccount: '99', subAccount: '', counterName: '李卫东', counterAccount: '9', counterBank: '', summary: '转账', remark: '案款' }; // prettier-ignore
type Line = Partial<Record<keyof typeof good, string>>;
const read = (rows: readonly (readonly string[])[]): Statement => {
  const found = readStatement(rows.map((cells, i) => ({ row: i + 1, cells })));
  if (found === undefined) throw new Error('no layout');
  return found;
};
const own = (lines: readonly Line[], head: readonly (readonly string[])[] = []) =>
  read([['#zhixing-statement', '1'], ...head, ownColumns, ...lines.map((line, i) => ownColumns.map((column) => ({ ...good, serial: `S-${i}`, ...line })[column]))]); // prettier-ignore
const broken = ({ lines }: Statement) => lines.map((line) => line.broken);

describe('one line breaks, the others are read', () => {
  test.each([
    ['NUL in its remark', { remark: '案\u0000款' }, 'bad-text'],
    ['NUL in its serial', { serial: 'S\u00001' }, 'bad-text'],
    ['half a character in its payer', { counterName: '李\ud800' }, 'bad-text'],
    ['an escape in its summary', { summary: '\u001b[2J' }, 'bad-text'],
    ['NUL in its sub-account', { subAccount: '1\u0000' }, 'bad-text'],
    ['a serial without end', { serial: '1'.repeat(129) }, 'bad-text'],
    ['a remark without end', { remark: '案'.repeat(20_001) }, 'bad-text'],
    ['NUL in its sum', { amount: '1\u00000.00' }, 'amount-format'],
    ['a sum beyond what is kept', { amount: '10000000000000.01' }, 'amount-too-large'],
    ['a sum beyond numbers', { amount: '90071992547409.92' }, 'amount-too-large'],
    ['a day before all calendars', { bookedAt: '0000-01-01T00:00:00+08:00' }, 'bad-date'],
    ['a day after them', { bookedAt: '9999-12-31T00:00:00-08:00' }, 'bad-date'],
  ])('%s', (_, line, code) => {
    const statement = own([{}, line, {}]);
    expect(broken(statement)).toEqual([null, code, null]);
    expect(flawIn(JSON.parse(JSON.stringify(statement, (__, each: unknown) => (typeof each === 'bigint' ? Number(each) : each))))).toBeUndefined(); // prettier-ignore
  });

  test('of a bank’s own layout and of its answers too', () => {
    const bank = read([['流水号', '交易时间', '收入', '支出', '余额', '附言'], ['S-1', '2026-03-10', '1.00', '', '1.00', 'a\u0000'], ['S-2', '2026-03-10', '1.00', '', '2.00', 'a']]); // prettier-ignore
    expect(broken(bank)).toEqual(['bad-text', null]);
    const answers = read([answerColumns, ['R-0001', 'paid', 'B\u0000', '2026-03-10', ''], ['R-0002', 'paid', 'B2', '2026-03-10', '']]); // prettier-ignore
    expect(broken(answers)).toEqual(['bad-text', null]);
    expect(JSON.stringify(answers.lines)).not.toContain('\\u0000');
  });
});

test('what a line says beside its own text is no flaw of it', () => {
  expect(broken(own([{ remark: '收\u200b款\u202e' }, { remark: '一\n二\t三' }]))).toEqual([null, null]);
});

test('a head that cannot be kept says nothing', () => {
  const statement = own(
    [{}],
    [
      ['#account', '9\u0000'],
      ['#opening', '9999999999999999.00'],
      ['#closing', '1.00'],
    ],
  );
  expect([statement.account, statement.openingFen, statement.closingFen]).toEqual([null, null, 100n]);
});

test('whatever a file holds, its lines can be kept, and their sums are numbers', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('90071992547409.91', '-90071992547409.91', '2026-03-10T10:00:00+08:00', 'credit')); // prettier-ignore
  const line = fc.record(Object.fromEntries(ownColumns.map((column) => [column, fc.oneof(fc.constant(good[column]), cell)]))); // prettier-ignore
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
      const statement = own(lines, [
        ['#opening', '0.00'],
        ['#closing', '90071992547409.91'],
      ]);
      const told: readonly unknown[] = [...statement.lines.flatMap((each): unknown[] => Object.values(each)), addsUp(statement).differenceFen]; // prettier-ignore
      for (const each of told) {
        if (typeof each === 'string') expect(keepable(each)).toBe(each);
        if (typeof each === 'bigint') expect(Number.isSafeInteger(Number(each))).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
