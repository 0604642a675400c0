// docs/decisions/122: what a form's text means is not another's choice, and whose money it is is asked once more by each who lets it go.
import { describe, expect, test } from 'vitest';
import { nodeRow } from '../../domain/nodes/index.ts';
import { paymentsOf } from '../../domain/plan/money/payments.ts';
import type { Court, Sent } from '../support/given.ts';
import { confirmed, controlled } from '../support/histories.ts';

const form = 'FK-2026-031';
const money = confirmed().at('2026-02-09T09:00');
const known = money.complete('payee-account.confirmed', 'account-1');
const asks = (payeeAccount: string): Sent => ({
  subject: 'r-7',
  payload: { ...(nodeRow('payout.applied').example as object), payeeAccount },
});
const reviewed = (court: Court) => court.complete('payout.material-reviewed', form);
const approved = (court: Court) => reviewed(court).complete('payout.approved', form);
const pays = { subject: form, payload: { ...(nodeRow('payout.paid').example as object) } };
const sends = { subject: form, payload: { ...(nodeRow('payout.sent').example as object) } };

describe('审批表上写明的账号，此后确认的账户改变不了它', () => {
  const written = '622848000001';
  const back = { to: 'refund', payee: '李卫东', payeeAccount: written } as const;
  const agreed = (court: Court) => court.complete('panel.decided', { about: 'payee', payee: '李卫东' });
  const stood = (before: Court = money) => approved(agreed(before).complete('payout.applied', 'r-7', back));
  const goesTo = (court: Court) => paymentsOf(court.c).map(({ payee }) => payee);
  const asWritten = [{ holder: '李卫东', number: written, bank: '', bankCode: '' }];
  const thief = { party: undefined, holder: '贼', number: written } as object;
  const example = nodeRow('payee-account.confirmed').example as object;

  test('no account is called by a number, whether of the form, of another account, or of nobody', () => {
    const calls = (court: Court, subject: string, node: 'payee-account.confirmed' | 'payee-account.change-proposed' = 'payee-account.confirmed') =>
      court.refused(node, { subject, payload: { ...(nodeRow(node).example as object), holder: '某人' } }).code; // prettier-ignore
    expect(calls(stood(), written)).toBe('subject-taken');
    expect(calls(money, '6217')).toBe('subject-taken');
    expect(calls(known, '6217000000000000010', 'payee-account.change-proposed')).toBe('subject-taken');
    const lettered = agreed(money).complete('payout.applied', 'r-7', {
      ...back,
      to: 'other-court',
      payee: '修武县人民法院',
      payeeAccount: 'NRA-77',
    });
    expect(calls(lettered, 'nra-77')).toBe('subject-taken');
    expect(money.answer('payee-account.confirmed', { subject: 'acc-x', payload: example })).toMatchObject({ accepted: true }); // prettier-ignore
  });

  test('one that is confirmed later, with its number, neither takes its money nor names its payee', () => {
    const late = stood().complete('payee-account.confirmed', 'acc-x', thief);
    expect(goesTo(late)).toEqual(asWritten);
    expect(goesTo(late.complete('payee-account.change-proposed', 'acc-y', { account: 'acc-x', number: '62170009' }).complete('payee-account.changed', 'acc-y'))).toEqual(asWritten); // prettier-ignore
  });

  test('nor does one confirmed before: what is written out goes in its payee’s name', () => {
    expect(goesTo(stood(money.complete('payee-account.confirmed', 'acc-x', thief)))).toEqual(asWritten);
    const own = stood(
      money.complete('payee-account.confirmed', 'acc-x', {
        ...thief,
        party: 'respondent-1',
        holder: '李 卫东',
        bankCode: '7',
      }),
    );
    expect(goesTo(own)).toMatchObject([{ holder: '李卫东', number: written, bankCode: '7' }]);
  });

  test('put right before its review, it means what stood then', () => {
    const asked = agreed(money).complete('payout.applied', 'r-7', back).complete('payee-account.confirmed', 'acc-x', { party: 'respondent-1', holder: '李卫东', number: '62170077' }); // prettier-ignore
    const payload = { fact: asked.seq('payout.applied'), payload: { ...asked.c.last('payout.applied')?.payload, payeeAccount: 'acc-x' }, ...({ at: undefined } as object), reason: '误' }; // prettier-ignore
    expect(goesTo(approved(asked.complete('fact.corrected', payload, { by: 'officer' })))).toMatchObject([{ number: '62170077' }]); // prettier-ignore
  });

  test('its number is stopped all the same', () => {
    const late = stood().complete('payee-account.confirmed', 'acc-x', thief).complete('payee-account.stopped', 'acc-x');
    expect(late.refused('payout.sent', sends).code).toBe('account-stopped');
  });
});

