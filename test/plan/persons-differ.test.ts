// engine.md 21, plan §5: all persons of a chain differ, whichever door somebody comes through.
import { describe, expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { confirmed, paid } from '../support/histories.ts';
import { panelled } from '../support/objection-scenes.ts';
import { members } from '../support/row-scenes.ts';

const form = 'FK-2026-031';
const both = 'p-many-hats'; // funds, director and finance in one person
const applied = confirmed().at('2026-02-10T09:00').complete('payout.applied', 'r-7', {}, { by: 'officer' });

describe('a payout', () => {
  const reviewed = applied.complete('payout.material-reviewed', form, {}, { by: both });

  test('is not approved by who reviewed its material, whatever else they hold', () => {
    expect(reviewed.refused('payout.approved', { subject: form, by: both }).code).toBe('same-person');
  });

  test('nor after another has reviewed it once more: whoever passed it at all has had a part in it', () => {
    const again = reviewed.complete('payout.material-reviewed', form, {}, { by: 'funds' });
    expect(again.refused('payout.approved', { subject: form, by: both }).code).toBe('same-person');
  });

  test('is not sent to the bank by who approved it, and whoever sent it may say that it was paid', () => {
    const ready = applied
      .complete('payout.material-reviewed', form)
      .complete('payout.approved', form, {}, { by: both });
    expect(ready.refused('payout.sent', { subject: form, by: both }).code).toBe('same-person');
    const sent = ready.complete('payout.sent', form, { reference: 'ZL-1' }, { by: 'finance' });
    expect(sent.refused('payout.paid', { subject: form, by: both }).code).toBe('same-person');
    expect(sent.complete('payout.paid', form, { reference: 'ZL-1' }, { by: 'finance' }).c.all('payout.paid')).toHaveLength(1); // prettier-ignore
  });
});

describe('a request', () => {
  const stop = { ground: 'announcement', from: '2026-01-20', to: '2026-02-10', document: '公告' } as const;
  const filed = given().filed().assigned();
  const ask = (court: Court, by?: string) =>
    court.complete('request.made', 'request-1', { of: 'exclusion.approved', payload: stop }, by === undefined ? {} : { by }); // prettier-ignore

  test('is not passed on by who asked in the officer’s place, nor by that officer', () => {
    const gives = { from: 'p-officer-1', to: 'p-all-hats', roles: ['officer'] as ['officer'], until: '2026-02-20' };
    const asked = ask(filed.complete('delegation.given', gives, { by: 'p-officer-1' }), 'p-all-hats');
    expect(asked.refused('request.passed', { subject: 'request-1', payload: {}, by: 'p-all-hats' }).code).toBe('same-person'); // prettier-ignore
  });

  test('passed by one in two offices, it is not decided by them alone either', () => {
    const passed = ask(filed)
      .complete('request.passed', 'request-1', {}, { by: 'team-leader' })
      .complete('request.passed', 'request-1', {}, { by: 'p-all-hats' });
    expect(passed.refused('exclusion.approved', { payload: { ...stop, request: 'request-1' }, by: 'p-all-hats' }).code).toBe('same-person'); // prettier-ignore
    expect(passed.complete('exclusion.approved', { ...stop, request: 'request-1' }, { by: 'president' }).c.all('exclusion.approved'), 'a higher office decides for a lower').toHaveLength(1); // prettier-ignore
  });
});

test('a joinder is ruled on by the panel, by none who carried out', () => {
  const members = ['p-panel', 'p-panel-2', 'p-judge'];
  const court = given()
    .filed()
    .complete('case.assigned', { officer: 'p-judge', panel: members })
    .complete('application.received', 'application-1', { kind: 'joinder', text: '追加股东' }, { by: 'p-judge' });
  const rules = (by: string) => ({ subject: 'application-1', payload: { granted: true, reason: '一人公司' }, by });
  expect(court.refused('application.decided', rules('p-judge')).code).toBe('same-person');
  const officers = court.complete('case.assigned', { officer: 'p-officer-1' });
  expect(officers.refused('application.decided', rules('p-officer-1')).code).toBe('wrong-role');
  expect(officers.answer('application.decided', rules('p-panel'))).toMatchObject({ accepted: true });
});

describe('who puts another’s word right has had a part in it', () => {
  const hats = 'p-all-hats'; // review, director and president in one person
  const account = { payeeAccount: '6228 4800 0000 0000 001' };
  const asked = confirmed().complete('payout.applied', 'r-7', { to: 'refund', payee: '李卫东', payeeAccount: '6228480000000000001' }, { by: 'officer' }); // prettier-ignore
  type Corrected = 'payout.applied' | 'payout.material-reviewed' | 'closing.submitted';
  const corrects = (court: Court, node: Corrected, more: object): Court => {
    const payload = { fact: court.seq(node), payload: { ...court.c.last(node)?.payload, ...more }, reason: '误' };
    const put = court.tries('fact.corrected', { payload, by: hats });
    expect(put.record.at(-1)?.node).toBe('fact.corrected');
    return put;
  };
  const reviewed = (court: Court) => court.complete('payout.material-reviewed', form, {}, { by: 'funds' });

  test('a review of material that found it wanting is not made to pass, and then approved, by one', () => {
    const wanting = applied.complete('payout.material-reviewed', form, { passed: false }, { by: 'funds' });
    const passed = corrects(wanting, 'payout.material-reviewed', { passed: true });
    expect(passed.refused('payout.approved', { subject: form, by: hats }).code).toBe('same-person');
    expect(passed.answer('payout.approved', { subject: form, by: 'p-president' })).toMatchObject({ accepted: true });
  });

  test('nor an account written into a form by who approves it', () => {
    const put = reviewed(corrects(asked, 'payout.applied', account));
    expect(put.refused('payout.approved', { subject: form, by: hats }).code).toBe('same-person');
  });

  test('once the correction is taken back it is as before', () => {
    const put = corrects(asked, 'payout.applied', account);
    const back = reviewed(put.complete('fact.withdrawn', { fact: put.record.length, reason: '误' }, { by: hats }));
    expect(back.answer('payout.approved', { subject: form, by: hats })).toMatchObject({ accepted: true });
  });

  test('nor a closing whose kind the reviewer wrote', () => {
    const put = corrects(paid().complete('closing.submitted'), 'closing.submitted', { kind: 'performed' });
    expect(put.refused('closing.reviewed', { by: hats }).code).toBe('same-person');
  });

  test('what somebody puts right later is no part in what was decided before', () => {
    const approved = reviewed(applied).complete('payout.approved', form, {}, { by: hats });
    const remarked = corrects(approved, 'payout.material-reviewed', { remarks: '附件补齐' });
    expect(remarked.answer('payout.paid', { subject: form, by: 'finance' })).toMatchObject({ accepted: true });
  });
});

describe('an objection', () => {
  const received = (officer: string) =>
    given()
      .filed()
      .complete('case.assigned', { officer, panel: members })
      .complete(
        'objection.received',
        { kind: 'conduct', by: 'respondent-1', on: '2026-01-20', text: '超标的' },
        { by: 'review' },
      );
  const ruling = { subject: 'objection-1', payload: { outcome: 'rejected', ruling: '（2026）豫0823执异1号' } };
  const judging = panelled(received('p-officer-1'));

  test('is not ruled on by who stands in for the officer', () => {
    const gives = { from: 'p-officer-1', to: 'p-panel', roles: ['officer'] as ['officer'], until: '2026-06-30' };
    const lent = received('p-officer-1').complete('delegation.given', gives, { by: 'p-officer-1' });
    expect(judging.judging(lent).refused('objection.decided', { ...ruling, by: 'p-panel' }).code).toBe('same-person');
    expect(judging.judging(lent).answer('objection.decided', { ...ruling, by: 'p-panel-2' })).toMatchObject({
      accepted: true,
    });
    const back = lent.complete(
      'fact.withdrawn',
      { fact: lent.seq('delegation.given'), reason: '回岗' },
      { by: 'p-officer-1' },
    );
    expect(judging.judging(back).answer('objection.decided', { ...ruling, by: 'p-panel' })).toMatchObject({
      accepted: true,
    });
  });
});

test('what a takeover brought of a payout stands under whoever filed it: they approve and pay nothing of it', () => {
  const at = (day: string) => `${day}T09:00:00+08:00`;
  const money = { amountFen: 25_000_000, payer: '李卫东', reference: 'DZ-9' };
  const court = given().takenOver('2026-01-20T16:20', '2026-02-20T09:00', [
    { node: 'case.assigned', at: at('2026-01-21'), payload: { officer: 'p-officer-1' } },
    { node: 'funds.arrived', at: at('2026-02-02'), subject: 'r-7', payload: money },
    { node: 'funds.confirmed', at: at('2026-02-03'), subject: 'r-7', payload: { ...nodeRow('funds.confirmed').example as object, amountFen: 25_000_000, payer: '李卫东' } },
    { node: 'payout.applied', at: at('2026-02-05'), subject: 'r-7', payload: { ...nodeRow('payout.applied').example as object } },
    { node: 'payout.material-reviewed', at: at('2026-02-06'), subject: form, payload: { passed: true } },
  ], 'p-all-hats'); // prettier-ignore
  expect(court.refused('payout.approved', { subject: form, by: 'p-all-hats' }).code).toBe('same-person');
  expect(court.answer('payout.approved', { subject: form, by: 'p-director' })).not.toMatchObject({
    code: 'same-person',
  });
});
