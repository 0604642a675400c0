// An objection case over HTTP and a real Temporal: what is said in it comes back into the case that it judges, once.
import { beforeAll, expect, it, vi } from 'vitest';
import { type Case } from '../../support/api.ts';
import { wholeCourt } from '../../support/court.ts';

interface Problem {
  readonly id: string;
  readonly code: string;
}

const court = wholeCourt();
let caseId = '';
beforeAll(async () => {
  caseId = await court.file();
});

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const nodesIn = async (id: string) => {
  const sql = `select node, by from facts where case_id = $1 and node like 'objection.%' order by seq`;
  return (await court.engine.store.pool.query<{ node: string; by: string }>(sql, [id])).rows.map(
    ({ node, by }) => `${node} ${by}`,
  );
};

it('is filed once for an objection of the case, and the case hears of it', async () => {
  const received = { payload: { kind: 'conduct', by: 'respondent-1', on: today(), text: '查封超标的' } };
  await court.api.as('p-review-1').post(`/api/cases/${caseId}/nodes/objection.received`, received);
  const year = today().slice(0, 4);
  const payload = { caseNo: `（${year}）豫0823执异20号`, case: caseId, objection: 'objection-1', kind: 'conduct', receivedOn: today() }; // prettier-ignore
  const found = (by: string, body: object = payload) => court.api.as(by).post<Problem>('/api/matters', { kind: 'objection-case', payload: body }); // prettier-ignore
  expect((await found('p-review-1')).body.code).toBe('wrong-role');
  expect((await found('p-filing-1', { ...payload, objection: 'objection-2' })).body.code).toBe('unknown-subject');
  expect((await found('p-filing-1', { ...payload, case: '2026-ha0811-zhi-1' })).body.code).toBe('wrong-court');
  const { status, body } = await found('p-filing-1');
  expect(status).toBe(201);
  await vi.waitFor(async () => expect(await nodesIn(caseId)).toEqual(['objection.received p-review-1', 'objection.filed system']), 20_000); // prettier-ignore
  expect((await found('p-filing-1')).body.code).toBe('already-recorded');
  const { rows } = await court.engine.store.pool.query(
    `select 1 from outbox where effect = 'fact' and sent_at is null`,
  );
  expect(rows).toEqual([]);
  const { body: shown } = await court.api.as('p-review-1').get<Case>(`/api/cases/${caseId}`);
  expect(shown.matters.map(({ id }) => id)).toEqual([body.id]);
}, 60_000);
