// What waits for nothing but a decision of its owner, for GET /api/approvals (plan §5).
import { expect, test } from 'vitest';
import { nodeRow } from '../../domain/nodes/index.ts';
import { decidedByOwner, ownDecision } from '../../domain/plan/approvals/own-decisions.ts';
import { deadlineRow, ruleIds } from '../../domain/plan/deadlines.ts';
import { type Court, given } from '../support/given.ts';
import { applied, members } from '../support/row-scenes.ts';

test('the rows that a decision of their owner ends', () => {
  expect(Object.fromEntries(decidedByOwner.map((rule) => [rule, ownDecision(rule)]))).toEqual({
    triage: 'triage.decided',
    'reward-decide': 'application.decided',
    'audit-decide': 'application.decided',
    'joinder-decide': 'application.decided',
    'price-objection-answer': 'application.decided',
    'preservation-release': 'release.decided',
    'restriction-correction': 'application.decided',
    'closing-review': 'closing.reviewed',
    'panel-study': 'panel.decided',
    'contest-answer': 'deadline.lapsed',
    'objection-decide': 'objection.decided',
    'refusal-decide': 'objection.decided',
    petition: 'petition.concluded',
    'dual-check': 'dual-check.concluded',
  });
});

/** What a decision ends besides: it is asked for (`approval-step`), it excuses, or somebody else records it. */
const otherwise = [
  'approval-step',
  'assign-officer',
  'claim-confirm',
  'payout-late-approval',
  'payout-30-day-approval',
  'payout-guide-notice',
  'restoration-decide',
  'compel-appearance',
  'investigation-start',
  'sale-ruling',
  'restriction-decide',
  'stop-review',
  'supervised-matter',
  'payout-review', // by `request.returned`
  'escrow-review',
];

test('of every row that a decision may end it is known whether it waits for it', () => {
  const ended = ruleIds.filter((rule) => deadlineRow(rule).done.nodes.some((node) => nodeRow(node).decision === true));
  expect(ended.filter((rule) => !decidedByOwner.includes(rule)).toSorted()).toEqual(otherwise.toSorted());
});

test('an application to join somebody is ruled on by the panel within sixty days, after no-property too', () => {
  const court = applied('joinder').complete('case.assigned', { panel: members });
  expect(court.deadline('joinder-decide', 'application-1')).toMatchObject({
    owner: 'panel',
    due: '2026-03-23',
    status: 'open',
  });
  const ruled = court.complete('application.decided', 'application-1', { granted: false }, { by: 'p-panel' });
  expect(ruled.deadline('joinder-decide', 'application-1').status).toBe('done');
  expect(given().filed().deadlines('joinder-decide')).toEqual([]);
});

test('the president gives a joinder more time: so many days, before its time is over, and answers nothing else', () => {
  const court = applied('joinder').complete('case.assigned', { panel: members });
  const due = (of: Court) => of.deadline('joinder-decide', 'application-1').due;
  const asked = court.tries('application.received', { subject: 'y-1', payload: { kind: 'extension', about: 'application-1', on: '2026-01-20', text: '须听证' }, by: 'officer' }); // prettier-ignore
  const grant = (of: Court, payload: object, by: string, subject = 'y-1') => of.refused('application.decided', { subject, payload: { granted: true, reason: '案情复杂', ...payload }, by }); // prettier-ignore
  const longer = asked.complete('application.decided', 'y-1', { granted: true, days: 30 }, { by: 'president' });
  expect([due(court), due(longer)]).toEqual(['2026-03-23', '2026-04-21']); // 03-22 is a Sunday
  expect(longer.deadline('joinder-decide', 'application-1').legalDue).toBe(due(longer));
  expect(due(asked.complete('application.decided', 'y-1', { granted: false }, { by: 'president' }))).toBe(due(court));
  expect(grant(asked, { days: 30 }, 'officer').code).toBe('wrong-role');
  expect(grant(asked, { days: 30 }, 'president', 'application-1').code).toBe('wrong-role');
  expect(grant(asked, {}, 'president').missing).toMatchObject([{ id: 'days' }]);
  expect(grant(asked.at('2026-06-01T09:00'), { days: 30 }, 'president').code).toBe('dates-out-of-order');
});
