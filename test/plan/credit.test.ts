// Lists of the dishonest and limits of consumption: asked for, running out, lifted, put right (plan §2.1, L63–L66).
import { describe, expect, test } from 'vitest';
import { isOverdue } from '../../domain/plan/light.ts';
import { type Court, given } from '../support/given.ts';
import { found } from '../support/histories.ts';
import { closedNoProperty, ready } from '../support/no-property.ts';
import { members } from '../support/row-scenes.ts';

const house = found('a-9', { kind: 'vehicle' });
const filed = given().filed('2026-01-20T16:20').assigned().at('2026-02-02T10:00');
const listed = filed.complete('restriction.decided', { kind: 'dishonesty', ground: '4' });
const limited = filed.complete('restriction.decided');
const release = (court: Court) => court.deadline('restriction-release', 'restriction-1');
const asked = (court: Court, kind: string, by: string, about?: string) =>
  court.complete('application.received', { kind, by, on: '2026-02-02', ...(about && { about }) } as never, { by: 'officer' }); // prettier-ignore
const answered = (court: Court, granted = true) => court.complete('application.decided', 'application-1', { granted });
const terminated = (court: Court) =>
  court
    .complete('case.assigned', { panel: members })
    .complete('panel.decided', { about: 'ending', members }, { by: 'p-panel' })
    .complete('enforcement.terminated', {}, { by: 'p-panel' });

describe('an application that somebody be listed', () => {
  test('is decided in fifteen days, granted or not; of one respondent by a decision on it', () => {
    const court = asked(filed, 'restriction', 'applicant-1');
    expect(court.deadline('restriction-decide')).toMatchObject({ due: '2026-02-24', owner: 'officer' });
    expect(court.complete('restriction.decided', { granted: false, persons: [] }).deadline('restriction-decide').status).toBe('done'); // prettier-ignore
    expect(listed.at('2026-02-02T11:00').deadlines('restriction-decide')).toEqual([]);
  });

  test('from memory alone it only reminds', () => {
    const court = asked(filed, 'restriction', 'applicant-1').at('2026-04-01T09:00');
    expect(court.rungs('restriction-decide').map((line) => line.split(' ')[1])).toEqual(['remind']);
  });
});

describe('a listing of the dishonest', () => {
  test('ends after two years, or on the day of its decision; what is no use rolling is not rolled', () => {
    expect(listed.deadline('dishonesty-expiry')).toMatchObject({ due: '2028-02-02', legalDue: '2028-02-02' });
    const longer = filed.complete('restriction.decided', { kind: 'dishonesty', ground: '2', until: '2029-02-03' });
    expect(longer.deadline('dishonesty-expiry')).toMatchObject({ due: '2029-02-03', legalDue: '2029-02-03' }); // a Saturday
  });

  test('of who can pay and does not it has no end, nor has what was refused, nor a limit', () => {
    const none = [{ kind: 'dishonesty', ground: '1' }, { kind: 'dishonesty', ground: '4', granted: false, persons: [], reason: '轻微' }, {}]; // prettier-ignore
    for (const payload of none)
      expect(filed.complete('restriction.decided', payload as never).deadlines('dishonesty-expiry')).toEqual([]);
  });

  test('informs: nobody is late with it, nor blamed for it', () => {
    const court = listed.at('2028-03-02T09:00');
    const over = court.derived.filter((d) => d.rule === 'dishonesty-expiry');
    expect(over.map((d) => [d.status, isOverdue(d, court.now)])).toEqual([['open', false]]);
    const { id: deadline } = court.deadline('dishonesty-expiry');
    expect(court.refused('adverse-effect.found', { payload: { deadline, what: '一', evidence: '一' }, by: 'review' }).code).toBe('not-late'); // prettier-ignore
  });

  test('is lifted within three working days once its time is over', () => {
    const court = listed.at('2028-02-03T09:00');
    expect(release(court)).toMatchObject({ opened: '2028-02-03T00:00', status: 'open' });
    const lifted = court.complete('restriction.lifted', 'restriction-1', { on: '2028-02-03' });
    expect(release(lifted).status).toBe('done');
  });
});

