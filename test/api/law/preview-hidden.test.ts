// What a change of law would move of a record that is kept from somebody stands in no preview: not in its list, not in its counts (plan §10).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caseWithMoney, type Draft, DRAFTS, before2026, lawDesk, notice2026, today } from '../../support/law-desk.ts';
import { payoutIn5 } from '../../support/given-drafts.ts';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let desk: ReturnType<typeof lawDesk>;
const drafts: string[] = [];

beforeAll(async () => {
  api = await startApi();
  await before2026(api);
  desk = lawDesk(api);
  await caseWithMoney(api);
  const rule = payoutIn5({ rule: 'dual-check', within: '20d', effectiveFrom: today(), reachesOpen: true });
  for (const body of [notice2026(), rule]) {
    const { status, body: draft } = await desk.draft(body);
    expect(status, JSON.stringify(draft)).toBe(201);
    drafts.push(draft.id);
  }
});
afterAll(() => api.close());

const previews = async (): Promise<readonly Draft[]> => {
  for (const id of drafts) expect((await desk.step(id, 'preview')).status).toBe(200);
  const all = await Promise.all(drafts.map(async (id) => (await desk.caller.get<Draft>(`${DRAFTS}/${id}`)).body));
  return all;
};
/** What everybody is told of a draft, but for when it was written. */
const told = (draft: Draft): string => JSON.stringify(draft.preview);
const found = async (by: string, kind: string, payload: object): Promise<string> => {
  const { status, body } = await api.as(by).post<{ id: string }>('/api/matters', { kind, payload });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
};

it('the same is told before and after, by list, count and words', async () => {
  const before = await previews();
  expect(before[0]?.preview?.moved).toBeGreaterThan(0); // something moves at all
  const check = await found('p-director-1', 'dual-check', { source: 'evaluation', persons: ['p-officer-2'], lead: 'p-director-1', members: ['p-review-1'] }); // prettier-ignore
  const petition = await found('p-reception-1', 'petition', { from: '王秀英', about: '反映承办人', channel: 'visit', against: ['p-officer-2'] }); // prettier-ignore
  const after = await previews();
  expect(after.map(told)).toEqual(before.map(told));
  const listed = JSON.stringify([after, await desk.drafts()]);
  for (const hidden of [check, petition, '王×', '双查', 'evaluation']) expect(listed).not.toContain(hidden);
});

it('a matter that is kept from nobody is in it, as ever', async () => {
  const [before] = await previews();
  const petition = await found('p-reception-1', 'petition', { from: '赵大海', about: '反映案款', channel: 'visit' });
  const [after] = await previews();
  expect(after?.preview?.cases).toBe((before?.preview?.cases ?? 0) + 1);
  expect(JSON.stringify(after)).toContain(petition);
});
