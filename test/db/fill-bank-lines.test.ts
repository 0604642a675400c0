// Receipt numbers of before their table: once in the whole court, against old payments too (docs/decisions/034).
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audited } from '../../db/audit/audited-tables.ts';
import { migrateDatabase } from '../../db/migration.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { makeDatabase, type TestDatabase } from '../support/database.ts';

const LAST = 1795898137910; // the last migration of v0.2.0, as its journal has it
let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await makeDatabase();
  owner = new pg.Client({ connectionString: database.url }); // the application's role changes no tables
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const sql = async <T extends object>(text: string, ...values: unknown[]): Promise<readonly T[]> =>
  (await owner.query<T>(text, values)).rows;
const lines = () =>
  sql<{ reference: string; case_id: string; receipt: string }>('select reference, case_id, receipt from bank_lines order by reference'); // prettier-ignore

/** A record as an earlier release left it: its facts, and nothing read from them. */
async function recorded(
  caseId: string,
  facts: readonly (readonly [node: string, subject: string | null, payload: object])[],
) {
  await sql(
    `insert into cases (id, case_no, court, filing, filing_hash, version, stage, filed_at, entered_at, next_due_at, snapshot)
     values ($1, $1, '豫0823', '{}', '', $2, 'intake', now(), now(), now(), '{}')`,
    caseId,
    facts.length + 1,
  );
  const founded = ['case.filed', null, nodeRow('case.filed').example] as const;
  for (const [i, [node, subject, payload]] of [founded, ...facts].entries())
    await sql(
      `insert into facts (case_id, seq, node, subject, payload, at, recorded_at, by, "as", via)
       values ($1, $2, $3, $4, $5, now(), now(), 'p-finance-1', '{finance}', 'api')`,
      caseId, i + 1, node, subject, payload,
    ); // prettier-ignore
}

/** Starts the release after v0.2.0 on it. */
async function upgraded() {
  await sql('delete from drizzle.__drizzle_migrations where created_at > $1', LAST);
  // what the migrations since then added goes, to come again
  await sql('drop table bank_lines_left');
  await sql('alter table deadlines drop column late_since');
  await sql('drop index facts_delegations, facts_naming, facts_objected, facts_ties');
  await sql('drop index facts_filed_id_nos, facts_filed_basis');
  await sql('drop index outbox_relayed, outbox_disclosed, facts_disclosed');
  await sql(
    'drop policy facts_kept on facts; drop policy facts_recorded on facts; drop policy case_log_kept on case_log; drop policy case_log_recorded on case_log',
  );
  await sql('alter table cases drop column readers');
  await sql('drop table ledger_left, ledger_lines, ledger_entries, ledger_balances, form_persons');
  await sql('drop function ledger_carry, ledger_balanced');
  await sql('drop table bank_statement_lines, bank_statements');
  await sql('drop table people_changes, people_commands');
  await sql('drop table access_log');
  await sql('drop function access_log_kept');
  await sql('alter table case_search drop column identities');
  await sql('drop table webhook_changes, webhook_deliveries, webhooks');
  await sql('drop table sessions, session_events, inbox, staff_messages, staff_contacts');
  await sql('drop trigger administrators_apart on assignments');
  await sql('drop function administrators_apart');
  await sql(
    'drop index facts_filed_names, facts_filed_basis_number, facts_sub_account, facts_bank_reference, facts_payout_batch',
  );
  await sql('drop table audit_checkpoints, audit_batches, audit_pending');
  await sql('drop function audit_batches_follow');
  await sql(`drop function ${audited.map(({ name }) => `audit_note_${name}`).join(', ')} cascade`);
  await migrateDatabase(database.url, { trial: true });
}

test('payments, refunds and returns of before the table stand in it, as they hold now', async () => {
  await recorded('old-1', [
    ['funds.arrived', 'r-1', { reference: 'YH-1' }],
    ['payout.paid', 'f-1', { reference: 'HD－1' }],
    ['payout.refunded', 'f-2', { reference: 'HD-2' }],
    ['payout.returned', 'f-1', { reference: 'HD-1' }],
    ['payout.paid', 'f-3', { reference: 'HD-3' }],
    ['fact.withdrawn', null, { fact: 6, reason: '误录' }],
    ['payout.paid', 'f-4', { reference: 'HD-4' }],
    ['fact.corrected', null, { fact: 8, payload: { reference: 'HD-44' }, reason: '笔误' }],
    ['payout.paid', 'f-5', { reference: 'HD-5' }],
    ['fact.corrected', null, { fact: 10, payload: { reference: 'HD-55' }, reason: '笔误' }],
    ['fact.withdrawn', null, { fact: 11, reason: '原来是对的' }],
    ['payout.paid', 'f-6', {}],
  ]);
  await recorded('old-2', [['payout.paid', 'f-1', { reference: 'hd-2' }], ['payout.paid', 'f-9', { reference: 'HD-9' }]]); // prettier-ignore
  await recorded('other', [['material.received', null, {}]]);
  await upgraded();
  expect((await lines()).map((l) => `${l.reference} ${l.case_id} ${l.receipt}`)).toEqual(
    [
      'paid|hd-1 old-1 f-1',
      'paid|hd-2 old-1 f-2', // old-2 has it too: both stay as they were written
      'paid|hd-44 old-1 f-4',
      'paid|hd-5 old-1 f-5',
      'paid|hd-9 old-2 f-9',
      'returned|hd-1 old-1 f-1',
      'yh-1 old-1 r-1',
    ].toSorted(),
  );
  expect(await sql('select * from bank_lines_left'), 'nothing is left to do').toEqual([]);
});

test('what stands already stays, and starting again changes nothing', async () => {
  const before = await lines();
  await recorded('new-1', [['payout.paid', 'f-1', { reference: 'HD-9' }], ['payout.paid', 'f-2', { reference: 'HD-10' }]]); // prettier-ignore
  await sql(`insert into bank_lines values ('paid|hd-10', 'new-1', 'f-2')`);
  await upgraded();
  await migrateDatabase(database.url, { trial: true });
  const after = await lines();
  expect(after).toEqual(expect.arrayContaining([...before]));
  expect(after).toHaveLength(before.length + 1);
});

test('more records than are read at a time', async () => {
  for (let i = 0; i < 120; i++) await recorded(`many-${i}`, [['payout.returned', 'f-1', { reference: `TP-${i}` }]]);
  await upgraded();
  expect(await sql(`select 1 from bank_lines where case_id like 'many-%'`)).toHaveLength(120);
});
