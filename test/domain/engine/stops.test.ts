import { describe, expect, test } from 'vitest';
import { caseClocks } from '../../../domain/nodes/clocks.ts';
import { deadlineRow, ruleIds } from '../../../domain/plan/deadlines.ts';
import type { PayloadOf } from '../../../domain/nodes/index.ts';
import { type Court, given } from '../../support/given.ts';
import { controlled, reported, triaged } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const exclude = (court: Court, more: Partial<PayloadOf<'exclusion.approved'>> = {}) =>
  court.complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-31', ...more });
/** Suspended from 03-02 with no end in sight. */
const stop = (court: Court, review = '2026-04-01') =>
  court.complete('exclusion.approved', { ground: 'suspension', from: '2026-03-02', to: undefined, review } as never); // takes the example's end away

describe('approved exclusions', () => {
  const court = exclude(filed.at('2026-03-02T09:00'));

  test('move the case’s own clocks by their days, and the report with the limit', () => {
    expect(court.deadline('case-limit-statutory')).toMatchObject({ due: '2026-08-19', legalDue: '2026-08-19' });
    expect(court.deadline('case-limit-ordinary')).toMatchObject({ due: '2026-05-20' });
    // 07-19 is a Sunday
    expect(court.deadline('six-month-report')).toMatchObject({ due: '2026-07-17' });
  });

  test('say why: ground, days, and from when to when', () => {
    const step = court.deadline('case-limit-ordinary').because.find((b) => b.step === 'excluded');
    expect(step).toMatchObject({ days: 30, to: '2026-05-20', intervals: [{ from: '2026-03-02', to: '2026-03-31' }] });
  });

  test('leave every other clock alone', () => {
    const money = exclude(filed.at('2026-02-28T09:00').complete('funds.arrived', 'r-7'));
    expect(money.deadline('funds-confirm').due).toBe('2026-03-03');
    expect(money.deadline('assign-officer').due).toBe('2026-01-27');
  });

  test('overlapping ones count once', () => {
    const twice = exclude(court, { from: '2026-03-22', to: '2026-04-10' });
    expect(twice.deadline('case-limit-statutory').due).toBe('2026-08-31'); // 40 days: 08-29 is a Saturday
  });

  test('move the thirty days of a fast case too', () => {
    const fast = exclude(triaged(controlled()).at('2026-02-12T09:00'), { from: '2026-02-02', to: '2026-02-11' });
    // 02-19 + 10 days = 03-01, a Sunday
    expect(fast.deadline('case-limit-simple').due).toBe('2026-03-02');
  });
});

test('an exclusion stops only the clocks that it names', () => {
  const court = exclude(filed.at('2026-04-01T09:00'), { clocks: ['case-limit-statutory'] });
  expect(court.deadline('case-limit-statutory').due).toBe('2026-08-19');
  expect(court.deadline('case-limit-ordinary').due).toBe('2026-04-20');
});

test('the clocks that an exclusion can name are those of the table', () => {
  const stoppable = ruleIds.filter((rule) => deadlineRow(rule).clock !== undefined);
  expect(Object.keys(caseClocks).toSorted()).toEqual(stoppable.toSorted());
});

