// What the bank takes back (docs/spec/money.md 3, 5): its clocks end with it, and what still comes free of it makes good the court's loss.
import { describe, expect, test } from 'vitest';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import type { Court } from '../support/given.ts';
import { approved, confirmed, controlled } from '../support/histories.ts';
import { escrowed, inCash } from '../support/money-reports.ts';

const FORM = 'FK-2026-031';
const ALL = 25_000_000;
const president = { by: 'president' } as const;
const anew = { form: 'FK-9', amountFen: 1, to: 'applicant', payee: '张建国', payeeAccount: '6217000000000000009' };

const arrived = () => controlled().at('2026-02-06T10:00').complete('funds.arrived', 'r-7');
const applied = () => confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7');
const sent = () => approved().complete('payout.sent', FORM, { reference: 'ZL-1' });
const paidOut = () => approved().complete('payout.paid', FORM);
const reversed = (court: Court) => court.complete('funds.reversed', 'r-7');
const failed = (court: Court, again: boolean) => court.complete('payout.failed', FORM, { reference: 'ZL-1', again });
const returned = (court: Court) => court.complete('payout.returned', FORM, { amountFen: ALL });

/** What stands in a court's ledger besides what the bank holds. */
const stands = (court: Court) =>
  Object.fromEntries(
    journalOf(court.c)
      .book.balances()
      .filter(({ account }) => account !== 'bank')
      .map(({ account, fen }) => [account, Number(fen)]),
  );

const openOf = (court: Court, ...subjects: readonly string[]) =>
  court.derived.filter(({ status, subject }) => ['open', 'suspended'].includes(status) && subjects.includes(subject ?? '')).map(({ rule }) => rule); // prettier-ignore

/** The parts of a receipt come to what arrived and what the court has to recover. */
const addsUp = (court: Court) =>
  moneyOverview(court.c).every(
    ({ where, amountFen, recoverableFen }) =>
      Object.values(where).reduce((sum, fen) => sum + fen, 0) === amountFen + recoverableFen,
  );

describe('the clocks of a receipt end with what the bank took back', () => {
  test.each([
    ['arrived', arrived()],
    ['reviewed', arrived().complete('funds.reviewed', 'r-7')],
    ['in cash, at the bank', inCash().complete('cash.deposited', 'r-7')],
    ['confirmed', confirmed()],
    ['late', confirmed().at('2026-03-20T09:00')],
    ['put off', confirmed().complete('payout.delay-approved', 'r-7', { until: '2026-03-06' }, president)],
    ['applied for', applied()],
    ['reviewed for payment', applied().complete('payout.material-reviewed', FORM)],
    ['approved', approved()],
    ['sent back', returned(paidOut())],
  ])('%s', (_, court) => {
    expect(openOf(court, 'r-7', FORM)).not.toEqual([]);
    const back = reversed(court);
    expect(openOf(back, 'r-7', FORM)).toEqual([]);
    expect(openOf(back.at('2026-05-20T09:00'), 'r-7', FORM), 'and none opens later').toEqual([]);
  });

  test('but those of what the bank, or whoever it is kept for, still owes an answer', () => {
    expect(openOf(reversed(sent()), 'r-7', FORM)).toEqual(['payout-doubt']);
    expect(openOf(reversed(escrowed()), 'r-7', FORM)).toEqual(['escrow-review']);
  });

  test('it stays late with what it was late with', () => {
    const late = reversed(confirmed().at('2026-03-20T09:00'));
    expect(late.deadline('payout', 'r-7').status).toBe('done-late');
  });
});

