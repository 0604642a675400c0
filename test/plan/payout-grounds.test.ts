// For what money leaves a receipt otherwise than to a creditor, and how much of it may: docs/spec/money.md 3, 6 (rank 6), 8.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NodeId } from '../../domain/nodes/index.ts';
import { answerCode } from '../support/answer-code.ts';
import { allocated } from '../support/accountings.ts';
import { bank, free, known, planned, served, shareOut } from '../support/distribution-scenes.ts';
import { type Court, given, type Sent } from '../support/given.ts';
import { approved, confirmed, controlled, paid } from '../support/histories.ts';
import { nodeExample } from '../support/node-examples.ts';

/** The claim is 250,000.00 yuan; of 300,000.00 that arrived 3,650.00 are the fee, 46,350.00 are left over. */
const CLAIM = 25_000_000;
const FEE = 365_000;
const LEFT = 4_635_000;
const more = (amountFen = 30_000_000, before: Court = controlled()): Court =>
  before.at('2026-02-06T10:00').complete('funds.arrived', 'r-7', { amountFen }).complete('funds.reviewed', 'r-7').complete('funds.confirmed', 'r-7', { amountFen }).at('2026-02-11T09:00'); // prettier-ignore
const back = { to: 'refund', payee: '李卫东', payeeAccount: '6228480000000000001' };
const asks = (said: object, subject = 'r-7'): Sent => ({ subject, payload: { form: 'f-9', amountFen: 1, ...back, ...said } }); // prettier-ignore
const applies = (court: Court, said: object, subject?: string): string =>
  answerCode(court, 'payout.applied', asks(said, subject));
/** The panel has agreed that the case ends otherwise than by performance. */
const members = ['p-panel', 'p-panel-2', 'p-judge'];
const asPanel = (court: Court): Court =>
  court.complete('case.assigned', { panel: members }).complete('panel.decided', { about: 'ending', members }, { by: 'panel' }); // prettier-ignore
const surplus = (amountFen: number) => ({ ground: 'surplus', amountFen });

describe('a form says for what', () => {
  test.each<[string, object]>([
    ['missing-field', {}],
    ['missing-field', { to: 'other-case', payee: '（2026）豫0823执456号' }],
    ['missing-field', { to: 'other-court', payee: '修武县人民法院' }],
    ['missing-field', { to: 'escrow' }],
    ['missing-field', { ground: 'error' }],
    ['missing-field', { ground: 'set-aside', document: ' ' }],
    ['missing-field', { to: 'escrow', ground: 'other' }],
    ['bad-value', { ground: 'whereabouts' }],
    ['bad-value', { to: 'escrow', ground: 'surplus' }],
    ['bad-value', { to: 'other-court', payee: '修武县人民法院', ground: 'error', document: '函' }],
    ['bad-value', { to: 'court-fee', ground: 'error', document: '函' }],
    ['bad-value', { to: 'applicant', payee: '张建国', payeeAccount: 'account-1', document: '函' }],
    ['node-missing', { ground: 'not-enforced', document: '函' }],
    ['accepted', { ground: 'error', document: '缴款人的书面说明' }],
    ['accepted', { to: 'escrow', ground: 'refuses' }],
    ['accepted', { to: 'other-case', payee: '（2026）豫0823执456号', ground: 'ordered', document: '协助执行通知书' }],
  ])('%s: %j', (code, said) => {
    expect(applies(more(), said)).toBe(code);
  });

  test('that nothing is enforced any more, or its document was revoked, stands in the record', () => {
    const ended = (node: NodeId, payload: object = {}) => asPanel(more().complete('application.received', { kind: 'withdrawal', on: '2026-02-11' }, { by: 'officer' })).complete(node, payload); // prettier-ignore
    expect(applies(ended('enforcement.refused'), { ground: 'not-enforced', amountFen: CLAIM })).toBe('accepted');
    expect(applies(ended('enforcement.terminated', { ground: '268-1' }), { ground: 'not-enforced' })).toBe('accepted');
    expect(applies(ended('enforcement.terminated', { ground: '268-3' }), { ground: 'not-enforced' })).toBe('node-missing'); // prettier-ignore
    expect(applies(ended('enforcement.terminated', { ground: '268-2' }), { ground: 'set-aside' })).toBe('accepted');
  });

  test('the fact that says so is not taken back while a form rests on it', () => {
    const court = asPanel(more())
      .complete('enforcement.refused')
      .tries('payout.applied', asks({ ground: 'not-enforced' }));
    expect(court.refused('fact.withdrawn', { payload: { fact: court.seq('enforcement.refused'), reason: '误' }, by: 'p-panel' }).code).toBe('has-dependents'); // prettier-ignore
  });

  test('nobody says otherwise later; what is kept for a creditor is kept for that', () => {
    const court = more().tries('payout.applied', asks(surplus(LEFT)));
    const corrected = { fact: court.seq('payout.applied'), reason: '误', payload: asks({ ...surplus(LEFT), ground: 'error', document: '函' }).payload }; // prettier-ignore
    expect(court.refused('fact.corrected', { payload: corrected, by: 'officer' }).code).toBe('not-correctable');
    const escrow = more().complete('payout.applied', 'r-7', { form: 'f-9', amountFen: 100, to: 'escrow', ground: 'refuses' }).complete('payout.material-reviewed', 'f-9').complete('payout.approved', 'f-9', { amountFen: 100 }); // prettier-ignore
    const keeps = (ground: string) => answerCode(escrow, 'payout.escrowed', { subject: 'f-9', payload: { amountFen: 100, ground, notice: '已通知' } }); // prettier-ignore
    expect([keeps('whereabouts'), keeps('refuses')]).toEqual(['form-differs', 'accepted']);
  });
});

