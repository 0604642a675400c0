import { describe, expect, test } from 'vitest';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import type { PayloadOf } from '../../domain/nodes/index.ts';
import { type Court, given } from '../support/given.ts';
import { confirmed, controlled } from '../support/histories.ts';

const arrived = (): Court => controlled().at('2026-02-06T10:00').complete('funds.arrived', 'r-7');

describe('funds-review 到账审查', () => {
  test('opens with each arrival, for one day, and belongs to the case-fund clerk', () => {
    const court = arrived();
    expect(court.deadline('funds-review', 'r-7')).toMatchObject({ due: '2026-02-09', owner: 'funds', status: 'open' });
    const done = court.at('2026-02-09T17:00').complete('funds.reviewed', 'r-7');
    expect(done.deadline('funds-review').status).toBe('done');
    expect(court.at('2026-02-10T09:00').complete('funds.reviewed', 'r-7').deadline('funds-review').status).toBe(
      'done-late',
    );
    expect(done.refused('funds.reviewed', { subject: 'r-7' }).code).toBe('already-recorded');
  });

  test('every receipt has its own, and finance confirms without waiting for it', () => {
    const both = arrived().complete('funds.arrived', 'r-8', { amountFen: 100 });
    expect(both.complete('funds.reviewed', 'r-8').deadline('funds-review', 'r-7').status).toBe('open');
    expect(both.complete('funds.confirmed', 'r-7').deadline('payout', 'r-7').status).toBe('open');
  });

  test('a case is not closed over it', () => {
    const court = given().filed().assigned().complete('funds.arrived', 'r-7');
    const { missing } = court.reviewed().refused('case.closed');
    expect(missing.map(({ id }) => id.split(':')[0])).toContain('funds-review');
  });
});

type To = PayloadOf<'payout.applied'>['to'];

/** A form over the whole of r-7 is in the hands of finance; the panel has decided on its payee. */
/** A fee of the whole sum, where it is one: a document has set it so. */
const inHand = (to: To, payee: string): Court =>
  (to === 'court-fee' ? confirmed().complete('fee.assessed', { feeFen: 25_000_000, document: '决定书' }) : confirmed())
    .at('2026-02-11T09:00')
    .complete('payout.applied', 'r-7', { to, payee, ...(to === 'third-party' && { onBehalfOf: 'applicant-1' }) })
    .complete('payout.material-reviewed', 'FK-2026-031')
    .complete('panel.decided', { about: 'payee', payee })
    .complete('payout.approved', 'FK-2026-031');
const whole = { amountFen: 25_000_000 };
const number = '（2026）豫0823执456号';

describe('what the bank sends back', () => {
  const paid = (on: string) => inHand('applicant', '张建国').at(on).complete('payout.paid', 'FK-2026-031');
  const back = { amountFen: 25_000_000, reference: 'TP-1' };

  test('within thirty days of its arrival has what is left of them', () => {
    const court = paid('2026-02-12T09:00');
    expect(court.deadline('payout-30-day-approval').status).toBe('done');
    const returned = court.at('2026-02-13T09:00').complete('payout.returned', 'FK-2026-031', back);
    expect(returned.deadlines('payout-30-day-approval')).toMatchObject([{ status: 'done' }, { status: 'open', due: '2026-03-09' }]); // prettier-ignore
  });

  test('behind them is due with its new payout, and the president lets it wait', () => {
    const returned = paid('2026-02-12T09:00').at('2026-03-20T09:00').complete('payout.returned', 'FK-2026-031', back);
    const { due } = returned.deadline('payout');
    expect(returned.deadline('payout-30-day-approval')).toMatchObject({ status: 'open', due });
    const again = returned
      .complete('payout.applied', 'r-7', { form: 'FK-2' })
      .complete('payout.material-reviewed', 'FK-2')
      .complete('payout.approved', 'FK-2', {}, { by: 'president' })
      .complete('payout.paid', 'FK-2', { reference: 'ZF-2' });
    expect(again.deadline('payout-30-day-approval').status).toBe('done');
  });

  test('in part, of money that was never paid out in full, opens nothing new', () => {
    const half = { amountFen: 10_000_000 };
    const court = confirmed()
      .at('2026-02-11T09:00')
      .complete('payout.applied', 'r-7', half)
      .complete('payout.material-reviewed', 'FK-2026-031')
      .complete('payout.approved', 'FK-2026-031', half)
      .complete('payout.paid', 'FK-2026-031', half)
      .complete('payout.returned', 'FK-2026-031', { ...back, ...half });
    expect(court.deadlines('payout-30-day-approval')).toMatchObject([{ status: 'open' }]);
  });
});

