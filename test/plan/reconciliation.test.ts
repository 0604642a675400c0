// The bank's days and months (docs/spec/money.md §12): opened by time, closed with nothing open, signed by two persons over one digest.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addsUp, readStatement } from '../../domain/money/statement/read.ts';
import { conditionOf } from '../../domain/plan/conditions.ts';
import type { LineAtBank } from '../../domain/plan/money/at-bank.ts';
import { dayDifferences, type SettledLine } from '../../domain/plan/money/day-differences.ts';
import { fatedLines } from '../../domain/plan/money/fated.ts';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { disposedOf } from '../../domain/plan/money/line-outcome.ts';
import { fileRows } from '../../process/sheets.ts';
import { type Court, given } from '../support/given.ts';

const line = { account: '99990823000000001', serial: 'S-1' };
const day = given().founds('reconciliation', {}, { at: '2026-03-11T00:00' }); // Tuesday 10 March 2026 is over
const month = given().founds('reconciliation', { account: undefined, day: undefined, month: '2026-03' } as never, { at: '2026-03-01T00:00' }); // prettier-ignore
const found = (court: Court = day, payload: object = {}) => court.at('2026-03-11T09:00').complete('difference.found', 'd-1', payload, { by: 'sys:case-funds' }); // prettier-ignore

describe('a bank day', () => {
  test('is opened by time alone, of an account and a day that is over, and reconciled within a working day', () => {
    expect(day.deadlines().map((d) => [d.id, d.due, d.owner])).toEqual([['bank-day@2', '2026-03-12', 'finance']]);
    expect(given().foundsNot('reconciliation', {}, { at: '2026-03-10T23:59' }).code).toBe('too-early');
    expect(given().foundsNot('reconciliation', { month: '2026-03' }, { at: '2026-03-11T00:00' }).code).toBe('missing-field'); // prettier-ignore
    expect(given().foundsNot('reconciliation', { day: undefined }, { at: '2026-03-11T00:00' }).code).toBe('missing-field'); // prettier-ignore
    const done = day.at('2026-03-11T10:00').complete('day.reconciled');
    expect([done.rows.record.stage, done.deadline('bank-day').status]).toEqual(['concluded', 'done']);
  });

  test('is not reconciled while a difference is open, unless each is named', () => {
    const open = found();
    expect(open.deadline('reconciliation-difference', 'd-1')).toMatchObject({ due: '2026-03-12', owner: 'finance' });
    expect(open.refused('day.reconciled')).toMatchObject({ code: 'nodes-open', missing: [{ id: 'd-1' }] });
    expect(open.complete('day.reconciled', { accepted: ['d-1'] }).rows.record.stage).toBe('concluded');
    expect(open.refused('day.reconciled', { payload: { accepted: ['d-9'] } }).code).toBe('unknown-subject');
    const settled = open.complete('difference.settled', 'd-1');
    expect(settled.deadline('reconciliation-difference').status).toBe('done');
    expect(settled.complete('day.reconciled').rows.record.stage).toBe('concluded');
  });

  test('gives missing money to the director, the same day', () => {
    const missing = found(day, { kind: 'ledger-only', missing: true });
    expect(missing.deadline('reconciliation-difference')).toMatchObject({ due: '2026-03-11', owner: 'director' });
  });

  test('a difference is settled by another than found it', () => {
    const own = day.at('2026-03-11T09:00').complete('difference.found', 'd-2', {}, { by: 'p-finance' });
    expect(own.refused('difference.settled', { subject: 'd-2', by: 'p-finance' }).code).toBe('same-person');
    expect(own.complete('difference.settled', 'd-2', {}, { by: 'p-filing-finance' }).c.first('difference.settled')).toBeDefined(); // prettier-ignore
  });

  test('decides a line once; what was left to be explained is explained once more', () => {
    const decided = day.at('2026-03-11T09:00').complete('line.decided', { line, as: 'unknown-debit' });
    expect(decided.refused('line.decided', { payload: { line, as: 'charge', fen: 1_500, why: '回单' } }).code).toBe(
      'already-recorded',
    );
    const explained = decided.complete('line.decided', { line, as: 'explained', proved: 'charge' });
    expect(explained.refused('line.decided', { payload: { line, as: 'explained', proved: 'charge', fen: 1_500, why: '又' } }).code).toBe('already-recorded'); // prettier-ignore
    const other = { line: { ...line, serial: 'S-2' }, as: 'explained', proved: 'charge', fen: 1_500, why: '回单' };
    expect(day.at('2026-03-11T09:00').refused('line.decided', { payload: other }).code).toBe('node-missing');
    expect(month.at('2026-03-11T09:00').refused('line.decided').code).toBe('not-of-this-kind');
  });
});

