// A duty to pay stands still while nothing may be paid, and goes on after (docs/decisions/172; docs/spec/money.md 8).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, formatInstant } from '../../domain/time/instant.ts';
import { answerCode } from '../support/answer-code.ts';
import {
  agreed,
  ask,
  bank,
  distribution as id,
  free,
  known as joined,
  own,
  served,
  share,
} from '../support/distribution-scenes.ts';
import type { Court } from '../support/given.ts';
import { confirmed, paid } from '../support/histories.ts';

const ALL = 25_000_000;
const known = confirmed().complete('payee-account.confirmed', 'account-1').at('2026-02-09T09:00');
const approved = (court: Court, amountFen = ALL, form = 'f-9') =>
  court.tries('payout.applied', ask(amountFen, undefined, form)).complete('payout.material-reviewed', form).complete('payout.approved', form, { amountFen }); // prettier-ignore
const defers = (court: Court, more: object = {}, until = '2026-03-20') =>
  court.complete('payout.delay-approved', 'r-7', { ground: 'other', until, ...more }, { by: 'president' });
const transfer = (court: Court, form = 'f-9') => court.deadlines('payout-transfer').filter(({ id: of }) => of.includes(`:${form}@`)).map(({ status, due }) => [status, due])[0]; // prettier-ignore
const sends = (court: Court, form = 'f-9') => answerCode(court, 'payout.sent', { subject: form, payload: { reference: `ZL-${form}`, channel: 'counter' } }); // prettier-ignore

describe('a form approved before a deferral', () => {
  const later = defers(approved(known).at('2026-02-10T09:00'));

  test('urges nobody while it is put off, and is counted anew from its day', () => {
    expect(transfer(approved(known))).toEqual(['open', '2026-02-12']);
    expect([transfer(later), sends(later)]).toEqual([['suspended', null], 'amount-exceeds']);
    expect(transfer(later.at('2026-03-20T23:00'))?.[0]).toBe('suspended');
    expect([transfer(later.at('2026-03-21T00:00')), sends(later.at('2026-03-21T00:00'))]).toEqual([['open', '2026-03-23'], 'accepted']); // prettier-ignore
    expect(later.deadlines('payout-guide-pay')[0]?.status).toBe('suspended');
  });

  test('goes on when its ground falls away, or the deferral is withdrawn', () => {
    const ended = later.at('2026-02-16T09:00').complete('deferral.ended', 'r-7', { on: '2026-02-16' });
    expect(transfer(ended)?.[0]).toBe('open');
    const back = later.complete('fact.withdrawn', { fact: later.seq('payout.delay-approved') }, { by: 'president' });
    expect(transfer(back)).toEqual(['open', '2026-02-12']);
  });

  test('of a portion runs on where the rest is enough, and not where another form has had it', () => {
    const part = { amountFen: 10_000_000 };
    expect(transfer(defers(approved(known, 15_000_000), part))?.[0]).toBe('open');
    expect(transfer(defers(approved(known, 15_000_001), part))?.[0]).toBe('suspended');
    const two = defers(approved(approved(known, 12_500_000, 'f-1'), 12_500_000, 'f-2'), part);
    expect([transfer(two, 'f-1')?.[0], transfer(two, 'f-2')?.[0]]).toEqual(['open', 'open']);
    const one = two.tries('payout.sent', { subject: 'f-1', payload: { reference: 'ZL-1', channel: 'counter' } });
    expect([transfer(one, 'f-1')?.[0], transfer(one, 'f-2')?.[0]]).toEqual(['open', 'suspended']);
  });

  test('that the bank has been told of runs on: it is carried out', () => {
    const told = approved(known).tries('payout.sent', { subject: 'f-9', payload: { reference: 'ZL-1', channel: 'counter' } }); // prettier-ignore
    expect(transfer(defers(told))?.[0]).toBe('open');
  });
});

describe('a form approved before a plan', () => {
  const all = approved(agreed.complete('payee-account.confirmed', 'account-1'), 15_000_000).complete(
    'participation.applied',
  );
  const planned = served(all.complete('distribution.planned', { receipts: ['r-7'] }), '2026-02-06');

  test('stands still until everybody’s time to object is over', () => {
    expect(transfer(approved(agreed.complete('payee-account.confirmed', 'account-1'), 15_000_000))?.[0]).toBe('open');
    expect(transfer(planned)?.[0]).toBe('suspended');
    expect(transfer(free(planned))?.[0]).toBe('open');
  });

  test('and longer, where an objection holds back whose share it is, until that is settled', () => {
    const wants = [{ party: 'applicant-1', fen: 14_000_000 }];
    const objected = planned.complete('distribution.objected', id, { party: bank, disputedFen: 1_000_000, wants }, { by: 'officer' }); // prettier-ignore
    expect([transfer(free(objected))?.[0], sends(free(objected))]).toEqual(['suspended', 'exceeds-share']);
    const shares = [share('applicant-1', 15_000_000), share(bank, 10_000_000)];
    const over = objected.at('2026-03-14T09:00').complete('distribution.settled', id, { how: 'corrected', document: '复核', shares }); // prettier-ignore
    expect([transfer(over)?.[0], sends(over)]).toEqual(['open', 'accepted']);
    const gone = over.complete('payout.paid', 'f-9', { amountFen: 15_000_000, ...own });
    expect(transfer(gone)?.[0], 'what is paid later does not change why it stood still').toBe('done');
    const lost = objected.at('2026-03-14T09:00').tries('distribution.settled', { subject: id, payload: { how: 'corrected', document: '复核', shares: [share('applicant-1', 14_000_000), share(bank, 11_000_000)] } }); // prettier-ignore
    const less = lost.complete('payout.rejected', 'f-9');
    const status = (court: Court) => court.deadlines('payout-transfer')[0]?.status;
    expect([status(lost), status(less)], 'nor what is judged').toEqual(['open', 'done']);
  });
});

