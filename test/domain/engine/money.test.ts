import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../domain/plan/court-settings.ts';
import { given } from '../../support/given.ts';
import { approved, confirmed, paid } from '../../support/histories.ts';

const arrived = given().filed().assigned().at('2026-02-06T10:00').complete('funds.arrived', 'r-7');
const half = { amountFen: 12_500_000 };

describe('funds-confirm', () => {
  test('finance confirms each receipt within three days of its arrival', () => {
    const second = arrived.at('2026-02-09T10:00').complete('funds.arrived', 'r-8', half);
    expect(second.deadline('funds-confirm', 'r-7')).toMatchObject({ due: '2026-02-09', owner: 'finance' });
    expect(second.deadline('funds-confirm', 'r-8')).toMatchObject({ due: '2026-02-12' });
    const one = second.complete('funds.confirmed', 'r-7');
    expect(one.deadline('funds-confirm', 'r-7').status).toBe('done');
    expect(one.deadline('funds-confirm', 'r-8').status).toBe('open');
    expect(second.at('2026-02-10').complete('funds.confirmed', 'r-7').deadline('funds-confirm', 'r-7').status).toBe(
      'done-late',
    );
  });
});

describe('payout', () => {
  test('opens at the confirmation: ten days by the plan, thirty by the law, both rolled', () => {
    expect(arrived.deadlines('payout')).toEqual([]);
    // 02-16 is 春节, rolled to 02-24; 03-08 is a Sunday
    const due = { opened: '2026-02-06T15:00', due: '2026-02-24', legalDue: '2026-03-09', passes: '2026-02-25T00:00' };
    const court = confirmed();
    expect(court.deadline('payout', 'r-7')).toMatchObject({ ...due, owner: 'officer', status: 'open' });
    expect(court.deadline('payout').id).toBe(`payout:r-7@${court.seq('funds.confirmed')}`);
  });

  test('only the whole sum discharges it: application, review, approval and a part do not', () => {
    const court = approved();
    expect(court.deadline('payout').status).toBe('open');
    const part = court.at('2026-02-12').complete('payout.paid', 'FK-2026-031', half);
    expect(part.deadline('payout').status).toBe('open');
    const rest = part.at('2026-02-13T11:00').complete('payout.paid', 'FK-2026-031', half);
    expect(rest.deadline('payout')).toMatchObject({ status: 'done', ended: '2026-02-13T11:00' });
  });

  test('what the bank sends back has ten days of its own, and is met by a new form', () => {
    const back = paid()
      .at('2026-02-25T09:00')
      .complete('payout.returned', 'FK-2026-031', { ...half, kind: 'recalled' });
    expect(back.deadlines('payout')).toMatchObject([{ status: 'done' }, { status: 'open', due: '2026-03-09' }]);
    expect(back.deadlines('payout').every((d) => d.id.startsWith('payout:r-7@'))).toBe(true);
    const again = back
      .complete('payout.applied', 'r-7', { ...half, form: 'FK-2' })
      .complete('payout.material-reviewed', 'FK-2')
      .complete('payout.approved', 'FK-2', half)
      .complete('payout.paid', 'FK-2', half);
    expect(again.deadlines('payout').map((d) => d.status)).toEqual(['done', 'done']);
  });

  test('each receipt has its own', () => {
    const both = confirmed().complete('funds.arrived', 'r-8', half).complete('funds.confirmed', 'r-8', half);
    const one = paid(approved(both));
    expect(one.deadline('payout', 'r-7').status).toBe('done');
    expect(one.deadline('payout', 'r-8').status).toBe('open');
  });

  test('paid at the last moment is on time, at the next it is late', () => {
    const at = (when: string) => approved().at(when).complete('payout.paid', 'FK-2026-031').deadline('payout').status;
    expect([at('2026-02-24T23:59:59'), at('2026-02-25')]).toEqual(['done', 'done-late']);
  });
});

describe('payout-review', () => {
  test('opens with each application and ends with the review that follows it', () => {
    const applied = confirmed().at('2026-02-10T11:00').complete('payout.applied', 'r-7');
    expect(applied.deadline('payout-review')).toMatchObject({ due: '2026-02-11', owner: 'funds', status: 'open' });
    const reviewed = applied
      .at('2026-02-11T23:59')
      .complete('payout.material-reviewed', 'FK-2026-031', { passed: false });
    expect(reviewed.deadline('payout-review').status).toBe('done');
    const again = reviewed.at('2026-02-12T09:00').complete('payout.applied', 'r-7', { form: 'FK-2' });
    expect(again.deadlines('payout-review')).toMatchObject([{ status: 'done' }, { status: 'open', due: '2026-02-13' }]);
  });
});

