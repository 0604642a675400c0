import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forms, movements } from '../../../domain/plan/money/forms.ts';
import { freeFen, restFen } from '../../../domain/plan/money/readings.ts';
import { sitting } from '../../support/given-people.ts';
import { type Court, given } from '../../support/given.ts';
import { confirmed } from '../../support/histories.ts';

const RECEIPTS = ['r-1', 'r-2'];
const FORMS = ['f-1', 'f-2', 'f-3', 'f-4'];
const payee = { to: 'applicant', payee: '张建国', payeeAccount: 'account-1' };

const step = fc.record({
  what: fc.constantFrom('applied', 'material-reviewed', 'approved', 'approved', 'paid', 'paid', 'rejected', 'returned'),
  receipt: fc.constantFrom(...RECEIPTS),
  form: fc.constantFrom(...FORMS),
  amountFen: fc.integer({ min: 1, max: 110 }),
});

/** Two receipts of 100 fen each, confirmed. */
const start = RECEIPTS.reduce(
  (court, id) =>
    court.complete('funds.arrived', id, { amountFen: 100 }).complete('funds.confirmed', id, { amountFen: 100 }),
  given().filed().assigned().complete('payee-account.confirmed'),
);

const payloads: Readonly<Record<string, (amountFen: number, form: string) => object>> = {
  applied: (amountFen, form) => ({ form, amountFen, ...payee }),
  'material-reviewed': () => ({ passed: true }),
  approved: (amountFen) => ({ amountFen }),
  paid: (amountFen) => ({ amountFen, ...payee, reference: 'Z' }),
  rejected: () => ({ wrong: 'x' }),
  returned: (amountFen) => ({ amountFen, reference: 'T', reason: 'x' }),
};

const total = (court: Court, node: 'payout.paid' | 'payout.approved' | 'payout.returned', form: string): number =>
  court.c.all(node, form).reduce((sum, f) => sum + f.payload.amountFen, 0);

test('whatever is sent in whatever order: paid within approved, approved within what arrived, to the fen', () => {
  let paidAtAll = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 40, maxLength: 120 }), (steps) => {
      const court = steps.reduce((before, { what, receipt, form, amountFen }) => {
        const known = forms(before.c).get(form);
        // mostly what fits, sometimes what does not
        const most = what === 'approved' ? known?.applied.payload.amountFen : known?.leftFen;
        const fen = amountFen % 4 > 0 && most ? Math.min(amountFen, most) : amountFen;
        const payload = payloads[what]?.(fen, form);
        return before.tries(`payout.${what}`, { subject: what === 'applied' ? receipt : form, payload });
      }, start);
      for (const [id, { applied, paidFen, leftFen }] of forms(court.c)) {
        paidAtAll += paidFen;
        expect(total(court, 'payout.paid', id)).toBeLessThanOrEqual(total(court, 'payout.approved', id));
        expect(leftFen).toBeGreaterThanOrEqual(0);
        expect(leftFen).toBeLessThanOrEqual(applied.payload.amountFen);
      }
      for (const receipt of RECEIPTS) {
        const out = (movements(court.c).get(receipt) ?? []).reduce(
          (sum, f) => sum + (f.node === 'payout.paid' ? f.payload.amountFen : -f.payload.amountFen),
          0,
        );
        const promised = [...forms(court.c).values()].filter((f) => f.receipt === receipt);
        expect(out).toBeGreaterThanOrEqual(0);
        expect(out + promised.reduce((sum, f) => sum + f.leftFen, 0)).toBeLessThanOrEqual(100);
        expect(restFen(court.c, receipt)).toBe(100 - out);
        expect(freeFen(court.c, receipt)).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 60 },
  );
  expect(paidAtAll).toBeGreaterThan(0);
});

describe('a payee who is no applicant', () => {
  const asked = (to: 'refund' | 'third-party') =>
    confirmed()
      .at('2026-02-11T09:00')
      .complete('payout.applied', 'r-7', { to, payee: '王秀英', ...(to === 'third-party' && { onBehalfOf: '张建国' }) })
      .complete('payout.material-reviewed', 'FK-2026-031');

  test.each(['refund', 'third-party'] as const)('%s: the panel has decided on that payee first', (to) => {
    const refused = asked(to).refused('payout.approved', { subject: 'FK-2026-031' });
    expect(refused).toMatchObject({ code: 'payee-needs-panel', missing: [{ id: 'panel.decided' }] });
    expect(refused.zh).toContain('about 写 payee，payee 写“王秀英”');
    const other = asked(to).complete('panel.decided', { about: 'payee', payee: '李卫东' });
    expect(other.refused('payout.approved', { subject: 'FK-2026-031' }).code).toBe('payee-needs-panel');
    const decided = asked(to).complete('panel.decided', { about: 'payee', payee: '王秀英' });
    expect(decided.complete('payout.approved', 'FK-2026-031').c.first('payout.approved')).toBeDefined();
  });

  test('a panel names whom it is about, and needs no long case for it', () => {
    const sits = asked('refund').complete('case.assigned', { panel: [...sitting] });
    const says = (about: string) => sits.refused('panel.decided', { payload: { about, outcome: 'agreed', decision: '同意', record: '笔录', members: sitting } }); // prettier-ignore
    expect(says('payee')).toMatchObject({ code: 'missing-field', missing: [{ id: 'payee' }] });
    expect(says('long-case').missing).toMatchObject([{ id: 'long-case.reported' }]);
  });

  test('a word on a payee extends no limit', () => {
    const court = asked('refund').complete('panel.decided', { about: 'payee', payee: '王秀英' });
    const reported = court.complete('long-case.reported');
    expect(reported.refused('extension.approved').missing).toMatchObject([{ id: 'panel.decided' }]);
  });
});