describe('收款人、退款账户在批准、提交、支付时再问一次', () => {
  const two = money
    .complete('party.joined', 'applicant-2', {
      side: 'applicant',
      name: '王秀英',
      kind: 'person',
    })
    .complete('payee-account.confirmed', 'account-2', { party: 'applicant-2', holder: '王秀英' })
    .complete('payout.applied', 'r-7', { payee: '王秀英', payeeAccount: 'account-2' });
  const leaves = (court: Court) => court.at('2026-02-09T10:00').complete('party.left', 'applicant-2');

  test('who has left is approved, ordered and paid nothing more, but for what the bank has', () => {
    expect(leaves(reviewed(two)).refused('payout.approved', { subject: form }).code).toBe('payee-unknown');
    const gone = leaves(approved(two));
    expect(gone.refused('payout.sent', sends).code).toBe('payee-unknown');
    const paid = { ...pays.payload, payee: '王秀英', payeeAccount: 'account-2', reference: 'ZL-1' };
    expect(gone.refused('payout.paid', { subject: form, payload: paid, at: '2026-02-09T09:30' }).code).toBe('payee-unknown'); // prettier-ignore
    const sent = leaves(approved(two).complete('payout.sent', form, { reference: 'ZL-1' }));
    expect(sent.answer('payout.paid', { subject: form, payload: paid })).toMatchObject({ accepted: true });
  });

  const own = '6228480000000000001';
  const arrived = (more: object) => confirmed(controlledWith(more)).at('2026-02-09T09:00');
  const controlledWith = (more: object) => controlled().at('2026-02-06T09:00').complete('funds.arrived', 'r-8', { ...more, reference: 'YH-8' }); // prettier-ignore
  const refund = (more: object, payeeAccount = own) =>
    reviewed(arrived(more).complete('funds.reviewed', 'r-8').complete('funds.confirmed', 'r-8', { payerAccount: own }).complete('payout.applied', 'r-8', { to: 'refund', payee: '李卫东', payeeAccount })); // prettier-ignore
  const line = { account: '1', serial: 'S-1' };

  test('a refund asks no panel where arrival, confirmation and the bank’s line name one account', () => {
    for (const more of [{}, { payerAccount: own }, { payerAccount: own, line }])
      expect(refund(more).answer('payout.approved', { subject: form })).toMatchObject({ accepted: true });
    expect(refund({ payerAccount: '77' }).refused('payout.approved', { subject: form }).code).toBe('payee-needs-panel');
    expect(refund({ payerAccount: '77' }, '77').refused('payout.approved', { subject: form }).code).toBe(
      'payee-needs-panel',
    );
  });

  test('put right by one clerk it is nobody’s word; who did so pays nothing of it', () => {
    const corrects = (court: Court, payerAccount: string) => {
      const payload = { ...court.c.first('funds.arrived', 'r-8')?.payload, payerAccount };
      return court.complete('fact.corrected', { fact: court.c.first('funds.arrived', 'r-8')?.seq ?? 0, payload, ...({ at: undefined } as object), reason: '误' }, { by: 'finance' }); // prettier-ignore
    };
    const other = corrects(refund({ payerAccount: '77', line }), own);
    expect(other.refused('payout.approved', { subject: form }).code, 'the line said 77').toBe('payee-needs-panel');
    const same = corrects(refund({ payerAccount: '77' }), own).complete('payout.approved', form);
    expect(same.refused('payout.sent', sends).code).toBe('same-person');
    expect(same.answer('payout.sent', { ...sends, by: 'p-filing-finance' })).toMatchObject({ accepted: true });
  });
});

test('an account that is confirmed right after another of its party was taken back cools too', () => {
  const back = known.complete('fact.withdrawn', { fact: known.seq('payee-account.confirmed'), reason: '误' }, { by: 'reception' }); // prettier-ignore
  const another = back.complete('payee-account.confirmed', 'account-2', { number: '62170099' });
  expect(another.refused('payout.applied', asks('account-2')).code).toBe('account-cooling');
  expect(another.at('2026-02-10T09:00').answer('payout.applied', asks('account-2'))).toMatchObject({ accepted: true });
  const again = back.complete('payee-account.confirmed', 'account-2');
  expect(again.answer('payout.applied', asks('account-2')), 'the same number').toMatchObject({ accepted: true });
  const later = back.at('2026-02-10T09:00').complete('payee-account.confirmed', 'account-2', { number: '62170099' });
  expect(later.answer('payout.applied', asks('account-2'))).toMatchObject({ accepted: true });
});