describe('an exclusion without an end', () => {
  const stopped = stop(filed.at('2026-03-02T09:00'));

  test('suspends: no due, no rung, but a day to look at it again', () => {
    for (const rule of ['case-limit-ordinary', 'case-limit-statutory']) {
      const found = stopped.deadline(rule);
      expect(found).toMatchObject({ status: 'suspended', due: null, legalDue: null, passes: null, rungs: [] });
      expect(found.because).toContainEqual(expect.objectContaining({ step: 'suspended', review: '2026-04-01' }));
    }
    expect(stopped.deadline('six-month-report')).toMatchObject({ status: 'suspended', due: null, rungs: [] });
    expect(stopped.at('2026-12-31').rungs('case-limit-statutory')).toEqual([]);
  });

  test('goes on when it is ended, the days between taken out', () => {
    const seq = stopped.seq('exclusion.approved');
    const goesOn = stopped
      .at('2026-04-16T09:00')
      .complete('exclusion.ended', { exclusion: seq, to: '2026-04-15' }, { by: 'review' });
    // 45 days from 03-02 to 04-15: 04-20 + 45 = 06-04; 07-20 + 45 = 09-03
    expect(goesOn.deadline('case-limit-ordinary')).toMatchObject({ status: 'open', due: '2026-06-04' });
    expect(goesOn.deadline('case-limit-statutory')).toMatchObject({ status: 'open', due: '2026-09-03' });
    expect(goesOn.deadline('six-month-report')).toMatchObject({ status: 'open', due: '2026-08-03' });
    expect(goesOn.log.filter((l) => l.rule === 'case-limit-ordinary' && l.recordedAt === goesOn.now)).toMatchObject([
      { type: 'moved' },
      { type: 'reopened' },
    ]);
  });

  test('stops nothing whose last day has passed', () => {
    const late = filed
      .at('2026-05-06T09:00')
      .complete('exclusion.approved', { from: '2026-05-01', to: undefined, review: '2026-06-01' } as never); // as above
    expect(late.deadline('case-limit-ordinary')).toMatchObject({ status: 'open', due: '2026-04-20', overdue: true });
    expect(late.deadline('case-limit-statutory')).toMatchObject({ status: 'suspended', due: null });
  });

  test('approved late leaves what was warned in the log', () => {
    const late = stop(filed.at('2026-04-23T09:00'), '2026-06-01');
    expect(late.deadline('case-limit-ordinary')).toMatchObject({ status: 'suspended', rung: null, overdue: false });
    expect(late.rungs('case-limit-ordinary').map((r) => r.split(' ')[1])).toEqual(['remind', 'urge', 'supervise']);
  });
});

test('an extension replaces the statutory due, moves the report, and leaves the plan’s three months alone', () => {
  const court = reported(filed.at('2026-06-10T09:00')).complete('extension.approved', { until: '2026-10-20' });
  expect(court.deadline('case-limit-statutory')).toMatchObject({ due: '2026-10-20', legalDue: '2026-10-20' });
  // 09-20 is a Sunday, but worked
  expect(court.deadline('six-month-report').due).toBe('2026-09-20');
  expect(court.deadline('case-limit-ordinary').due).toBe('2026-04-20');
});

test('stops that begin after an extension are added on top of it, those before are in it; a day of rest moves it', () => {
  const stopped = exclude(filed.at('2026-03-02T09:00'));
  const extended = reported(stopped.at('2026-07-01T09:00')).complete('extension.approved', { until: '2026-10-20' });
  expect(extended.deadline('case-limit-statutory').due).toBe('2026-10-20');
  const more = { ground: 'appraisal', from: '2026-08-01', to: '2026-08-31' } as const;
  const again = exclude(extended.at('2026-09-01T09:00'), more);
  expect(again.deadline('case-limit-statutory')).toMatchObject({ due: '2026-11-20', legalDue: '2026-11-20' });
  const national = reported(filed.at('2026-07-01T09:00')).complete('extension.approved', { until: '2026-10-03' });
  expect(national.deadline('case-limit-statutory').due).toBe('2026-10-08');
});

describe('stop-review', () => {
  const stopped = stop(filed.at('2026-03-02T09:00'));
  const of = stopped.seq('exclusion.approved');

  test('watches a stop without an end on the day named, and again after each look', () => {
    expect(stopped.deadline('stop-review')).toMatchObject({ status: 'open', due: '2026-04-01', owner: 'officer' });
    const reviewed = stopped
      .at('2026-04-01T10:00')
      .complete('stop.reviewed', { of, next: '2026-05-30' }, { by: 'review' });
    expect(reviewed.deadlines('stop-review').map((d) => [d.status, d.due])).toEqual([
      ['done', '2026-04-01'],
      ['open', '2026-05-30'],
    ]);
    const because = reviewed.deadline('case-limit-statutory').because;
    expect(because).toContainEqual(expect.objectContaining({ step: 'suspended', review: '2026-05-30' }));
    const ended = reviewed
      .at('2026-04-20T10:00')
      .complete('exclusion.ended', { exclusion: of, to: '2026-04-15' }, { by: 'review' });
    expect(ended.deadline('stop-review').status).toBe('done');
  });

  test('a stop with an end needs none', () => {
    expect(exclude(filed.at('2026-03-02T09:00')).deadlines('stop-review')).toEqual([]);
  });

  test('what has ended is not looked at again', () => {
    const ended = stopped
      .at('2026-04-20T10:00')
      .complete('exclusion.ended', { exclusion: of, to: '2026-04-15' }, { by: 'review' });
    const payload = { of, next: '2026-05-30' };
    expect(ended.refused('stop.reviewed', { payload, by: 'review' }).code).toBe('unknown-fact');
  });
});

