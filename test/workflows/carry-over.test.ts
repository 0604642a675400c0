// What waits in a run of a case that is cut off goes to the next run.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../gateway/cases.ts';
import { makeWay } from '../../gateway/lame.ts';
import { sweep } from '../../gateway/sweeper.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, SEAL_KEY, startEngine } from '../support/engine.ts';
import { failsAlways, failsIn } from '../support/failing-workflow.ts';

let engine: Engine;
/** Commands whose answer is lost the first time: they have been decided and recorded by then. */
const lost = { items: new Set<string>(), isLost: Promise.withResolvers<void>(), goOn: Promise.withResolvers<void>() };
beforeAll(async () => {
  engine = await startEngine({
    around: (activities) => ({
      ...activities,
      decideAndRecord: async (asked) => {
        const decided = await activities.decideAndRecord(asked);
        const sent = JSON.stringify(asked.command);
        const item = [...lost.items].find((each) => sent.includes(each));
        if (item === undefined || !lost.items.delete(item)) return decided;
        lost.isLost.resolve();
        await lost.goOn.promise;
        throw new Error('the answer is lost');
      },
    }),
    intercepted: fileURLToPath(new URL('../support/failing-workflow.ts', import.meta.url)),
  });
});
afterAll(() => engine.stop());

const LAME = { timeout: 60_000, interval: 250 };
const waived = { node: 'reception.waived', by: 'p-reception-1', payload: { reason: '申请执行人在外地，已电话核对' } };
const received = (item: string) => ({ node: 'material.received', by: 'p-reception-1', payload: { items: [item] } });

const handleOf = ({ id }: Docket) => engine.client.workflow.getHandle(id);

async function isLame(docket: Docket): Promise<void> {
  const tries = async () => (await handleOf(docket).describe()).raw.pendingWorkflowTask?.attempt ?? 0;
  await expect.poll(tries, LAME).toBeGreaterThanOrEqual(3);
}

const linesOf = async (docket: Docket, type: string) => (await docket.log()).filter((l) => l.type === type).map((l) => l.data); // prettier-ignore

/** The nodes of what people have recorded since the filing. */
const nodes = async (docket: Docket) => (await linesOf(docket, 'fact')).slice(2).map(({ node }) => node);

const items = async (docket: Docket) => {
  const sql = `select payload->'items'->>0 as item from facts where case_id = $1 and node = 'material.received' order by seq`;
  return (await engine.store.pool.query<{ item: string }>(sql, [docket.id])).rows.map(({ item }) => item);
};

test('a clerk’s signals that wait in a run that fails again and again are recorded by the next, once and in order; updates that wait are answered', async () => {
  const docket = await fileCase(engine);
  const handle = handleOf(docket);
  const { runId } = await handle.describe();
  await handle.signal(failsIn(runId), { by: 'p-reception-1' });
  for (const item of ['一', '二', '三']) await handle.signal('nodeCompleted', received(item));
  await isLame(docket);
  const other = createGateway({ client: engine.client, taskQueue: engine.taskQueue, sealKey: SEAL_KEY });
  const never = () => Promise.reject(new Error('not asked'));
  const [waiving, query] = await Promise.all([
    docket.tryTo('reception.waived', waived.payload),
    // a second process, which ends the run at the same time
    other.completeNode(docket.id, { node: 'query.started', by: 'p-control-1', payload: { systems: ['总对总网络查控系统'] }, commandId: 'k' }, never),
    makeWay(engine, docket.id),
  ]); // prettier-ignore
  expect([waiving, query]).toMatchObject([{ accepted: true }, { accepted: true }]);
  await expect.poll(() => items(docket)).toEqual(['一', '二', '三']);
  expect((await nodes(docket)).toSorted()).toEqual([...Array<string>(3).fill('material.received'), 'query.started', 'reception.waived']); // prettier-ignore
  expect(await linesOf(docket, 'refused'), 'nobody knows a node of that name').toMatchObject([
    { code: 'unknown-node' },
  ]);
  expect((await handle.describe()).runId).not.toBe(runId);
}, 120_000);

