// What is changed behind the program's back is found; checkpoints say how far the chain had come.
import { expect, test } from 'vitest';
import { audited } from '../../db/audit/audited-tables.ts';
import { checkpointsAfter, signWhereDue } from '../../db/audit/checkpoints.ts';
import type { AuditFault } from '../../domain/audit/fault.ts';
import type { AuditTrust } from '../../domain/audit/walk.ts';
import { HOUR } from '../../domain/time/instant.ts';
import { auditChecker } from '../../process/audit-keys.ts';
import { testKey } from '../support/audit-export.ts';
import { CASE, COURT, sealedCourt } from '../support/sealed-court.ts';

const court = sealedCourt();
const key = testKey();
const kinds = async (trust?: AuditTrust) => (await court.verified(trust)).faults.map(({ kind }) => kind);

test('checkpoints: one an hour, whoever asks; the next also if nothing came; old keys are known behind the new one', async () => {
  const isSigned = auditChecker(key.pem, 'key');
  expect(await signWhereDue(court.store, key.signer.sign, HOUR), 'of no chain').toBeUndefined();
  await court.recorded();
  await court.sealAll();
  const first = await signWhereDue(court.store, key.signer.sign, HOUR);
  expect(first).toMatchObject({ n: 1, court: COURT, key: key.signer.key });
  expect(await signWhereDue(court.store, key.signer.sign, HOUR), 'not yet due').toBeUndefined();
  await court.recorded();
  await court.sealAll();
  const newer = testKey();
  const second = await signWhereDue(court.store, newer.signer.sign, 0);
  expect(second).toMatchObject({ n: 2, key: newer.signer.key });
  expect(await signWhereDue(court.store, newer.signer.sign, 0)).toMatchObject({ n: 3, batch: second?.batch });
  expect(await kinds({ isSigned })).toEqual(['key-unknown', 'key-unknown']);
  const both = auditChecker(`${newer.pem}${key.pem}`, 'keys');
  const [newest] = await checkpointsAfter(court.store.db, 2, 1);
  const { faults, seen } = await court.verified({ isSigned: both, newest });
  expect(faults).toEqual([]);
  expect(seen).toMatchObject({ checkpoints: 3, keys: [key.signer.key, newer.signer.key], vouched: seen.lastBatch });
});

test.each([
  ['nothing', '0', '[]'],
  ['less', '-5', '[]'],
  ['a number far ahead', '9223372036854775807', '[]'],
  ['no list of records', '(select coalesce(max(n), 0) + 1 from audit_batches)', '5'],
])('a batch of %s is no batch: it would hide what it names, or keep others from their turn', async (_, n, records) => {
  const columns = 'n, court, first_record, last_record, previous, root, sealed_at, hash, records, waited_ms';
  const forged = `insert into audit_batches (${columns}) values (${n}, 'x', 1, 1, '', '', now(), '', '${records}', 0)`;
  await expect(court.store.pool.query(forged)).rejects.toMatchObject({ code: '23514' });
});

test('the application adds to the chain and changes nothing in it', async () => {
  for (const statement of [
    'update audit_batches set hash = hash',
    'delete from audit_batches',
    'update audit_checkpoints set hash = hash',
    'delete from audit_checkpoints',
    'truncate audit_batches',
    `insert into audit_pending (of_table, keys) values ('facts', '[]')`,
    'update audit_pending set keys = keys',
  ])
    // prettier-ignore
    await expect(court.store.pool.query(statement), statement).rejects.toThrow(/permission denied/);
});

/** Past every trigger and right, as whoever owns the database can; put back afterwards. */
async function behindTheBack(statement: string, says: readonly string[]): Promise<readonly AuditFault[]> {
  await court.owner.query('begin');
  try {
    await court.owner.query(`set local session_replication_role = replica`);
    const { rowCount } = await court.owner.query(statement);
    expect(rowCount, statement).toBeGreaterThan(0);
    await court.owner.query('commit');
    const { faults } = await court.verified({ isSigned: () => true });
    expect([...new Set(faults.map(({ kind }) => kind))], statement).toEqual(says);
    return faults;
  } finally {
    await court.owner.query('rollback').catch(() => undefined);
  }
}

test('what the owner of the database changes is found, with its place', async () => {
  const n = await court.recorded();
  await court.recorded();
  await court.sealAll();
  await signWhereDue(court.store, key.signer.sign, 0);
  await court.owner.query(`create table kept_facts as select * from facts where seq = ${n}`);
  const at = `case_id = '${CASE}' and seq = ${n}`;
  const [changed] = await behindTheBack(`update facts set payload = '{"金额": 12345}' where ${at}`, ['record-changed']);
  expect(changed?.of).toEqual({ table: 'facts', key: { case_id: CASE, seq: n } });
  const [deleted] = await behindTheBack(`delete from facts where ${at}`, ['record-deleted']);
  expect(deleted?.records).toEqual(changed?.records);
  await behindTheBack(`insert into facts select * from kept_facts`, []);
  const [added] = await behindTheBack(`insert into facts select '${CASE}', 900000, node, subject, payload, at, recorded_at, recorded_real, by, "as", via from kept_facts`, ['never-sealed']); // prettier-ignore
  expect(added?.of?.key).toEqual({ case_id: CASE, seq: 900_000 });
  await behindTheBack('delete from facts where seq = 900000', []);
  await behindTheBack(`update rules set published_by = 'p-9' where rule = 'payout'`, ['record-changed']);
  await behindTheBack(`update rules set published_by = 'system' where rule = 'payout'`, []);
});

test('the list of columns that are sealed: a new one is empty in the rows that are there', () => {
  expect(audited).toEqual([
    { name: 'facts', key: ['case_id', 'seq'] },
    { name: 'case_log', key: ['id'] },
    { name: 'rules', key: ['version', 'rule'] },
    { name: 'calendar_years', key: ['version'] },
    { name: 'court_settings', key: ['version'] },
    { name: 'people_changes', key: ['id'] },
    { name: 'access_log', key: ['id'] },
    { name: 'session_events', key: ['id'] },
    { name: 'webhook_changes', key: ['id'] },
  ]);
});
