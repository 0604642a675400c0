// What strangers tried with a case's money, second part: returns, cash, waivers, refunds, receipts of one lot.
import { describe, expect, test } from 'vitest';
import { feeNow } from '../../domain/plan/money/accounting.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { accountingOf } from '../../domain/plan/money/accounting.ts';
import { onceKeys } from '../../domain/plan/once-in-court.ts';
import { type Court, given } from '../support/given.ts';
import { approved, confirmed } from '../support/histories.ts';
import { inCash } from '../support/money-reports.ts';

const FORM = 'FK-2026-031';
const back = (amountFen: number, more: object = {}) => ({ subject: FORM, payload: { amountFen, reference: `TP-${amountFen}`, reason: '退回', ...more } }); // prettier-ignore

describe('what the bank sends back is one payment, as it was made', () => {
  const inTwo = () =>
    approved()
      .complete('payout.paid', FORM, { amountFen: 10_000_000, reference: 'ZF-1' })
      .complete('payout.paid', FORM, { amountFen: 15_000_000, reference: 'ZF-2' });

  test.each([1, 9_999_999, 24_999_999])('not %i fen of it', (fen) => {
    const refusal = approved().complete('payout.paid', FORM).refused('payout.returned', back(fen));
    expect([refusal.code, refusal.missing[0]?.zh]).toEqual(['amount-differs', '25000000分']);
  });

  test('of several payments each once, and no sum of them', () => {
    const court = inTwo();
    expect(court.refused('payout.returned', back(25_000_000)).code).toBe('amount-differs');
    const once = court.complete('payout.returned', FORM, { amountFen: 10_000_000, reference: 'TP-1' });
    expect(once.refused('payout.returned', back(10_000_000)).code).toBe('amount-differs');
    const both = once.complete('payout.returned', FORM, { amountFen: 15_000_000, reference: 'TP-2' });
    expect(both.refused('payout.returned', back(15_000_000)).code).toBe('amount-exceeds');
  });

  test('what the court has recalled may be part of it, together no more than went out', () => {
    const court = inTwo().complete('payout.returned', FORM, { amountFen: 4_000_000, reference: 'TP-1', kind: 'recalled' }); // prettier-ignore
    expect(court.refused('payout.returned', back(21_000_001, { kind: 'recalled' })).code).toBe('amount-exceeds');
    expect(court.answer('payout.returned', back(21_000_000, { kind: 'recalled' }))).toMatchObject({ accepted: true });
  });

  test('what the court has made good it gets back as its own', () => {
    const court = approved().complete('payout.paid', FORM).complete('shortage.recognised', FORM, { amountFen: 25_000_000, cause: '误付' }); // prettier-ignore
    const refusal = court.refused('payout.returned', back(25_000_000));
    expect([refusal.code, refusal.missing[0]?.id]).toEqual(['wrong-node', 'line.decided']);
  });

  test('nor is it put right to another sum afterwards', () => {
    const court = approved().complete('payout.paid', FORM).complete('payout.returned', FORM);
    const put = { fact: court.seq('payout.returned'), payload: { ...back(24_999_999).payload }, reason: '误' };
    expect(court.refused('fact.corrected', { payload: put, by: 'review' }).code).toBe('amount-differs');
  });
});

