import { describe, expect, test } from 'vitest';
import type { Filing } from '../../../domain/engine/filing.ts';
import { sitting } from '../../support/given-people.ts';
import { given } from '../../support/given.ts';

type History = NonNullable<Filing['history']>;

const at = (day: string, hour = '09') => `${day}T${hour}:00:00+08:00`;
const FORM = 'FK-1';
const panel = {
  outcome: 'agreed',
  about: 'payee',
  payee: '王五',
  members: ['甲', '乙', '丙'],
  decision: '同意',
  record: '笔录',
};

/** A takeover that brings a form for 王五 up to its approval; `more`: whatever else it brings before. */
const brought = (to: string, payee: string, more: History = [], by?: string) =>
  given().takenOver('2026-01-20T16:20', '2026-02-12T09:00', [
    { node: 'case.assigned', at: at('2026-01-21'), payload: { officer: 'p-officer-1', teamLeader: 'p-leader-1' } },
    { node: 'funds.arrived', subject: 'r-1', at: at('2026-02-06'), payload: { amountFen: 100, payer: '李卫东' } },
    { node: 'funds.confirmed', subject: 'r-1', at: at('2026-02-06', '10'), payload: { amountFen: 100, payer: '李卫东', payerAccount: '1', handler: '财务', subAccount: '2' } }, // prettier-ignore
    ...more,
    { node: 'payout.applied', subject: 'r-1', at: at('2026-02-10'), payload: { form: FORM, amountFen: 100, to, payee, payeeAccount: '62170' } }, // prettier-ignore
    { node: 'payout.material-reviewed', subject: FORM, at: at('2026-02-11'), payload: { passed: true } },
    { node: 'payout.approved', subject: FORM, at: at('2026-02-11', '10'), payload: { amountFen: 100 } },
  ], by); // prettier-ignore

const pay = (to: string, payee: string, by?: string) => ({
  ...{ subject: FORM, by },
  payload: { amountFen: 100, to, payee, payeeAccount: '62170', reference: 'ZF-1' },
});

describe('money leaves on approvals that a takeover brought', () => {
  test('not to a third party on whom no panel has decided', () => {
    const court = brought('third-party', '王五');
    expect(court.refused('payout.paid', pay('third-party', '王五'))).toMatchObject({
      ...{ code: 'payee-needs-panel', missing: [{ id: 'panel.decided' }] },
    });
    const decided = court.complete('panel.decided', { ...panel, members: [...sitting] } as never);
    expect(decided.tries('payout.paid', pay('third-party', '王五')).c.first('payout.paid')).toBeDefined();
  });

  test('to one on whom the panel has decided here: what a history says of it is the word of whoever brought it', () => {
    const court = brought('third-party', '王五', [{ node: 'panel.decided', at: at('2026-02-09'), payload: panel }]);
    expect(court.refused('payout.paid', pay('third-party', '王五')).code).toBe('payee-needs-panel');
    const decided = court.complete('panel.decided', { ...panel, members: [...sitting] } as never);
    expect(decided.tries('payout.paid', pay('third-party', '王五')).c.first('payout.paid')?.by).toBe('p-finance');
  });

  test('not to somebody called the applicant who is none', () => {
    expect(brought('applicant', '王五').refused('payout.paid', pay('applicant', '王五')).code).toBe('payee-unknown');
  });

  test('not by whoever brought them: they vouch for what stands in their history', () => {
    const own = pay('applicant', '张建国', 'p-filing-finance');
    expect(brought('applicant', '张建国', [], 'p-filing-finance').refused('payout.paid', own).code).toBe('same-person');
    expect(brought('applicant', '张建国').tries('payout.paid', own).c.first('payout.paid')?.by).toBe(own.by);
  });
});

describe('a closing here', () => {
  test('rests on a review here, whatever the history says', () => {
    const court = given().takenOver('2026-01-20T16:20', '2026-02-12T09:00', [
      { node: 'case.assigned', at: at('2026-01-21'), payload: { officer: 'p-officer-1', teamLeader: 'p-leader-1' } },
      {
        node: 'performance.completed',
        at: at('2026-02-10'),
        payload: { how: 'voluntary', detail: '当面付清', evidence: '收条' },
      },
      { node: 'closing.submitted', at: at('2026-02-11'), payload: { kind: 'performed' } },
      { node: 'closing.reviewed', at: at('2026-02-11', '10'), payload: { kind: 'performed' } },
    ]);
    const refused = court.refused('case.closed', { payload: { kind: 'performed' } });
    expect(JSON.stringify(refused)).toContain('接管时补录');
  });
});