describe('what a line proves to be', () => {
  const morning = day.at('2026-03-11T09:00');
  /** What the last fact posted: debit ← credit, fen; of which lot, on which day of the bank's. */
  const posted = (court: Court) =>
    journalOf(court.c, 'r')
      .entries.filter(({ fact }) => fact === court.record.length)
      .map(({ lines, valueOn }) => [lines.map((l) => `${l.side} ${l.account} ${l.lot} ${l.fen}`).join(', '), valueOn]);
  const lot = 'line/99990823000000001 S-1';
  const says = (as: string, more: object = {}) => morning.complete('line.decided', { line, as, ...more } as never);

  test.each([
    ['charge', 'charges', 'bank'],
    ['replenished', 'bank', 'charges'],
    ['bank-interest', 'bank', 'bank-interest'],
    ['unknown-debit', 'difference', 'bank'],
    ['recovered', 'bank', 'recoverable', { of: '2026-ha0823-zhi-1#9' }],
  ])('%s: %s ← %s, on the day that is reconciled', (as, debit, credit, more: object = {}) => {
    expect(posted(says(as, more))).toEqual([
      [`debit ${debit} ${lot} 1500, credit ${credit} ${lot} 1500`, '2026-03-10'],
    ]);
  });

  test('what is dropped is no money; what was left to be explained leaves the difference for what it proved to be', () => {
    expect(posted(says('drop'))).toEqual([]);
    const open = says('unknown-debit');
    const charge = open.complete('line.decided', { line, as: 'explained', proved: 'charge' });
    expect(posted(charge)).toEqual([[`debit charges ${lot} 1500, credit difference ${lot} 1500`, '2026-03-10']]);
    const owed = open.complete('line.decided', { line, as: 'explained', proved: 'to-recover' });
    expect(posted(owed)[0]?.[0]).toContain('debit recoverable');
    expect(open.refused('line.decided', { payload: { line, as: 'explained', fen: 1_500, why: '回单' } }).code).toBe('missing-field'); // prettier-ignore
  });

  test('interest goes to the treasury out of the lines that brought it, together the sum of the line', () => {
    const lots = [{ serial: 'S-2', fen: 1_000 }, { serial: 'S-3', fen: 500 }]; // prettier-ignore
    expect(posted(says('interest-remitted', { lots }))[0]?.[0]).toContain('debit bank-interest line/99990823000000001 S-3 500'); // prettier-ignore
    const wrong = { line, as: 'interest-remitted', fen: 1_500, why: '缴款书' };
    expect(morning.refused('line.decided', { payload: wrong }).code).toBe('amount-differs');
    expect(morning.refused('line.decided', { payload: { ...wrong, lots: [{ serial: 'S-2', fen: 1_499 }] } }).code).toBe('amount-differs'); // prettier-ignore
  });

  test('is of a line that the bank has, on its side and of its sum', () => {
    const asked = (payload: object, lines: [string, 'credit' | 'debit', number][], more: Partial<LineAtBank> = {}) => {
      const known = new Map(
        lines.map(([serial, direction, fen]) => [
          `99990823000000001 ${serial}`,
          { direction, fen, day: '2026-03-10', isRecorded: false, ...more },
        ]),
      );
      const draft = { node: 'line.decided', subject: null, payload: { line, as: 'charge', fen: 1_500, why: '回单', ...payload }, at: morning.now, now: morning.now, by: 'p-finance', as: ['finance'] }; // prettier-ignore
      const refusal = conditionOf('line.decided').check?.map((guard) => guard(morning.c, draft as never, { deadlines: () => [], of: () => [], bank: { lines: known } })); // prettier-ignore
      return refusal?.find((each) => each !== undefined)?.code;
    };
    expect(asked({}, [['S-1', 'debit', 1_500]])).toBeUndefined();
    expect(asked({}, [])).toBe('unknown-reference');
    expect(asked({}, [['S-1', 'credit', 1_500]])).toBe('form-differs');
    expect(asked({ fen: 1_501 }, [['S-1', 'debit', 1_500]])).toBe('amount-differs');
    expect(asked({}, [['S-1', 'debit', 1_500]], { day: '2026-03-09' })).toBe('form-differs');
    expect(asked({}, [['S-1', 'debit', 1_500]], { isRecorded: true })).toBe('already-recorded');
    expect(asked({ line: { ...line, account: '9999' } }, [['S-1', 'debit', 1_500]])).toBe('form-differs');
  });

  test('fees go to the treasury out of the receipts that bore them', () => {
    const lots = [{ case: '（2026）豫0823执123号', receipt: 'r-7', fen: 365_000 }];
    const remitted = month.at('2026-03-30T09:00').complete('fee.remitted', { lots, account: line.account });
    expect(posted(remitted)[0]?.[0]).toBe('debit fee 2026-ha0823-zhi-123/r-7 365000, credit bank 2026-ha0823-zhi-123/r-7 365000'); // prettier-ignore
  });
});

