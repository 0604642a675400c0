// engine.md 21, plan §5: all persons of a chain differ, whichever door somebody comes through.
import { describe, expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

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

  test('nor by who approved it before finance sent the form back', () => {
    const rejected = applied
      .complete('payout.material-reviewed', form)
      .complete('payout.approved', form, {}, { by: both })
      .complete('payout.rejected', form)
      .complete('payout.approved', form, {}, { by: 'director' });
    expect(rejected.refused('payout.paid', { subject: form, by: both }).code).toBe('same-person');
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
