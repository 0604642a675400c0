// docs/spec/money.md 4.3: money of creditors goes to accounts that are confirmed, changed by a decision alone, and cool down.
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import { tellings } from '../../domain/plan/disclosure/readings.ts';
import { oldContact } from '../../domain/plan/parties/contacts.ts';
import { toldZh } from '../../domain/words/disclosures.ts';
import { formPersonsMoved } from '../../domain/plan/money/form-persons.ts';
import type { Court, Sent } from '../support/given.ts';
import { given } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';
import { nodeRow } from '../../domain/nodes/index.ts';

const form = 'FK-2026-031';
const money = confirmed().at('2026-02-09T09:00');
const known = money.complete('payee-account.confirmed', 'account-1');
const proposed = (court: Court = known) => court.complete('payee-account.change-proposed', 'account-2', {}, { by: 'officer' }); // prettier-ignore
const changed = (court: Court = known) => proposed(court).complete('payee-account.changed', 'account-2');
const asks = (payeeAccount: string, more: object = {}): Sent => ({
  subject: 'r-7',
  payload: { ...(nodeRow('payout.applied').example as object), payeeAccount, ...more },
});
const applied = (court: Court, payeeAccount = 'account-1') => court.complete('payout.applied', 'r-7', { payeeAccount });
const reviewed = (court: Court) => court.complete('payout.material-reviewed', form);
const approved = (court: Court) => reviewed(court).complete('payout.approved', form);
const pays = { subject: form, payload: { ...(nodeRow('payout.paid').example as object) } };
const sends = { subject: form, payload: { ...(nodeRow('payout.sent').example as object) } };

describe('案款只发放到已确认的收款账户', () => {
  test('a form to the applicant, or to somebody in their place, names an account of the case', () => {
    expect(money.refused('payout.applied', asks('account-1')).code).toBe('account-unknown');
    const { code, zh } = known.refused('payout.applied', asks('6217000000000000009'));
    expect([code, zh]).toEqual(['account-unknown', expect.stringContaining('account-1（张建国）')]);
    expect(known.refused('payout.applied', asks('62170', { to: 'third-party', payee: '王秀英', onBehalfOf: '张建国' })).code).toBe('account-unknown'); // prettier-ignore
    expect(known.answer('payout.applied', asks('account-1', { payee: 'applicant-1' }))).toMatchObject({
      accepted: true,
    });
  });

  test('its holder is the payee, blanks and width aside; somebody in their place may be another', () => {
    const wide = money.complete('payee-account.confirmed', 'account-1', { holder: ' 张 建国 ' });
    expect(wide.answer('payout.applied', asks('account-1'))).toMatchObject({ accepted: true });
    const agent = money.complete('payee-account.confirmed', 'account-1', {
      party: undefined,
      holder: '王秀英',
    } as object);
    expect(agent.refused('payout.applied', asks('account-1')).code).toBe('account-differs');
    expect(agent.answer('payout.applied', asks('account-1', { to: 'third-party', payee: '张律师', onBehalfOf: '张建国' }))).toMatchObject({ accepted: true }); // prettier-ignore
  });

  test('one account for one holder: another takes its place by a decision alone', () => {
    const again: Sent = {
      payload: { ...(nodeRow('payee-account.confirmed').example as object), holder: '张建 国', number: '62170001' },
    };
    expect(known.refused('payee-account.confirmed', again)).toMatchObject({ code: 'already-recorded', missing: [{ id: 'account-1' }] }); // prettier-ignore
    const stopped = known.complete('payee-account.stopped', 'account-1');
    expect(stopped.refused('payee-account.confirmed', again).code).toBe('already-recorded');
  });

  test('it is not put right under a form that names it', () => {
    const put = { payload: { fact: known.seq('payee-account.confirmed'), payload: { ...(nodeRow('payee-account.confirmed').example as object), number: '1' }, reason: '误' }, by: 'reception' }; // prettier-ignore
    expect(known.refused('fact.corrected', put).code).toBe('not-correctable');
    const back = { payload: { fact: known.seq('payee-account.confirmed'), reason: '误' }, by: 'reception' };
    expect(applied(known).refused('fact.withdrawn', back).code).toBe('has-dependents');
  });
});

