// docs/spec/money.md 1, 4, 14: what the ledger holds in Postgres, and what the database refuses whoever asks.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { CaseCommand } from '../../activities/decided.ts';
import { openStore, type Store } from '../../db/client.ts';
import { readFacts } from '../../db/cases/read.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { fillLedger } from '../../db/ledger/fill.ts';
import { journalOf } from '../../domain/plan/money/journal.ts';
import { type NodeId, nodeIds, nodeRow } from '../../domain/nodes/index.ts';
import { readCase } from '../../domain/record/case.ts';
import { filing, personFor } from '../support/clerk.ts';
import { makeDatabase, type TestDatabase } from '../support/database.ts';

const filedAt = Date.now() - 3_600_000;
const id = '2026-ha0823-zhi-901';
const lot = `${id}/r-7`;
const form = 'FK-2026-031';
const director = personFor('payout.approved');
let database: TestDatabase;
let store: Store;
let owner: pg.Client;
let decide: ReturnType<typeof decideAndRecord>;
const failed: string[] = [];

beforeAll(async () => {
  database = await makeDatabase();
  store = openStore(database.url, 6);
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  decide = decideAndRecord({
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: 'a key that is only for tests, 32+ characters',
    unsealedNodes: new Set(nodeIds),
    failed: ({ code }) => failed.push(code),
    sink: () => Promise.resolve(),
    caseLaw: () => Promise.resolve('untouched'),
  });
  const body = filing('（2026）豫0823执901号', new Date(filedAt).toISOString());
  await ask({ kind: 'file', message: { body, by: 'p-filing-1' }, spent: false });
  await send('case.assigned', { officer: 'p-officer-1' });
});
afterAll(async () => {
  await owner.end();
  await store.close();
  await database.drop();
});

interface Answer {
  readonly accepted: boolean;
  readonly code?: string;
}

const ask = async (command: CaseCommand): Promise<Answer> =>
  (await decide({ caseId: id, time: Date.now() + ahead, clock: 0, seen: null, command })).answer as unknown as Answer; // as it goes out

/** The fact with the first entry. */
const FIRST = '(select min(fact) from ledger_entries)';

let sent = 0;
let ahead = 0; // milliseconds that the clock of the case has gone on
const send = (node: NodeId, payload: object, subject?: string, by = personFor(node)): Promise<Answer> =>
  ask({
    kind: 'complete',
    message: { node, payload: { ...(nodeRow(node).example as object), ...payload }, by, ...(subject && { subject }) },
    commandId: `c-${sent++}`,
    spent: false,
    waits: true,
  });

/** As worker and API work: in the application's role. */
const sql = async <T extends object>(text: string, ...values: unknown[]): Promise<readonly T[]> =>
  (await store.pool.query<T>(text, values)).rows;
const refusal = (text: string): Promise<string> =>
  store.pool.query(text).then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );
const balances = async () =>
  Object.fromEntries(
    (await sql<{ account: string; fen: string }>('select account, fen from ledger_balances where lot = $1 and fen > 0 order by account', lot)).map((b) => [b.account, Number(b.fen)]),
  ); // prettier-ignore

/** M9: what is stored is what the facts come to. */
async function isAsFolded(record = id): Promise<void> {
  const { entries } = journalOf(readCase(await readFacts(store.db, record)));
  const folded = entries.flatMap((e) => e.lines.map((l, i) => `${e.fact}/${e.n}/${i + 1} ${l.account} ${l.key} ${l.lot} ${l.side[0]} ${l.fen}`)); // prettier-ignore
  const stored = await sql<{ line: string }>(
    `select fact || '/' || n || '/' || line || ' ' || account || ' ' || key || ' ' || lot || ' ' || side || ' ' || fen as line
       from ledger_lines where record = $1 order by fact, n, line`, record); // prettier-ignore
  expect(stored.map(({ line }) => line)).toEqual(folded);
}

test('each fact of money posts in its own transaction, and the balances follow', async () => {
  await send('funds.arrived', {}, 'r-7');
  expect(await balances()).toEqual({ 'case.arrived': 25_000_000 });
  await send('funds.confirmed', {}, 'r-7');
  await send('payee-account.confirmed', {});
  await send('payout.applied', { amountFen: 10_000_000 }, 'r-7');
  expect(await balances()).toEqual({ 'case.held': 15_000_000, 'case.reserved': 10_000_000 });
  expect((await send('payout.applied', { amountFen: 15_000_001, form: 'FK-X' }, 'r-7')).code).toBe('amount-exceeds');
  await isAsFolded();
});

