// What strangers tried with the bank's lines and days (docs/spec/money.md 11, 12): each found wanting once, each as it has to be.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { previewView } from '../../api/money/statement-view.ts';
import type { StatementLine } from '../../domain/money/statement/line.ts';
import { conditionOf } from '../../domain/plan/conditions.ts';
import { bankMoves } from '../../domain/plan/money/bank-moves.ts';
import { dayDifferences } from '../../domain/plan/money/day-differences.ts';
import type { AtBank } from '../../domain/plan/money/at-bank.ts';
import { fatedLines, standsAlone } from '../../domain/plan/money/fated.ts';
import type { KnownToCourt } from '../../domain/plan/money/known-to-court.ts';
import { fatesOf, likeness } from '../../domain/plan/money/line-fate.ts';
import { disposedOf, outcomeOf } from '../../domain/plan/money/line-outcome.ts';
import { foundByLines } from '../../domain/plan/money/order-conditions.ts';
import { isFound } from '../../domain/plan/money/sought-by-lines.ts';
import { receiptIdOf } from '../../domain/nodes/id-part.ts';
import { parseInstant } from '../../domain/time/instant.ts';
import { given } from '../support/given.ts';

const account = '99990823000000001';
const caseNo = '（2026）豫0823执12号';
const at = parseInstant('2026-03-10T10:00:00+08:00') ?? 0;
const line = (row: number, more: Partial<StatementLine> = {}): StatementLine => ({ row, serial: `S-${row}`, bookedAt: at, direction: 'credit', amountFen: 500n, balanceFen: null, subAccount: null, counterName: '李卫东', counterAccount: '9999001', counterBank: null, summary: '转账', remark: caseNo, broken: null, ...more }); // prettier-ignore
const court: KnownToCourt = { court: '豫0823', cases: [{ caseNo, subAccounts: [], parties: [], basis: null, isClosed: false }], forms: [], lines: [] }; // prettier-ignore
const fated = (lines: readonly StatementLine[], known: Partial<KnownToCourt> = {}) => fatedLines({ lines }, account, { ...court, ...known }); // prettier-ignore

describe('a preview', () => {
  test('counts a matched arrival, payment and return as what the import makes of them', () => {
    const form = { form: 'c f', caseNo, reference: 'ZF0001', amountFen: 500n, state: 'sent' as const };
    const lines = fated([line(1), line(2, { direction: 'debit', remark: 'ZF0001' }), line(3, { remark: '退票 ZF0001' })], { forms: [form] }); // prettier-ignore
    const statement = { layout: 'own' as const, account, openingFen: null, closingFen: null, lines: [], ignored: [] };
    const view = previewView({ id: 'st-1', account, day: '2026-03-10' }, { statement, adds: { differenceFen: null, breaks: [] }, lines }); // prettier-ignore
    expect(view.counts.map(({ kind, state, count }) => [kind, state, count])).toEqual([['arrival', 'waiting', 1], ['payment', 'waiting', 1], ['return', 'waiting', 1]]); // prettier-ignore
  });
});

describe('an order’s number', () => {
  test.each(['X1', '指令001号', 'ZF 0001', 'ZL/2026/1', '---'])('%s, by which no line could be found, is none', (reference) => {
    expect(isFound(reference)).toBe(false);
    const refusal = foundByLines({} as never, { payload: { reference, channel: 'counter' } } as never, { deadlines: () => [], of: () => [] }); // prettier-ignore
    expect(refusal?.missing).toMatchObject([{ id: 'reference' }]);
  }); // prettier-ignore

  test('that is one is found in whatever stands around it', () => {
    const word = fc.stringMatching(/^[A-Z]{2}[0-9]{4,12}(-[0-9]{1,4})?$/);
    fc.assert(
      fc.property(word, fc.constantFrom('', '付款 ', '（指令号：', '，'), (reference, before) => {
        const known = { forms: [{ form: 'c f', caseNo, reference, amountFen: 500n, state: 'sent' as const }] };
        const [one] = fated([line(1, { direction: 'debit', remark: `${before}${reference}` })], known);
        expect(isFound(reference)).toBe(true);
        expect(one?.fate).toMatchObject({ status: 'matched', kind: 'payment' });
      }),
      { numRuns: 100 },
    );
  });
});

