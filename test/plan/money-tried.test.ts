// What strangers tried with a case's money, and how it is answered: each lost or doubled a fen once.
import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';
import { escrowed } from '../support/money-reports.ts';

const FORM = 'FK-2026-031';
const BACK = { amountFen: 25_000_000, reference: 'TP-9', reason: '退回' };
const to = (payee: string) => ({ subject: 'r-7', payload: { form: 'FK-9', amountFen: 100, to: 'other-case', ground: 'ordered', document: '协助执行通知书', payee, payeeAccount: '本院' } }); // prettier-ignore

test('what never left by the bank does not come back by it, and is no loss', () => {
  const kept = escrowed();
  expect(kept.refused('payout.returned', { subject: FORM, payload: BACK }).code).toBe('wrong-node');
  expect(kept.refused('shortage.recognised', { subject: FORM, payload: { amountFen: 1, cause: '误付' } }).code).toBe('wrong-node'); // prettier-ignore
});

test('what lies in escrow is asked for before it is given out', () => {
  const asked = { of: 'escrow.released', about: FORM, payload: { amountFen: 100, why: '已到院' }, reason: '领取' };
  expect(escrowed().answer('request.made', { payload: asked, by: 'officer' })).toMatchObject({ accepted: true });
});

describe('money for another case', () => {
  test.each(['贼', '（2026）豫0823执123号', '（2026）京0105执34号', '（2026）豫0823执999号'])(
    'does not go to %s',
    (payee) => {
      expect(confirmed().at('2026-02-09T09:00').beside().refused('payout.applied', to(payee))).toMatchObject({ code: 'not-qualified', missing: [{ id: 'payee' }] }); // prettier-ignore
    },
  );
});

test('nobody brings claimed or transferred money along with a takeover', () => {
  const row = { node: 'funds.arrived', at: '2026-01-21T09:00:00+08:00', subject: 'r-1', payload: { amountFen: 100, payer: '李卫东', source: 'claim', from: { record: 'unidentified-receipt-1' } } } as const; // prettier-ignore
  expect(given().refused({ history: [row] }, '2026-02-01T09:00').code).toBe('wrong-node');
});

test('interest does not run to a day that is still to come', () => {
  const sale = { amountFen: 100, payer: '李卫东', source: 'sale', countsOn: '2027-12-31' };
  expect(given().filed().refused('funds.arrived', { subject: 'r-1', payload: sale }).code).toBe('dates-out-of-order');
});

test('what a line of the bank’s brought in is neither taken back nor of another sum', () => {
  const line = { account: '99990823000000001', serial: 'S-1' };
  const court = given().filed().complete('funds.arrived', 'r-1', { amountFen: 3_000, reference: 'S-1', line });
  const fact = court.seq('funds.arrived');
  const put = (amountFen: number) => ({ payload: { fact, payload: { amountFen, payer: '李卫军', reference: 'S-1', line }, reason: '误录' }, by: 'review' }); // prettier-ignore
  expect(court.refused('fact.withdrawn', { payload: { fact, reason: '误录' }, by: 'review' }).code).toBe('not-correctable'); // prettier-ignore
  expect(court.refused('fact.corrected', put(9_000_000)).code).toBe('not-correctable');
  expect(court.answer('fact.corrected', put(3_000))).toMatchObject({ accepted: true }); // a name is put right
});

describe('cash', () => {
  const cash = { amountFen: 700_000, payer: '李卫东', source: 'cash' as const, officers: ['p-officer-1', 'p-officer-2'], cashReceipt: 'XJ-1' }; // prettier-ignore
  const taken = given().filed().complete('funds.arrived', 'r-1', cash);
  const back = { subject: 'r-1', payload: { amountFen: 700_000, reason: '冲正' } };

  test('that the bank never had it cannot take back; its handing over is asked for still', () => {
    const { code, missing } = taken.refused('funds.reversed', back);
    expect([code, missing.map(({ id }) => id)]).toEqual(['node-missing', ['cash.deposited']]);
    expect(taken.deadline('cash-handover').status).toBe('open');
  });

  test('that is at the bank it can', () => {
    const there = taken.complete('cash.deposited', 'r-1', {});
    expect(there.answer('funds.reversed', back)).toMatchObject({ accepted: true });
  });
});

test('what lies in escrow, was taken as a fee or went to another case is no loss of its receipt either', () => {
  const loss = { subject: 'r-7', payload: { amountFen: 1, cause: '误付' }, by: 'president' };
  expect(escrowed().refused('shortage.recognised', loss).code).toBe('amount-exceeds');
});

test('a deferral ends once', () => {
  const put = confirmed().at('2026-02-09T09:00').complete('payout.delay-approved', 'r-7', { until: '2026-03-02' });
  const over = put.at('2026-02-10T09:00').complete('deferral.ended', 'r-7', { on: '2026-02-10' });
  expect(over.refused('deferral.ended', { subject: 'r-7', payload: { on: '2026-02-10', why: '事由消失' } }).code).toBe('already-recorded'); // prettier-ignore
});
