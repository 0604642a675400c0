// Orders to the bank and its answers (docs/spec/money.md 11): the file that goes out, what comes in, and what becomes of each line.
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { paymentColumns, paymentsFile, plainYuan } from '../../../domain/money/payments/payments-file.ts';
import { isAnswers } from '../../../domain/money/statement/answers.ts';
import { readStatement } from '../../../domain/money/statement/read.ts';
import { answeredLines } from '../../../domain/plan/money/answer-fate.ts';
import type { KnownForm } from '../../../domain/plan/money/known-to-court.ts';
import { disposedOf, outcomeOf } from '../../../domain/plan/money/line-outcome.ts';
import { fileRows } from '../../../process/sheets.ts';

const HEADER = 'reference,status,bankSerial,bookedAt,reason';
const answers = async (...rows: readonly string[]) => {
  const file = await fileRows(Buffer.from(rows.join('\r\n')));
  const read = 'rows' in file ? readStatement(file.rows) : undefined;
  return read !== undefined && isAnswers(read) ? read : undefined;
};
const form = (reference: string, state: KnownForm['state'] = 'sent'): KnownForm => ({ form: `2026-ha0823-zhi-1 ${reference}`, caseNo: '（2026）豫0823执1号', reference, amountFen: 500n, state }); // prettier-ignore
const fates = async (rows: readonly string[], forms: readonly KnownForm[]) => {
  const read = await answers(HEADER, ...rows);
  return answeredLines(read ?? { lines: [] }, '', forms).map((line) => [
    line.fate.status,
    line.fate.code ?? line.fate.kind,
    disposedOf(line).state,
    outcomeOf(line)?.do,
  ]);
};

describe('the file of orders', () => {
  test('holds whatever a name, a purpose, a sum may be', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 }).map((each) => each.replaceAll(/\r(?!\n)/g, ''));
    const fen = fc.bigInt(0n, 10n ** 16n);
    fc.assert(
      fc.property(text, text, fen, (payee, purpose, amountFen) => {
        const file = paymentsFile([{ reference: 'ZF1234', form: 'F-1', amountFen, payee, account: '62170', bankCode: '', bank: '', purpose }]); // prettier-ignore
        const [mark, header, order] = parse(file, {
          columns: false,
          relax_column_count: true,
          record_delimiter: '\r\n',
        });
        expect(mark).toEqual(['#zhixing-payments', '1']);
        expect(header).toEqual([...paymentColumns]);
        const text = (said: string) => (/^[=+@\t\r-]/.test(said) ? `'${said}` : said); // no formula to a spreadsheet
        expect(order).toEqual(['ZF1234', 'F-1', plainYuan(amountFen), text(payee), '62170', '', '', text(purpose)]);
      }),
      { numRuns: 200 },
    );
    expect([plainYuan(0n), plainYuan(5n), plainYuan(1234567n), plainYuan(-5n)]).toEqual(['0.00', '0.05', '12345.67', '-0.05']); // prettier-ignore
  });
});

describe('an answer', () => {
  test('is read by its header, with or without the mark of its version', async () => {
    const row = 'ZF0001,paid,B-1,2026-03-10T10:00:00+08:00,';
    expect((await answers(HEADER, row))?.lines).toMatchObject([{ row: 2, serial: 'ZF0001', answer: { status: 'paid', bankSerial: 'B-1' }, broken: null }]); // prettier-ignore
    expect((await answers('#zhixing-payments,1', HEADER, row))?.lines).toHaveLength(1);
    expect(await answers('#zhixing-payments,2', HEADER, row)).toBeUndefined();
    expect(await answers('#zhixing-payments,1', 'reference,status', row)).toBeUndefined();
  });

  test.each([
    [',paid,B-1,2026-03-10T10:00:00+08:00,', 'no-reference'],
    ['ZF0001,done,B-1,2026-03-10T10:00:00+08:00,', 'bad-status'],
    ['ZF0001,,B-1,2026-03-10T10:00:00+08:00,', 'bad-status'],
    ['ZF0001,paid,B-1,,', 'bad-date'],
    ['ZF0001,paid,B-1,yesterday,', 'bad-date'],
    ['ZF0001,failed,,yesterday,', 'bad-date'],
    ['ZF0001', 'bad-status'],
  ])('%s is %s, and the rest goes on', async (row, code) => {
    const known = [form('ZF0001'), form('ZF0002')];
    expect(await fates([row, 'ZF0002,failed,,,余额不足'], known)).toEqual([['broken', code, 'person', undefined], ['matched', 'failure', 'waiting', 'fail']]); // prettier-ignore
  });

  test('pays, fails, leaves open; what nobody ordered waits for a person', async () => {
    const at = '2026-03-10 10:00:00';
    const rows = [`ZF0001,paid,B-1,${at},`, 'ZF0002,failed,,,户名不符', 'ZF0003,unknown,,,', `ZF0009,paid,B-9,${at},`];
    const known = [form('ZF0001'), form('ZF0002'), form('ZF0003')];
    const first = await fates(rows, known);
    expect(first).toEqual([
      ['matched', 'payment', 'waiting', 'pay'],
      ['matched', 'failure', 'waiting', 'fail'],
      ['suspicious', 'no-result', 'person', undefined],
      ['suspicious', 'reference-unknown', 'person', undefined],
    ]);
    // the same once more, when it has been recorded: nothing but what nobody could place
    const after = [form('ZF0001', 'paid'), form('ZF0002', 'failed'), form('ZF0003')];
    expect((await fates(rows, after)).map(([status]) => status)).toEqual(['duplicate', 'duplicate', 'suspicious', 'suspicious']); // prettier-ignore
  });

  test('that contradicts another, or what is recorded, is a person’s', async () => {
    const paid = 'ZF0001,paid,B-1,2026-03-10T10:00:00+08:00,';
    const codes = async (rows: readonly string[], state?: KnownForm['state']) => (await fates(rows, [form('ZF0001', state)])).map(([status, code]) => `${String(status)} ${String(code)}`); // prettier-ignore
    expect(await codes([paid, paid, 'ZF0001,failed,,,'])).toEqual(['matched payment', 'duplicate payment', 'suspicious conflict']); // prettier-ignore
    expect(await codes(['ZF0001,failed,,,'], 'paid')).toEqual(['suspicious answer-differs']);
    expect(await codes([paid], 'failed')).toEqual(['suspicious answer-differs']);
    expect(await codes([paid], 'returned')).toEqual(['duplicate payment']); // it was paid, and came back since
  });

  test('is never taken for more than one of these, whatever its cells hold', async () => {
    const cell = fc.oneof(fc.constantFrom('paid', 'failed', 'unknown', 'ZF0001', '2026-03-10', ''), fc.string({ maxLength: 8 })).map((each) => each.replaceAll(/[",\r\n]/g, '')); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 6 }), async (rows) => {
        const found = await fates(rows.map((row) => row.join(',')), [form('ZF0001')]); // prettier-ignore
        expect(found.filter(([, , state]) => state === 'waiting').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    ); // prettier-ignore
  });
});
