// Who has to agree to where a form's money goes: docs/spec/money.md 4.4.
import { describe, expect, test } from 'vitest';
import type { PayloadOf } from '../../domain/nodes/index.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { allocated } from '../support/accountings.ts';
import { type Court, given } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';
import { escrowed } from '../support/money-reports.ts';
import { nodeExample } from '../support/node-examples.ts';

const FORM = 'FK-2026-031';
const amountFen = 5_000_000;
const caseNo = '（2026）豫0823执456号';
type Form = Partial<PayloadOf<'payout.applied'>>;

/** A form over 50,000.00 yuan of r-7 whose material has passed. */
const applied = (form: Form, before: Court = confirmed()): Court =>
  before.at('2026-02-11T09:00').complete('payout.applied', 'r-7', { amountFen, ...form }).complete('payout.material-reviewed', FORM); // prettier-ignore
const approves = (court: Court, by: string): Court => court.complete('payout.approved', FORM, { amountFen }, { by });
const refusal = (court: Court, by: string) => court.refused('payout.approved', { subject: FORM, payload: { amountFen }, by }); // prettier-ignore
const owner = (court: Court) => court.deadline('approval-step', FORM).owner;

describe('escrow', () => {
  test.each(['director', 'supervising-leader', 'president'])('is approved by the %s, without a panel', (by) => {
    expect(approves(applied({ to: 'escrow' }), by).complete('payout.escrowed', FORM, { amountFen }).c.all('payout.escrowed')).toHaveLength(1); // prettier-ignore
  });

  test.each(['director', 'supervising-leader'])('is given out on the word of the %s', (by) => {
    const payload = { amountFen, why: '已到院' };
    const asked = escrowed().complete('request.made', { of: 'escrow.released', about: FORM, payload, reason: '领取' }, { by: 'officer' }); // prettier-ignore
    expect(asked.refused('escrow.released', { subject: FORM, payload: { ...payload, request: 'request-1' }, by: 'officer' }).code).toBe('not-approved'); // prettier-ignore
    const passed = asked.complete('request.passed', 'request-1', {}, { by });
    expect(passed.complete('escrow.released', FORM, { ...payload, request: 'request-1' }, { by: 'officer' }).c.all('escrow.released')).toHaveLength(1); // prettier-ignore
  });
});

test('a transfer to another case of the court is the director’s, without a panel', () => {
  const court = approves(applied({ to: 'other-case', payee: caseNo }), 'director');
  expect(court.complete('funds.transferred', FORM, { case: caseNo, amountFen }).c.all('funds.transferred')).toHaveLength(1); // prettier-ignore
});

describe('a transfer to another court', () => {
  const asked = () => applied({ to: 'other-court', payee: '修武县人民法院', payeeAccount: '6222' });

  test('is the supervising leader’s: the step is theirs, and the director neither approves nor returns it', () => {
    expect(owner(asked())).toBe('supervising-leader');
    expect(refusal(asked(), 'director')).toMatchObject({ code: 'wrong-role', missing: [{ id: 'supervising-leader' }] });
    expect(asked().refused('request.returned', { subject: FORM, payload: { reason: '一' }, by: 'director' }).code).toBe('not-approved'); // prettier-ignore
    expect(owner(applied({ to: 'escrow' }))).toBe('director');
  });

  test.each(['supervising-leader', 'president'])('is approved by the %s, without a panel', (by) => {
    const paid = approves(asked(), by).complete('payout.paid', FORM, { amountFen, to: 'other-court', payee: '修武县人民法院', payeeAccount: '6222' }); // prettier-ignore
    expect(paid.c.all('payout.paid')).toHaveLength(1);
  });

  test('that only the director has approved does not go out: an older record’s is sent back, and applied for anew', () => {
    const line = (node: string, subject: string, payload: unknown = nodeExample(node)) => ({ node, subject, at: '2026-02-11T11:00:00+08:00', payload: payload as never }); // prettier-ignore
    const whom = { to: 'other-court', payee: '修武县人民法院', payeeAccount: '6222' };
    const history = [
      line('funds.arrived', 'r-7'),
      line('funds.reviewed', 'r-7'),
      line('funds.confirmed', 'r-7'),
      line('payout.applied', 'r-7', { form: FORM, amountFen, ...whom }),
      line('payout.material-reviewed', FORM),
    ];
    const brought = (as: Role) =>
      given().takenOver('2026-01-20T16:20', '2026-02-12T09:00', [...history, { ...line('payout.approved', FORM, { amountFen }), as }]); // prettier-ignore
    const pays = { subject: FORM, payload: { amountFen, ...whom, reference: 'ZF-1' } };
    for (const node of ['payout.sent', 'payout.paid'] as const)
      expect(brought('director').refused(node, { ...pays, payload: node === 'payout.sent' ? { reference: 'ZF-1', channel: 'counter' } : pays.payload }), node).toMatchObject({ code: 'not-approved', missing: [{ id: 'supervising-leader' }] }); // prettier-ignore
    expect(brought('director').complete('payout.rejected', FORM).c.all('payout.rejected')).toHaveLength(1);
    expect(brought('supervising-leader').tries('payout.paid', pays).c.all('payout.paid')).toHaveLength(1);
  });
});

describe('what goes to a third party', () => {
  const costs = (payee?: string) =>
    allocated(confirmed(), 'r-7', { costs: [{ id: 'costs-1', amountFen, what: '评估费', document: '评估费发票', ...(payee !== undefined && { payee }) }] }); // prettier-ignore
  const appraiser = '焦作诚信资产评估有限公司';

  test('takes a panel', () => {
    expect(refusal(applied({ to: 'third-party', payee: appraiser, document: '评估费发票' }), 'president').missing).toMatchObject([{ id: 'panel.decided' }]); // prettier-ignore
  });

  test('as what the sale cost takes none: the accounting names who has it to get', () => {
    expect(approves(applied({ to: 'third-party', payee: appraiser }, costs(appraiser)), 'director')).toBeDefined();
    expect(refusal(applied({ to: 'third-party', payee: appraiser }, costs()), 'director').missing).toMatchObject([{ id: 'panel.decided' }]); // prettier-ignore
    expect(refusal(applied({ to: 'third-party', payee: appraiser }, costs('李四')), 'director').missing).toMatchObject([{ id: 'panel.decided' }]); // prettier-ignore
  });
});