describe('a month', () => {
  const signs = (court: Court, side: 'enforcement' | 'finance', digest = 'abc', by = side === 'finance' ? 'p-finance' : 'p-funds') => court.complete('reconciliation.signed', { for: side, digest }, { by }); // prettier-ignore
  const over = month.at('2026-04-02T09:00');

  test('is signed by both sides within five working days of the next; its fees are remitted by its last working day', () => {
    expect(month.deadlines().map((d) => [d.id, d.due]).toSorted()).toEqual([['fee-remit@2', '2026-03-31'], ['month-reconciliation@2', '2026-04-08']]); // prettier-ignore
    const one = signs(over, 'enforcement');
    expect(one.deadline('month-reconciliation').status).toBe('open');
    expect(signs(one, 'finance').deadline('month-reconciliation').status).toBe('done');
    expect(over.complete('fee.remitted', { lots: [], voucher: undefined } as never).deadline('fee-remit').status).toBe('done-late'); // prettier-ignore
    expect(
      over.refused('fee.remitted', { payload: { lots: [{ case: '（2026）豫0823执123号', receipt: 'r-1', fen: 5 }] } })
        .code,
    ).toBe('missing-field');
  });

  test('is signed by different persons, each for its own side, over the same books', () => {
    const one = signs(over, 'enforcement');
    const sign = (side: string, by: string, digest = 'abc') => one.refused('reconciliation.signed', { payload: { for: side, digest }, by }).code; // prettier-ignore
    expect(sign('finance', 'p-funds')).toBe('same-person');
    expect(sign('finance', 'p-finance', 'xyz')).toBe('form-differs');
    expect(sign('enforcement', 'p-finance')).toBe('wrong-role');
    expect(sign('enforcement', 'p-many-hats')).toBe('already-recorded');
    expect(day.at('2026-03-11T09:00').refused('reconciliation.signed', { by: 'p-funds' }).code).toBe(
      'not-of-this-kind',
    );
  });

  test('a fact recorded between two signatures voids the first', () => {
    const between = signs(over, 'enforcement').complete('fee.remitted', { lots: [], voucher: undefined } as never);
    const half = signs(between, 'finance', 'new');
    expect(half.deadline('month-reconciliation').status).toBe('open');
    expect(signs(half, 'enforcement', 'new').deadline('month-reconciliation').status).toBe('done');
  });
});

describe('the sample day', () => {
  test('differs by 108,800.00 yuan, in two lines that cannot be read or contradict another', async () => {
    const rows = await fileRows(readFileSync(new URL('../data/statements/statement-own.csv', import.meta.url)));
    const statement = 'rows' in rows ? readStatement(rows.rows) : undefined;
    if (statement === undefined) throw new Error('it was not read');
    const fated = fatedLines(statement, line.account, { court: '豫0823', cases: [], forms: [], lines: [] });
    const lines: SettledLine[] = fated.map((each) => ({ ...each, ...disposedOf(each), state: 'recorded' as const }));
    const differences = dayDifferences({ openingFen: statement.openingFen, closedBeforeFen: statement.openingFen, lines, ledgerOnly: [] }); // prettier-ignore
    expect(differences.map(({ payload }) => payload.kind)).toEqual(['broken-line', 'broken-line']);
    expect(differences.reduce((sum, { payload }) => sum + (payload.fen ?? 0), 0)).toBe(10_880_000);
    expect(Number(addsUp(statement).differenceFen)).toBe(10_880_000);
  });

  test('a gap to the day before, what nobody placed, what the bank lacks', () => {
    const standing = { row: 7, serial: 'S-1', account: 'a', bookedAt: 0, direction: 'debit' as const, amountFen: 500n, balanceFen: 0n, subAccount: null, counterName: null, counterAccount: null, counterBank: null, summary: null, remark: null, broken: null }; // prettier-ignore
    const fate = { status: 'suspicious' as const, kind: 'unknown-debit' as const, code: 'unknown-debit' };
    const [gap, bank, ledger] = dayDifferences({
      openingFen: 500n,
      closedBeforeFen: 700n,
      lines: [{ ...standing, fate, state: 'person', reason: null }],
      ledgerOnly: [{ record: '2026-ha0823-zhi-1', subject: 'r-1', fen: 900, isOut: false }],
    });
    expect(gap?.payload).toMatchObject({ kind: 'gap', fen: 200, missing: true });
    expect(bank?.payload).toMatchObject({ kind: 'bank-only', fen: 500, missing: true, line: { serial: 'S-1' } });
    expect(ledger?.payload).toMatchObject({ kind: 'ledger-only', fen: 900, missing: true });
  });
});