describe('ids that are made of the bank’s serials', () => {
  test('X|1, X/1 and X-1 are three receipts and three differences', () => {
    const serials = ['X|1', 'X/1', 'X-1', 'x/1', 'X//1', '流水1', '流水2', '1'.repeat(70), `${'1'.repeat(69)}2`];
    expect(new Set(serials.map((serial) => receiptIdOf(serial))).size).toBe(serials.length);
    const lines = serials.map((serial, i) => ({ ...fated([line(i, { serial, direction: 'debit', remark: null })])[0], state: 'person', reason: null })); // prettier-ignore
    expect(dayDifferences({ openingFen: null, closedBeforeFen: null, lines: lines as never, ledgerOnly: [] })).toHaveLength(serials.length); // prettier-ignore
  });

  test('are ids, whatever the serial is, and the same each time; a plain serial stands as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 140 }), fc.constantFrom('', '-1', '-20'), (serial, suffix) => {
        expect(receiptIdOf(serial, suffix)).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
        expect(receiptIdOf(serial, suffix)).toBe(receiptIdOf(serial, suffix));
      }),
      { numRuns: 300 },
    ); // prettier-ignore
    expect(receiptIdOf('2026031000000000110')).toBe('r-2026031000000000110');
  });
});

describe('a sub-account', () => {
  const numbered = (no: number) => `（2026）豫0823执${no}号`;
  const cases = (...of: readonly (readonly string[])[]) => of.map((subAccounts, i) => ({ caseNo: numbered(i + 1), subAccounts, parties: [], basis: null, isClosed: false })); // prettier-ignore
  const fate = (of: KnownToCourt['cases'], more: Partial<StatementLine>) => fated([line(1, { subAccount: 'Z-1', remark: null, ...more })], { cases: of })[0]?.fate; // prettier-ignore

  test('of two cases is nobody’s: both are named, whatever the remark says', () => {
    const of = cases(['Z-1'], ['Z-2'], ['Z-1', 'Z-3']);
    for (const remark of [null, numbered(1), numbered(2), numbered(3)])
      expect(fate(of, { remark })).toMatchObject({ status: 'suspicious', code: 'sub-account-of-several', proposals: [{ caseNo: numbered(1), sign: 'sub-account' }, { caseNo: numbered(3), sign: 'sub-account' }] }); // prettier-ignore
    const [found] = fated([line(1, { subAccount: 'Z-1' })], { cases: of });
    expect(found && outcomeOf(found)).toMatchObject({ do: 'found', payload: { code: 'sub-account-of-several' } });
  });

  test('is its case’s, though the case has another besides', () => {
    const of = cases(['Z-2', 'Z-1'], ['Z-3']);
    expect(fate(of, {})).toMatchObject({ status: 'matched', by: 'sub-account', caseNo: numbered(1) });
    expect(fate(of, { subAccount: 'Z-2' })).toMatchObject({ status: 'matched', caseNo: numbered(1) });
    expect(fate(of, { remark: numbered(2) })?.code).toBe('sub-account-and-remark-differ');
  });
});

describe('a transfer that was told twice', () => {
  test('is flagged though the first came in another file', () => {
    const flags = (alike: readonly string[]) => fatesOf({ lines: [line(2)] }, '2026-03-10', { ...court, alike })[0]?.flags; // prettier-ignore
    expect(flags([])).toBeUndefined();
    expect(flags([likeness(line(1))])).toEqual(['possible-double']);
    expect(flags([likeness(line(1, { bookedAt: at - 86_400_000 }))])).toBeUndefined();
  });
});

