// What was put off is not paid meanwhile, and a ground is shown: docs/spec/money.md 5, 8.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerCode } from '../support/answer-code.ts';
import { ask, objected, pay, settled } from '../support/distribution-scenes.ts';
import type { Court } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const ALL = 25_000_000;
const known = confirmed().complete('payee-account.confirmed', 'account-1').at('2026-02-09T09:00');
const puts = (court: Court, more: object = {}, until = '2026-03-20') =>
  court.complete('payout.delay-approved', 'r-7', { ground: 'other', until, ...more }, { by: 'president' });
const asks = (court: Court, amountFen: number, form = 'f-9') => answerCode(court, 'payout.applied', ask(amountFen, undefined, form)); // prettier-ignore
const part = puts(known, { amountFen: 10_000_000 });

describe('what is put off', () => {
  test('is applied for by nobody, and the refusal says which deferral holds it until when', () => {
    const refusal = puts(known).refused('payout.applied', ask(1));
    expect(refusal).toMatchObject({ code: 'amount-exceeds', missing: [{ id: 'deferral.ended' }] });
    expect(refusal.zh).toContain('2026-03-20');
    expect(refusal.zh).toContain(`第${puts(known).seq('payout.delay-approved')}号记录`);
  });

  test('in part leaves the rest, in one form or several', () => {
    expect([asks(part, 15_000_000), asks(part, 15_000_001)]).toEqual(['accepted', 'amount-exceeds']);
    const one = part.tries('payout.applied', ask(14_000_000, undefined, 'f-1'));
    expect([asks(one, 1_000_000), asks(one, 1_000_001)]).toEqual(['accepted', 'amount-exceeds']);
    const paid = pay(part, 14_000_000, 'f-1');
    expect([asks(paid, 1_000_000), asks(paid, 1_000_001)]).toEqual(['accepted', 'amount-exceeds']);
  });

  test.each(['frozen-elsewhere', 'not-collected', 'distribution', 'stay', 'other'] as const)('for %s goes nowhere, to whomever', (ground) => {
    const court = puts(known, { ground, document: '（2026）豫0825执保9号协助通知书', notice: '电话通知' });
    expect(asks(court, 1)).toBe('amount-exceeds');
    for (const whom of [{ to: 'refund', payee: '李卫东', ground: 'error', document: '说明' }, { to: 'court-fee', payee: '武陟县人民法院' }, { to: 'escrow', payee: '张建国', ground: 'refuses' }])
      expect(answerCode(court, 'payout.applied', ask(1, { payeeAccount: '1', ...whom }))).toBe('amount-exceeds');
  }); // prettier-ignore

  test('is free again when the deferral has ended, comes to its day, is withdrawn; a longer one holds on', () => {
    const ended = part.at('2026-02-16T09:00').complete('deferral.ended', 'r-7', { on: '2026-02-16' });
    expect(asks(ended, ALL)).toBe('accepted');
    expect(asks(part.at('2026-03-20T23:00'), ALL)).toBe('amount-exceeds');
    expect(asks(part.at('2026-03-21T00:00'), ALL)).toBe('accepted');
    const taken = part.complete('fact.withdrawn', { fact: part.seq('payout.delay-approved') }, { by: 'president' });
    expect(asks(taken, ALL)).toBe('accepted');
    const longer = puts(part.at('2026-03-10T09:00'), { amountFen: 10_000_000 }, '2026-04-10');
    expect(asks(longer.at('2026-03-25T09:00'), ALL)).toBe('amount-exceeds');
    const less = puts(part, { amountFen: 1_000_000 });
    expect([asks(less, 24_000_000), asks(less, 24_000_001)]).toEqual(['accepted', 'amount-exceeds']);
  });

  test('keeps the end of its deferral: what was paid then rests on it', () => {
    const ended = part.at('2026-02-16T09:00').complete('deferral.ended', 'r-7', { on: '2026-02-16' });
    const paid = ended.tries('payout.applied', ask(ALL));
    expect(paid.refused('fact.withdrawn', { payload: { fact: ended.seq('deferral.ended'), reason: '误' }, by: 'review' }).code).toBe('has-dependents'); // prettier-ignore
  });
});

describe('a deferral that is approved behind a form', () => {
  const form = known.tries('payout.applied', ask(ALL)).complete('payout.material-reviewed', 'f-9');
  const passed = form.complete('payout.approved', 'f-9', { amountFen: ALL });
  const sends = { subject: 'f-9', payload: { reference: 'ZL-1', channel: 'counter' } };
  const pays = (more: object = {}) => ({ subject: 'f-9', payload: { to: 'applicant', payee: '张建国', payeeAccount: 'account-1', amountFen: ALL, reference: 'ZL-1', ...more } }); // prettier-ignore

  test('keeps it from being approved, sent and paid beyond what is left', () => {
    const late = puts(form, { amountFen: 10_000_000 });
    const approves = (amountFen: number) => answerCode(late, 'payout.approved', { subject: 'f-9', payload: { amountFen } });
    expect([approves(15_000_000), approves(15_000_001)]).toEqual(['accepted', 'amount-exceeds']);
    const sent = puts(passed, { amountFen: 10_000_000 });
    expect(answerCode(sent, 'payout.sent', sends)).toBe('amount-exceeds');
    expect(answerCode(sent, 'payout.paid', pays())).toBe('amount-exceeds');
  }); // prettier-ignore

  test('changes nothing of what the bank was told, or has paid by its own line', () => {
    const told = puts(passed.tries('payout.sent', sends));
    expect(answerCode(told, 'payout.paid', pays())).toBe('accepted');
    const line = { serial: 'YH-9', account: '41001560000000000001' };
    expect(answerCode(puts(passed), 'payout.paid', pays({ line }))).toBe('accepted');
  });

  test('leaves to two forms together no more than is not put off', () => {
    const two = known
      .tries('payout.applied', ask(12_500_000, undefined, 'f-1'))
      .tries('payout.applied', ask(12_500_000, undefined, 'f-2'));
    const both = ['f-1', 'f-2'].reduce((court, id) => court.complete('payout.material-reviewed', id).complete('payout.approved', id, { amountFen: 12_500_000 }), two); // prettier-ignore
    const late = puts(both, { amountFen: 10_000_000 });
    const order = (id: string) => ({ subject: id, payload: { reference: `ZL-${id}`, channel: 'counter' } });
    const one = late.tries('payout.sent', order('f-1'));
    expect(one.c.last('payout.sent')?.subject).toBe('f-1');
    expect(answerCode(one, 'payout.sent', order('f-2'))).toBe('amount-exceeds');
  });
});