describe('payout-transfer', () => {
  test('finance pays within three days of the approval, or says what is wrong', () => {
    // Saturday 02-14 is worked
    const court = approved();
    expect(court.deadline('payout-transfer')).toMatchObject({ due: '2026-02-14', owner: 'finance', status: 'open' });
    const pays = court.at('2026-02-14T23:59').complete('payout.paid', 'FK-2026-031');
    expect(pays.deadline('payout-transfer').status).toBe('done');
    const rejects = court.at('2026-02-15').complete('payout.rejected', 'FK-2026-031');
    expect(rejects.deadline('payout-transfer').status).toBe('done-late');
  });

  test('a yuan of court fee does not end the transfer of a form over all the rest', () => {
    const fee = {
      ...{ amountFen: 100, to: 'court-fee' as const },
      ...{ payee: '武陟县人民法院', payeeAccount: '0000000000000000001' },
    };
    const rest = { amountFen: 24_999_900 };
    const both = confirmed()
      .at('2026-02-11T09:00')
      .complete('payout.applied', 'r-7', rest)
      .complete('payout.applied', 'r-7', { ...fee, form: 'FK-FEE' })
      .complete('payout.material-reviewed', 'FK-2026-031')
      .complete('payout.material-reviewed', 'FK-FEE')
      .complete('panel.decided', { about: 'payee', payee: fee.payee })
      .complete('payout.approved', 'FK-2026-031', rest)
      .complete('payout.approved', 'FK-FEE', { amountFen: 100 })
      .complete('fee.taken', 'FK-FEE', { amountFen: 100 });
    expect(both.deadline('payout-transfer', 'FK-FEE').status).toBe('done');
    expect(both.deadline('payout-transfer', 'FK-2026-031').status).toBe('open');
    const part = both.complete('payout.paid', 'FK-2026-031', { amountFen: 24_999_899 });
    expect(part.deadline('payout-transfer', 'FK-2026-031').status, 'a fen is left').toBe('open');
    const whole = part.complete('payout.paid', 'FK-2026-031', { amountFen: 1 });
    expect(whole.deadline('payout-transfer', 'FK-2026-031').status).toBe('done');
    expect(whole.deadline('payout').status).toBe('done');
  });

  test('a rejected form is not approved again: the one that replaces it opens it, under another id', () => {
    const rejected = approved()
      .at('2026-02-12T09:00')
      .complete('payout.rejected', 'FK-2026-031')
      .at('2026-02-13T09:00');
    expect(rejected.refused('payout.approved', { subject: 'FK-2026-031' }).code).toBe('form-ended');
    const back = rejected
      .complete('payout.applied', 'r-7', { form: 'FK-2026-032', replaces: 'FK-2026-031' })
      .complete('payout.material-reviewed', 'FK-2026-032')
      .complete('payout.approved', 'FK-2026-032');
    const [first, second, ...more] = back.deadlines('payout-transfer');
    expect(more).toEqual([]);
    expect(first).toMatchObject({ status: 'done', ended: '2026-02-12T09:00' });
    // 02-16 is 春节
    expect(second).toMatchObject({ status: 'open', opened: '2026-02-13T09:00', due: '2026-02-24' });
    expect(second?.id).not.toBe(first?.id);
  });
});

describe('court fee and what is the treasury’s', () => {
  const fee = { amountFen: 100, to: 'court-fee', payee: '武陟县人民法院', payeeAccount: '4100' } as const;
  const reviewed = (form: object = {}) =>
    confirmed()
      .complete('sanction.decided', { kind: 'fine', amountFen: 100 })
      .complete('payout.applied', 'r-7', { ...fee, form: 'FK-FEE', ...form })
      .complete('payout.material-reviewed', 'FK-FEE');
  const approval = { subject: 'FK-FEE', payload: { amountFen: 100 } };
  const account = { to: 'court-fee', payee: '武陟县人民法院', account: '4100' } as const;
  const courtSettings = { ...defaultSettings, publicAccounts: [account] };

  test('go to an account that the court has published, without a panel', () => {
    const court = reviewed().publish({ courtSettings }).tries('payout.approved', approval);
    expect(court.complete('fee.taken', 'FK-FEE', { amountFen: 100 }).c.first('fee.taken')).toBeDefined();
  });

  test('and to no other, unless the panel has decided: not under its name, not to another end', () => {
    expect(reviewed().refused('payout.approved', approval)).toMatchObject({ code: 'payee-needs-panel' });
    for (const other of [{ payeeAccount: '6217' }, { payee: '王秀英' }, { to: 'treasury' }])
      expect(reviewed(other).publish({ courtSettings }).refused('payout.approved', approval).code).toBe(
        'payee-needs-panel',
      );
  });

  test('nor once the account is the court’s no longer, though it was approved', () => {
    const court = reviewed().publish({ courtSettings }).tries('payout.approved', approval);
    const gone = court.publish({ courtSettings: defaultSettings });
    expect(gone.refused('fee.taken', { subject: 'FK-FEE', payload: { amountFen: 100, receiptNo: '1' } }).code).toBe(
      'payee-needs-panel',
    );
  });
});

