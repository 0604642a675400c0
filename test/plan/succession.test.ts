import { expect, test } from 'vitest';
import { type Court, given } from '../support/given.ts';

const both = ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const }));
const filed = given({ respondents: both }).filed('2026-01-20T16:20').assigned();
const ceased = filed.at('2026-02-02T10:00').complete('party.ceased', 'respondent-1');
const search = (court: Court) => court.deadline('succession-search');

test('who comes after a party is looked for within thirty days', () => {
  expect(search(ceased)).toMatchObject({ due: '2026-03-04', owner: 'officer', status: 'open' });
  const established = (when: string) =>
    search(ceased.at(when).complete('succession.established', 'respondent-1')).status;
  expect([established('2026-03-04T17:00'), established('2026-03-05T09:00')]).toEqual(['done', 'done-late']);
});

test('nobody is looked for once the party has left, or the claim is met', () => {
  expect(search(ceased.complete('party.left', 'respondent-1')).status).toBe('void');
  expect(search(ceased.complete('performance.completed')).status).toBe('void');
});

test('a case is not closed for lack of property while somebody is looked for', () => {
  const { missing } = ceased.refused('case.closed', { payload: { kind: 'no-property' } });
  expect(missing.some(({ id }) => id.startsWith('succession-search:respondent-1@'))).toBe(true);
});

const died = { how: 'died', on: '2026-02-02', evidence: '证明' };
const result = { successors: ['李小东'], result: 'found', record: '继承公证' };
const refusals: readonly [string, string, Court, string, object][] = [
  ['already-recorded', 'a second death', ceased, 'party.ceased', { subject: 'respondent-1', payload: died }],
  ['dates-out-of-order', 'a death of tomorrow', ceased, 'party.ceased', { subject: 'respondent-2', payload: { ...died, on: '2026-02-03' } }], // prettier-ignore
  ['unknown-party', 'the death of one who left', filed.complete('party.left', 'respondent-2'), 'party.ceased', { subject: 'respondent-2' }], // prettier-ignore
  ['node-missing', 'successors of the living', ceased, 'succession.established', { subject: 'respondent-2', payload: result }], // prettier-ignore
  ['missing-field', 'successors who are not named', ceased, 'succession.established', { subject: 'respondent-1', payload: { ...result, successors: [] } }], // prettier-ignore
  ['form-differs', 'names where there is nobody', ceased, 'succession.established', { subject: 'respondent-1', payload: { ...result, result: 'none' } }], // prettier-ignore
  ['unknown-party', 'a case of a stranger', filed, 'case.linked', { payload: { caseNo: '（2025）豫0823执87号', as: 'previous', party: 'x' } }], // prettier-ignore
];
test.each(refusals)('%s: %s', (code, _, court, node, sent) => expect(court.refused(node, sent).code).toBe(code));

test('a case that belongs to this one is named', () =>
  expect(filed.complete('case.linked').seq('case.linked')).toBeGreaterThan(0));
