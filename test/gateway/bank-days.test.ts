// The bank's days open by themselves (docs/decisions/105): each working day of each account once, and in what it differs from the court's is said once.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startOfDay } from '../../domain/time/instant.ts';
import { keepBankDays } from '../../gateway/bank-days.ts';
import { createImportGateway } from '../../gateway/statements.ts';
import { wholeCourt } from '../support/court.ts';
import { SEAL_KEY } from '../support/engine.ts';
import { ACCOUNT, type LineTold, ownStatement } from '../support/statements.ts';

const court = wholeCourt((engine) => ({ imports: createImportGateway(engine) }));
const DAY = 86_400_000;
const line = (n: number, more: Partial<LineTold> = {}): LineTold => ({
  serial: `day-${process.pid}-${n}`,
  fen: 100_000,
  ...more,
});

async function imported(lines: readonly LineTold[], opening: number): Promise<void> {
  const api = court.api.as('p-finance-1');
  const sent = await api.post<{ id: string }>('/api/money/statements', Buffer.from(ownStatement(lines, { opening })), { 'content-type': 'text/csv' }); // prettier-ignore
  expect(sent.status).toBe(202);
  for (let i = 0; i < 300; i += 1) {
    if ((await api.get<{ doneAt: string | null }>(`/api/money/statements/${sent.body.id}`)).body.doneAt !== null)
      return;
    await delay(200);
  }
  throw new Error('the import did not come to its end');
}

it('opens the working days since the first statement and the month; then says what differs, once', async () => {
  const { client, store, taskQueue } = court.engine;
  const log = { warn: () => undefined, error: (what: object) => { throw new Error(JSON.stringify(what)); } }; // prettier-ignore
  const sweeping = { client, store, taskQueue, sealKey: SEAL_KEY, log };
  expect(await keepBankDays(sweeping)).toEqual([]);
  const id = await court.file(20 * DAY);
  await imported([line(1, { at: Date.now() - 9 * DAY })], 0);
  const opened = await keepBankDays(sweeping);
  expect(opened.at(-1)).toMatch(/^reconciliation-\d{4}-\d\d$/);
  const record = opened.at(-2) ?? '';
  const day = record.slice(-10);
  expect(record).toBe(`reconciliation-${ACCOUNT}-${day}`);
  expect(await keepBankDays(sweeping)).toEqual([]);

  const at = startOfDay(day) + DAY / 2;
  const byHand = {
    subject: 'r-hand',
    at: new Date(at).toISOString(),
    payload: { amountFen: 7_000, payer: '李卫东', reference: 'HAND-1' },
  };
  expect((await court.api.as('p-finance-1').post(`/api/cases/${id}/nodes/funds.arrived`, byHand)).status).toBe(200);
  await imported([line(2, { at }), line(3, { at, amount: '壹佰' })], 900_000);
  await keepBankDays(sweeping);
  await keepBankDays(sweeping);
  const { rows } = await store.pool.query<{ payload: { kind: string; fen: number } }>(`select payload from facts where case_id = $1 and node = 'difference.found' order by subject`, [record]); // prettier-ignore
  expect(rows.map(({ payload }) => [payload.kind, payload.fen])).toEqual([['broken-line', 100_000], ['gap', 800_000], ['ledger-only', 7_000]]); // prettier-ignore
  const seen = await court.api.as('p-funds-1').get<{ items: { id: string }[] }>('/api/matters?kind=reconciliation');
  expect(seen.body.items.map((each) => each.id).toSorted()).toEqual([...opened].toSorted());
  expect((await court.api.as('p-officer-1').get<{ items: [] }>('/api/matters?kind=reconciliation')).body.items).toEqual(
    [],
  );
}, 120_000);

it('decides charges by itself; knows a line that somebody entered; a day is closed once all is said', async () => {
  const { client, store, taskQueue } = court.engine;
  const log = { warn: () => undefined, error: (what: object) => { throw new Error(JSON.stringify(what)); } }; // prettier-ignore
  const sweeping = { client, store, taskQueue, sealKey: SEAL_KEY, log };
  const { rows: days } = await store.pool.query<{ id: string }>(`select id from cases where kind = 'reconciliation' and id ~ '-[0-9]{2}-[0-9]{2}$' order by id desc`); // prettier-ignore
  const record = days[1]?.id ?? ''; // no statement of it is here
  const at = startOfDay(record.slice(-10)) + DAY / 2;
  const id = await court.file(20 * DAY);
  const enter = async (subject: string, reference: string) => {
    const payload = { amountFen: 100_000, payer: '李卫东', reference };
    const answer = await court.api.as('p-finance-1').post(`/api/cases/${id}/nodes/funds.arrived`, { subject, at: new Date(at).toISOString(), payload }); // prettier-ignore
    expect(answer.status).toBe(200);
  };
  await enter('r-1', line(21).serial.toUpperCase());
  await enter('r-2', 'NONE-1');
  const close = async () => (await court.api.as('p-finance-1').post<{ code?: string }>(`/api/matters/${record}/nodes/day.reconciled`, { payload: {} })); // prettier-ignore
  const before = await close();
  expect([before.status, before.body.code]).toEqual([422, 'node-missing']); // no statement of that day yet
  await imported([line(21, { at }), line(22, { at, direction: 'debit', summary: '手续费', fen: 500 })], 1_000_000);
  expect((await close()).body.code).toBe('nodes-open'); // nothing has been looked at yet
  await keepBankDays(sweeping);
  const { rows } = await store.pool.query<{ node: string; payload: { kind?: string; as?: string } }>(`select node, payload from facts where case_id = $1 and node in ('difference.found', 'line.decided') order by seq`, [record]); // prettier-ignore
  expect(rows.map(({ node, payload }) => [node, payload.kind ?? payload.as])).toEqual([['line.decided', 'charge'], ['difference.found', 'gap'], ['difference.found', 'ledger-only']]); // prettier-ignore
  await keepBankDays(sweeping);
  const books = await court.api.as('p-finance-1').get<{ accounts: { account: string; balanceFen: number }[] }>('/api/money/trial-balance'); // prettier-ignore
  expect(books.body.accounts.find(({ account }) => account === 'charges')?.balanceFen).toBe(500);
}, 120_000);
