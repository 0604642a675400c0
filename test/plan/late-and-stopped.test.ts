// A lateness that runs is not lifted by whoever is late: docs/decisions/057.
import { describe, expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';
import { confirmed, controlled, found, returned, triaged } from '../support/histories.ts';

const panel = { about: 'stay', outcome: 'agreed' } as const;
const frozen = returned([found('a-1')], given().filed('2026-01-20T16:20').assigned()).complete('asset.frozen', 'a-1', {
  amountFen: 10_000_000,
});
/** What is frozen was to be deducted by 02-02; on 02-04 it is two days late, and the panel has decided on a stay. */
const late = frozen.at('2026-02-04T10:00').complete('panel.decided', panel);
const order = { kind: 'suspended', ground: 'other', scope: 'case', from: '2026-02-04', to: '2026-03-10', ruling: '一' };
const stayedBy = (court: Court, by: string, payload: object = {}) =>
  court.complete('stay.ordered', { ...order, ...payload } as never, { by });

describe('an officer who is late with a deduction', () => {
  test('does not record the stay by which that would stand still: the lateness is named, and the way up', () => {
    const refused = late.refused('stay.ordered', { by: 'p-officer-1', payload: order });
    expect(refused).toMatchObject({ code: 'lateness-at-stake', missing: [{ id: late.deadline('deduct-cash').id }] });
    expect(refused.zh).toContain('request.made');
  });

  test('before it is late may, as ever', () => {
    const early = frozen.at('2026-01-26T10:00').complete('panel.decided', panel);
    expect(stayedBy(early, 'p-officer-1', { from: '2026-01-26' }).deadline('deduct-cash')).toMatchObject({ status: 'suspended', lateSince: null }); // prettier-ignore
  });

  test('writes down what an upper court has ordered, or what has been passed up the chain', () => {
    expect(stayedBy(late, 'p-officer-1', { ground: 'upper-court' }).deadline('deduct-cash').status).toBe('suspended');
    const asked = late.complete('request.made', { of: 'stay.ordered', payload: order }, { by: 'p-officer-1' });
    const request = asked.c.first('request.made')?.subject ?? '';
    const passed = asked
      .complete('panel.decided', { ...panel, request })
      .complete('request.passed', request, {}, { by: 'supervising-leader' });
    expect(stayedBy(passed, 'p-officer-1', { request }).deadline('deduct-cash').status).toBe('suspended');
  });

  test('was late all the same: while it stands still, and when it has been done in the days counted anew', () => {
    const stayed = stayedBy(late, 'p-officer-1', { ground: 'upper-court' });
    expect(stayed.deadline('deduct-cash')).toMatchObject({ status: 'suspended', lateSince: '2026-02-03T00:00' });
    const id = stayed.deadline('deduct-cash').id;
    const harm = { payload: { deadline: id, what: '财产被他人先行处分', evidence: '当事人反映' } };
    expect(stayed.tries('adverse-effect.found', { ...harm, by: 'director' }).c.first('adverse-effect.found')).toBeDefined(); // prettier-ignore
    const done = stayed.at('2026-03-12T10:00').complete('asset.deducted', 'a-1', { amountFen: 10_000_000 });
    expect(done.deadline('deduct-cash')).toMatchObject({ status: 'done', lateSince: '2026-02-03T00:00' });
    expect(done.deadline('deduct-cash').because.map((b) => b.step)).toContain('was-late');
  });

  test('a reason that the director accepts answers it', () => {
    const stayed = stayedBy(late, 'p-officer-1', { ground: 'upper-court' });
    const { id } = stayed.deadline('deduct-cash');
    const answered = stayed.complete('delay.accepted', { deadline: id, dueAt: undefined } as never);
    expect(answered.c.first('delay.accepted')?.payload.dueAt).toBe('2026-02-03T00:00:00+08:00');
    expect(answered.deadline('deduct-cash').because.map((b) => b.step)).toContain('accepted');
    expect(answered.refused('adverse-effect.found', { by: 'director', payload: { deadline: id, what: '一', evidence: '一' } }).code).toBe('delay-accepted'); // prettier-ignore
  });
});

describe('days taken out of a limit that has passed', () => {
  const days = { ground: 'appraisal', from: '2026-03-02', to: '2026-04-30', document: '一' };
  const overdue = given().filed('2026-01-20T16:20').assigned().at('2026-04-23T09:00');
  const stands = (court: Court, by: string) => court.tries('exclusion.approved', { by, payload: days });

  test('are approved by who holds the office, not by who only acts for it', () => {
    const away = overdue.complete(
      'delegation.given',
      { from: 'p-supervising-leader', to: 'p-officer-2', roles: ['supervising-leader'], until: '2026-06-30' },
      { by: 'p-supervising-leader' },
    );
    expect(away.refused('exclusion.approved', { by: 'p-officer-2', payload: days }).code).toBe('lateness-at-stake');
    expect(stands(away, 'supervising-leader').deadline('case-limit-ordinary')).toMatchObject({ overdue: false });
  });
});

test('a team changed once the thirty days have passed leaves the mark of it', () => {
  const overdue = triaged(controlled()).at('2026-02-25T09:00');
  expect(overdue.deadline('case-limit-simple').overdue).toBe(true);
  const moved = overdue.complete('team.changed', { team: 'large' });
  expect(moved.deadline('case-limit-simple')).toMatchObject({ status: 'void', lateSince: '2026-02-25T00:00' });
});

test('nobody lets lapse what they are late with themselves', () => {
  const overdue = triageDue().at('2026-01-26T10:00');
  const { id } = overdue.deadline('triage');
  const lapse = { payload: { deadlines: [id], reason: '不再需要' } };
  expect(overdue.deadline('triage').overdue).toBe(true);
  expect(overdue.refused('deadline.lapsed', { by: 'review', ...lapse }).code).toBe('lateness-at-stake');
});

test('a deferral of a payout that was late leaves the mark', () => {
  const overdue = confirmed().at('2026-02-25T09:00');
  const put = { until: '2026-03-06', ground: 'distribution', reason: '待协调' };
  const deferred = overdue.tries('payout.delay-approved', { by: 'supervising-leader', subject: 'r-7', payload: put });
  expect(deferred.deadline('payout')).toMatchObject({ status: 'suspended', lateSince: expect.any(String) as string });
});

function triageDue(): Court {
  return controlled();
}
