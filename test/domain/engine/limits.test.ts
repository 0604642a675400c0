import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../../domain/engine/snapshot.ts';
import { caseClocks } from '../../../domain/nodes/clocks.ts';
import { deadlineRow, ruleIds } from '../../../domain/plan/deadlines.ts';
import type { PayloadOf } from '../../../domain/nodes/index.ts';
import { type Court, given } from '../../support/given.ts';
import { bookWith, law1 } from '../../support/given-law.ts';
import { closed, controlled, found, paid, returned } from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
const exclude = (court: Court, more: Partial<PayloadOf<'exclusion.approved'>> = {}) =>
  court.complete('exclusion.approved', { from: '2026-03-02', to: '2026-03-31', ...more });
/** Suspended from 03-02 with no end in sight. */
const stop = (court: Court) =>
  court.complete('exclusion.approved', { from: '2026-03-02', to: undefined, review: '2026-04-01' } as never); // takes the example's end away

describe('the team decides which limit a case has', () => {
  test('until triage it is three months from filing', () => {
    expect(filed.deadline('case-limit-ordinary')).toMatchObject({
      due: '2026-04-20',
      legalDue: null,
      owner: 'officer',
    });
    expect(filed.deadlines('case-limit-simple')).toEqual([]);
  });

  test('with the fast team it is thirty days, counted from filing; the three months are void from then on', () => {
    const fast = controlled();
    expect(snapshotOf(fast.c)).toMatchObject({ team: 'fast', teamBecause: [{ no: '三·二1' }, { no: '三·三1' }] });
    // 02-19 is 春节
    const due = { opened: '2026-01-21T17:00', due: '2026-02-24', status: 'open' };
    expect(fast.deadline('case-limit-simple')).toMatchObject(due);
    expect(fast.deadline('case-limit-ordinary')).toMatchObject({ status: 'void', ended: '2026-01-21T17:00' });
  });

  test('with any other team the three months go on under the same id', () => {
    const court = returned([found('a-2', { kind: 'house' })]).complete('asset.sealed', 'a-2');
    const ordinary = court.complete('asset-schedule.filed', { items: [{ asset: 'a-2', valueFen: null }] });
    expect(snapshotOf(ordinary.c).team).toBe('ordinary');
    expect(ordinary.deadlines('case-limit-ordinary')).toMatchObject([{ id: 'case-limit-ordinary@2', status: 'open' }]);
    expect(ordinary.deadlines('case-limit-simple')).toEqual([]);
  });

  test('closing discharges whichever runs', () => {
    const court = closed();
    for (const rule of ['case-limit-simple', 'case-limit-statutory', 'six-month-report']) {
      expect(court.deadline(rule)).toMatchObject({ status: 'done', ended: '2026-02-13T16:00' });
    }
  });
});

describe('case-limit-statutory and six-month-report', () => {
  test('six months by the plan and by the law; the report a month before, on the working day before the holiday', () => {
    const due = { due: '2026-07-20', legalDue: '2026-07-20', passes: '2026-07-21T00:00', owner: 'officer' };
    expect(filed.deadline('case-limit-statutory')).toMatchObject(due);
    // 06-20 is 端午
    expect(filed.deadline('six-month-report')).toMatchObject({ due: '2026-06-18', legalDue: null, owner: 'officer' });
  });

  test('the report counts from the limit before it is rolled', () => {
    // 04-04 + 6 m = 10-04, rolled to 10-08; 10-04 - 1 m = 09-04, a Friday
    const court = given().filed('2026-04-04T10:00');
    expect(court.deadline('case-limit-statutory').due).toBe('2026-10-08');
    expect(court.deadline('six-month-report').due).toBe('2026-09-04');
  });

  test('a court may have it reported earlier: two months before, rolled as the court says', () => {
    const book = bookWith('six-month-report', 0, { within: '-2m', roll: 'none' });
    const court = given({}, { ...law1, book }).filed('2026-01-20T16:20');
    expect(court.deadline('six-month-report').due).toBe('2026-05-20');
    const weekend = given({}, { ...law1, book }).filed('2026-02-16T10:00'); // 08-16 - 2 m = 06-16
    expect(weekend.deadline('six-month-report').due).toBe('2026-06-16');
  });

  test('reporting in time and referring to the panel discharges it, and nothing but closing the limit', () => {
    const court = filed.assigned();
    const reported = court.at('2026-06-18T23:59').complete('long-case.reported');
    expect(reported.deadline('six-month-report').status).toBe('done');
    expect(reported.complete('panel.decided', {}, { by: 'team-leader' }).deadline('case-limit-statutory').status).toBe(
      'open',
    );
    expect(court.at('2026-06-19').complete('long-case.reported').deadline('six-month-report').status).toBe('done-late');
  });

  test('non-litigation enforcement has three months by the law', () => {
    const court = given({ nonLitigation: true }).filed();
    const due = { due: '2026-04-20', legalDue: '2026-04-20' };
    expect(court.deadline('case-limit-statutory'), 'the plan’s six are never looser').toMatchObject(due);
    expect(court.deadline('six-month-report').due).toBe('2026-03-20');
  });
});