describe('a line that somebody entered before it came', () => {
  const byHand = { serial: 'S-1', direction: 'credit' as const, amountFen: 500n, counterAccount: '9999001', remark: caseNo, caseNo, isByHand: true }; // prettier-ignore
  test('is a duplicate, and stands for the movement all the same; contradicted, it is a person’s and stands', () => {
    const [same] = fated([line(1)], { lines: [byHand] });
    expect([same?.fate.status, same && standsAlone(same.fate)]).toEqual(['duplicate', true]);
    const [other] = fated([line(1)], { lines: [{ ...byHand, amountFen: 400n }] });
    expect([other?.fate.code, other && standsAlone(other.fate)]).toEqual(['conflict', true]);
    const [imported] = fated([line(1)], { lines: [{ ...byHand, isByHand: false }] });
    expect(imported && standsAlone(imported.fate)).toBe(false);
  });

  test('or a payment whose answer came first: the line is that payment, a second one is not', () => {
    const paid = { form: 'c f', caseNo, reference: 'ZF0001', amountFen: 500n, state: 'paid' as const };
    const debit = (row: number) => line(row, { direction: 'debit', remark: 'ZF0001' });
    const codes = (hasLine: boolean) => fated([debit(1), debit(2)], { forms: [{ ...paid, hasLine }] }).map(({ fate }) => fate.code ?? fate.kind); // prettier-ignore
    expect(codes(false)).toEqual(['payment', 'payment-differs']);
    expect(codes(true)).toEqual(['payment-differs', 'payment-differs']);
  });
});

describe('what the bank takes back', () => {
  const back = (more: Partial<StatementLine> = {}) => line(2, { direction: 'debit', summary: '冲正', remark: '原流水 SERIAL-1', ...more }); // prettier-ignore
  test.each([
    ['a debit', back()],
    ['a credit below nothing', back({ direction: 'credit', amountFen: -500n })],
  ])('as %s is said in the case that it came to', (_, reversal) => {
    const [, taken] = fated([line(1, { serial: 'SERIAL-1' }), reversal]);
    if (taken === undefined) throw new Error('no line');
    expect(disposedOf(taken).state).toBe('waiting');
    expect(outcomeOf(taken)).toMatchObject({ do: 'record', caseNo, node: 'funds.reversed', subject: 'r-SERIAL-1', payload: { amountFen: 500, line: { serial: 'S-2' } } }); // prettier-ignore
  });

  test('in a later file is found by whatever word it is named', () => {
    const earlier = { serial: 'SERIAL-1', direction: 'credit' as const, amountFen: 500n, counterAccount: null, remark: null, caseNo, receipt: 'r-1' }; // prettier-ignore
    for (const remark of ['冲正 原流水SERIAL-1', '撤销 SERIAL-1 20260310', 'SER IAL-1'])
      expect(fated([back({ remark })], { lines: [earlier] })[0]?.fate).toMatchObject({ status: 'matched', kind: 'reversal', receipt: 'r-1' }); // prettier-ignore
    expect(fated([back({ remark: 'SERIAL-2' })], { lines: [earlier] })[0]?.fate.code).toBe('reversal-unknown');
  });

  test('of what was paid comes back to its form; of what nobody claimed it is said in the record of that line', () => {
    const forms = [{ form: 'c f', caseNo, reference: 'ZF0001', amountFen: 500n, state: 'sent' as const }];
    const [, returned] = fated([line(1, { serial: 'SERIAL-1', direction: 'debit', remark: 'ZF0001' }), back({ direction: 'credit' })], { forms }); // prettier-ignore
    expect(returned && outcomeOf(returned)).toEqual({ do: 'return', form: 'c f' });
    const [, unclaimed] = fated([line(1, { serial: 'SERIAL-1', remark: '无' }), back()]);
    expect(unclaimed && outcomeOf(unclaimed)).toMatchObject({
      do: 'take-back',
      serial: 'SERIAL-1',
      payload: { amountFen: 500 },
    });
    expect(unclaimed && disposedOf(unclaimed).state).toBe('waiting');
  });
});

