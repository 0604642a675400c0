// What Postgres refuses of what nobody waits for is set aside with a line in the log, and the record goes on (docs/decisions/119); on the real engine.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countUnsent } from '../../db/outbox/read.ts';
import { refold } from '../../db/cases/refold.ts';
import { type Case, filing } from '../support/api.ts';
import { wholeCourt } from '../support/court.ts';

const court = wholeCourt();
const soon = { timeout: 60_000, interval: 500 };
let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: court.engine.databaseUrl });
  await owner.connect();
});
afterAll(() => owner.end());

const say = (by: string, where: string, node: string, payload: object, subject?: string) =>
  court.api.as(by).post<{ readonly code?: string; readonly missing?: readonly { readonly id: string }[] }>(`/api/${where}/nodes/${node}`, { payload, ...(subject && { subject }) }); // prettier-ignore
const filed = async (caseNo: string): Promise<string> => {
  const filedAt = new Date(Date.now() - 60_000).toISOString();
  const { id } = (await court.api.as('p-filing-1').post<Case>('/api/cases', filing({ caseNo, filedAt }))).body;
  await say('p-command-1', `cases/${id}`, 'case.assigned', { officer: 'p-officer-1' });
  return id;
};
const unidentified = async (serial: string, amountFen: number, caseNo: string): Promise<string> => {
  const proposals = [{ case: caseNo, sign: 'payer', officer: 'p-officer-1' }]; // who may read it
  const payload = { line: { account: '99990823000000001', serial }, amountFen, payer: '某代付公司', code: 'no-number', proposals }; // prettier-ignore
  return (await court.api.as('p-finance-1').post<{ id: string }>('/api/matters', { kind: 'unidentified-receipt', payload })).body.id; // prettier-ignore
};
const claims = async (matter: string, caseNo: string, fen: number): Promise<void> => {
  expect((await say('p-officer-1', `matters/${matter}`, 'claim.proposed', { cases: [{ case: caseNo, fen }], evidence: '付款人来电说明' })).status).toBe(200); // prettier-ignore
  expect((await say('p-finance-1', `matters/${matter}`, 'funds.claimed', {}, 'claim-1')).status).toBe(200);
};
const standsIn = async (record: string): Promise<readonly string[]> =>
  (await owner.query<{ line: string }>(`select account || ' ' || fen as line from ledger_balances where fen > 0 and (key = $1 or key like $1 || '%') order by 1`, [record])).rows.map((row) => row.line); // prettier-ignore
const setAside = async (record: string): Promise<readonly unknown[]> =>
  (await owner.query<{ data: { code: string; node: string } }>(`select data from case_log where case_id = $1 and type = 'refused'`, [record])).rows.map(({ data }) => [data.code, data.node]); // prettier-ignore
const goesOn = async (id: string) => (await say('p-reception-1', `cases/${id}`, 'material.received', { items: ['申请书'] })).status; // prettier-ignore

test('money that was claimed and that the bank then takes back goes out of the case, which alone may say so', async () => {
  const caseNo = '（2026）豫0823执7712号';
  const id = await filed(caseNo);
  const matter = await unidentified('2026031000000000712', 900_000, caseNo);
  await claims(matter, caseNo, 900_000);
  await expect.poll(() => standsIn(id), soon).toEqual(['case.arrived 900000']);
  const reversed = { amountFen: 900_000, reason: '重复入账', line: { account: '99990823000000001', serial: '2026031000000000713' } }; // prettier-ignore
  const there = await say('p-finance-1', `matters/${matter}`, 'funds.reversed', reversed, 'r-2026031000000000712');
  expect([there.body.code, there.body.missing?.[0]?.id]).toEqual(['wrong-node', caseNo]);
  const receipt = (await owner.query<{ subject: string }>(`select subject from facts where case_id = $1 and node = 'funds.arrived'`, [id])).rows[0]?.subject; // prettier-ignore
  expect((await say('p-finance-1', `cases/${id}`, 'funds.reversed', reversed, receipt)).status).toBe(200);
  expect([await standsIn(id), await standsIn(matter)]).toEqual([[], []]);
  const { differences } = await refold(court.engine.store.db);
  expect(differences.filter(({ what }) => what.startsWith('ledger'))).toEqual([]);
});

describe('an answer to another record that cannot be kept', () => {
  test('is a line in the log of the record that would give it, which goes on; the other waits for a person', async () => {
    const caseNo = '（2026）豫0823执7714号';
    const id = await filed(caseNo);
    const matter = await unidentified('2026031000000000714', 500_000, caseNo);
    await owner.query(`alter table ledger_lines add constraint refused check (record <> '${id}') not valid`);
    await owner.query(`alter table outbox add constraint refused check (not (case_id = '${id}' and effect = 'fact')) not valid`); // prettier-ignore
    await claims(matter, caseNo, 500_000);
    await expect.poll(() => setAside(id), soon).toContainEqual(['not-storable', 'funds.arrived']);
    await expect.poll(() => countUnsent(court.engine.store.db, matter), soon).toBe(0);
    expect(await standsIn(matter)).toEqual(['unidentified 500000']);
    expect(await goesOn(id)).toBe(200);
    await owner.query('alter table ledger_lines drop constraint refused; alter table outbox drop constraint refused');
  });
});

test('what a record has to send out by itself and cannot be kept is left out with a line in its log, and its time goes on', async () => {
  const id = await filed('（2026）豫0823执7715号');
  const refused = 'own_refused';
  await owner.query(`alter table outbox add constraint ${refused} check (not (case_id = '${id}' and effect = 'notice')) not valid`); // prettier-ignore
  const DAYS = 5 * 86_400_000;
  await court.engine.moveTo(id, Date.now() + DAYS).catch(() => undefined); // a settling that fails on the way may interrupt it
  await expect.poll(() => setAside(id), soon).toContainEqual(['not-storable', 'notice']);
  expect(await goesOn(id)).toBe(200);
  const sent = async () => (await owner.query(`select 1 from outbox where case_id = $1 and effect = 'notice' and created_at > now() + interval '1 day'`, [id])).rowCount; // prettier-ignore
  expect(await sent(), 'none of them went out').toBe(0);
  const overdue = async () => (await owner.query(`select 1 from case_log where case_id = $1 and type = 'rung'`, [id])).rowCount ?? 0; // prettier-ignore
  const climbed = await overdue();
  expect(climbed, 'its deadlines climbed all the same').toBeGreaterThan(0);
  await owner.query(`alter table outbox drop constraint ${refused}`);
  await court.engine.moveTo(id, Date.now() + 2 * DAYS);
  await expect.poll(overdue, soon).toBeGreaterThan(climbed);
  await expect.poll(sent, soon).toBeGreaterThan(0);
});