test('a signal that makes every run fail is set aside with a line in the case’s log; what came with it is recorded once', async () => {
  const docket = await fileCase(engine);
  await handleOf(docket).signal(failsAlways, waived);
  await handleOf(docket).signal('nodeCompleted', received('一'));
  for (let run = 1; run <= 3; run += 1) {
    await isLame(docket);
    expect(await makeWay(engine, docket.id)).toBe(true);
  }
  expect(await docket.tryTo('reception.waived', waived.payload)).toMatchObject({ accepted: true });
  await expect.poll(() => items(docket)).toEqual(['一']);
  expect(await linesOf(docket, 'refused')).toMatchObject([
    { code: 'not-a-command', zh: expect.stringContaining('接连中断，已搁置') as string },
  ]);
  expect(await makeWay(engine, docket.id), 'it runs').toBe(false);
}, 150_000);

test('a signal in a run that somebody terminates is recorded once the sweeper wakes the case, bytes as they were', async () => {
  const docket = await fileCase(engine);
  const handle = handleOf(docket);
  const { runId } = await handle.describe();
  await handle.signal(failsIn(runId), { by: 'p-reception-1' });
  await handle.signal('nodeCompleted', received('一'));
  await engine.client.workflowService.signalWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: docket.id },
    signalName: 'nodeCompleted',
    input: { payloads: [{ metadata: {}, data: Buffer.from([0xff, 0x00]) }] },
    requestId: 'odd',
  });
  await handle.terminate('by hand');
  await engine.store.pool.query(`update cases set next_wake_at = now() - interval '5 minutes' where id = $1`, [docket.id]); // prettier-ignore
  const log = { warn: () => undefined, error: () => undefined };
  expect(await sweep({ ...engine, log })).toBe(1);
  await expect.poll(() => items(docket)).toEqual(['一']);
  await expect.poll(async () => (await linesOf(docket, 'refused')).map(({ code }) => code)).toEqual(['unknown-node', 'not-a-command']); // prettier-ignore
}, 60_000);

test('of a flood of large signals what goes beyond 2 MB is set aside, a small one that waits behind it is not', async () => {
  const docket = await fileCase(engine);
  const handle = handleOf(docket);
  await handle.signal(failsIn((await handle.describe()).runId), { by: 'p-reception-1' });
  const large = { ...waived, payload: { reason: 'x'.repeat(800_000) } };
  for (let sent = 0; sent < 4; sent += 1) await handle.signal('nodeCompleted', large);
  await handle.signal('nodeCompleted', received('一'));
  await handle.terminate('by hand');
  expect(await docket.tryTo('reception.waived', waived.payload)).toMatchObject({ accepted: true });
  await expect.poll(() => items(docket)).toEqual(['一']);
  const refused = (await linesOf(docket, 'refused')).map(({ code, zh }) =>
    String(zh).includes('过大') ? '过大' : code,
  );
  expect(refused).toEqual(['unknown-node', 'bad-text', 'bad-text', '过大', '过大']);
}, 60_000);

test('what a run had recorded when it was cut off is not recorded again, nor is a refusal logged again', async () => {
  const docket = await fileCase(engine);
  const handle = handleOf(docket);
  lost.items.add('其二');
  await handle.signal('nodeCompleted', { ...received('其一'), by: 'p-officer-1' });
  await handle.signal('nodeCompleted', received('其二'));
  await handle.signal('nodeCompleted', received('其三'));
  await lost.isLost.promise;
  await handle.terminate('by hand');
  expect(await docket.tryTo('reception.waived', waived.payload)).toMatchObject({ accepted: true });
  lost.goOn.resolve();
  await expect.poll(() => items(docket)).toEqual(['其二', '其三']);
  expect((await linesOf(docket, 'refused')).map(({ code }) => code)).toEqual(['wrong-role']);
}, 60_000);