describe('cash', () => {
  const ready = (to = 'applicant', payee = '张建国') => {
    const applied = inCash()
      .complete('funds.confirmed', 'r-7')
      .complete('payout.applied', 'r-7', { to, payee } as never)
      .complete('payout.material-reviewed', FORM);
    const agreed = to !== 'refund' ? applied : applied.complete('panel.decided', { about: 'payee', payee }); // prettier-ignore
    return agreed.complete('payout.approved', FORM);
  };

  test.each([
    ['payout.sent', 'applicant'],
    ['payout.paid', 'applicant'],
    ['payout.refunded', 'refund'],
    ['payout.escrowed', 'escrow'],
  ] as const)('%s waits until it is at the bank', (node, to) => {
    const refusal = ready(to).refused(node, { subject: FORM });
    expect([refusal.code, refusal.missing[0]?.id]).toEqual(['node-missing', 'cash.deposited']);
  });

  test('goes out once it is, and its deposit is not taken back behind that', () => {
    const deposited = ready().complete('cash.deposited', 'r-7');
    const fact = deposited.seq('cash.deposited');
    const paid = deposited.complete('payout.paid', FORM);
    expect(paid.refused('fact.withdrawn', { payload: { fact, reason: '误' }, by: 'review' }).code).toBe('has-dependents'); // prettier-ignore
  });

  const taken = (more: object) => ({ subject: 'r-8', payload: { amountFen: 100, payer: '李卫东', source: 'cash', officers: ['p-officer-1', 'p-clerk-1'], cashReceipt: 'SJ-2', ...more }, by: 'officer' }); // prettier-ignore

  test.each([
    ['the same officer twice', { officers: ['p-officer-1', 'p-officer-1'] }, 'missing-field'],
    ['somebody whom nobody knows', { officers: ['p-officer-1', 'p-ghost'] }, 'not-qualified'],
    ['a party', { officers: ['p-officer-1', 'p-applicant'] }, 'not-qualified'],
    ['somebody without any office', { officers: ['p-officer-1', 'p-nobody'] }, 'not-qualified'],
    ['a receipt number that was used', { cashReceipt: ' ｓｊ-1 ' }, 'duplicate-receipt'],
  ])('is not taken by %s', (_, more, code) => {
    expect(inCash().refused('funds.arrived', taken(more)).code).toBe(code);
  });

  test('is taken by two of the court', () => {
    expect(inCash().answer('funds.arrived', taken({}))).toMatchObject({ accepted: true });
  });

  test('its receipt stands once in the whole court, however it is written', () => {
    expect(onceKeys('funds.arrived', { ...taken({ cashReceipt: 'ＳＪ-2 ' }).payload } as never)).toContain('cash|sj-2');
  });

  test('what was wrong of it is put right, but whoever took it stays', () => {
    const court = inCash();
    const fact = court.seq('funds.arrived');
    const put = (more: object) => ({ payload: { fact, payload: { ...court.c.fact(fact)?.payload, ...more }, reason: '误' }, by: 'review' }); // prettier-ignore
    expect(court.answer('fact.corrected', put({ payer: '李卫军' }))).toMatchObject({ accepted: true });
    expect(court.refused('fact.corrected', put({ officers: ['p-officer-1', 'p-officer-2'] })).code).toBe('not-correctable'); // prettier-ignore
  });
});

const two = (): Court =>
  given({
    claimFen: 1_000_000,
    claims: [
      { id: 'big', kind: 'principal', amountFen: 900_000 },
      { id: 'small', kind: 'fee', amountFen: 100_000 },
    ] as never,
  })
    .filed()
    .assigned();

describe('what is waived is of the items that are named', () => {
  const waives = (items: readonly string[], amountFen: number) => ({ payload: { items, amountFen, evidence: '书面' } });

  test('no more of one than is owed of it', () => {
    const refusal = two().refused('claim.waived', waives(['small'], 100_001));
    expect([refusal.code, refusal.missing]).toEqual(['amount-exceeds', [{ id: 'small', zh: '尚欠1000.00元' }]]);
    expect(two().answer('claim.waived', waives(['small'], 100_000))).toMatchObject({ accepted: true });
    expect(two().answer('claim.waived', waives(['big', 'small'], 1_000_000))).toMatchObject({ accepted: true });
  });

  test('nor the same again', () => {
    const once = two().complete('claim.waived', { items: ['small'], amountFen: 100_000, evidence: '书面' });
    expect(once.refused('claim.waived', waives(['small'], 1)).code).toBe('amount-exceeds');
    expect(once.answer('claim.waived', waives(['big'], 900_000))).toMatchObject({ accepted: true });
    expect(once.refused('claim.waived', waives(['big', 'big'], 1)).code).toBe('named-twice');
  });
});