describe('a form ends as its money goes', () => {
  const ended: readonly (readonly [To, string, (court: Court) => Court])[] = [
    ['escrow', '武陟县人民法院', (court) => court.complete('payout.escrowed', 'FK-2026-031')],
    ['court-fee', '武陟县人民法院', (court) => court.complete('fee.taken', 'FK-2026-031', whole)],
    ['other-case', number, (court) => court.complete('funds.transferred', 'FK-2026-031', { ...whole, case: '(2026) 豫0823执456号' })], // prettier-ignore
    ['refund', '李卫东', (court) => court.complete('payout.refunded', 'FK-2026-031', { ...whole, payee: '李卫东', payeeAccount: 'account-1' })], // prettier-ignore
    ['third-party', '王秀英', (court) => court.complete('payout.paid', 'FK-2026-031', { to: 'third-party', payee: '王秀英' })], // prettier-ignore
  ];

  test.each(ended)(
    '%s: its own ending discharges transfer and payout, and is what the form shows',
    (to, payee, ends) => {
      const court = ends(inHand(to, payee).at('2026-02-12T09:00'));
      const states: Partial<Record<To, string>> = { escrow: 'escrowed', 'court-fee': 'taken', 'other-case': 'transferred', refund: 'refunded' }; // prettier-ignore
      expect(moneyOverview(court.c)[0]?.forms[0]?.state).toBe(states[to] ?? 'paid');
      expect(court.deadline('payout-transfer').status).toBe('done');
      expect(court.deadline('payout').status).toBe('done');
      expect(court.deadline('payout-30-day-approval').status).toBe('done');
    },
  );

  test.each(ended.filter(([to]) => to !== 'third-party'))('%s: payout.paid does not end it', (to, payee) => {
    const paid = { amountFen: 1, to, payee, payeeAccount: 'account-1', reference: 'ZF' };
    const { code, missing } = inHand(to, payee).refused('payout.paid', { subject: 'FK-2026-031', payload: paid });
    expect([code, missing.length]).toEqual(['wrong-node', 1]);
  });

  test('goes where the form says, no more than was approved', () => {
    const sent = (payload: object) => ({ subject: 'FK-2026-031', payload });
    const transfer = inHand('other-case', number);
    expect(transfer.refused('funds.transferred', sent({ ...whole, case: '（2026）豫0823执457号' })).code).toBe(
      'form-differs',
    );
    const refund = { payee: '李卫东', payeeAccount: 'account-1', reference: 'TK' };
    const refunds = inHand('refund', '李卫东');
    expect(refunds.refused('payout.refunded', sent({ ...whole, ...refund, payee: '王秀英' })).code).toBe(
      'form-differs',
    );
    expect(refunds.refused('payout.refunded', sent({ amountFen: 25_000_001, ...refund })).code).toBe(
      'exceeds-approved',
    );
  });

  test('what is kept for the applicant frees the respondent; what goes back to the payer does not', () => {
    const [escrow, , , refund] = ended;
    expect(escrow?.[2](inHand('escrow', '武陟县人民法院')).deadlines('measure-release')).toHaveLength(1);
    expect(refund?.[2](inHand('refund', '李卫东')).deadlines('measure-release')).toEqual([]);
  });
});
