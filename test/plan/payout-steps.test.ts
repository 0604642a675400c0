// plan §5: who decides on a form changes while it waits: the step passes on, with a clock of its own.
import { describe, expect, test } from 'vitest';
import type { Court } from '../support/given.ts';
import { confirmed } from '../support/histories.ts';

const form = 'FK-2026-031';
const steps = (court: Court) =>
  court
    .deadlines('approval-step')
    .filter(({ id }) => id.includes(form))
    .map(({ owner, status, opened, due }) => [owner, status, opened, due]);
const offices = (court: Court) => steps(court).map(([owner, status]) => `${owner} ${status}`);
/** Confirmed on Friday 02-06, the payout due on 02-24 behind Spring Festival; thirty days from the arrival end with 03-08. */
const waiting = (when = '2026-02-10T09:00'): Court =>
  confirmed().at(when).complete('payout.applied', 'r-7', {}, { by: 'officer' }).complete('payout.material-reviewed', form); // prettier-ignore
const deferred = (court: Court, until: string, by: string) => court.complete('payout.delay-approved', 'r-7', { until }, { by }); // prettier-ignore
const director = ['director', 'void', '2026-02-10T09:00', '2026-02-24'];
const leader = ['supervising-leader', 'open', '2026-02-25T00:00', '2026-03-04'];

describe('发放申请待批期间，应由谁批准随发放是否迟延而变', () => {
  test('it is the director’s while the payout is in time, whoever looks when', () => {
    for (const when of ['2026-02-10T09:00', '2026-02-15T09:00', '2026-02-24T23:59'])
      expect(steps(waiting().at(when))).toEqual([['director', 'open', '2026-02-10T09:00', '2026-02-24']]);
    expect(waiting().at('2026-02-24T23:59').rungs('approval-step')).toEqual(['2026-02-22T01:48 remind approval-step:FK-2026-031@23']); // prettier-ignore
  });

  test('the payout’s due passes: it is the leader’s in charge, with seven days of their own', () => {
    const late = waiting().at('2026-02-25T09:00');
    expect(steps(late)).toEqual([director, leader]);
    expect(late.deadlines('approval-step')[0]).toMatchObject({ ended: '2026-02-25T00:00' });
    expect(late.complete('payout.approved', form, {}, { by: 'supervising-leader' }).deadlines('approval-step').map(({ status }) => status)).toEqual(['void', 'done']); // prettier-ignore
    expect(late.complete('request.returned', form, { reason: '账户不符' }, { by: 'president' }).deadlines('approval-step').map(({ status }) => status)).toEqual(['void', 'done']); // prettier-ignore
  });

  test('both offices are told, once', () => {
    const told = (court: Court) => court.notices.filter(({ key }) => key.startsWith('passed-on/')).map(({ to, text }) => [to[0]?.role, text]); // prettier-ignore
    const text =
      '【期限移交】（2026）豫0823执123号 审批报批事项 FK-2026-031：由执行局长改由分管领导办理，2026-03-04届满';
    expect(told(waiting().at('2026-02-24T23:59'))).toEqual([]);
    expect(told(waiting().at('2026-02-27T09:00'))).toEqual([['director', text], ['supervising-leader', text]]); // prettier-ignore
  });

  test('thirty days from the arrival are over: it is the president’s, also of a case that slept meanwhile', () => {
    const all = [director, leader.with(1, 'void'), ['president', 'open', '2026-03-09T00:00', '2026-03-16']];
    expect(steps(waiting().at('2026-03-20T00:00'))).toEqual(all);
    expect(steps(waiting().workerDownUntil('2026-03-20T00:00'))).toEqual(all);
  });

  test('what was answered before stays with whoever answered', () => {
    const approved = waiting().at('2026-02-24T10:00').complete('payout.approved', form).at('2026-03-20T00:00');
    expect(offices(approved)).toEqual(['director done']);
    const back = waiting().at('2026-02-24T10:00').complete('request.returned', form, { reason: '一' }, { by: 'director' }).at('2026-03-20T00:00'); // prettier-ignore
    expect(offices(back)).toEqual(['director done']);
    const wanting = waiting().at('2026-02-24T10:00').complete('payout.material-reviewed', form, { passed: false, remarks: '一' }).at('2026-03-02T09:00'); // prettier-ignore
    expect(offices(wanting)).toEqual(['director done']);
    const anew = wanting.complete('payout.applied', 'r-7', { form: `${form}-2`, replaces: form }).complete('payout.material-reviewed', `${form}-2`); // prettier-ignore
    expect(offices(anew)).toEqual(['director done', 'supervising-leader open']);
  });

  test('a deferral in time keeps it with the director until the new due; one of the president beyond the thirty days too', () => {
    const leaders = deferred(waiting().at('2026-02-12T09:00'), '2026-03-08', 'supervising-leader');
    expect(offices(leaders.at('2026-03-08T23:00'))).toEqual(['director open']);
    expect(offices(leaders.at('2026-03-09T00:00'))).toEqual(['director void', 'president open']);
    const presidents = deferred(waiting().at('2026-02-12T09:00'), '2026-03-20', 'president');
    expect(offices(presidents.at('2026-03-30T00:00'))).toEqual(['director open']);
    expect(offices(presidents.at('2026-03-31T00:00'))).toEqual(['director void', 'president open']);
  });

  test('a form that is applied for when it is late already is the higher office’s from the beginning', () => {
    expect(offices(waiting('2026-02-27T09:00'))).toEqual(['supervising-leader open']);
    expect(offices(waiting('2026-02-27T09:00').at('2026-03-09T00:00'))).toEqual(['supervising-leader void', 'president open']); // prettier-ignore
  });
});