describe('the database refuses to the application', () => {
  test.each([
    ['to change an entry', `update ledger_entries set n = 2`, '42501'],
    ['to delete a line', `delete from ledger_lines`, '42501'],
    ['to empty the ledger', `truncate ledger_lines`, '42501'],
    ['to write a balance', `update ledger_balances set fen = 1`, '42501'],
    ['to make one', `insert into ledger_balances values ('case.held', 'x', 'y', 1)`, '42501'],
    ['to drop the trigger', `drop trigger ledger_carry on ledger_lines`, '42501'],
    ['to change who did what', `update form_persons set person = 'x'`, '42501'],
    ['to take away who did what', `delete from form_persons`, '42501'],
    ['to change a fact', `update facts set by = 'x'`, '42501'],
    ['to delete a fact', `delete from facts`, '42501'],
    ['to empty the record', `truncate facts`, '42501'],
    ['to delete what was concluded', `delete from case_log`, '42501'],
    ['an entry without lines', entry(900), '23514'],
    ['one side alone', `${entry(901)}; ${line(901, 1, 'bank', 'd', 5)}`, '23514'],
    ['sides that differ', `${entry(902)}; ${line(902, 1, 'bank', 'd', 5)}; ${line(902, 2, 'case.held', 'c', 4)}`, '23514'],
    ['lines of two lots', `${entry(903)}; ${line(903, 1, 'bank', 'd', 5)}; ${line(903, 2, 'case.held', 'c', 5, 'other')}`, '23514'],
    ['a line of no entry', line(904, 1, 'bank', 'd', 5), '23503'],
    ['lines that leave room for a first', `${entry(907)}; ${line(907, 2, 'bank', 'd', 5)}; ${line(907, 3, 'case.held', 'c', 5)}`, '23514'],
    ['a third line later', line(FIRST, 3, 'bank', 'd', 5), '23514'],
    ['a lot below zero', `${entry(905)}; ${line(905, 1, 'case.held', 'd', 15_000_001)}; ${line(905, 2, 'bank', 'c', 15_000_001)}`, '23514'],
    ['nothing as an amount', `${entry(906)}; ${line(906, 1, 'bank', 'd', 0)}`, '23514'],
    ['the same entry twice', entry(FIRST), '23505'],
    ['a payment by who brought the account in', `insert into form_persons values ('${id}', '${form}', 'pays', '${personFor('payee-account.confirmed')}')`, '23505'],
    ['a second part in a form', `insert into form_persons values ('${id}', '${form}', 'approves', 'p-officer-1')`, '23505'],
  ])('%s', async (_, text, code) => {
    expect(await refusal(text)).toBe(code);
    await isAsFolded();
  }); // prettier-ignore

  function entry(fact: number | string): string {
    return `insert into ledger_entries (record, fact, n, posted_at, value_on) values ('${id}', ${fact}, 1, '2026-02-06', '2026-02-06')`;
  }
  function line(fact: number | string, n: number, account: string, side: string, fen: number, of = lot): string {
    return `insert into ledger_lines values ('${id}', ${fact}, 1, ${n}, '${account}', '${account === 'bank' ? '' : id}', '${of}', '${side}', ${fen}, '2026-02-06', '2026-02-06')`;
  }
});

describe('what the database refuses is an answer', () => {
  test('somebody who has had another part in the form', async () => {
    await send('payout.material-reviewed', {}, form);
    await owner.query(`insert into form_persons values ($1, $2, 'pays', $3)`, [id, form, director]);
    expect((await send('payout.approved', { amountFen: 10_000_000 }, form, director)).code).toBe('same-person');
    await owner.query(`delete from form_persons where person = $1`, [director]);
    expect((await send('payout.approved', { amountFen: 10_000_000 }, form, director)).accepted).toBe(true);
  });

  test('money that is not there', async () => {
    await owner.query(`update ledger_balances set fen = 5 where account = 'case.reserved' and lot = $1`, [lot]);
    const pays = () => send('payout.paid', { amountFen: 10_000_000 }, form);
    expect((await pays()).code).toBe('amount-exceeds');
    await owner.query(`update ledger_balances set fen = 10000000 where account = 'case.reserved' and lot = $1`, [lot]);
    expect((await pays()).accepted).toBe(true);
    expect(failed).toEqual(['same-person', 'amount-exceeds']);
    await isAsFolded();
  });
});

test('a withdrawal posts the reversal, and who had a part in what is gone has it no more', async () => {
  await send('payout.applied', { amountFen: 100, form: 'FK-2' }, 'r-7');
  const { accepted } = await send('fact.withdrawn', { fact: await last(), reason: '误' }, undefined, 'p-officer-1');
  expect(accepted).toBe(true);
  expect(await balances()).toEqual({ 'case.held': 15_000_000 });
  expect(await sql(`select * from form_persons where form = 'FK-2'`)).toEqual([]);
  await isAsFolded();
});

const last = async (): Promise<number> => (await sql<{ version: number }>('select version from cases where id = $1', id))[0]?.version ?? 0; // prettier-ignore

