// What a case lacks to be closed, as whoever may read it is told over HTTP.
import type { Static } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClosingChecklist } from '../../../api/cases/closing-schema.ts';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

type Told = Static<typeof ClosingChecklist>;

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await startApi();
  id = (await api.as('p-filing-1').post<Case>('/api/cases', filing())).body.id;
});
afterAll(() => api.close());

const told = async (query = ''): Promise<Told> => {
  const answer = await api.as('p-officer-1').get<Told>(`/api/cases/${id}/closing${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const item = async (kind: string, sought: string) =>
  (await told(`?kind=${kind}`)).kinds[0]?.items?.find((each) => each.id === sought);

describe('what a case lacks to be closed', () => {
  it('lists the kinds in which it may end, each with how much it lacks', async () => {
    const { closed, kinds } = await told();
    expect(closed).toBeNull();
    expect(kinds.map(({ kind }) => kind)).toEqual(['performed', 'no-property', 'terminated', 'dismissed', 'refused', 'cancelled']); // prettier-ignore
    expect(kinds.every(({ hasGround, gaps, items }) => !hasGround && gaps > 1 && items === null)).toBe(true);
  });

  it('of one kind, says of each gate the article, and what mends it by whom', async () => {
    const gate = await item('no-property', 'Z7');
    expect(gate).toMatchObject({ of: 'gate', met: false, basis: '武法〔2022〕11号 三·一(二)4', facts: [] });
    expect(gate?.gaps[0]).toMatchObject({ node: 'related-cases.checked' });
    expect(gate?.gaps[0]?.by).toContainEqual({ role: 'property-control', zh: '财产查控组' });
    expect((await item('performed', 'ground'))?.gaps.map(({ node }) => node)).toContain('performance.completed');
    expect((await item('performed', 'reception@2'))?.gaps.map(({ node }) => node)).toContain('reception.held');
    expect((await item('performed', 'review'))?.gaps[0]?.node).toBe('closing.submitted');
  });

  it('names the fact that met it', async () => {
    const done = await api.as('p-control-1').post(`/api/cases/${id}/nodes/related-cases.checked`, { payload: { scope: 'province', leads: [] } }); // prettier-ignore
    expect(done.status).toBe(200);
    const gate = await item('no-property', 'Z7');
    expect(gate).toMatchObject({ met: true, gaps: [], facts: [{ node: 'related-cases.checked', zh: '全省关联案件查询' }] }); // prettier-ignore
  });

  it('knows no other kind, and no other case', async () => {
    expect((await api.as('p-officer-1').get(`/api/cases/${id}/closing?kind=lost`)).status).toBe(400);
    expect((await api.as('p-officer-1').get('/api/cases/2026-ha0823-zhi-999/closing')).status).toBe(404);
  });
});
