// By whom a line of the bank's may be meant for a case: its parties, also those who joined later (docs/spec/money.md 11).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKnown } from '../../db/money/known.ts';
import type { StatementLine } from '../../domain/money/statement/line.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { type Case, filing, startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const meant = async (name: string): Promise<readonly string[]> => {
  const line: StatementLine = { row: 1, serial: '1', bookedAt: Date.now(), direction: 'credit', amountFen: 1n, balanceFen: null, subAccount: null, counterName: name, counterAccount: '6222', counterBank: null, summary: null, remark: null, broken: null }; // prettier-ignore
  const { cases } = await readKnown(api.store.db, '99990823000000001', { lines: [line], court: '豫0823' });
  return cases.filter(({ parties }) => parties.includes(name)).map(({ caseNo }) => caseNo);
};

test('a case is proposed by who was filed with it, who joined it, and as they are called now', async () => {
  const body = filing();
  const { id } = (await api.as('p-filing-1').post<Case>('/api/cases', body)).body;
  const say = (by: string, node: string, payload: object) => api.as(by).post<{ version?: number }>(`/api/cases/${id}/nodes/${node}`, { payload }); // prettier-ignore
  await say('p-command-1', 'case.assigned', { officer: 'p-officer-1' });
  expect(await meant('李卫东')).toEqual([body.caseNo]);
  expect(await meant('王秀英')).toEqual([]);
  const joined = await say('p-officer-1', 'party.joined', nodeRow('party.joined').example as object);
  expect(joined.status, JSON.stringify(joined.body)).toBe(200);
  expect(await meant('王秀英')).toEqual([body.caseNo]);
  expect(await meant('王秀'), 'a part of a name is nobody').toEqual([]);
  const { rows } = await api.store.pool.query<{ seq: number }>(`select seq from facts where case_id = $1 and node = 'party.joined'`, [id]); // prettier-ignore
  const payload = { ...(nodeRow('party.joined').example as object), name: '王秀荣' };
  const put = await say('p-officer-1', 'fact.corrected', { fact: rows[0]?.seq, payload, reason: '笔误' });
  expect(put.status, JSON.stringify(put.body)).toBe(200);
  expect([await meant('王秀英'), await meant('王秀荣')]).toEqual([[], [body.caseNo]]);
});
