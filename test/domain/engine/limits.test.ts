import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../../domain/engine/snapshot.ts';
import { given } from '../../support/given.ts';
import { bookWith, law1 } from '../../support/given-law.ts';
import {
  approved,
  closed,
  confirmed,
  controlled,
  found,
  paid,
  released,
  returned,
  triaged,
} from '../../support/histories.ts';

const filed = given().filed('2026-01-20T16:20');
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
    const fast = triaged(controlled());
    expect(snapshotOf(fast.c)).toMatchObject({ team: 'fast', teamBecause: [{ no: '三·二1' }, { no: '三·三1' }] });
    // 02-19 is 春节
    const due = { opened: '2026-01-21T17:00', due: '2026-02-24', status: 'open' };
    expect(fast.deadline('case-limit-simple')).toMatchObject(due);
    expect(fast.deadline('case-limit-ordinary')).toMatchObject({ status: 'void', ended: '2026-01-21T17:00' });
  });

  test('with any other team the three months go on under the same id', () => {
    const court = returned([found('a-2', { kind: 'house' })]).complete('asset.sealed', 'a-2');
    const ordinary = court.complete('asset-schedule.filed', { items: [{ asset: 'a-2', valueFen: null }] });
    expect(snapshotOf(ordinary.c).team, 'nobody has decided yet').toBeNull();
    const sorted = triaged(ordinary);
    expect(snapshotOf(sorted.c).team).toBe('ordinary');
    expect(sorted.deadlines('case-limit-ordinary')).toMatchObject([{ id: 'case-limit-ordinary@2', status: 'open' }]);
    expect(sorted.deadlines('case-limit-simple')).toEqual([]);
  });

  test('closing discharges whichever runs', () => {
    const court = closed(paid(approved(confirmed(triaged(controlled())))));
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
    expect(reported.complete('panel.decided', {}).deadline('case-limit-statutory').status).toBe('open');
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

test('the fast team chosen after its thirty days: the ladder is climbed from there, not past at once', () => {
  const slow = filed
    .at('2026-03-10T09:00')
    .complete('query.started')
    .complete('query.returned', { complete: true, assets: [found('a-1', { valueFen: 25_000_000 })] })
    .complete('asset.frozen', 'a-1', { amountFen: 25_000_000 })
    .complete('asset-schedule.filed')
    .complete('triage.decided');
  expect(slow.deadline('case-limit-simple')).toMatchObject({ due: '2026-02-24', overdue: true, rung: 'urge' });
  const seq = slow.seq('triage.decided');
  expect(slow.at('2026-03-20').rungs('case-limit-simple')).toEqual([
    `2026-03-10T09:00 remind case-limit-simple@${seq}, silent`,
    `2026-03-10T09:00 urge case-limit-simple@${seq}`,
    `2026-03-11T09:00 supervise case-limit-simple@${seq}`,
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

  test('opens when performance is recorded and nothing is in force any more', () => {
    const court = released(controlled().at('2026-02-03T10:00').complete('performance.completed'));
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
