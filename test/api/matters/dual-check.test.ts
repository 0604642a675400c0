// A dual check over HTTP: to whoever may not know of it there is none, in no list, count or case, under no id.
import { expect, it } from 'vitest';
import { type Case } from '../../support/api.ts';
import { wholeCourt } from '../../support/court.ts';

interface Problem {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
}
interface Page {
  readonly items: readonly { readonly id: string; readonly case: { readonly id: string } }[];
}

const court = wholeCourt();

it('is there for its readers alone', async () => {
  const caseId = await court.file();
  const before = (await court.api.as('p-officer-2').get<{ total: number }>('/api/worklist/summary')).body.total;
  const payload = { source: 'evaluation', persons: ['p-officer-2'], lead: 'p-director-1', members: ['p-review-1'], case: caseId }; // prettier-ignore
  const { status, body } = await court.api
    .as('p-director-1')
    .post<Problem>('/api/matters', { kind: 'dual-check', payload });
  expect(status).toBe(201);
  const sees = async (by: string) => {
    const as = court.api.as(by);
    const [one, listed, work, about] = await Promise.all([
      as.get(`/api/matters/${body.id}`),
      as.get<Page>('/api/matters?limit=200'),
      as.get<Page>('/api/worklist?limit=200'),
      as.get<Case>(`/api/cases/${caseId}`),
    ]);
    return [
      one.status === 200,
      listed.body.items.some(({ id }) => id === body.id),
      work.body.items.some((item) => item.case.id === body.id),
      about.body.matters.some(({ id }) => id === body.id),
    ];
  };
  for (const by of ['p-director-1', 'p-review-1', 'p-president-1']) expect(await sees(by), by).toEqual([true, true, true, true]); // prettier-ignore
  for (const by of ['p-officer-1', 'p-officer-2', 'p-review-2']) expect(await sees(by), by).toEqual([false, false, false, false]); // prettier-ignore
  expect((await court.api.as('p-officer-2').get<{ total: number }>('/api/worklist/summary')).body.total).toBe(before);
  const sent = { payload: { deadline: 'dual-check@2', reason: '与我无关' } };
  const [kept, none] = await Promise.all(
    [body.id, 'dual-check-0000'].map((id) => court.api.as('p-officer-2').post<Problem>(`/api/matters/${id}/nodes/delay.justified`, sent)), // prettier-ignore
  );
  expect([kept?.status, kept?.body.code, kept?.body.detail.replace(body.id, '')]).toEqual([none?.status, none?.body.code, none?.body.detail.replace('dual-check-0000', '')]); // prettier-ignore
  expect(kept?.status).toBe(404);
  const guessed = await court.api.as('p-director-1').post<Problem>('/api/matters', { kind: 'dual-check', id: body.id, payload }); // prettier-ignore
  expect([guessed.status, guessed.body.code]).toEqual([400, 'unknown-field']);
}, 60_000);
