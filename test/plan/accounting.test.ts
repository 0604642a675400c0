// What is owed of a claim that grows, who gets what of a receipt, and the court's own fee (docs/spec/money.md 6).
import { describe, expect, test } from 'vitest';
import { checkFiling } from '../../domain/engine/filing.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { leftFen } from '../../domain/plan/money/readings.ts';
import { grownFen, owedOn } from '../../domain/plan/money/owed.ts';
import { accountingProposed as proposed, allocated } from '../support/accountings.ts';
import { type Court, given } from '../support/given.ts';

const LOAN = 10_000_000;
/** A loan of 100,000 yuan, due on 2025-12-31, at 6 percent a year from the first of January 2025. */
const loan = { id: 'loan', kind: 'principal', amountFen: LOAN, dueOn: '2025-12-31', interest: { from: '2025-01-01', annual: '6', basis: 360 } } as const; // prettier-ignore
const filed = (...claims: object[]): Court =>
  given()
    .filed('2026-01-20T10:00', { claimFen: LOAN, claims: claims as never })
    .assigned();
const lent = (): Court => filed(loan);
/** A sum arrived and was confirmed as r-1. */
const received = (court: Court, amountFen: number, on: string, receipt = 'r-1'): Court =>
  court
    .at(`${on}T10:00`)
    .complete('funds.arrived', receipt, { amountFen, reference: `YH-${receipt}` })
    .complete('funds.reviewed', receipt)
    .complete('funds.confirmed', receipt, { amountFen });

describe('a claim that grows', () => {
  test('is owed with its interest and its doubled part, through each day', () => {
    const owed = owedOn(lent().c, { asOf: '2026-01-20' });
    // 385 days at 6 percent of 360, 20 days at 0.0175 percent
    expect(owed?.due).toMatchObject({ principal: 10_000_000n, interest: 641_667n, doubled: 35_000n });
    expect(leftFen(lent().c, { on: '2026-01-20' })).toBe(LOAN + 641_667 + 35_000);
  });

  test('grows no more once the respondent has lost the money, however long the court keeps it', () => {
    const court = received(lent(), 12_000_000, '2026-02-06');
    expect(grownFen(court.c, '2026-02-06')).toBe(grownFen(court.c, '2026-06-30'));
    const deducted = lent().at('2026-02-06T10:00').complete('funds.arrived', 'r-1', { amountFen: 12_000_000, source: 'deducted', countsOn: '2026-02-02' }); // prettier-ignore
    expect(grownFen(deducted.c, '2026-06-30')).toBe(grownFen(lent().c, '2026-02-02'));
  });

  test('is met when the creditor has all of it, not the sum that was applied for alone', () => {
    const court = allocated(received(lent(), 12_000_000, '2026-02-06'));
    const [fact] = court.c.all('funds.allocated');
    const pay = (from: Court, form: string, amountFen: number): Court =>
      from
        .complete('payout.applied', 'r-1', { form, amountFen, allocation: fact?.seq ?? 0 })
        .complete('payout.material-reviewed', form)
        .complete('payout.approved', form, { amountFen })
        .complete('payout.paid', form, { amountFen, reference: `ZF-${form}` });
    const first = pay(court.at('2026-02-09T10:00'), 'FK-1', LOAN);
    expect(leftFen(first.c, { on: '2026-02-09' })).toBe(grownFen(first.c, '2026-02-06'));
    expect(first.refused('case.closed', { payload: { kind: 'performed' } }).code).not.toBe('');
    const rest = grownFen(first.c, '2026-02-06');
    expect(leftFen(pay(first, 'FK-2', rest).c, { on: '2026-02-09' })).toBe(0);
  });

  test('is met by what the applicant waives of it, and no more is waived than is left', () => {
    const court = lent().at('2026-01-21T10:00').complete('performance.recorded', { amountFen: LOAN });
    const left = leftFen(court.c, { on: '2026-01-21' }) ?? 0;
    expect(left).toBeGreaterThan(0);
    const over = court.refused('claim.waived', { payload: { items: ['loan'], amountFen: left + 1, evidence: '书面' } });
    expect(over.code).toBe('amount-exceeds');
    const waived = court.complete('claim.waived', { items: ['loan'], amountFen: left, evidence: '书面' });
    expect(leftFen(waived.c, { on: '2026-01-21' })).toBe(0);
    expect(court.refused('claim.waived', { payload: { items: ['i-9'], amountFen: 1, evidence: '书面' } }).code).toBe('bad-value'); // prettier-ignore
  });

  test('without a rule and a last day stays what was applied for', () => {
    const plain = filed({ kind: 'principal', amountFen: LOAN });
    expect(leftFen(plain.c, { on: '2030-01-01' })).toBe(LOAN);
    expect(leftFen(given().filed().c, { on: '2030-01-01' })).toBe(25_000_000);
  });
});

