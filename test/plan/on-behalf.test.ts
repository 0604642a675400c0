// Money that somebody else receives for a creditor: docs/spec/money.md 4 (the table by `to`), 6.
import { describe, expect, test } from 'vitest';
import { partyMoney } from '../../domain/engine/party-money.ts';
import { partySight } from '../../domain/engine/party-sight.ts';
import { moneyOverview } from '../../domain/plan/money/overview.ts';
import { owedOn } from '../../domain/plan/money/owed.ts';
import { claimMet, leftFen } from '../../domain/plan/money/readings.ts';
import { allocated } from '../support/accountings.ts';
import { answerCode } from '../support/answer-code.ts';
import { ask, bank, free, planned } from '../support/distribution-scenes.ts';
import { type Court, given } from '../support/given.ts';
import { confirmed, controlled } from '../support/histories.ts';

const CLAIM = 25_000_000;
const FEE = 365_000;
const agent = { to: 'third-party', payee: '张律师', payeeAccount: 'account-9', onBehalfOf: 'applicant-1' } as const;
/** The panel has agreed to the lawyer, whose account is known. */
const known = (court: Court = confirmed()): Court =>
  court
    .complete('panel.decided', { about: 'payee', payee: '张律师' })
    .complete('payee-account.confirmed', 'account-9', {
      party: undefined,
      holder: '张律师',
      number: '62170000000099',
    } as object)
    .complete('payee-account.confirmed', 'account-1');
/** A form to the lawyer, paid the same day. */
const pay = (court: Court, amountFen: number, form: string, whom: object = agent) => {
  const { to, payee, payeeAccount } = { ...agent, ...whom };
  const asked = court.complete('payout.applied', 'r-7', { ...(ask(amountFen, { to, payee, payeeAccount, ...whom }, form).payload as object) }); // prettier-ignore
  return asked
    .complete('payout.material-reviewed', form)
    .complete('payout.approved', form, { amountFen })
    .complete('payout.paid', form, { amountFen, to, payee, payeeAccount });
};
const left = (court: Court): number | null => leftFen(court.c, { on: '2026-02-25' });
const asks = (court: Court, amountFen: number, whom: object = agent) => answerCode(court, 'payout.applied', ask(amountFen, whom)); // prettier-ignore

describe('what an agent receives for the applicant', () => {
  test('counts towards the claim as if the applicant had it', () => {
    const court = pay(known(), 10_000_000, 'f-1', agent);
    expect(left(court)).toBe(CLAIM - 10_000_000);
    expect(claimMet(pay(court, 15_000_000, 'f-2', agent).c)?.node).toBe('payout.paid');
    expect(moneyOverview(court.c)[0]?.forms[0]?.onBehalfOf).toBe('applicant-1');
  });

  test('is held to the claim together with what the applicant asks for, in one form or the other', () => {
    const court = known().complete('performance.recorded', { amountFen: 5_000_000 });
    expect([asks(court, 20_000_000), asks(court, 20_000_001)]).toEqual(['accepted', 'exceeds-share']);
    const first = court.tries('payout.applied', ask(12_000_000, agent, 'f-1'));
    const own = { to: 'applicant', payee: '张建国', payeeAccount: 'account-1' };
    expect([asks(first, 8_000_000, own), asks(first, 8_000_001, own)]).toEqual(['accepted', 'exceeds-share']);
    expect([asks(first, 8_000_000), asks(first, 8_000_001)]).toEqual(['accepted', 'exceeds-share']);
  });

  test('draws on the creditors’ share of an accounting, and not on what a sale cost', () => {
    const court = allocated(known(), 'r-7');
    expect([asks(court, CLAIM - FEE), asks(court, CLAIM - FEE + 1)]).toEqual(['accepted', 'exceeds-share']);
    const before = Number(owedOn(court.c, { asOf: '2026-02-11' })?.due.total);
    expect(Number(owedOn(court.tries('payout.applied', ask(1_000, agent)).c, { asOf: '2026-02-11' })?.due.total)).toBe(before); // prettier-ignore
  });

  test('draws on the applicant’s share of a plan', () => {
    const court = known(free(planned).complete('payee-account.confirmed', 'account-2', { party: undefined, holder: bank, number: '62170000000098' } as object)); // prettier-ignore
    expect([asks(court, 15_000_000), asks(court, 15_000_001)]).toEqual(['accepted', 'exceeds-share']);
    const own = court.tries('payout.applied', ask(14_000_000, { to: 'applicant', payee: '张建国', payeeAccount: 'account-1' }, 'f-1')); // prettier-ignore
    expect([asks(own, 1_000_000), asks(own, 1_000_001)]).toEqual(['accepted', 'exceeds-share']);
  });

  test('goes to another creditor’s agent by the other’s share of the plan, and leaves the claim of the case as it is', () => {
    const court = known(free(planned));
    const theirs = { ...agent, onBehalfOf: bank };
    expect([asks(court, 10_000_000, theirs), asks(court, 10_000_001, theirs)]).toEqual(['accepted', 'exceeds-share']);
    const paid = pay(court, 10_000_000, 'f-1', { to: 'third-party', payee: bank, payeeAccount: 'account-2' });
    expect(left(paid)).toBe(CLAIM);
  });

  test('is shown to the applicant as its own', () => {
    const identified = known(confirmed(controlled(given().filed().complete('party.identified', 'applicant-1', { person: 'p-applicant', evidence: '身份证' })))); // prettier-ignore
    const court = pay(identified, 10_000_000, 'f-1', agent);
    const sight = partySight(court.c, { actor: { id: 'p-applicant', name: '', roles: [] }, now: court.now }, court.kept.values()); // prettier-ignore
    const moved = sight && partyMoney(court.c, sight, court.now).flatMap(({ movements }) => movements);
    expect(moved).toMatchObject([{ fen: 10_000_000, toYou: true }]);
  });
});

