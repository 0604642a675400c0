// A line of the bank's that is claimed for several cases (docs/spec/money.md 3, 10): all of them take it, or none does; on the real engine.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countUnsent, readRelayed } from '../../db/outbox/read.ts';
import { refold } from '../../db/cases/refold.ts';
import { type Case, filing } from '../support/api.ts';
import { wholeCourt } from '../support/court.ts';

const court = wholeCourt();
const line = { account: '99990823000000001', serial: '2026031000000000110' };
let [one, other, matter] = ['', '', ''];
let owner: pg.Client;
const numbers = ['（2026）豫0823执7701号', '（2026）豫0823执7702号'] as const;

interface Answer {
  readonly id: string;
  readonly code?: string;
  readonly missing?: readonly { readonly id: string; readonly zh: string }[];
}

const say = (by: string, where: string, node: string, payload: object, subject?: string) =>
  court.api.as(by).post<Answer>(`/api/${where}/nodes/${node}`, { payload, ...(subject && { subject }) });
const proposes = (fen: readonly [number, number]) =>
  say('p-officer-1', `matters/${matter}`, 'claim.proposed', {
    cases: numbers.map((number, i) => ({ case: number, fen: fen[i] ?? 0 })),
    evidence: '付款人来电说明',
  });
const standsIn = async (record: string): Promise<readonly string[]> =>
  (await court.engine.store.pool.query<{ line: string }>(`select account || ' ' || fen as line from ledger_balances where fen > 0 and (key = $1 or key like $1 || '%') order by 1`, [record])).rows.map((row) => row.line); // prettier-ignore
const closing = async (id: string): Promise<readonly string[]> => {
  const { body } = await court.api.as('p-officer-1').get<{ kinds: { items: { id: string; gaps: { node: string }[] }[] }[] }>(`/api/cases/${id}/closing?kind=performed`); // prettier-ignore
  return body.kinds[0]?.items.find((item) => item.id === 'money-underway')?.gaps.map(({ node }) => node) ?? [];
};

beforeAll(async () => {
  const filed = async (caseNo: string) => (await court.api.as('p-filing-1').post<Case>('/api/cases', filing({ caseNo }))).body.id; // prettier-ignore
  [one, other] = [await filed(numbers[0]), await filed(numbers[1])];
  for (const id of [one, other]) await say('p-command-1', `cases/${id}`, 'case.assigned', { officer: 'p-officer-1' });
  owner = new pg.Client({ connectionString: court.engine.databaseUrl });
  await owner.connect();
  const proposals = [{ case: numbers[0], sign: 'payer', officer: 'p-officer-1' }]; // who may read it
  const payload = { line, amountFen: 900_000, payer: '某代付公司', code: 'no-number', proposals };
  matter = (await court.api.as('p-finance-1').post<Answer>('/api/matters', { kind: 'unidentified-receipt', payload })).body.id; // prettier-ignore
});
afterAll(() => owner.end());

test('it is claimed as a whole, and a case for which it is proposed is not closed meanwhile', async () => {
  expect((await proposes([500_000, 300_000])).body.code).toBe('amount-differs');
  expect((await proposes([500_000, 400_000])).status).toBe(200);
  expect(await closing(one)).toEqual(['funds.claimed']);
  expect(await closing(other)).toEqual(['funds.claimed']);
});

describe('one of the cases cannot take it', () => {
  test('the other gives it back, the whole rests where it was, and everybody hears why', async () => {
    await owner.query(`alter table ledger_lines add constraint refused check (record <> '${other}') not valid`);
    expect((await say('p-finance-1', `matters/${matter}`, 'funds.claimed', {}, 'claim-1')).status).toBe(200);
    const refused = async () => (await owner.query<{ data: object }>(`select data from case_log where case_id = $1 and type = 'refused'`, [other])).rows.map(({ data }) => data); // prettier-ignore
    await expect.poll(refused, { timeout: 60_000, interval: 500 }).toMatchObject([{ code: 'not-storable', node: 'funds.arrived' }]); // prettier-ignore
    await expect.poll(() => standsIn(matter), { timeout: 60_000, interval: 500 }).toEqual(['unidentified 900000']);
    await expect.poll(() => standsIn(one), { timeout: 30_000, interval: 500 }).toEqual([]);
    expect(await readRelayed(court.engine.store.db, other)).toEqual([]);
    await expect.poll(() => countUnsent(court.engine.store.db, matter), { timeout: 30_000 }).toBe(0);
  });

  test('the record of the case that could not goes on', async () => {
    expect((await say('p-command-1', `cases/${other}`, 'related-cases.checked', {})).status).not.toBe(503);
  });

  test('proposed anew, once it can, both have it', async () => {
    await owner.query('alter table ledger_lines drop constraint refused');
    expect((await proposes([500_000, 400_000])).status).toBe(200);
    expect((await say('p-finance-1', `matters/${matter}`, 'funds.claimed', {}, 'claim-2')).status).toBe(200);
    await expect.poll(() => standsIn(other), { timeout: 60_000, interval: 500 }).toEqual(['case.arrived 400000']);
    await expect.poll(() => standsIn(one), { timeout: 60_000, interval: 500 }).toEqual(['case.arrived 500000']);
    expect(await standsIn(matter)).toEqual([]);
    expect(await closing(one)).toEqual([]);
  });

  test('what is stored of the ledger follows from the facts', async () => {
    const { differences } = await refold(court.engine.store.db);
    expect(differences.filter(({ what }) => what.startsWith('ledger'))).toEqual([]);
    await owner.query(`alter table ledger_lines disable trigger all; update ledger_lines set fen = 1 where record = '${one}'; alter table ledger_lines enable trigger all`); // prettier-ignore
    const now = await refold(court.engine.store.db);
    expect(new Set(now.differences.filter(({ what }) => what.startsWith('ledger')).map(({ caseId }) => caseId))).toEqual(new Set([one])); // prettier-ignore
  });
});