describe('what comes free of it goes against what the court has to recover', () => {
  test.each([
    ['an order that the bank did not take', failed(reversed(sent()), false)],
    ['an order that was to go once more', failed(reversed(sent()), true)],
    ['a payment that came back', returned(reversed(paidOut()))],
  ])('%s', (_, court) => {
    expect(stands(court)).toEqual({});
    expect(addsUp(court)).toBe(true);
    expect(openOf(court, 'r-7', FORM)).toEqual([]);
    expect(openOf(court.at('2026-06-01T09:00'), 'r-7', FORM)).toEqual([]);
    expect(court.refused('payout.applied', { subject: 'r-7', payload: anew }).code).toBe('already-recorded');
  });

  test('what was kept for somebody', () => {
    const asked = { of: 'escrow.released', about: FORM, payload: { amountFen: ALL, why: '冲正' }, reason: '冲正' };
    const released = reversed(escrowed())
      .complete('request.made', asked as never, { by: 'officer' })
      .complete('request.passed', 'request-1', {}, { by: 'director' })
      .complete('escrow.released', FORM, { amountFen: ALL, why: '冲正', request: 'request-1' }, { by: 'officer' });
    expect(stands(released)).toEqual({});
    expect(addsUp(released)).toBe(true);
    expect(openOf(released, 'r-7', FORM)).toEqual([]);
  });

  test('only in part: of what is kept still the review goes on', () => {
    const part = (fen: number) => {
      const asked = {
        of: 'escrow.released',
        about: FORM,
        payload: { amountFen: fen, why: '已到院' },
        reason: '已到院',
      };
      return escrowed()
        .complete('request.made', asked as never, { by: 'officer' })
        .complete('request.passed', 'request-1', {}, { by: 'director' })
        .complete('escrow.released', FORM, { amountFen: fen, why: '已到院', request: 'request-1' }, { by: 'officer' });
    };
    const review = (court: Court) => court.deadlines('escrow-review')[0]?.status;
    expect([review(part(ALL - 1)), review(part(ALL))]).toEqual(['open', 'done']);
  });

  test('only in part, the rest stays to be recovered', () => {
    const half = confirmed()
      .at('2026-02-11T09:00')
      .complete('payout.applied', 'r-7', { amountFen: 10_000_000 })
      .complete('payout.material-reviewed', FORM)
      .complete('payout.approved', FORM, { amountFen: 10_000_000 })
      .complete('payout.paid', FORM, { amountFen: 10_000_000 });
    const back = reversed(half);
    expect(stands(back)).toEqual({ recoverable: 10_000_000 });
    expect(stands(back.complete('payout.returned', FORM, { amountFen: 10_000_000 }))).toEqual({});
  });
});

describe('nothing more is done with it', () => {
  test.each([
    ['funds.reviewed', arrived(), 'r-7', 'already-recorded'],
    ['funds.allocated', confirmed(), 'r-7', 'already-recorded'],
    ['payout.delay-approved', confirmed(), 'r-7', 'already-recorded'],
    ['shortage.recognised', paidOut(), 'r-7', 'already-recorded'],
    ['shortage.recognised', paidOut(), FORM, 'already-recorded'],
    ['payout.material-reviewed', applied(), FORM, 'form-ended'],
    ['payout.approved', applied().complete('payout.material-reviewed', FORM), FORM, 'form-ended'],
    ['payout.sent', approved(), FORM, 'form-ended'],
    ['payout.paid', approved(), FORM, 'form-ended'],
    ['payout.rejected', approved(), FORM, 'form-ended'],
    ['payout.sent', failed(sent(), true), FORM, 'form-ended'],
    ['payout.withdrawn', applied(), FORM, 'form-ended'],
  ] as const)('%s', (node, court, subject, code) => {
    const more = node === 'payout.delay-approved' ? { until: '2026-03-06', ground: 'other', reason: '一' } : undefined;
    expect(reversed(court).refused(node, { subject, ...(more && { payload: more, ...president }) }).code).toBe(code);
  });

  test('what the bank had in hand it may still have carried out', () => {
    const done = reversed(sent()).complete('payout.paid', FORM, { reference: 'ZL-1' });
    expect(stands(done)).toEqual({ recoverable: ALL });
    expect(moneyOverview(done.c)[0]?.forms[0]?.state).toBe('paid');
    expect(moneyOverview(reversed(approved()).c)[0]?.forms[0]?.state).toBe('reversed');
  });
});

describe('what was gone by then is a matter for the director', () => {
  const own = (court: Court) =>
    court.c.all('supervision.opened').filter(({ payload }) => payload.about.includes('r-7 时其中250000.00元'));
  const matters = (court: Court) => own(court).map(({ payload, via }) => [payload.owner, via]);

  test.each([
    ['paid', paidOut()],
    ['on its way', sent()],
    ['kept for somebody', escrowed()],
  ])('%s', (_, court) => {
    const back = reversed(court);
    expect(matters(back)).toEqual([['director', 'system']]);
    expect(back.deadline('supervised-matter', own(back)[0]?.subject ?? '').status).toBe('open');
    expect(matters(back.at('2026-02-16T09:00'))).toEqual([['director', 'system']]);
  });

  test('where all of it was there it is none', () => {
    for (const court of [arrived(), confirmed(), approved(), returned(paidOut())])
      expect(reversed(court).c.all('supervision.opened').filter(({ payload }) => payload.about.startsWith('银行冲正'))).toEqual([]); // prettier-ignore
  });
});
