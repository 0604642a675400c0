// Persons differ in a race too (engine.md 21): one who holds two offices of a chain sends both words at once, by every door.
import { beforeAll, expect, it } from 'vitest';
import { wholeCourt } from '../support/court.ts';

const court = wholeCourt();
let id = '';
beforeAll(async () => {
  id = await court.file();
});

interface Answer {
  readonly code?: string;
}
const say = (by: string, node: string, payload: object, subject?: string) =>
  court.api.as(by).post<Answer>(`/api/cases/${id}/nodes/${node}`, { payload, ...(subject && { subject }) });
const inDays = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

it('a request is passed on once by one person, however many of their words are on their way', async () => {
  const stop = { ground: 'announcement', from: inDays(1), to: inDays(21), document: '公告' };
  await say('p-command-1', 'case.assigned', { officer: 'p-officer-1', teamLeader: 'p-leader-1' });
  const away = { from: 'p-director-1', to: 'p-leader-1', roles: ['director'], until: inDays(1) };
  expect((await say('p-director-1', 'delegation.given', away)).status).toBe(200);
  expect((await say('p-officer-1', 'request.made', { of: 'exclusion.approved', payload: stop, reason: '一' })).status).toBe(200); // prettier-ignore
  const singly = Array.from({ length: 6 }, () => say('p-leader-1', 'request.passed', {}, 'request-1'));
  const items = Array.from({ length: 6 }, () => ({ case: id, subject: 'request-1', payload: {} }));
  const batch = court.api.as('p-leader-1').post<{ results: { status: number; problem: Answer | null }[] }>('/api/batch/nodes', { node: 'request.passed', items }); // prettier-ignore
  const answers = [
    ...(await Promise.all(singly)).map(({ status, body: { code } }) => ({ status, code })),
    ...(await batch).body.results.map(({ status, problem }) => ({ status, code: problem?.code })),
  ];
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ code }) => code ?? []))).toEqual(new Set(['same-person']));
});

it('two who stand for one another pass it on once between them', async () => {
  const [one, two] = await Promise.all([
    say('p-director-1', 'request.passed', {}, 'request-1'),
    say('p-director-1', 'request.returned', { reason: '一' }, 'request-1'),
  ]);
  expect([one.status, two.status].filter((status) => status === 200)).toHaveLength(1);
  const decided = { ground: 'announcement', from: inDays(1), to: inDays(21), document: '公告', request: 'request-1' };
  expect((await say('p-director-1', 'exclusion.approved', decided)).status).not.toBe(200);
});