describe('a restriction is to be lifted', () => {
  test.each([
    [
      'the applicant agrees and the court grants it',
      () => answered(asked(limited, 'release', 'applicant-1', 'restriction-1')),
    ],
    ['a correction is granted', () => answered(asked(limited, 'correction', 'respondent-1', 'restriction-1'))],
    ['a correction is granted that names none: of those of whoever asks', () => answered(asked(limited, 'correction', 'respondent-1'))], // prettier-ignore
    ['the claim is met', () => limited.complete('performance.completed')],
    ['the enforcement is terminated', () => terminated(limited)],
  ] as const)('when %s', (_, court) => {
    expect(release(court())).toMatchObject({
      due: '2026-02-05',
      legalDue: '2026-02-05',
      owner: 'officer',
      status: 'open',
    });
    const lifted = court().complete('restriction.lifted', 'restriction-1', { on: '2026-02-02' });
    expect(release(lifted).status).toBe('done');
  });

  test.each([
    ['a respondent asks for the release', () => answered(asked(limited, 'release', 'respondent-1', 'restriction-1'))],
    ['a correction is refused', () => answered(asked(limited, 'correction', 'respondent-1', 'restriction-1'), false)],
    ['nobody has answered', () => asked(limited, 'release', 'applicant-1', 'restriction-1')],
    ['the case is only cancelled here', () => limited.complete('case.cancelled')],
    ['it was lifted before', () => limited.complete('restriction.lifted', 'restriction-1', { on: '2026-02-02' }).at('2026-02-03T09:00').complete('performance.completed')], // prettier-ignore
  ] as const)('not when %s', (_, court) => {
    expect(court().deadlines('restriction-release')).toEqual([]);
  });

  test('when it is decided after the ground: at once', () => {
    const court = filed.complete('performance.completed').at('2026-02-02T11:00').complete('restriction.decided');
    expect(release(court)).toMatchObject({ opened: '2026-02-02T11:00' });
  });

  test('it keeps a case that is over from being closed', () => {
    const court = limited.complete('performance.completed');
    expect(court.refused('closing.submitted', { payload: { kind: 'performed' } }).missing?.map(({ id }) => id)).toContain(release(court).id); // prettier-ignore
  });
});

describe('after 终本', () => {
  const listed = ready.complete('restriction.decided', { kind: 'dishonesty', ground: '4' });
  const told = (court: Court, kind: 'consumption-limit' | 'dishonesty-decision') => court.complete('documents.issued', { kind, recipients: ['respondent-1'] }); // prettier-ignore
  const over = closedNoProperty(told(told(listed, 'consumption-limit'), 'dishonesty-decision')); // limited before, too
  const look = (court: Court, n: number, on: string, found = false) =>
    court.at(`${on}T09:00`).complete('periodic-query.done', `${n}`, { toldOn: on, found, ...(found && { assets: [house] }) }); // prettier-ignore
  const due = (court: Court) => court.deadlines('restriction-release').map(({ opened, id }) => [opened, id.split('@')[0]]); // prettier-ignore

  test('the dishonest leave the list once two looks in a row found nothing; a limit stays', () => {
    const one = look(over, 1, '2026-10-21');
    expect(due(one)).toEqual([]);
    const two = look(one, 2, '2027-04-21');
    expect(due(two)).toEqual([['2027-04-21T09:00', 'restriction-release:restriction-3']]);
  });

  test('not when something was found in between', () => {
    expect(due(look(look(over, 1, '2026-10-21', true), 2, '2027-04-21'))).toEqual([]);
  });
});

describe('a correction', () => {
  test('is answered in fifteen days, after closing too', () => {
    const court = asked(limited, 'correction', 'respondent-1', 'restriction-1');
    expect(court.deadline('restriction-correction')).toMatchObject({ due: '2026-02-24', owner: 'officer' });
    expect(answered(court, false).deadline('restriction-correction').status).toBe('done');
  });
});
