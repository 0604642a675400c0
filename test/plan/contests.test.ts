// D7: the owner may contest a deadline; review answers within a day, and nothing stands still meanwhile.
import { describe, expect, test } from 'vitest';
import { given } from '../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned();
const reception = 'reception@2';
const contested = filed.complete('deadline.contested', { deadline: reception }, { by: 'reception' });
const contest = contested.seq('deadline.contested');

describe('a contest', () => {
  test('opens a day for review, while the deadline runs on', () => {
    expect(contested.deadline('contest-answer')).toMatchObject({
      status: 'open',
      due: '2026-01-21',
      owner: 'review',
    });
    expect(contested.at('2026-01-21T08:00').rungs('reception')).toContain(`2026-01-21T00:00 urge ${reception}`);
  });

  test('is answered by ending the deadline, or by standing by it', () => {
    const lapsed = contested.complete('deadline.lapsed', { deadlines: [reception] });
    expect(lapsed.deadline('contest-answer').status).toBe('done');
    expect(lapsed.deadline('reception').status).toBe('lapsed');
    const kept = contested.complete('contest.rejected', { contest });
    expect(kept.deadline('contest-answer').status).toBe('done');
    expect(kept.deadline('reception').status).toBe('open');
  });

  test('answered on the second day, it is late', () => {
    expect(
      contested.at('2026-01-22T09:00').complete('contest.rejected', { contest }).deadline('contest-answer').status,
    ).toBe('done-late');
  });

  test('is the owner’s alone, of a deadline that runs, one at a time', () => {
    const refused = (court: typeof filed, by: string, deadline = reception) =>
      court.refused('deadline.contested', { by, payload: { deadline, reason: '无此必要' } }).code;
    expect(refused(filed, 'documents')).toBe('wrong-role');
    expect(refused(contested, 'reception')).toBe('already-recorded');
    expect(refused(filed.complete('reception.waived'), 'reception')).toBe('deadline-not-open');
    expect(refused(filed, 'reception', 'reception@99')).toBe('unknown-deadline');
    const again = contested
      .complete('contest.rejected', { contest })
      .complete('deadline.contested', { deadline: reception }, { by: 'reception' });
    expect(again.deadlines('contest-answer').length).toBe(2);
  });

  test('is answered once, and only if there is one', () => {
    const refused = (court: typeof filed, of: number) =>
      court.refused('contest.rejected', { payload: { contest: of, reason: '应当办理' } }).code;
    expect(refused(contested.complete('contest.rejected', { contest }), contest)).toBe('already-recorded');
    expect(refused(contested, 1)).toBe('unknown-fact');
  });
});

describe('panel-study', () => {
  const reported = filed.at('2026-06-01T10:00').complete('long-case.reported');

  test('a long case is studied within seven days of its report', () => {
    expect(reported.deadline('panel-study')).toMatchObject({ status: 'open', due: '2026-06-08', owner: 'panel' });
    const about = { about: 'long-case' as const };
    expect(reported.at('2026-06-08T10:00').complete('panel.decided', about).deadline('panel-study').status).toBe(
      'done',
    );
    expect(reported.at('2026-06-09T10:00').complete('panel.decided', about).deadline('panel-study').status).toBe(
      'done-late',
    );
  });

  test('a decision about something else does not answer it', () => {
    const other = reported.at('2026-06-03T10:00').complete('panel.decided', { about: 'other' });
    expect(other.deadline('panel-study').status).toBe('open');
  });
});