test('the report says that it is counted back from the limit; a corrected opening keeps its name', () => {
  const counted = expect.objectContaining({ step: 'counted', from: '2026-07-20', nominal: '2026-06-20' }) as unknown;
  expect(filed.deadline('six-month-report').because).toContainEqual(counted);
  const at = '2026-01-19T10:00:00+08:00';
  const moved = filed.complete('filing.corrected', { fields: { at } });
  const opened = expect.objectContaining({ step: 'opened', node: 'case.filed' }) as unknown;
  expect(moved.deadline('reception').because).toContainEqual(opened);
});

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
    const fast = exclude(controlled().at('2026-02-12T09:00'), { from: '2026-02-02', to: '2026-02-11' });
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
    const late = stop(filed.at('2026-04-23T09:00'));
    expect(late.deadline('case-limit-ordinary')).toMatchObject({ status: 'suspended', rung: null, overdue: false });
    expect(late.rungs('case-limit-ordinary').map((r) => r.split(' ')[1])).toEqual(['remind', 'urge', 'supervise']);
  });
});

test('an extension replaces the statutory due, moves the report, and leaves the plan’s three months alone', () => {
  const court = filed.at('2026-07-01T09:00').complete('extension.approved', { until: '2026-10-20' });
  expect(court.deadline('case-limit-statutory')).toMatchObject({ due: '2026-10-20', legalDue: '2026-10-20' });
  // 09-20 is a Sunday, but worked
  expect(court.deadline('six-month-report').due).toBe('2026-09-20');
  expect(court.deadline('case-limit-ordinary').due).toBe('2026-04-20');
});

test('an extension that gives no more time is refused; an open stop suspends an extended limit too', () => {
  const court = filed.at('2026-07-01T09:00');
  const same = { payload: { until: '2026-07-20', reason: '特殊情况' } };
  expect(court.refused('extension.approved', same)).toMatchObject({ code: 'wrong-type' });
  const extended = court.complete('extension.approved', { until: '2026-10-20' });
  expect(stop(extended).deadline('case-limit-statutory')).toMatchObject({ status: 'suspended', due: null });
});

test('the fast team chosen after its thirty days: the ladder is climbed from there, not past at once', () => {
  const slow = filed
    .at('2026-03-10T09:00')
    .complete('query.started')
    .complete('query.returned', { complete: true, assets: [found('a-1', { valueFen: 25_000_000 })] })
    .complete('asset.frozen', 'a-1', { amountFen: 25_000_000 })
    .complete('asset-schedule.filed');
  expect(slow.deadline('case-limit-simple')).toMatchObject({ due: '2026-02-24', overdue: true, rung: 'urge' });
  expect(slow.at('2026-03-20').rungs('case-limit-simple')).toEqual([
    '2026-03-10T09:00 remind case-limit-simple@13, silent',
    '2026-03-10T09:00 urge case-limit-simple@13',
    '2026-03-11T09:00 supervise case-limit-simple@13',
    '2026-03-14T09:00 criticise case-limit-simple@13',
  ]);
});

describe('close', () => {
  test('opens when the claim has been paid to the applicant in full, and gives one day', () => {
    const court = paid();
    // 02-14 is a Saturday, but worked
    const due = { opened: '2026-02-13T14:00', due: '2026-02-14', owner: 'officer', status: 'open' };
    expect(court.deadline('close')).toMatchObject(due);
    expect(closed().deadline('close')).toMatchObject({ status: 'done', ended: '2026-02-13T16:00' });
  });

  test('opens when performance is recorded', () => {
    const court = filed.assigned().at('2026-02-03T10:00').complete('performance.completed');
    expect(court.deadline('close')).toMatchObject({ opened: '2026-02-03T10:00', due: '2026-02-04' });
  });
});

describe('archive', () => {
  test('opens with the closing and lives on after it', () => {
    const court = closed();
    // 03-15 is a Sunday
    const due = { opened: '2026-02-13T16:00', due: '2026-03-16', owner: 'dossier', status: 'open' };
    expect(court.deadline('archive')).toMatchObject(due);
    const rung = court.at('2026-03-17').deadline('archive').rung;
    expect(rung).toBe('urge');
    const archived = court.at('2026-03-16T23:59').complete('dossier.archived');
    expect(archived.deadline('archive').status).toBe('done');
    expect(archived.nextWake).toBeNull();
  });
});