describe('收款账户的变更', () => {
  test('waits seven days for the director, who is not who proposed it', () => {
    const waiting = proposed();
    expect(waiting.deadline('approval-step', 'account-2')).toMatchObject({ owner: 'director', status: 'open', due: '2026-02-24' }); // prettier-ignore
    expect(waiting.refused('payout.applied', asks('account-2')).code).toBe('not-approved');
    const own = known
      .complete('case.assigned', { officer: 'p-all-hats' })
      .complete('payee-account.change-proposed', 'account-2', {}, { by: 'p-all-hats' });
    expect(own.refused('payee-account.changed', { subject: 'account-2', by: 'p-all-hats' }).code).toBe('same-person');
    expect(changed().deadline('approval-step', 'account-2').status).toBe('done');
  });

  test('sent back, it is never used, and proposed anew', () => {
    const back = proposed().complete('request.returned', 'account-2', { reason: '未能向本人核实' }, { by: 'director' });
    expect(back.deadline('approval-step', 'account-2').status).toBe('done');
    expect(back.refused('payee-account.changed', { subject: 'account-2' }).code).toBe('already-recorded');
    expect(back.answer('payee-account.change-proposed', { payload: { ...(nodeRow('payee-account.change-proposed').example as object) } })).toMatchObject({ accepted: true }); // prettier-ignore
    expect(proposed().refused('payee-account.change-proposed', {}).code).toBe('already-recorded');
  });

  test('cools down for a day; what it took the place of is paid no more', () => {
    expect(changed().refused('payout.applied', asks('account-2'))).toMatchObject({ code: 'account-cooling' });
    const next = changed().at('2026-02-10T09:00');
    expect(next.answer('payout.applied', asks('account-2'))).toMatchObject({ accepted: true });
    expect(next.refused('payout.applied', asks('account-1')).code).toBe('account-differs');
    expect(next.refused('payee-account.change-proposed', {}).code).toBe('account-differs');
  });

  test('the court sets how long', () => {
    const payeeAccounts = { coolingHours: 72, apartDays: 30 };
    const slow = known.publish({ courtSettings: { ...defaultSettings, payeeAccounts } });
    expect(changed(slow).at('2026-02-12T08:59').refused('payout.applied', asks('account-2')).code).toBe(
      'account-cooling',
    );
    expect(changed(slow).at('2026-02-12T09:00').answer('payout.applied', asks('account-2'))).toMatchObject({ accepted: true }); // prettier-ignore
  });

  test('after an approval it is as the approver saw it, or not paid', () => {
    const late = changed(approved(applied(known))).at('2026-02-11T09:00');
    expect(late.refused('payout.sent', sends).code).toBe('account-differs');
    expect(late.refused('payout.paid', pays).code).toBe('account-differs');
    expect(late.answer('payout.rejected', { subject: form, payload: { wrong: '账户已变更' } })).toMatchObject({ accepted: true }); // prettier-ignore
  });

  test('is told at once, where its holder was reached before', () => {
    const lived = known.complete('address.confirmed', 'applicant-1', { phone: '13800000001' }).at('2026-03-15T09:00');
    const { c } = proposed(lived.complete('address.confirmed', 'applicant-1', { phone: '13800000099' }));
    const [fact] = c.all('payee-account.change-proposed');
    expect(fact && tellings(c).get(fact.seq)?.to).toMatchObject([{ party: 'applicant-1', from: fact?.at }]);
    expect(fact && oldContact(c, 'applicant-1', fact)).toMatchObject({ phone: '13800000001' });
    expect(fact && toldZh(c, fact)).toContain('变更您的收款账户');
  });
});

