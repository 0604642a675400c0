import { expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned();
const reward = filed.at('2026-01-21T10:00').complete('application.received', { on: '2026-01-21' }, { by: 'officer' });
const granted = reward.at('2026-01-30T10:00').complete('application.decided', 'application-1');
const audit = filed
  .at('2026-01-21T10:00')
  .complete('application.received', { kind: 'audit', on: '2026-01-21' }, { by: 'officer' });

test.each([
  ['reward-decide', reward],
  ['audit-decide', audit],
] as const)('%s: an application is answered within ten days, granted or not', (rule, court) => {
  expect(court.deadline(rule)).toMatchObject({ due: '2026-02-02', legalDue: '2026-02-02', owner: 'officer' });
  const answered = (when: string) =>
    court.at(when).complete('application.decided', 'application-1', { granted: false }).deadline(rule).status;
  expect([answered('2026-02-02T17:00'), answered('2026-02-03T09:00')]).toEqual(['done', 'done-late']);
  expect(court.complete('performance.completed').deadline(rule).status).toBe('void');
});

test('a reward that is granted is published within five days on a platform that the plan asks for', () => {
  expect(granted.deadline('reward-publish')).toMatchObject({ due: '2026-02-04', owner: 'officer', status: 'open' });
  const elsewhere = granted.complete('reward.published', 'application-1', { platforms: ['newspaper'] });
  expect(elsewhere.deadline('reward-publish').status).toBe('open');
  const published = (when: string) =>
    elsewhere.at(when).complete('reward.published', 'application-1').deadline('reward-publish').status;
  expect([published('2026-02-04T17:00'), published('2026-02-05T09:00')]).toEqual(['done', 'done-late']);
  expect(granted.complete('performance.completed').deadline('reward-publish').status).toBe('void');
  const refused = reward.complete('application.decided', 'application-1', { granted: false });
  expect(refused.deadlines('reward-publish')).toEqual([]);
  expect(refused.tries('application.received', { payload: again, by: 'officer' }), 'it may be applied for again').not.toBe(refused); // prettier-ignore
});

test('each answers what is theirs: the disposal desk of a price, the panel whether somebody joins, the officer the rest', () => {
  const answer = { subject: 'application-1', payload: { granted: true, reason: '一' } };
  for (const by of ['disposal', 'p-panel'])
    for (const asked of [reward, audit])
      expect(asked.refused('application.decided', { ...answer, by }).code).toBe('wrong-role');
  const price = filed.at('2026-01-21T10:00').complete('application.received', { kind: 'price', by: 'respondent-1', on: '2026-01-21' }, { by: 'officer' }); // prettier-ignore
  expect(price.refused('application.decided', { ...answer, by: 'p-panel' }).code).toBe('wrong-role');
  expect(price.complete('application.decided', 'application-1', {}, { by: 'disposal' }).deadline('price-objection-answer').status).toBe('done'); // prettier-ignore
});

const again = { kind: 'reward', by: 'applicant-1', on: '2026-01-21', text: '再次申请' };
const refusals: readonly [string, string, Court, string, object][] = [
  ['already-recorded', 'a reward while one runs', granted, 'application.received', { payload: again }],
  ['unknown-party', 'an application of a stranger', filed, 'application.received', { payload: { ...again, by: 'x' } }],
  ['unknown-subject', 'an application about what is not there', filed, 'application.received', { payload: { ...again, on: '2026-01-20', about: 'a-9' } }], // prettier-ignore
  ['dates-out-of-order', 'an application of tomorrow', filed, 'application.received', { payload: { ...again } }],
  ['already-recorded', 'a second answer', granted, 'application.decided', { subject: 'application-1' }],
  ['node-missing', 'a reward that nobody granted', reward, 'reward.published', { subject: 'application-1' }],
  [
    'unknown-subject',
    'a reward on an application for an audit',
    audit,
    'reward.published',
    { subject: 'application-1' },
  ],
  ['node-missing', 'a report of an audit that nobody granted', audit, 'audit.reported', { subject: 'application-1' }],
];
test.each(refusals)('%s: %s', (code, _, court, node, sent) =>
  expect(court.refused(node, { by: node === 'application.received' ? 'officer' : undefined, ...sent }).code).toBe(code),
);