describe('nobody is two of the four', () => {
  const MANY = 1_000;
  const duties = ['applies', 'reviews', 'approves', 'pays'];
  const partsOf = (of: string) => sql<{ form: string; person: string; n: string }>(`select form, person, count(*) as n from form_persons where form like '${of}%' group by form, person having count(*) > 1`); // prettier-ignore

  test('in a thousand attempts in the application’s role, two of them at once each', async () => {
    const takes = (form: string, duty: string) => refusal(`insert into form_persons values ('${id}', '${form}', '${duty}', 'p-x')`); // prettier-ignore
    const answers: string[][] = [];
    for (let from = 0; from < MANY; from += 50)
      answers.push(...(await Promise.all(Array.from({ length: 50 }, (_, i) => Promise.all([takes(`T-${from + i}`, duties[i % 4] ?? ''), takes(`T-${from + i}`, duties[(i + 1 + (i % 3)) % 4] ?? '')]))))); // prettier-ignore
    expect(answers.map((pair) => pair.toSorted().join(' ')).filter((pair) => pair !== '23505 done')).toEqual([]);
    expect(await partsOf('T-')).toEqual([]);
  }, 60_000);

  test('nor by commands that race, by somebody who holds all the offices', async () => {
    await owner.query(`insert into people (id, name) values ('p-hats', '一身多职')`);
    await owner.query(
      `insert into assignments (person, role) select 'p-hats', unnest(array['funds', 'director', 'finance'])`,
    );
    for (let n = 0; n < 20; n++) {
      const own = `W-${n}`;
      await send('payout.applied', { amountFen: 1, form: own }, 'r-7');
      const said = [
        send('payout.material-reviewed', {}, own, 'p-hats'),
        send('payout.approved', { amountFen: 1 }, own, 'p-hats'),
        send('payout.sent', { reference: `ZL-${own}` }, own, 'p-hats'),
      ];
      expect((await Promise.all(said)).filter(({ accepted }) => accepted).length).toBeLessThanOrEqual(1);
    }
    expect(await partsOf('W-')).toEqual([]);
  }, 60_000);
});

describe('an account keeps off who spoke on it, and lets them go', () => {
  test('who has confirmed it reviews the form: they only approve and pay nothing', async () => {
    await owner.query(`insert into people (id, name) values ('p-two', '两职'); insert into assignments (person, role) select 'p-two', unnest(array['reception', 'funds', 'director'])`); // prettier-ignore
    await send('payee-account.confirmed', { party: undefined, holder: '某甲', number: '6217-0001' }, 'acc-2', 'p-two');
    await send('payout.applied', { amountFen: 1, form: 'K-1', to: 'third-party', payee: '某甲', payeeAccount: 'acc-2', document: '发票' }, 'r-7'); // prettier-ignore
    expect(await parts('K-1')).toEqual(['account p-two', 'applies p-officer-1']);
    expect(await send('payout.material-reviewed', {}, 'K-1', 'p-two')).toMatchObject({ accepted: true });
    expect(await parts('K-1')).toEqual(['applies p-officer-1', 'reviews p-two']);
  });

  test('who has decided on it approves once their time is over', async () => {
    await send('payee-account.change-proposed', { account: 'account-1', number: '6217-0002' }, 'acc-3', 'p-officer-1');
    expect(await send('payee-account.changed', {}, 'acc-3', director)).toMatchObject({ accepted: true });
    ahead = 2 * 86_400_000;
    await send('payout.applied', { amountFen: 1, form: 'K-2', payeeAccount: 'acc-3' }, 'r-7');
    await send('payout.material-reviewed', {}, 'K-2');
    expect((await send('payout.approved', { amountFen: 1 }, 'K-2', director)).code).toBe('same-person');
    ahead = 32 * 86_400_000;
    expect(await send('payout.approved', { amountFen: 1 }, 'K-2', director)).toMatchObject({ accepted: true });
    expect(await parts('K-2')).toContain(`approves ${director}`);
  });

  const parts = async (of: string) =>
    (await sql<{ part: string }>(`select duty || ' ' || person as part from form_persons where form = $1 order by 1`, of)).map(({ part }) => part); // prettier-ignore
});

test('what an older release recorded is posted once by the migration, as opening entries', async () => {
  const before = await sql('select * from ledger_lines order by record, fact, n, line');
  const stood = await sql('select * from ledger_balances where fen > 0 order by account, key, lot');
  await owner.query('truncate ledger_lines, ledger_entries, ledger_balances, form_persons');
  await owner.query('insert into ledger_left (record) values ($1)', [id]);
  for (let again = 0; again < 2; again++) await fillLedger(store.db);
  expect(await sql('select * from ledger_lines order by record, fact, n, line')).toEqual(before);
  expect(await sql('select * from ledger_balances where fen > 0 order by account, key, lot')).toEqual(stood);
  expect(await sql('select distinct opening from ledger_entries')).toEqual([{ opening: true }]);
  expect((await sql<{ duty: string }>('select distinct duty from form_persons order by duty')).map(({ duty }) => duty)).toEqual(['account', 'applies', 'approves', 'pays', 'reviews']); // prettier-ignore
});