describe('停用的账户', () => {
  test('gets nothing, at any step, whoever stopped it', () => {
    for (const by of ['officer', 'finance', 'director']) {
      const stops = (court: Court) => court.complete('payee-account.stopped', 'account-1', {}, { by });
      expect(stops(known).refused('payout.applied', asks('account-1')).code).toBe('account-stopped');
      expect(stops(reviewed(applied(known))).refused('payout.approved', { subject: form }).code).toBe(
        'account-stopped',
      );
      expect(stops(approved(applied(known))).refused('payout.sent', sends).code).toBe('account-stopped');
      expect(stops(approved(applied(known))).refused('payout.paid', pays).code).toBe('account-stopped');
    }
  });

  test('what the bank had before it is told as it was, and a number written out means the same account', () => {
    const sent = approved(applied(known)).complete('payout.sent', form, { reference: 'ZL-1' });
    const stopped = sent.complete('payee-account.stopped', 'account-1');
    expect(stopped.answer('payout.paid', { ...pays, payload: { ...pays.payload, reference: 'ZL-1', payeeAccount: '6217 0000 0000 0000 009' } })).toMatchObject({ accepted: true }); // prettier-ignore
    const refund = asks('６２１７000000000000009', {
      to: 'refund',
      ground: 'error',
      document: '说明',
      payee: '李卫东',
    });
    expect(known.complete('payee-account.stopped', 'account-1').refused('payout.applied', refund).code).toBe('account-stopped'); // prettier-ignore
  });
});

describe('提出、决定账户的人不得批准、支付', () => {
  const both = 'p-many-hats'; // funds, director and finance
  const decided = proposed().complete('payee-account.changed', 'account-2', {}, { by: both }).at('2026-02-10T10:00');
  const asked = (when: string) => reviewed(applied(decided.at(when), 'account-2'));
  const approves = { subject: form, by: both };
  const persons = (court: Court) =>
    formPersonsMoved(undefined, court.c, 30).added.filter(({ form: of }) => of === form);

  test('for thirty days from their word on it', () => {
    expect(asked('2026-02-11T09:00').refused('payout.approved', approves).code).toBe('same-person');
    expect(asked('2026-03-11T08:59').refused('payout.approved', approves).code).toBe('same-person');
    const later = asked('2026-03-11T09:00');
    expect(later.answer('payout.approved', approves)).toMatchObject({ accepted: true });
    const ready = asked('2026-02-11T09:00').complete('payout.approved', form, {}, { by: 'supervising-leader' });
    expect(ready.refused('payout.sent', { ...sends, by: both }).code).toBe('same-person');
  });

  test('nor through delegation, in whose place either', () => {
    const gives = { from: 'p-finance', to: both, roles: ['finance'] as ['finance'], until: '2026-03-20' };
    const lent = asked('2026-02-11T09:00').complete('payout.approved', form, {}, { by: 'supervising-leader' }).complete('delegation.given', gives, { by: 'p-finance' }); // prettier-ignore
    expect(lent.refused('payout.sent', { ...sends, by: both }).code).toBe('same-person');
  });

  test('the database knows them as it knows the others', () => {
    expect(persons(asked('2026-02-11T09:00'))).toContainEqual({ form, duty: 'account', person: both });
    expect(
      persons(asked('2026-02-11T09:00')).filter(({ person, duty }) => person === 'p-officer-1' && duty === 'account'),
    ).toEqual([]); // who applies
  });
});

test('forms that an older release or a takeover took with an account written out stay payable', () => {
  const at = (day: string) => `${day}T09:00:00+08:00`;
  const sum = { amountFen: 25_000_000, payer: '李卫东' };
  const text = { ...(nodeRow('payout.applied').example as object), payeeAccount: '6217000000000000009' };
  const court = given().takenOver('2026-01-20T16:20', '2026-02-06T09:00', [
    { node: 'case.assigned', at: at('2026-01-21'), payload: { officer: 'p-officer-1' } },
    { node: 'funds.arrived', at: at('2026-02-02'), subject: 'r-7', payload: { ...sum, reference: 'DZ-9' } },
    { node: 'funds.confirmed', at: at('2026-02-03'), subject: 'r-7', payload: { ...(nodeRow('funds.confirmed').example as object), ...sum } },
    { node: 'payout.applied', at: at('2026-02-05'), subject: 'r-7', payload: text },
  ]); // prettier-ignore
  const paid = { amountFen: 25_000_000, payeeAccount: '6217000000000000009' };
  expect(approved(court).complete('payout.paid', form, paid).c.all('payout.paid')).toHaveLength(1);
});
