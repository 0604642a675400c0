import { expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';

const filed = given().filed('2026-01-20T16:20').assigned().at('2026-02-02T10:00');
const boss = { id: 'boss', name: '王法人' };
const both = { persons: ['respondent-1', boss] };
const limited = filed.complete('restriction.decided', both);
const issue = (
  court: Court,
  kind: 'consumption-limit' | 'dishonesty-decision',
  ...recipients: (string | typeof boss)[]
) => court.complete('documents.issued', { kind, recipients });
const documents = (court: Court) => court.deadline('restriction-documents');

test('a restriction is told within two days to each person named, the last one’s time counts', () => {
  expect(documents(limited)).toMatchObject({ due: '2026-02-04', owner: 'documents', status: 'open' });
  const one = issue(limited, 'consumption-limit', 'respondent-1');
  expect(documents(one).status).toBe('open');
  expect(documents(issue(one.at('2026-02-04T17:00'), 'consumption-limit', boss))).toMatchObject({ status: 'done', ended: '2026-02-04T17:00' }); // prettier-ignore
  expect(documents(issue(one.at('2026-02-05T09:00'), 'consumption-limit', boss)).status).toBe('done-late');
});

test('a document that lay ready counts once it is sent, one that went out before the decision does not', () => {
  const early = issue(filed, 'consumption-limit', 'respondent-1');
  const decided = early.at('2026-02-02T10:01').complete('restriction.decided');
  expect(documents(decided).status).toBe('open');
  const ready = decided.complete('document.ready', { kind: 'consumption-limit', recipients: ['respondent-1'] });
  expect(documents(ready).status).toBe('open');
  const sent = ready.complete('document.sent', 'consumption-limit-2', { recipients: ['respondent-1'] });
  expect(documents(sent).status).toBe('done');
});

test('of the dishonest it takes the decision as well', () => {
  const listed = filed.complete('restriction.decided', { kind: 'dishonesty', ground: '4' });
  const limit = issue(listed, 'consumption-limit', 'respondent-1');
  expect(documents(limit).status).toBe('open');
  expect(documents(issue(limit, 'dishonesty-decision', 'respondent-1')).status).toBe('done');
});

test('one that is refused asks for nothing; one that is lifted, or whose claim is met, for nothing more', () => {
  expect(filed.complete('restriction.decided', { granted: false, persons: [] }).deadlines('restriction-documents')).toEqual([]); // prettier-ignore
  const lifted = limited.complete('restriction.lifted', 'restriction-1', { on: '2026-02-02' });
  expect(documents(lifted).status).toBe('void');
  expect(documents(limited.complete('performance.completed')).status).toBe('void');
});

const sanctioned = filed.complete('sanction.decided');
const decision = { kind: 'consumption', party: 'respondent-1', persons: ['respondent-1'], granted: true };
const refusals: readonly [string, string, Court, string, object][] = [
  ['unknown-party', 'a restriction of a stranger', filed, 'restriction.decided', { payload: { ...decision, party: 'x', reason: '一' } }], // prettier-ignore
  ['subject-taken', 'a party under a name of its own', filed, 'restriction.decided', { payload: { ...decision, persons: [{ ...boss, id: 'respondent-1' }], reason: '一' } }], // prettier-ignore
  ['missing-field', 'a restriction without a reason', filed, 'restriction.decided', { payload: decision }],
  ['missing-field', 'a refusal without a reason', filed, 'restriction.decided', { payload: { ...decision, granted: false, ground: '1' } }], // prettier-ignore
  ['missing-field', 'a restriction of nobody', filed, 'restriction.decided', { payload: { ...decision, persons: [], reason: '一' } }], // prettier-ignore
  ['missing-field', 'dishonesty without its ground', filed, 'restriction.decided', { payload: { ...decision, kind: 'dishonesty', reason: '一' } }], // prettier-ignore
  ['dates-out-of-order', 'a restriction that is over', filed, 'restriction.decided', { payload: { ...decision, reason: '一', until: '2026-02-01' } }], // prettier-ignore
  ['not-in-force', 'the lifting of what was refused', filed.complete('restriction.decided', { granted: false, persons: [] }), 'restriction.lifted', { subject: 'restriction-1' }], // prettier-ignore
  ['dates-out-of-order', 'a lifting ahead of its day', limited, 'restriction.lifted', { subject: 'restriction-1' }],
  ['unknown-party', 'a sanction of a stranger', filed, 'sanction.decided', { payload: { kind: 'referral', party: 'x', ground: '一' } }], // prettier-ignore
  ['missing-field', 'a detention without its days', filed, 'sanction.decided', { payload: { kind: 'detention', party: 'respondent-1', ground: '一' } }], // prettier-ignore
  ['missing-field', 'a fine without its sum', filed, 'sanction.decided', { payload: { kind: 'fine', party: 'respondent-1', ground: '一' } }], // prettier-ignore
  ['wrong-type', 'a detention of sixteen days', filed, 'sanction.decided', { payload: { kind: 'detention', party: 'respondent-1', ground: '一', days: 16 } }], // prettier-ignore
  ['detained-already', 'a second detention for one act', sanctioned, 'sanction.decided', {}],
  ['dates-out-of-order', 'an end before the beginning', sanctioned, 'sanction.ended', { subject: 'sanction-1', payload: { how: 'lifted', on: '2026-02-01' } }], // prettier-ignore
];
test.each(refusals)('%s: %s', (code, _, court, node, sent) => expect(court.refused(node, sent).code).toBe(code));