/** How the form of a filing with these items is refused. */
const checked = (...claims: object[]) =>
  checkFiling(
    { ...(nodeRow('case.filed').example as object), filedAt: '2026-01-20T10:00:00+08:00', claimFen: LOAN, claims },
    '豫0823',
  );

describe('what an item says of its interest', () => {
  test.each([
    ['a rate twice', { ...loan, interest: { from: '2025-01-01', annual: '6', daily: '0.05', basis: 360 } }, 'bad-value', 'claims.0.interest'],
    ['a rate of a year without its days', { ...loan, interest: { from: '2025-01-01', annual: '6' } }, 'bad-value', 'claims.0.interest'],
    ['a table before it began', { ...loan, interest: { from: '2019-01-01', table: 'lpr-1y', basis: 365 } }, 'bad-value', 'claims.0.interest.table'],
    ['interest on interest', { kind: 'interest', amountFen: LOAN, interest: { from: '2025-01-01', daily: '0.05' } }, 'bad-value', 'claims.0.interest'],
    ['a doubled part without a last day', { kind: 'principal', amountFen: LOAN, doubled: true }, 'bad-value', 'claims.0.dueOn'],
    ['a last day of conduct', { kind: 'conduct', dueOn: '2025-12-31' }, 'bad-value', 'claims.0'],
    ['somebody liable who is no respondent', { ...loan, liable: ['applicant-1'] }, 'unknown-party', 'claims.0.liable'],
    ['a creditor who is none', { ...loan, creditor: 'respondent-1' }, 'unknown-party', 'claims.0.creditor'],
  ])('%s is refused where it stands', (_, item, code, field) => {
    const refusal = checked(item);
    expect([refusal?.code, refusal?.missing[0]?.id]).toEqual([code, field]);
    // the same where review puts a filing right
    const corrected = { fields: { claims: [item], claimFen: LOAN }, askedBy: 'p-filing-1', evidence: '判决书' };
    expect(lent().refused('filing.corrected', { payload: corrected }).code).toBe(code);
  }); // prettier-ignore

  test('an id that two items have is refused, given or made of a place', () => {
    const half = { kind: 'principal', amountFen: LOAN / 2 } as const;
    expect(checked(half, { ...half, id: 'i-1' })?.code).toBe('named-twice');
  });
});