describe('a refund', () => {
  const asked = (payeeAccount: string, payee = '李卫东') =>
    confirmed()
      .at('2026-02-11T09:00')
      .complete('payout.applied', 'r-7', { to: 'refund', payee, payeeAccount, amountFen: 100 })
      .complete('payout.material-reviewed', FORM);
  const approval = { subject: FORM, payload: { amountFen: 100 } };

  test('to the account that the money came from asks no panel', () => {
    const agreed = asked('6228480000000000001').complete('payout.approved', FORM, { amountFen: 100 });
    const paid = { amountFen: 100, payee: '李卫东', payeeAccount: '6228480000000000001' };
    expect(agreed.complete('payout.refunded', FORM, paid).c.all('payout.refunded')).toHaveLength(1);
  });

  test.each([
    ['to another account', asked('6228480000000000002')],
    ['to somebody else', asked('6228480000000000001', '李卫军')],
  ])('%s it does', (_, court) => {
    expect(court.refused('payout.approved', approval).missing[0]?.id).toBe('panel.decided');
  });
});

describe('the fee', () => {
  const received = (court: Court, receipt: string, amountFen: number) =>
    court
      .complete('funds.arrived', receipt, { amountFen, reference: `YH-${receipt}` })
      .complete('funds.confirmed', receipt, { amountFen });
  const allocated = (court: Court, receipt: string): Court => {
    const found = accountingOf(court.c, receipt, { feeRank: 'first' });
    const shares = (found?.answer.shares ?? []).map(({ id, net }) => ({ claim: id, fen: Number(net) }));
    return court.complete('funds.allocated', receipt, { question: found?.question ?? {}, shares });
  };
  const feeShare = (court: Court, receipt: string) =>
    Number(accountingOf(court.c, receipt, { feeRank: 'first' })?.fee?.due ?? 0n);

  test('is taken when it was taken, not when it was accounted for', () => {
    const court = allocated(received(two(), 'r-1', 600_000), 'r-1');
    expect(feeNow(court.c, '2026-01-20')).toMatchObject({ fee: 5_000n, due: 5_000n });
  });

  test('set aside in one receipt it is not asked of another, until that is gone elsewhere', () => {
    const one = allocated(received(two(), 'r-1', 600_000), 'r-1');
    const next = received(one, 'r-2', 400_000);
    expect(feeShare(next, 'r-2')).toBe(0);
    expect(feeShare(next.complete('funds.reversed', 'r-1', { amountFen: 600_000 }), 'r-2')).toBe(5_000);
  });
});

test('two receipts of one lot are told apart: what went to another case and came back', () => {
  const own = '（2026）豫0823执123号';
  const caseNo = '（2026）豫0823执456号';
  const moves = (
    court: Court,
    { receipt, form, to, fen }: { receipt: string; form: string; to: string; fen: number },
  ) =>
    court
      .complete('payout.applied', receipt, { form, to: 'other-case', payee: to, amountFen: fen })
      .complete('payout.material-reviewed', form)
      .complete('payout.approved', form, { amountFen: fen })
      .complete('funds.transferred', form, { case: to, amountFen: fen });
  const left = moves(confirmed().at('2026-02-11T09:00'), { receipt: 'r-7', form: 'FK-1', to: caseNo, fen: 5_000_000 });
  const there = given({ caseNo }).filed('2026-01-20T16:20').assigned().at('2026-02-11T10:00').hears(left);
  const arrived = there.c.first('funds.arrived')?.subject ?? '';
  const returned = moves(there.complete('funds.confirmed', arrived, { amountFen: 5_000_000, payer: '李卫东' }), { receipt: arrived, form: 'FK-2', to: own, fen: 2_000_000 }); // prettier-ignore
  const court = left.at('2026-02-11T11:00').hears(returned);
  const shown = () =>
    moneyOverview(court.c).map(({ where }) => [where.arrivedFen, where.heldFen, where.transferredFen]);
  expect(shown()).toEqual([
    [0, 20_000_000, 5_000_000],
    [2_000_000, 0, 0],
  ]);
  const second = court.c.all('funds.arrived').at(-1)?.subject ?? '';
  const taken = court.complete('funds.reversed', second, { amountFen: 2_000_000 });
  expect(moneyOverview(taken.c).map(({ where }) => where.heldFen)).toEqual([20_000_000, 0]);
});
