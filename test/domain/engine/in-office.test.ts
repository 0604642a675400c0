// Nothing is put into the hands of who goes today or has not come; what they sign or do themselves stands (docs/decisions/165).
import { expect, test } from 'vitest';
import { given } from '../../support/given.ts';

const filed = given().filed('2026-01-20T16:20');

test('a case, a desk, a triage, a delegation', () => {
  expect(filed.refused('case.assigned', { payload: { officer: 'p-leaving' } }).code).toBe('not-in-office');
  expect(filed.refused('desk.assigned', { payload: { role: 'property-control', person: 'p-coming' } }).code).toBe(
    'not-in-office',
  );
  const delegation = { from: 'p-officer-1', to: 'p-leaving', roles: ['officer'], until: '2026-02-06' };
  expect(filed.assigned().refused('delegation.given', { payload: delegation, by: 'p-officer-1' }).code).toBe(
    'not-in-office',
  );
});

test('with somebody who is a stranger it is both: not qualified', () => {
  const { code, missing } = filed.refused('case.assigned', { payload: { officer: 'p-leaving', clerk: 'p-stranger' } });
  expect([code, missing.length]).toEqual(['not-qualified', 2]);
});

test('a history is believed: who goes today holds what it says', () => {
  const history = [{ node: 'case.assigned', at: '2026-01-21T09:00:00+08:00', payload: { officer: 'p-leaving' } }];
  const taken = given().takenOver('2026-01-20T16:20', '2026-02-02T09:00', history);
  expect(taken.c.all('case.assigned').at(-1)?.payload).toEqual({ officer: 'p-leaving' });
});

test('who leaves on a day that is known gets it, and whoever gives it is warned', () => {
  const told = (node: 'case.assigned' | 'triage.decided' | 'delegation.given', payload: object, by?: string) =>
    filed.assigned().answer(node, { payload, ...(by !== undefined && { by }) }) as { accepted: boolean; warnings?: readonly { id: string; zh: string }[] }; // prettier-ignore
  const warned = told('case.assigned', { officer: 'p-last-weeks' });
  expect(warned).toMatchObject({ accepted: true, warnings: [{ id: 'p-last-weeks' }] });
  expect(warned.warnings?.[0]?.zh).toBe('将离任人员所任承办人到2026年2月10日为止，届时须移交：宜另行指定');
  const until = (day: string) => told('delegation.given', { from: 'p-officer-1', to: 'p-last-weeks', roles: ['officer'], until: day }, 'p-officer-1').warnings; // prettier-ignore
  expect(until('2026-02-11')).toMatchObject([{ id: 'p-last-weeks' }]);
  expect([until('2026-02-10'), until('2026-02-06')], 'it is over by then').toEqual([undefined, undefined]);
  expect(told('case.assigned', { officer: 'p-officer-2' }).warnings).toBeUndefined();
});