test('what came back is asked for anew when it may be', () => {
  const back = paid().at('2026-02-16T10:00').complete('payout.returned', 'FK-2026-031');
  const bounced = (court: Court) => court.deadlines('payout-bounced')[0]?.status;
  expect(bounced(back)).toBe('open');
  const later = back.complete('payout.delay-approved', 'r-7', { ground: 'other', until: '2026-03-02' }, { by: 'president' }); // prettier-ignore
  expect([bounced(later), bounced(later.at('2026-03-03T09:00'))]).toEqual(['suspended', 'open']);
  const again = { form: 'f-again', to: 'applicant', payee: '张建国', amountFen: 1_000 } as const;
  expect(bounced(back.complete('payout.applied', 'r-7', again)), 'for the same person, whatever it says that it replaces').toBe('done'); // prettier-ignore
});

test('whatever is put off, approved, sent and ended: who is urged to pay may pay', () => {
  const step = fc.record({ what: fc.constantFrom('defers', 'approves', 'sends', 'ends', 'waits'), fen: fc.integer({ min: 1, max: ALL }), days: fc.integer({ min: 1, max: 9 }) }); // prettier-ignore
  let [still, open] = [0, 0];
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 8 }), (steps) => {
      let court = known;
      for (const [i, { what, fen, days }] of steps.entries()) {
        if (what === 'defers') court = court.tries('payout.delay-approved', { subject: 'r-7', by: 'president', payload: { ground: 'other', reason: '一', until: '2026-03-10', amountFen: fen } }); // prettier-ignore
        if (what === 'approves' && answerCode(court, 'payout.applied', ask(fen, own, `f-${i}`)) === 'accepted') court = approved(court, fen, `f-${i}`); // prettier-ignore
        if (what === 'ends') court = court.tries('deferral.ended', { subject: 'r-7', payload: { on: '2026-02-09', why: '一' } }); // prettier-ignore
        if (what === 'waits') court = court.at(formatInstant(court.now + days * DAY));
        if (what === 'sends') {
          const form = court.c.last('payout.approved')?.subject ?? '';
          court = court.tries('payout.sent', {
            subject: form,
            payload: { reference: `ZL-${form}`, channel: 'counter' },
          });
        }
        for (const { id: of, status } of court.deadlines('payout-transfer')) {
          const form = of.slice(of.indexOf(':') + 1, of.indexOf('@'));
          const isSent = court.c.first('payout.sent', form) !== undefined;
          const mayPay = isSent || sends(court, form) === 'accepted';
          expect(status === 'suspended').toBe(!mayPay);
          if (mayPay) open += 1;
          else still += 1;
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(Math.min(still, open)).toBeGreaterThan(5);
}, 60_000);

test('whoever gets theirs in any case is paid, also where what is disputed has gone to another before the court heard of the suit', () => {
  // the bank disputes 10,000 yuan of the applicant's share and sues; the court settles, pays the applicant all but 5,000, and hears of it then
  const objected = served(joined.complete('payee-account.confirmed', 'account-1').complete('distribution.planned', { receipts: ['r-7'] }), '2026-02-06')
    .complete('distribution.objected', id, { party: bank, disputedFen: 1_000_000 }, { by: 'officer' })
    .complete('distribution.opposed', id, { party: 'applicant-1' }, { by: 'officer' }); // prettier-ignore
  const shares = [share('applicant-1', 15_000_000), share(bank, 10_000_000)];
  const over = objected.at('2026-04-14T09:00').complete('distribution.settled', id, { how: 'unopposed', shares });
  const paidOut = approved(over, 14_500_000, 'f-1').complete('payout.paid', 'f-1', { amountFen: 14_500_000, ...own });
  const theirs = { to: 'third-party', payee: bank, payeeAccount: 'account-2' } as const;
  const both = paidOut.complete('payout.applied', 'r-7', { form: 'f-2', amountFen: 10_000_000, ...theirs }).complete('payout.material-reviewed', 'f-2').complete('payout.approved', 'f-2', { amountFen: 10_000_000 }); // prettier-ignore
  const sued = both.complete('remedy.sought', id, { way: 'lawsuit', party: bank, on: '2026-02-12' });
  expect([transfer(sued, 'f-2')?.[0], sends(sued, 'f-2')]).toEqual(['open', 'accepted']);
  expect(answerCode(sued, 'payout.paid', { subject: 'f-2', payload: { amountFen: 10_000_000, reference: 'HD-9', ...theirs } })).toBe('accepted'); // prettier-ignore
  expect(answerCode(sued, 'payout.applied', ask(1, own, 'f-3'))).toBe('in-dispute');
});