describe('what is left over', () => {
  test('is what claim and fee do not take, in one form or several, to whomever it goes', () => {
    const court = more();
    expect(applies(court, surplus(LEFT))).toBe('accepted');
    expect(court.refused('payout.applied', asks(surplus(LEFT + 1)))).toMatchObject({ code: 'exceeds-share', missing: [{ id: 'amountFen', zh: `至多${LEFT}分` }] }); // prettier-ignore
    const part = court.tries('payout.applied', asks({ form: 'f-1', ...surplus(LEFT - 1) }));
    expect([applies(part, surplus(1)), applies(part, surplus(2))]).toEqual(['accepted', 'exceeds-share']);
    for (const to of [
      { to: 'other-case', payee: '（2026）豫0823执456号' },
      { to: 'other-court', payee: '修武县人民法院' },
    ])
      expect(applies(part, { ...to, ...surplus(2) })).toBe('exceeds-share');
    expect(applies(part, { to: 'treasury', payee: '国库', amountFen: 2 })).toBe('exceeds-share');
  });

  test('is nothing while creditors are owed of the receipt, whatever an accounting gives them', () => {
    expect(applies(confirmed(), surplus(1))).toBe('exceeds-share');
    const less = allocated(confirmed(), 'r-7', {
      shares: [{ claim: 'claim.principal', fen: 100 }],
      override: '按约定',
    });
    expect(applies(less, { ...surplus(1), allocation: less.seq('funds.allocated') })).toBe('exceeds-share');
    expect(applies(allocated(more(), 'r-7'), surplus(LEFT))).toBe('accepted');
  });

  test('grows with what reached creditors otherwise, and with what they gave up', () => {
    const direct = more(CLAIM).complete('performance.recorded', { amountFen: 5_000_000 });
    expect([applies(direct, surplus(5_000_000 - FEE)), applies(direct, surplus(5_000_001))]).toEqual(['accepted', 'exceeds-share']); // prettier-ignore
    expect(applies(more(CLAIM).complete('performance.completed'), surplus(CLAIM - FEE))).toBe('accepted');
  });

  test('is nothing of a case whose claim has no sum', () => {
    const open = given({ claimFen: null, claims: [{ kind: 'principal' }] }).filed();
    expect(applies(more(CLAIM, open.assigned()), surplus(1))).toBe('exceeds-share');
  });

  test('leaves what others are owed who have applied to take part', () => {
    const court = more().complete('participation.applied', { claims: [{ id: 'bank-1', amountFen: 4_000_000 }] });
    expect([applies(court, surplus(LEFT - 4_000_000)), applies(court, surplus(LEFT - 3_999_999))]).toEqual(['accepted', 'exceeds-share']); // prettier-ignore
  });

  test('of a plan is what it leaves to nobody, once everybody has theirs', () => {
    expect(applies(free(planned), surplus(1))).toBe('exceeds-share');
    const part = served(known.complete('distribution.planned', { receipts: ['r-7'], ...shareOut(1_000_000) }), '2026-02-06'); // prettier-ignore
    expect(applies(free(part), surplus(1)), `${bank} has not got theirs`).toBe('exceeds-share');
  });

  test('is what comes after the case was closed as performed; what the bank sends back then is still the creditor’s', () => {
    const closed = paid().at('2026-02-13T16:00').reviewed().complete('case.closed').at('2026-03-02T09:00');
    const late = closed.complete('funds.arrived', 'r-8', { amountFen: 100 }).complete('funds.reviewed', 'r-8').complete('funds.confirmed', 'r-8', { amountFen: 100 }); // prettier-ignore
    expect(applies(late, surplus(100), 'r-8')).toBe('accepted');
    const bounced = closed.complete('payout.returned', 'FK-2026-031', { amountFen: CLAIM });
    expect(applies(bounced, surplus(1))).toBe('exceeds-share');
  });

  test('is asked again whenever the form goes on: what was left over then may be somebody’s now', () => {
    const form = more()
      .tries('payout.applied', asks(surplus(LEFT)))
      .complete('payout.material-reviewed', 'f-9');
    const owed = (court: Court) => court.complete('participation.applied', { claims: [{ id: 'bank-1', amountFen: LEFT }] }); // prettier-ignore
    expect(answerCode(owed(form), 'payout.approved', { subject: 'f-9', payload: { amountFen: 1 } })).toBe(
      'exceeds-share',
    );
    const passed = form.complete('payout.approved', 'f-9', { amountFen: LEFT });
    const sends = { subject: 'f-9', payload: { reference: 'ZL-1', channel: 'counter' } };
    const refunds = { subject: 'f-9', payload: { payee: back.payee, payeeAccount: back.payeeAccount, amountFen: LEFT, reference: 'ZL-1' } }; // prettier-ignore
    expect(answerCode(owed(passed), 'payout.sent', sends)).toBe('exceeds-share');
    expect(answerCode(owed(passed), 'payout.refunded', refunds)).toBe('exceeds-share');
    expect(answerCode(owed(passed.tries('payout.sent', sends)), 'payout.refunded', refunds), 'the bank was told').toBe('accepted'); // prettier-ignore
    expect(answerCode(passed, 'payout.refunded', refunds)).toBe('accepted');
  });

  test('no form takes what an accounting gives to somebody, however the steps come', () => {
    const step = fc.record({
      what: fc.constantFrom('refund', 'applicant', 'court-fee', 'treasury', 'withdraws', 'accounts'),
      fen: fc.integer({ min: 1, max: 30_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let court = more().complete('payee-account.confirmed', 'account-1');
        for (const [i, { what, fen }] of steps.entries()) {
          const form = `f-${i}`;
          const payee = what === 'applicant' ? { payee: '张建国', payeeAccount: 'account-1' } : { payee: '李卫东' };
          const applied = asks({ form, to: what, ...payee, amountFen: fen, ...(what === 'refund' && { ground: 'surplus' }) }); // prettier-ignore
          if (what === 'withdraws')
            court = court.tries('payout.withdrawn', { subject: `f-${i - 1}`, payload: { reason: '误' } }); // prettier-ignore
          else court = what === 'accounts' ? allocated(court, 'r-7') : court.tries('payout.applied', applied);
        }
        const held = (to: string) => court.c.all('payout.applied').filter(({ payload }) => payload.to === to && court.c.first('payout.withdrawn', payload.form) === undefined).reduce((sum, { payload }) => sum + payload.amountFen, 0); // prettier-ignore
        expect(held('refund') + held('treasury')).toBeLessThanOrEqual(LEFT);
        expect(held('court-fee')).toBeLessThanOrEqual(FEE);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

test('a fee is what is assessed and not taken', () => {
  const fee = (amountFen: number, form = 'f-9') => ({ form, to: 'court-fee', payee: '武陟县人民法院', amountFen });
  expect([applies(confirmed(), fee(FEE)), applies(confirmed(), fee(FEE + 1))]).toEqual(['accepted', 'exceeds-share']);
  const part = confirmed().tries('payout.applied', asks(fee(FEE, 'f-1')));
  expect(applies(part, fee(1))).toBe('exceeds-share');
  const set = confirmed().complete('fee.assessed', { feeFen: 5_000, document: '决定书' });
  expect([applies(set, fee(5_000)), applies(set, fee(5_001))]).toEqual(['accepted', 'exceeds-share']);
});

test('the treasury gets the fines that were decided, and of a criminal judgment what is executed for it', () => {
  const fined = more(CLAIM).complete('sanction.decided', { kind: 'fine', party: 'respondent-1', amountFen: 1_000_000 }); // prettier-ignore
  const treasury = (amountFen: number) => ({ to: 'treasury', payee: '国库', amountFen });
  expect([applies(fined, treasury(1_000_000)), applies(fined, treasury(1_000_001))]).toEqual(['accepted', 'exceeds-share']); // prettier-ignore
  expect(applies(more(CLAIM, controlled(given({ criminal: true }).filed())), treasury(CLAIM))).toBe('accepted');
});

describe('forms from before they said for what', () => {
  const line = (node: string, subject: string, payload: unknown = nodeExample(node)) => ({ node, subject, at: '2026-02-11T11:00:00+08:00', payload: payload as never }); // prettier-ignore
  const brought = (fen: number) =>
    given().takenOver('2026-01-20T16:20', '2026-02-12T09:00', [
      line('funds.arrived', 'r-7'),
      line('funds.reviewed', 'r-7'),
      line('funds.confirmed', 'r-7'),
      line('payout.applied', 'r-7', { form: 'f-9', amountFen: fen, ...back }),
      line('payout.material-reviewed', 'f-9'),
    ]);

  test('come with a takeover as they are, and let nothing out that is not left over', () => {
    const court = brought(100);
    expect(court.c.all('payout.applied')).toHaveLength(1);
    const refusal = court.refused('payout.approved', { subject: 'f-9', payload: { amountFen: 100 } });
    expect(refusal.code).toBe('exceeds-share');
    expect(refusal.zh).toContain('ground');
  });

  test('what the bank has done of them is told as it went', () => {
    expect(approved().c.first('payout.applied')?.payload.ground).toBeUndefined();
    const court = brought(100);
    expect(answerCode(court, 'fact.corrected', { payload: { fact: court.seq('payout.applied'), reason: '误', payload: { form: 'f-9', amountFen: 100, ...back, ground: 'error' } }, by: 'officer' })).not.toBe('accepted'); // prettier-ignore
  });
});
