// docs/spec/money.md 5, 8: what of a receipt is payable, part by part; what is put off takes nothing else with it.
import { describe, expect, test } from 'vitest';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import type { Court } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const fen = 10_000_000;
const bank = '武陟县农商银行';
const known = confirmed().at('2026-02-09T09:00');
const puts = (court: Court, until: string, more: object = {}, by = 'president') =>
  court.complete('payout.delay-approved', 'r-7', { ground: 'other', until, ...more }, { by });
const pay = (court: Court, amountFen: number, form: string) =>
  court
    .complete('payout.applied', 'r-7', { form, amountFen })
    .complete('payout.material-reviewed', form)
    .complete('payout.approved', form, { amountFen }, { by: 'president' })
    .complete('payout.paid', form, { amountFen });
const payouts = (court: Court) => court.deadlines('payout').map(({ status, due }) => [status, due]);
const parts = (court: Court) => moneyOverview(court.c)[0]?.parts.map(({ fen: of, leftFen }) => [of, leftFen]);

describe('延期的部分', () => {
  const portion = puts(known, '2026-03-20', { amountFen: fen });

  test('leaves the rest to be paid on time, and opens anew at its end', () => {
    expect(payouts(portion)).toEqual([['open', '2026-02-24']]);
    const rest = pay(portion.at('2026-02-12T09:00'), 15_000_000, 'f-1');
    expect(payouts(rest)).toEqual([['done', '2026-02-24']]);
    const over = rest.at('2026-03-21T09:00');
    expect(payouts(over)).toEqual([
      ['done', '2026-02-24'],
      ['open', '2026-03-30'],
    ]);
    expect(parts(over)).toEqual([
      [25_000_000, 0],
      [fen, fen],
    ]);
    expect(payouts(pay(over, fen, 'f-2')).at(-1)?.[0]).toBe('done');
  });

  test('ends early with its ground, and is paid then', () => {
    const ended = portion.at('2026-02-16T09:00').complete('deferral.ended', 'r-7', { on: '2026-02-16' });
    expect(payouts(ended)).toEqual([
      ['open', '2026-02-24'],
      ['open', '2026-02-26'],
    ]);
    expect(payouts(pay(ended, 25_000_000, 'f-1')).map(([status]) => status)).toEqual(['done', 'done']);
  });

  test('prolonged, it keeps what it had; of less, the rest opens; of all, everything stands still', () => {
    const longer = puts(portion.at('2026-03-10T09:00'), '2026-04-10', { amountFen: fen }).at('2026-04-11T09:00');
    expect(longer.deadlines('payout')).toHaveLength(2);
    const less = puts(portion.at('2026-02-16T09:00'), '2026-04-10', { amountFen: 6_000_000 });
    expect(parts(less)).toEqual([
      [25_000_000, 15_000_000],
      [4_000_000, 4_000_000],
      [6_000_000, 6_000_000],
    ]);
    expect(payouts(less)).toEqual([
      ['open', '2026-02-24'],
      ['open', '2026-02-26'],
    ]);
    const whole = puts(portion.at('2026-02-16T09:00'), '2026-04-10');
    expect(whole.deadlines('payout').map(({ status }) => status)).toEqual(['suspended', 'suspended']);
  });

  test('is no more than what is left, and all that is left is the whole', () => {
    const paid = pay(known, 15_000_000, 'f-1');
    const asked = { subject: 'r-7', payload: { ground: 'other', reason: '一', until: '2026-03-01', amountFen: fen + 1 }, by: 'president' }; // prettier-ignore
    expect(paid.refused('payout.delay-approved', asked).code).toBe('amount-exceeds');
    expect(puts(paid, '2026-03-01', { amountFen: fen }).deadline('payout').status).toBe('suspended');
  });

  test('reaches three months ahead, and no further by one decision', () => {
    const asked = (until: string) => ({ subject: 'r-7', payload: { ground: 'other', reason: '一', until }, by: 'president' }); // prettier-ignore
    expect(known.refused('payout.delay-approved', asked('2026-05-10')).code).toBe('beyond-the-cap');
    expect(known.answer('payout.delay-approved', asked('2026-05-09'))).toMatchObject({ accepted: true });
  });

  test('does not end the president’s thirty days; a deferral of all does', () => {
    const late = (court: Court) => court.at('2026-03-20T09:00').deadlines('payout-30-day-approval').map(({ status }) => status); // prettier-ignore
    expect(late(portion)).toEqual(['open']);
    expect(late(puts(known, '2026-04-20'))).toEqual(['done']);
  });

  test('of what a plan distributes and an objection disputes already takes nothing twice', () => {
    const disputed = known
      .complete('panel.decided', { about: 'payee', payee: bank })
      .complete('distribution.planned', { receipts: ['r-7'] })
      .complete('distribution.objected', 'distribution-1', { disputedFen: fen });
    const both = puts(disputed, '2026-03-20', { ground: 'distribution', amountFen: fen });
    expect(parts(both)).toEqual([[25_000_000, 0]]);
    expect(parts(disputed)).toEqual(parts(both));
  });
});

