// `npm run test:cluster`: a distributed deployment on one machine. Two APIs and two workers over the real Temporal server and
// Postgres; one of each is killed in mid-case; the case ends right. Exit code 0 if it does.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { openStore } from '../../db/client.ts';
import { type BenchCompletion, type Court, courtAt } from '../../local/bench/court.ts';
import { ordinaryCase } from '../../local/bench/story.ts';
import { commandLine, endsPlainly, saidWhy } from '../../local/command-line.ts';
import { onShutdown } from '../../process/shutdown.ts';
import { checkRecords } from './records.ts';
import { type ApiMember, clear, type Cluster, makeGround, startCluster } from './cluster.ts';
import { check, failures } from './check.ts';

const STOP_MS = 20_000;
const PATIENCE_MS = 60_000;
const began = performance.now();
const say = (line: string): void => {
  process.stdout.write(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}\n`);
};

interface Counter {
  readonly api: ApiMember;
  readonly court: Court;
}

/** Whoever works here takes turns at the APIs, and leaves out one that does not answer any more. */
interface Desk {
  courts: readonly Counter[];
  turn: number;
}

/** Completes a node at the API whose turn it is; sends the same key to the other where nobody answers. */
async function complete(desk: Desk, id: string, completion: BenchCompletion): Promise<void> {
  const sent = { key: randomUUID(), ...completion };
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { api, court } = desk.courts[desk.turn++ % desk.courts.length] ?? fail('no API');
    try {
      await court.complete(id, sent);
      return;
    } catch (err) {
      if (!isOutage(err) || Date.now() > until) throw err;
      say(`${api.name} does not answer ${completion.node}: the same key again, at the other`);
      if (desk.courts.length > 1) desk.courts = desk.courts.filter((other) => other.api !== api);
      await delay(100);
    }
  }
}

const isOutage = (err: unknown): boolean =>
  err instanceof Error &&
  (/ECONNREFUSED|ECONNRESET|socket hang up/.test(String(err)) || /^5\d\d instead/.test(err.message));

function fail(what: string): never {
  throw new Error(what);
}

/** The same key at both APIs, one after the other and at once; another body under it. */
async function checkKeys([one, two]: readonly Court[], id: string): Promise<void> {
  if (one === undefined || two === undefined) fail('two APIs are wanted');
  const key = randomUUID();
  const path = `/api/cases/${id}/nodes/supervision.opened`;
  const send = (court: Court, about: string) =>
    court.send<{ code?: string }>(
      'p-review-1',
      'POST',
      path,
      { subject: 'm-1', payload: { about, owner: 'officer', due: '2099-12-31' } },
      key,
    );
  const atOnce = await Promise.all([send(one, '限期反馈'), send(two, '限期反馈')]);
  const after = await send(two, '限期反馈');
  const all = [...atOnce, after].map((answer) => JSON.stringify(answer));
  check(
    'one key at both APIs, at once and afterwards: one answer',
    after.status === 200 && new Set(all).size === 1,
    all,
  );
  const other = await send(one, '另一内容');
  check(
    'the same key with another body: 409 key-reused',
    other.status === 409 && other.body.code === 'key-reused',
    other,
  );
}

/** This server cannot skip time, and says so. */
async function checkClock(courts: readonly Court[], id: string): Promise<void> {
  for (const court of courts) {
    const path = `/api/trial/cases/${id}/clock`;
    const { status, body } = await court.send<{ code?: string }>('p-command-1', 'POST', path, { advance: '1d' });
    check(
      'the trial clock: 409 time-skipping-unavailable',
      status === 409 && body.code === 'time-skipping-unavailable',
      body,
    );
  }
}

/** The worker that has the case in its hands. */
async function holderOf({ temporal, workers }: Cluster, id: string) {
  const { events } = await temporal.workflow.getHandle(id).fetchHistory();
  // a task that is just being handed out has no identity yet
  const identity = (events ?? []).flatMap((e) => e.workflowTaskStartedEventAttributes?.identity || []).at(-1) ?? '';
  return workers.find(({ pid }) => identity.startsWith(`${pid}@`)) ?? fail(`${identity} is none of our workers`);
}

/** What was asked of the officer is answered by whoever that has become. */
const supervised: readonly BenchCompletion[] = [
  { node: 'supervision.handled', subject: 'm-1', by: 'p-officer-1' },
  { node: 'supervision.confirmed', subject: 'm-1' },
];

/** All that the parties have to hear of yet, told by telephone: the engine does so in the evening, and time cannot be skipped here. */
async function everybodyTold({ databaseUrl }: Cluster, id: string): Promise<object> {
  const store = openStore(databaseUrl, 1);
  try {
    const { rows } = await store.pool.query<{ id: string }>(`select id from deadlines where case_id = $1 and rule = 'disclose' and status = 'open'`, [id]); // prettier-ignore
    const facts = rows.map((row) => Number(row.id.split('@').at(-1))).toSorted((a, b) => a - b);
    const deliveries = ['applicant-1', 'respondent-1'].map((party) => ({ party, channel: '电话', outcome: 'told' }));
    return { facts, deliveries };
  } finally {
    await store.close();
  }
}

async function story(cluster: Cluster): Promise<void> {
  const courts = cluster.apis.map((api, i) => ({ api, court: courtAt(api.url, 1 + i) }));
  const desk: Desk = { courts, turn: 0 };
  const [first] = courts;
  if (first === undefined) fail('no API');
  const id = await first.court.file();
  say(`case ${id} is filed at ${first.api.name}`);
  await checkClock(
    courts.map((c) => c.court),
    id,
  );
  await checkKeys(
    courts.map((c) => c.court),
    id,
  );
  const ordinary = ordinaryCase.filter((step) => 'node' in step); // time cannot be skipped here, and need not be
  const steps: readonly BenchCompletion[] = ordinary.flatMap((step) =>
    step.node === 'case.assigned' ? [step, ...supervised] : [step],
  );
  for (const [i, step] of steps.entries()) {
    const done = complete(desk, id, step);
    if (i === 9) {
      const holder = await holderOf(cluster, id);
      await holder.kill();
      say(`${holder.name}, which held the case, is killed during ${step.node}`);
    }
    if (i === 17) {
      const { api } = courts[(desk.turn - 1) % courts.length] ?? fail('no API'); // the one that was just asked
      await delay(3);
      await api.kill();
      say(`${api.name} is killed during ${step.node}`);
    }
    await done;
    say(`${step.node} ${step.subject ?? ''}`);
  }
  const told = { node: 'node.disclosed', payload: await everybodyTold(cluster, id) } as const;
  await complete(desk, id, told);
  await checkRecords(cluster, id, [...steps, told]);
}

endsPlainly('test:cluster');
commandLine({ usage: 'npm run test:cluster' });
const ground = makeGround(say);
let cluster: Cluster | undefined;
const end = onShutdown(STOP_MS, async (_, err) => {
  if (err !== undefined) process.stderr.write(`${String(err.stack)}\n`);
  await cluster?.temporal.connection.close();
  await clear(ground);
  if (process.exitCode !== undefined) process.exit();
});

try {
  cluster = await startCluster(ground, 2, 2);
  await story(cluster);
} catch (err) {
  saidWhy('test:cluster', err);
}
process.exitCode ??= failures() === 0 ? 0 : 1;
say(process.exitCode === 0 ? 'the case ended right' : 'FAILED');
end('done');