describe('payout-late-approval', () => {
  const due = '2026-02-25T00:00'; // the instant at which payout passes

  test('opens at the instant at which the payout passed its due, not before, and is due that day', () => {
    const court = confirmed();
    expect(court.at('2026-02-24T23:59:59').deadlines('payout-late-approval')).toEqual([]);
    const late = court.at('2026-02-25').deadline('payout-late-approval', 'r-7');
    expect(late).toMatchObject({ status: 'open', opened: due, due: '2026-02-25', owner: 'officer' });
    expect(late.id).toBe(`payout-late-approval:r-7@${court.seq('funds.confirmed')}`);
  });

  test('wakes the case by itself', () => {
    const reached = confirmed().at('2026-02-24T23:00');
    expect(reached.nextWake?.at).toBe(Date.parse('2026-02-24T16:00:00Z'));
    expect(
      reached.at('2026-02-25').log.filter((l) => l.rule === 'payout-late-approval' && l.type === 'opened'),
    ).toHaveLength(1);
  });

  test('never opens where the payout was in time, even if that is recorded afterwards', () => {
    expect(paid().at('2026-03-20').deadlines('payout-late-approval')).toEqual([]);
    const told = approved()
      .at('2026-02-25T09:00')
      .complete('payout.paid', 'FK-2026-031', {}, { at: '2026-02-24T20:00' });
    expect(told.deadline('payout').status).toBe('done');
    expect(told.deadlines('payout-late-approval')).toEqual([]);
    expect(told.log.filter((l) => l.rule === 'payout-late-approval').map((l) => l.type)).toContain('void');
  });

  test('opens for a payout made at the very instant of the due, and is over at once', () => {
    const court = approved().at('2026-02-25').complete('payout.paid', 'FK-2026-031');
    expect(court.deadline('payout').status).toBe('done-late');
    expect(court.deadline('payout-late-approval')).toMatchObject({ status: 'done', opened: due, ended: due });
  });

  test('an approval of the delay ends it, paying the whole does', () => {
    const court = approved().at('2026-02-25T09:00');
    const after = (by: string) =>
      court.complete('payout.delay-approved', 'r-7', {}, { by }).deadline('payout-late-approval').status;
    expect([after('supervising-leader'), after('president')]).toEqual(['done', 'done']);
    expect(court.complete('payout.paid', 'FK-2026-031').deadline('payout-late-approval').status).toBe('done');
    expect(court.complete('payout.paid', 'FK-2026-031', half).deadline('payout-late-approval').status).toBe('open');
  });

  test('a deferral approved in advance leaves nothing to approve', () => {
    const early = approved()
      .at('2026-02-20T09:00')
      .complete('payout.delay-approved', 'r-7', { until: '2026-03-20' }, { by: 'president' });
    expect(early.at('2026-03-30').deadlines('payout-late-approval')).toEqual([]);
  });
});

describe('payout-30-day-approval', () => {
  test('runs from the arrival, whatever is confirmed', () => {
    // 03-08 is a Sunday
    expect(arrived.deadline('payout-30-day-approval')).toMatchObject({
      ...{ opened: '2026-02-06T10:00', due: '2026-03-09', passes: '2026-03-10T00:00', owner: 'officer' },
    });
  });

  test('only the president may approve a delay, or the whole sum is paid', () => {
    const court = approved().at('2026-03-05T09:00');
    const after = (by: string) =>
      court.complete('payout.delay-approved', 'r-7', {}, { by }).deadline('payout-30-day-approval').status;
    expect([after('president'), after('supervising-leader')]).toEqual(['done', 'open']);
    expect(court.complete('payout.paid', 'FK-2026-031').deadline('payout-30-day-approval').status).toBe('done');
  });
});