describe('funds.allocated 核算', () => {
  test('serves the fee, then interest before principal, the doubled part last, and leaves the rest to who paid', () => {
    const court = received(lent(), 12_000_000, '2026-02-06');
    const { shares } = proposed(court);
    expect(shares.map(({ claim }) => claim)).toEqual(['fee', 'loan.interest', 'loan.principal', 'loan.doubled']);
    const [owed] = [owedOn(court.c, { asOf: '2026-02-06', without: 'r-1' })];
    expect(shares.slice(1).map(({ fen }) => BigInt(fen))).toEqual([owed?.due.interest, owed?.due.principal, owed?.due.doubled]); // prettier-ignore
    expect(allocated(court).c.all('funds.allocated')).toHaveLength(1);
  });

  test('what it says each gets of the claim is what interest says that this payment served', () => {
    const short = received(lent(), 900_000, '2026-02-06');
    const court = allocated(short);
    const served = owedOn(court.c, { asOf: '2026-02-06' })?.payments[0]?.applied.map((a) => [`${a.item}.${a.part}`, Number(a.amount)]); // prettier-ignore
    const shares = proposed(short).shares.filter(({ claim, fen }) => claim !== 'fee' && fen > 0);
    expect(served).toEqual(shares.map(({ claim, fen }) => [claim, fen]));
  });

  test('other shares than were computed want a reason', () => {
    const court = received(lent(), 900_000, '2026-02-06');
    const { question } = proposed(court);
    const said = { question, shares: [{ claim: 'loan.principal', fen: 900_000 }] };
    expect(court.refused('funds.allocated', { subject: 'r-1', payload: said }).code).toBe('amount-differs');
    expect(court.complete('funds.allocated', 'r-1', { ...said, override: '双方约定先还本金，见协议' }).c.all('funds.allocated')).toHaveLength(1); // prettier-ignore
  });

  test.each([
    ['another question', { question: { kind: 'allocate', amount: 1, ranks: [] } }, 'allocation-stale'],
    ['a claim that there is not', { shares: [{ claim: 'i-9.principal', fen: 1 }] }, 'bad-value'],
    ['a claim twice', { shares: [{ claim: 'fee', fen: 1 }, { claim: 'fee', fen: 1 }] }, 'named-twice'],
    ['more than there is', { shares: [{ claim: 'fee', fen: 900_001 }] }, 'amount-exceeds'],
    ['days that no stay names', { excluded: [{ from: '2026-01-05', to: '2026-01-09' }] }, 'dates-out-of-order'],
  ] as const)('%s is refused', (_, said, code) => {
    const court = received(lent(), 900_000, '2026-02-06');
    expect(court.refused('funds.allocated', { subject: 'r-1', payload: { ...proposed(court), ...said } }).code).toBe(code);
  }); // prettier-ignore

  test('a form to the creditor names it and stays within it; nobody pays on one that no longer fits', () => {
    const court = received(lent(), 12_000_000, '2026-02-06');
    const without = { subject: 'r-1', payload: { form: 'FK-1', amountFen: 100, to: 'applicant', payee: '张建国', payeeAccount: '6217' } }; // prettier-ignore
    expect(court.refused('payout.applied', without).code).toBe('node-missing');
    const done = allocated(court);
    const seq = done.c.last('funds.allocated')?.seq ?? 0;
    const over = { ...without, payload: { ...without.payload, amountFen: 11_000_000, allocation: seq } };
    expect(done.refused('payout.applied', over).code).toBe('exceeds-share');
    expect(done.complete('payout.applied', 'r-1', { form: 'FK-1', amountFen: 100, allocation: seq }).c.all('payout.applied')).toHaveLength(1); // prettier-ignore
    const moved = done.complete('performance.recorded', { amountFen: 100 }, { at: '2026-02-05T10:00' });
    expect(moved.refused('payout.applied', { ...over, payload: { ...over.payload, amountFen: 100 } }).code).toBe('allocation-stale'); // prettier-ignore
  });

  test('a claim of one sum without interest is paid without it, as before', () => {
    const court = received(given().filed().assigned(), 100_000, '2026-02-06');
    expect(court.complete('payout.applied', 'r-1', { form: 'FK-1', amountFen: 100 }).c.all('payout.applied')).toHaveLength(1); // prettier-ignore
  });
});

describe('fee.assessed 核定执行费', () => {
  test('is that of the scale on what was collected', () => {
    const court = received(filed({ kind: 'principal', amountFen: LOAN }), LOAN, '2026-02-06');
    expect(court.refused('fee.assessed', { payload: { feeFen: 1 } }).missing).toMatchObject([{ id: 'feeFen', zh: '140000分' }]); // prettier-ignore
    expect(court.complete('fee.assessed', { feeFen: 140_000 }).c.all('fee.assessed')).toHaveLength(1);
  });

  test('is borne by no more of the claim than the applicant has not given up', () => {
    const court = filed({ id: 'i-1', kind: 'principal', amountFen: LOAN }).complete('claim.waived', { items: ['i-1'], amountFen: LOAN - 4_000_000 }); // prettier-ignore
    const paid = received(court, 4_100_000, '2026-02-06');
    expect(paid.refused('fee.assessed', { payload: { feeFen: 1 } }).missing).toMatchObject([{ zh: '50000分' }]);
  });

  test('is waived by the president alone, by a document', () => {
    const court = received(lent(), LOAN, '2026-02-06');
    const waived = { feeFen: 0, waived: true };
    expect(court.refused('fee.assessed', { payload: { ...waived, document: '决定书' }, by: 'officer' }).code).toBe('wrong-role'); // prettier-ignore
    expect(court.refused('fee.assessed', { payload: waived, by: 'president' }).code).toBe('missing-field');
    const free = court.complete('fee.assessed', { ...waived, document: '决定书' }, { by: 'president' });
    expect(proposed(free).shares.map(({ claim }) => claim)).not.toContain('fee');
  });

  test('each receipt bears its own step of it', () => {
    const one = allocated(received(filed({ kind: 'principal', amountFen: LOAN }), 2_000_000, '2026-02-06'));
    const two = received(one, 8_000_000, '2026-02-09', 'r-2');
    const feeOf = (court: Court, receipt: string) => proposed(court, receipt).shares.find(({ claim }) => claim === 'fee')?.fen; // prettier-ignore
    // 50 yuan up to 10,000, 1.5 percent above
    expect([one.c.last('funds.allocated')?.payload.shares[0]?.fen, feeOf(two, 'r-2')]).toEqual([20_000, 120_000]);
  });
});