test('two stops without an end: the clock runs again when the last has ended', () => {
  const twice = stop(stop(filed.at('2026-03-02T09:00')).at('2026-03-10T09:00'), '2026-05-01');
  const [first, second] = twice.c.all('exclusion.approved').map((f) => f.seq);
  const end = (court: Court, exclusion = 0) =>
    court.complete('exclusion.ended', { exclusion, to: '2026-03-20' }, { by: 'review' });
  const one = end(twice.at('2026-03-21T09:00'), first);
  expect(one.deadline('case-limit-statutory').status).toBe('suspended');
  // 03-02 to 03-20 once, though both took it out
  expect(end(one, second).deadline('case-limit-statutory')).toMatchObject({ status: 'open', due: '2026-08-10' });
});

test('an extension that gives no more time is refused; an open stop suspends an extended limit too', () => {
  const court = reported(filed.at('2026-07-01T09:00'));
  const same = { payload: { until: '2026-07-20', reason: '特殊情况' } };
  expect(court.refused('extension.approved', same)).toMatchObject({ code: 'dates-out-of-order' });
  const extended = court.complete('extension.approved', { until: '2026-10-20' });
  expect(stop(extended, '2026-08-01').deadline('case-limit-statutory')).toMatchObject({
    status: 'suspended',
    due: null,
  });
});

describe('a stop that would move nothing is refused, and says why', () => {
  const sent = (from: string, to?: string, more: object = {}) => ({
    payload: { ground: 'appraisal', from, to, document: '委托书', ...more },
  });

  test('wholly behind the last day of every clock that it names', () => {
    const late = filed.at('2026-07-25T09:00').refused('exclusion.approved', sent('2026-07-22', '2026-07-24'));
    expect(late).toMatchObject({ code: 'dates-out-of-order' });
    expect(late.missing.map(({ zh }) => zh).join()).toContain('2026-07-20届满');
    const named = { clocks: ['case-limit-ordinary'] };
    const spring = filed.at('2026-04-01T09:00');
    expect(spring.refused('exclusion.approved', sent('2026-05-01', '2026-05-10', named)).code).toBe(
      'dates-out-of-order',
    );
    expect(exclude(spring, { from: '2026-05-01', to: '2026-05-10' }).deadline('case-limit-statutory').due).toBe(
      '2026-07-30',
    );
  });

  test('or before the case began', () => {
    expect(filed.refused('exclusion.approved', sent('2026-01-10', '2026-01-20')).code).toBe('dates-out-of-order');
  });

  test('but days that another stop takes out already are its own too', () => {
    const once = exclude(filed.at('2026-04-01T09:00'));
    expect(exclude(once, { ground: 'appraisal' }).c.all('exclusion.approved')).toHaveLength(2);
  });

  test('in a petition: no clock of it is stopped or extended', () => {
    const petition = given().petitioned({});
    for (const [node, payload] of [
      ['exclusion.approved', sent('2026-02-02', '2026-02-10').payload],
      ['extension.approved', { until: '2026-10-20', reason: '特殊情况' }],
      ['exclusion.ended', { exclusion: 2, to: '2026-01-20' }],
    ] as const)
      expect(
        petition.refused(node, { payload, ...(node === 'exclusion.ended' && { by: 'review' }) }),
        node,
      ).toMatchObject({ code: 'deadline-not-open' });
  });
});