describe('迟延的部分', () => {
  test('the approval of a lateness ends when what was late is paid, not when all of the receipt is', () => {
    const portion = puts(known, '2026-04-20', { amountFen: fen });
    const late = portion.at('2026-02-26T09:00');
    expect(late.deadline('payout-late-approval').status).toBe('open');
    expect(pay(late, 15_000_000, 'f-1').deadline('payout-late-approval').status).toBe('done-late');
  });

  test('it is approved by the office of the latest part, whatever has become payable since', () => {
    const late = puts(known, '2026-02-20', { amountFen: fen }).at('2026-02-26T09:00');
    expect(payouts(late)).toEqual([
      ['open', '2026-02-24'],
      ['open', '2026-03-02'],
    ]);
    const asked = late.complete('payout.applied', 'r-7', { form: 'f-1', amountFen: fen }).complete('payout.material-reviewed', 'f-1'); // prettier-ignore
    expect(asked.deadline('approval-step', 'f-1').owner).toBe('supervising-leader');
  });

  test('what comes back is a part of its own, filled after the older one', () => {
    const half = pay(known, fen, 'f-1').complete('payout.returned', 'f-1', { amountFen: fen });
    expect(parts(half)).toEqual([
      [25_000_000, 15_000_000],
      [fen, fen],
    ]);
    expect(parts(pay(half, 20_000_000, 'f-2'))).toEqual([
      [25_000_000, 0],
      [fen, 5_000_000],
    ]);
  });
});

describe('延期期间有两部分案款', () => {
  const back = pay(known, fen, 'f-1').at('2026-02-12T09:00').complete('payout.returned', 'f-1', { amountFen: fen });
  const distinct = (court: Court) => {
    const ids = court.deadlines().map(({ id }) => id);
    expect(new Set(ids).size, ids.toSorted().join(' ')).toBe(ids.length);
  };

  test.each(['president', 'supervising-leader'])(
    'put off as a whole by the %s: at its end no deadline stands twice',
    (by) => {
      const whole = puts(back, '2026-03-05', {}, by);
      const ended = whole.at('2026-02-20T09:00').complete('deferral.ended', 'r-7', { on: '2026-02-20' });
      for (const court of [
        ended,
        whole.at('2026-03-06T09:00'),
        whole.at('2026-03-30T09:00'),
        ended.at('2026-03-30T09:00'),
      ]) {
        expect(payouts(court).map(([status]) => status)).toEqual(['open', 'open']);
        distinct(court);
      }
      const paid = pay(pay(ended, 15_000_000, 'f-2'), fen, 'f-3');
      expect(payouts(paid).map(([status]) => status)).toEqual(['done', 'done']);
      expect(paid.deadlines('payout-30-day-approval').map(({ status }) => status)).not.toContain('open');
    },
  );
});
