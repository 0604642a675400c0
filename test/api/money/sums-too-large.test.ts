// Sums that no JSON number holds: said so, where they were answered as an error of ours; nothing rounded is shown.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BeyondExact, exactNumber } from '../../../domain/money/fen.ts';
import { asProblem } from '../../../api/http/errors.ts';
import { dateOf, formatInstant } from '../../../domain/time/instant.ts';
import { filing, startApi, type TestApi } from '../../support/api.ts';

const MOST = 1_000_000_000_000_000;
let api: TestApi;
beforeAll(async () => void (api = await startApi()));
afterAll(() => api.close());

it('ten receipts of the most that one may be are taken, and every reading of them answers', async () => {
  const filed = await api.as('p-filing-1').post<{ id: string }>('/api/cases', filing({ caseNo: '（2026）豫0823执977号', filedAt: formatInstant(Date.now()) })); // prettier-ignore
  for (let i = 0; i < 10; i += 1) {
    const money = { subject: `r-${i}`, payload: { amountFen: MOST, payer: '李卫东', reference: `YH-${i}` } };
    expect(await api.as('p-finance-1').post(`/api/cases/${filed.body.id}/nodes/funds.arrived`, money)).toMatchObject({ status: 200 }); // prettier-ignore
  }
  const today = dateOf(Date.now());
  const read = async (path: string) => {
    const { status, body } = await api.as('p-finance-1').get<{ code?: string }>(`/api/${path}`);
    return [path, status, body.code];
  };
  const month = `money/months/${today.slice(0, 7)}`;
  expect(await read(month)).toEqual([month, 422, 'sum-too-large']);
  for (const path of [`money/months/${today.slice(0, 7)}/reconciliation.xlsx`, 'money/trial-balance', 'money/ageing.xlsx', `money/days/${today}/ledger.xlsx`, `cases/${filed.body.id}/money`, `cases/${filed.body.id}/money/ledger.xlsx`, 'money/statements', 'money/unidentified']) {
    const [, status] = await read(path);
    expect([path, Number(status) < 500], path).toEqual([path, true]);
  } // prettier-ignore
});

it('whatever reads such a sum says the same', () => {
  expect(() => exactNumber(10n ** 16n)).toThrow(BeyondExact);
  expect(asProblem(new BeyondExact('sum'))).toMatchObject({ code: 'sum-too-large' });
});
