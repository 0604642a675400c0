// What waits for whose approval, over HTTP: GET /api/approvals (plan §5).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Item {
  readonly id: string;
  readonly of: string;
  readonly asked: { readonly by: string; readonly text: string | null };
  readonly chain: readonly { readonly role: string; readonly isNext: boolean }[];
  readonly passed: readonly { readonly by: string }[];
  readonly isDue: boolean;
  readonly follows: { readonly refusal: { readonly code: string } | null; readonly deadlines: readonly { readonly rule: string; readonly to: { readonly targetDue: string | null } | null }[] }; // prettier-ignore
  readonly clock: {
    readonly rule: string;
    readonly ownerPerson: string | null;
    readonly case: { readonly id: string };
  };
}

let api: TestApi;
let id = '';
beforeAll(async () => {
  api = await startApi();
  const filedAt = new Date(Date.now() - 60_000).toISOString();
  id = (await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt }))).body.id;
  await say('p-command-1', 'case.assigned', { officer: 'p-officer-1', teamLeader: 'p-leader-1' });
});
afterAll(() => api.close());

const say = (by: string, node: string, payload: object, subject?: string) =>
  api
    .as(by)
    .post<{ readonly code?: string }>(`/api/cases/${id}/nodes/${node}`, { payload, ...(subject && { subject }) });
const waiting = async (by: string, whose = 'me') =>
  (await api.as(by).get<{ items: Item[] }>(`/api/approvals?for=${whose}`)).body.items.filter(
    ({ clock }) => clock.case.id === id,
  );
const inDays = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
const stop = { ground: 'announcement', from: inDays(1), to: inDays(21), document: '公告' };

it('a request is on the desk of whose turn it is, with what would follow, and moves on', async () => {
  expect(await waiting('p-leader-1')).toEqual([]);
  const asked = await say('p-officer-1', 'request.made', { of: 'exclusion.approved', payload: stop, reason: '已公告' });
  expect(asked.status).toBe(200);
  const [mine] = await waiting('p-leader-1');
  expect(mine).toMatchObject({
    ...{ id: 'request-1', of: 'exclusion.approved', isDue: false, passed: [] },
    asked: { by: 'p-officer-1', text: '已公告' },
    chain: [{ role: 'team-leader', isNext: true }, { role: 'director' }, { role: 'supervising-leader' }],
    clock: { rule: 'approval-step', ownerPerson: 'p-leader-1' },
  });
  expect(mine?.follows.refusal).toBeNull();
  expect(mine?.follows.deadlines.map(({ rule }) => rule)).toContain('case-limit-statutory');
  await say('p-leader-1', 'request.passed', { remarks: '属实' }, 'request-1');
  expect(await waiting('p-leader-1')).toEqual([]);
  expect(await waiting('p-review-1', 'director')).toMatchObject([{ passed: [{ by: 'p-leader-1' }], isDue: false }]);
});

it('nobody else is asked, and who asks for no role is told', async () => {
  expect(await waiting('p-officer-1')).toEqual([]);
  expect((await api.as('p-leader-1').get<{ code: string }>('/api/approvals')).body.code).toBe('bad-query');
  expect((await api.as('p-leader-1').get<{ code: string }>('/api/approvals?for=nobody')).status).toBe(400);
});