test('what an objection holds back is not put off once more for the distribution', () => {
  const court = settled(puts(objected, { ground: 'distribution', amountFen: 10_000_000 }, '2026-04-20'));
  expect(asks(court.complete('payee-account.confirmed', 'account-1'), 15_000_000)).toBe('accepted');
});

test('what is held back by an objection, and lies with the bank for another, is out of reach of a second order', () => {
  const two = known
    .tries('payout.applied', ask(12_500_000, undefined, 'f-1'))
    .tries('payout.applied', ask(12_500_000, undefined, 'f-2'));
  const both = ['f-1', 'f-2'].reduce((court, id) => court.complete('payout.material-reviewed', id).complete('payout.approved', id, { amountFen: 12_500_000 }), two); // prettier-ignore
  const planned = both.complete('distribution.planned', { receipts: ['r-7'], shares: [{ party: 'applicant-1', amountFen: ALL }] }).complete('distribution.objected', 'distribution-1', { party: 'respondent-1', disputedFen: 10_000_000 }); // prettier-ignore
  const order = (id: string) => ({ subject: id, payload: { reference: `ZL-${id}`, channel: 'counter' } });
  const one = planned.tries('payout.sent', order('f-1'));
  expect(answerCode(one, 'payout.sent', order('f-2'))).not.toBe('accepted');
});

describe('a ground is shown', () => {
  const deferral = (more: object) => answerCode(known, 'payout.delay-approved', { subject: 'r-7', by: 'president', payload: { reason: '一', until: '2026-03-02', ...more } }); // prettier-ignore
  test.each<[string, object]>([
    ['missing-field', { ground: 'frozen-elsewhere' }],
    ['missing-field', { ground: 'frozen-elsewhere', document: ' ' }],
    ['missing-field', { ground: 'frozen-elsewhere', notice: '电话通知' }],
    ['missing-field', { ground: 'not-collected' }],
    ['accepted', { ground: 'frozen-elsewhere', document: '修武县人民法院（2026）豫0821执保9号' }],
    ['accepted', { ground: 'not-collected', notice: '2026年2月3日短信、电话通知' }],
    ['accepted', { ground: 'other' }],
  ])('%s: %j', (code, more) => {
    expect(deferral(more)).toBe(code);
  });

  test('when it is asked for, too', () => {
    const made = (payload: object) => answerCode(known, 'request.made', { by: 'officer', payload: { of: 'payout.delay-approved', about: 'r-7', reason: '一', payload: { reason: '一', until: '2026-03-02', ...payload } } }); // prettier-ignore
    expect([made({ ground: 'not-collected' }), made({ ground: 'not-collected', notice: '电话' })]).toEqual(['missing-field', 'accepted']); // prettier-ignore
  });
});

test('whatever is put off, asked for and paid, in whichever order: nothing of what is put off leaves', () => {
  const step = fc.record({ what: fc.constantFrom('puts', 'asks', 'pays', 'ends'), fen: fc.integer({ min: 1, max: ALL }) }); // prettier-ignore
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let court = known;
      let held = 0;
      for (const [i, { what, fen }] of steps.entries()) {
        const paid = court.c.all('payout.paid').reduce((sum, f) => sum + f.payload.amountFen, 0);
        if (what === 'puts') {
          const next = court.tries('payout.delay-approved', { subject: 'r-7', by: 'president', payload: { ground: 'other', reason: '一', until: '2026-03-20', amountFen: fen } }); // prettier-ignore
          if (next !== court) held = fen;
          court = next;
        }
        if (what === 'ends') {
          const next = court.tries('deferral.ended', { subject: 'r-7', payload: { on: '2026-02-09', why: '一' } });
          if (next !== court) held = 0;
          court = next;
        }
        if (what === 'asks') court = court.tries('payout.applied', ask(fen, undefined, `f-${i}`));
        const form = court.c.last('payout.applied')?.payload;
        if (what === 'pays' && form !== undefined) {
          court = court.tries('payout.material-reviewed', { subject: form.form, payload: { passed: true } });
          court = court.tries('payout.approved', { subject: form.form, payload: { amountFen: form.amountFen } });
          const before = court;
          court = court.tries('payout.paid', { subject: form.form, payload: { to: 'applicant', payee: '张建国', payeeAccount: 'account-1', amountFen: form.amountFen, reference: `HD-${i}` } }); // prettier-ignore
          if (court !== before) expect(paid + form.amountFen + held).toBeLessThanOrEqual(ALL);
        }
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