describe('a bank day', () => {
  const day = given().founds('reconciliation', {}, { at: '2026-03-11T00:00' }).at('2026-03-11T09:00');
  const asked = (node: 'line.decided' | 'day.reconciled', payload: object, bank: AtBank) => {
    const draft = { node, subject: null, payload, at: day.now, now: day.now, by: 'p-finance', as: ['finance'] };
    return conditionOf(node).check?.map((guard) => guard(day.c, draft as never, { deadlines: () => [], of: () => [], bank })).find((each) => each !== undefined); // prettier-ignore
  };
  test('is not closed before a statement of it is here, nor before what differs has been said', () => {
    const closed = (known: NonNullable<AtBank['day']>) => asked('day.reconciled', {}, { day: known })?.code;
    expect(closed({ hasStatement: false, unsaid: [] })).toBe('node-missing');
    expect(closed({ hasStatement: true, unsaid: [{ id: 'd-1', zh: '未登记' }] })).toBe('nodes-open');
    expect(closed({ hasStatement: true, unsaid: [] })).toBeUndefined();
  });

  test('makes good and gets back what is owed, no more', () => {
    const decided = (payload: object) => asked('line.decided', { line: { account, serial: 'S-1' }, fen: 1_500, why: '回单', ...payload }, { owed: { chargesFen: 1_499, recoverable: new Map([['2026-ha0823-zhi-1#9', 1_500]]) } }); // prettier-ignore
    expect(decided({ as: 'replenished' })).toMatchObject({ code: 'amount-exceeds', missing: [{ id: account, zh: '14.99元' }] }); // prettier-ignore
    expect(decided({ as: 'replenished', fen: 1_499 })).toBeUndefined();
    expect(decided({ as: 'recovered' })?.code).toBe('missing-field');
    expect(decided({ as: 'recovered', of: '2026-ha0823-zhi-1#8' })).toMatchObject({ code: 'amount-exceeds', missing: [{ id: '2026-ha0823-zhi-1#9', zh: '15.00元' }] }); // prettier-ignore
    expect(decided({ as: 'recovered', of: '2026-ha0823-zhi-1#9' })).toBeUndefined();
  });

  test('differs where the ledger has anything but what its lines have become', () => {
    const known = (ledgerFen: bigint, more: object = {}) => {
      const booked = [line(1), line(2, { direction: 'debit', amountFen: 200n }), line(3)].map((each, i) => ({ ...each, account, fate: { status: 'matched' as const, kind: null }, state: i === 2 ? ('day' as const) : ('recorded' as const), reason: null })); // prettier-ignore
      return dayDifferences({ openingFen: null, closedBeforeFen: null, lines: [], ledgerOnly: [], booked, ledgerFen, ...more }).map(({ payload }) => [payload.kind, payload.fen, payload.missing]); // prettier-ignore
    };
    expect(known(300n)).toEqual([]);
    expect(known(301n)).toEqual([['balance-differs', 1, true]]);
    expect(known(299n)).toEqual([['balance-differs', 1, undefined]]);
    expect(known(800n, { posted: new Set(['S-3']) })).toEqual([]);
    const ledgerOnly = [{ record: 'c', subject: 'r-1', fen: 50, isOut: false }];
    expect(known(350n, { ledgerOnly })).toEqual([['ledger-only', 50, true]]);
  });
});

test('what was withdrawn or put right moved at the bank as if it had always been so', () => {
  const arrived = given().filed().at('2026-02-06T10:00').complete('funds.arrived', 'r-7', { reference: 'YH-1' });
  const moves = (c: typeof arrived.c) => bankMoves(c, '2026-ha0823-zhi-123').map(({ fact, fen, on }) => [fact.seq, fen, on]); // prettier-ignore
  const seq = arrived.record.length;
  expect(moves(arrived.c)).toEqual([[seq, 25_000_000n, '2026-02-06']]);
  const withdrawn = arrived.at('2026-02-06T11:00').complete('fact.withdrawn', { fact: seq, reason: '误录' }, { by: 'finance' }); // prettier-ignore
  expect(moves(withdrawn.c)).toEqual([]);
});
