// What was spent on a sale was spent on something: docs/spec/money.md 6 (rank 1), 执行工作规定34.
import { describe, expect, test } from 'vitest';
import { accountingProposed } from '../support/accountings.ts';
import { answerCode } from '../support/answer-code.ts';
import { ask } from '../support/distribution-scenes.ts';
import { pricing } from '../support/disposal-scenes.ts';
import type { Court } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const costs = (more: object = {}) => [
  { id: 'costs-1', amountFen: 100_000, what: '评估费', payee: '某评估公司', ...more },
];
const accounts = (court: Court, more: object) => {
  const said = { costs: costs(more) };
  return answerCode(court, 'funds.allocated', { subject: 'r-7', payload: { ...accountingProposed(court, 'r-7', said), ...said } }); // prettier-ignore
};
const court = confirmed().at('2026-02-11T09:00');
const priced = pricing('appraisal')
  .complete('funds.arrived', 'r-7')
  .complete('funds.reviewed', 'r-7')
  .complete('funds.confirmed', 'r-7');

describe('a cost of a sale', () => {
  test.each<[string, object]>([
    ['missing-field', {}],
    ['missing-field', { document: ' ' }],
    ['node-missing', { asset: 'a-1' }],
    ['unknown-subject', { asset: 'a-77' }],
    ['accepted', { document: '评估费发票' }],
    ['accepted', { asset: 'a-1', document: '评估费发票' }],
  ])('of a case in which nothing was sold, %s: %j', (code, more) => {
    expect(accounts(court, more)).toBe(code);
  });

  test('of a thing that is being disposed of needs no more', () => {
    expect(accounts(priced, { asset: 'a-2' })).toBe('accepted');
  });

  test('is paid to whom it is owed, up to that; what is not accounted for says by which document', () => {
    const said = { costs: costs({ document: '评估费发票' }) };
    const known = court.complete('payee-account.confirmed', 'account-2', { party: undefined, holder: '某评估公司', number: '62170000000098' } as object); // prettier-ignore
    const done = known.complete('funds.allocated', 'r-7', { ...accountingProposed(known, 'r-7', said), ...said }); // prettier-ignore
    const appraiser = { to: 'third-party', payee: '某评估公司', payeeAccount: 'account-2' };
    const asks = (of: Court, amountFen: number, more: object = {}) => answerCode(of, 'payout.applied', ask(amountFen, { ...appraiser, ...more })); // prettier-ignore
    expect([asks(done, 100_000), asks(done, 100_001)]).toEqual(['accepted', 'exceeds-share']);
    const form = done.tries('payout.applied', ask(100_000, appraiser)).complete('payout.material-reviewed', 'f-9');
    const less = { costs: [...costs({ document: '评估费发票', amountFen: 60_000 })] };
    const anew = form.complete('funds.allocated', 'r-7', { ...accountingProposed(form, 'r-7', less), ...less });
    const approval = { subject: 'f-9', payload: { amountFen: 100_000 } };
    expect(anew.refused('payout.approved', approval)).toMatchObject({ code: 'exceeds-share', missing: [{ zh: '合计至多60000分' }] }); // prettier-ignore
    expect([asks(known, 100_000), asks(known, 100_000, { document: '评估费发票' })]).toEqual(['missing-field', 'accepted']); // prettier-ignore
  });
});
