import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPulse, pulseId } from '../../gateway/pulse.ts';
import { noMeasures } from '../../process/measures.ts';
import { sweep, type Sleepers } from '../../gateway/sweeper.ts';
import { fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';

let engine: Engine;
let isStoreAway = false;
beforeAll(async () => {
  engine = await startEngine({
    around: (activities) => ({
      ...activities,
      pulse: () => (isStoreAway ? Promise.reject(new Error('no store')) : activities.pulse()),
    }),
  });
});
afterAll(() => engine.stop());

test('a worker that works answers; who asks meanwhile and soon after gets the same answer', async () => {
  const pulse = createPulse(engine.client, engine.taskQueue);
  await Promise.all([pulse(), pulse(), pulse()]);
  await pulse();
  const { events } = await engine.client.workflow.getHandle(pulseId(engine.taskQueue)).fetchHistory();
  expect(events?.filter((e) => e.workflowExecutionUpdateAcceptedEventAttributes)).toHaveLength(1);
});

test('a worker whose database is away does not work; it does again once that is back', async () => {
  const pulse = createPulse(engine.client, engine.taskQueue);
  isStoreAway = true;
  await expect(pulse()).rejects.toThrow();
  isStoreAway = false;
  await pulse();
});

test('it continues as new and answers on, also whoever asks just then', async () => {
  const taskQueue = engine.taskQueue;
  const handle = engine.client.workflow.getHandle(pulseId(taskQueue));
  await handle.terminate('to begin with a small measure').catch(() => undefined);
  const first = await engine.client.workflow.start('pulse', { workflowId: pulseId(taskQueue), taskQueue, args: [30] });
  const ask = () => createPulse(engine.client, taskQueue)();
  for (let asked = 0; asked < 12; asked += 1) await Promise.all([ask(), ask(), ask()]);
  const { runId, historyLength } = await handle.describe();
  expect(runId).not.toBe(first.firstExecutionRunId);
  expect(historyLength).toBeLessThan(60);
  expect((await engine.client.workflow.getHandle(pulseId(taskQueue), first.firstExecutionRunId).describe()).status.name).toBe('CONTINUED_AS_NEW'); // prettier-ignore
});

test('without a worker nobody answers, within five seconds', async () => {
  const pulse = createPulse(engine.client, `nobody-${randomUUID()}`);
  const began = Date.now();
  await expect(pulse()).rejects.toThrow();
  expect(Date.now() - began).toBeLessThan(5_000);
});

test('the sweeper names a case that sleeps on although it was nudged, once and again after ten minutes', async () => {
  const [asleep, well] = [await fileCase(engine), await fileCase(engine)];
  const sleep = (id: string) =>
    engine.store.pool.query(`update cases set next_wake_at = now() - interval '5 minutes' where id = $1`, [id]);
  const named: string[] = [];
  let stuck = -1;
  const running = { status: { name: 'RUNNING' }, type: 'enforcementCase', taskQueue: engine.taskQueue, raw: {} };
  const client = {
    withDeadline: <T>(_: number, call: () => Promise<T>) => call(),
    workflow: {
      getHandle: () => ({ describe: () => Promise.resolve(running) }),
      // the nudge reaches nobody, and of the first case it even fails
      signalWithStart: (_: unknown, { workflowId }: { workflowId: string }) =>
        workflowId === asleep.id ? Promise.reject(new Error('no')) : Promise.resolve(),
    },
  } as unknown as Engine['client']; // all that the sweeper asks of it
  const sweeping = {
    client,
    store: engine.store,
    taskQueue: engine.taskQueue,
    page: 1, // each page goes on after the last case of the one before
    measures: { ...noMeasures, stuck: (records: number) => (stuck = records) },
    log: {
      warn: () => undefined,
      error: (what: { caseId?: string }, text?: string) =>
        void (text === 'a case is stuck' && named.push(what.caseId ?? '')),
    },
  };
  await Promise.all([sleep(asleep.id), sleep(well.id)]);
  const known: Sleepers = new Map();
  const now = Date.now();
  const both = [asleep.id, well.id].toSorted();
  expect(await sweep(sweeping, known, now), 'one was told').toBe(1);
  expect([named, stuck], 'it may wake yet').toEqual([[], 0]);
  await sweep(sweeping, known, now + 60_000);
  expect([named, stuck]).toEqual([both, 2]);
  await sweep(sweeping, known, now + 120_000);
  expect(named).toEqual(both);
  await sweep(sweeping, known, now + 60_000 + 600_000);
  expect(named).toEqual([...both, ...both]);
  await engine.store.pool.query('update cases set next_wake_at = null');
  await sweep(sweeping, known, now + 700_000);
  expect(stuck, 'nobody is any more').toBe(0);
});