describe('a form to somebody else says whose it is', () => {
  test.each<[string, object]>([
    ['missing-field', { onBehalfOf: undefined }],
    ['unknown-party', { onBehalfOf: '王五' }],
    ['unknown-party', { onBehalfOf: 'respondent-1' }],
    ['bad-value', { onBehalfOf: undefined, payee: '张建国' }],
    ['bad-value', { to: 'applicant', payee: '张建国', payeeAccount: 'account-1' }],
    ['bad-value', { to: 'refund', payee: '李卫东', ground: 'error', document: '说明' }],
    ['accepted', { onBehalfOf: '张建国' }],
    ['accepted', { onBehalfOf: undefined, document: '评估费发票' }],
  ])('%s: %j', (code, said) => {
    expect(asks(known(), 1_000, { ...agent, ...said })).toBe(code);
  });

  test('whoever it is for is a creditor still when it is approved', () => {
    const two = known(
      confirmed(controlled(given().filed().assigned().complete('party.joined', 'applicant-2', { side: 'applicant', name: '王芳' }))), // prettier-ignore
    );
    const form = two.tries('payout.applied', ask(1_000, { ...agent, onBehalfOf: 'applicant-2' })).complete('payout.material-reviewed', 'f-9'); // prettier-ignore
    const gone = form.complete('party.left', 'applicant-2', {}, { by: 'officer' });
    const approves = { subject: 'f-9', payload: { amountFen: 1_000 } };
    expect([answerCode(form, 'payout.approved', approves), answerCode(gone, 'payout.approved', approves)]).toEqual(['accepted', 'unknown-party']); // prettier-ignore
  });

  test('nobody says otherwise later, and a withdrawn form gives back what it had', () => {
    const court = known().tries('payout.applied', ask(CLAIM, agent));
    const corrected = { fact: court.seq('payout.applied'), reason: '误', payload: { ...ask(CLAIM, agent).payload as object, onBehalfOf: undefined } }; // prettier-ignore
    expect(court.refused('fact.corrected', { payload: corrected, by: 'officer' }).code).toBe('not-correctable');
    expect(asks(court.complete('payout.withdrawn', 'f-9'), CLAIM, { ...agent, form: 'f-10' })).toBe('accepted');
  });
});

describe('items that are one creditor’s alone', () => {
  const filed = given({
    applicants: [
      { name: '张建国', kind: 'person' },
      { name: '王芳', kind: 'person' },
    ],
    claims: [
      { id: 'i-1', kind: 'principal', amountFen: 10_000_000, creditor: 'applicant-1' },
      { id: 'i-2', kind: 'principal', amountFen: 12_000_000, creditor: 'applicant-2' },
      { id: 'i-3', kind: 'principal', amountFen: 3_000_000 },
    ],
  } as never).filed();
  const court = allocated(known(confirmed(controlled(filed))), 'r-7');

  test('are paid by an accounting alone: without one nobody says what of a receipt is whose', () => {
    const before = known(confirmed(controlled(filed)));
    const own = { to: 'applicant', payee: '张建国', payeeAccount: 'account-1' };
    expect([asks(before, 1_000, own), asks(before, 1_000), asks(known(), 1_000, own)]).toEqual(['node-missing', 'node-missing', 'accepted']); // prettier-ignore
  });

  test('are paid to that creditor or for it; what is all creditors’ together goes to whoever asks first', () => {
    const share = (item: string) => court.c.last('funds.allocated', 'r-7')?.payload.shares.find(({ claim }) => claim === `${item}.principal`)?.fen ?? 0; // prettier-ignore
    const most = share('i-1') + share('i-3');
    expect([asks(court, most), asks(court, most + 1)]).toEqual(['accepted', 'exceeds-share']);
    const other = { ...agent, onBehalfOf: '王芳' };
    const first = court.tries('payout.applied', ask(most, agent, 'f-1'));
    expect([asks(first, share('i-2'), other), asks(first, share('i-2') + 1, other)]).toEqual(['accepted', 'exceeds-share']); // prettier-ignore
  });
});
