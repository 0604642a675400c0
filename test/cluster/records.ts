import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openStore, type Store } from '../../db/client.ts';
import { refold } from '../../db/cases/refold.ts';
import type { BenchCompletion } from '../../local/bench/court.ts';
import { check } from './check.ts';
import type { Cluster } from './cluster.ts';

const PATIENCE_MS = 30_000;

/** Looks at everything that the case left: in Postgres, in Temporal, in the outbox. */
export async function checkRecords(cluster: Cluster, id: string, steps: readonly BenchCompletion[]): Promise<void> {
  const store = openStore(cluster.databaseUrl, 2);
  try {
    await checkCase(store, id, steps);
    await checkWorkflow(cluster, id);
    await checkOutbox(store, cluster.outboxDir, id);
    const { cases, differences } = await refold(store.db);
    check(
      'folded again from its facts, the case is what is stored',
      cases === 1 && differences.length === 0,
      differences,
    );
  } finally {
    await store.close();
  }
}

async function checkCase({ pool }: Store, id: string, steps: readonly BenchCompletion[]): Promise<void> {
  const rows = async (sql: string) => (await pool.query<Record<string, unknown>>(sql, [id])).rows;
  const [row] = await rows('select stage, version from cases where id = $1');
  check('the case is archived', row?.['stage'] === 'archived', row);
  const facts = await rows(`select seq, node, subject from facts where case_id = $1 and via <> 'system' order by seq`);
  const told = facts.map(({ node, subject }) => `${String(node)} ${String(subject)}`);
  const wanted = ['case.filed null', 'supervision.opened m-1', ...steps.map((s) => `${s.node} ${s.subject ?? null}`)];
  check('every fact once, in order', told.join() === wanted.join(), told);
  const seqs = (await rows('select seq from facts where case_id = $1 order by seq')).map(({ seq }) => seq);
  check('no gap in the record', seqs.every((seq, i) => seq === i + 1) && seqs.length === row?.['version'], seqs);
  const log = await rows(`select type, fact, rung, data from case_log where case_id = $1 order by id`);
  check('no refusal in the log', log.every(({ type }) => type !== 'refused'), log.filter(({ type }) => type === 'refused')); // prettier-ignore
  const shown = log.filter(({ type }) => type === 'fact').map(({ fact }) => fact);
  check('every fact once in the log', shown.join() === seqs.join(), shown);
  const open = await rows(`select id, status from deadlines where case_id = $1 and status in ('open', 'suspended')`);
  check('no deadline is open any more', open.length === 0, open);
}

/** It ends when its last clock has stopped; two processes have worked on it. */
async function checkWorkflow({ temporal }: Cluster, id: string): Promise<void> {
  const handle = temporal.workflow.getHandle(id);
  const until = Date.now() + PATIENCE_MS;
  const statusOf = async () => (await handle.describe()).status.name;
  while ((await statusOf()) === 'RUNNING' && Date.now() < until) await delay(200);
  const status = await statusOf();
  check('its workflow is completed', status === 'COMPLETED', status);
  const { events } = await handle.fetchHistory();
  // a task that nobody took has no identity
  const hands = new Set((events ?? []).flatMap((e) => e.workflowTaskStartedEventAttributes?.identity || []));
  check(`two workers had it in their hands (${[...hands].join(', ')})`, hands.size === 2, [...hands]);
}

/** Whatever was enqueued has arrived, once each. */
async function checkOutbox({ pool }: Store, outboxDir: string, id: string): Promise<void> {
  const { rows } = await pool.query<{ key: string; sent: boolean }>(
    `select key, sent_at is not null as sent from outbox where case_id = $1 order by id`,
    [id],
  );
  const files = (await readdir(outboxDir)).toSorted();
  const arrived = await Promise.all(files.map(async (f) => JSON.parse(await readFile(join(outboxDir, f), 'utf8')) as { key: string })); // prettier-ignore
  const keys = arrived.map(({ key }) => key);
  const isRight = rows.every(({ sent }) => sent) && rows.map(({ key }) => key).join() === keys.join();
  check(`each of ${rows.length} effects arrived once`, isRight, { rows, keys });
}
