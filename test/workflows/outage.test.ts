import { ApplicationFailure } from '@temporalio/common';
import { expect, onTestFinished, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { messages } from '../../workflows/messages.ts';
import { fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const waived = { reason: '申请执行人在外地，已电话核对' };

/** An engine whose store fails for some records, in a way, until it is told that it works again. */
async function failing(type: 'store-away' | 'store-busy') {
  const out = new Set<string>();
  let tries = 0;
  const around = (activities: Activities): Activities => ({
    ...activities,
    decideAndRecord: (asked) => {
      if (!out.has(asked.caseId)) return activities.decideAndRecord(asked);
      tries += 1;
      throw ApplicationFailure.create({ type, message: 'the store' });
    },
  });
  const engine: Engine = await startEngine({ around });
  onTestFinished(() => engine.stop());
  return { engine, out, tries: () => tries };
}

test('a store that is away: who waits hears so in time, what nobody waits for is kept, others are unharmed', async () => {
  const { engine, out, tries } = await failing('store-away');
  const [docket, other] = [await fileCase(engine), await fileCase(engine)];
  out.add(docket.id);
  const began = Date.now();
  expect(await docket.tryTo('reception.waived', waived)).toMatchObject({ accepted: false, code: 'store-away' });
  expect(Date.now() - began).toBeLessThan(28_000);
  expect(tries(), 'five times, twice each').toBe(10);
  const handle = engine.client.workflow.getHandle(docket.id);
  await handle.signal('nodeCompleted', { node: 'reception.waived', by: 'p-reception-1', payload: waived });
  expect(await other.tryTo('reception.waived', waived)).toMatchObject({ accepted: true });
  await expect.poll(tries, { timeout: 10_000 }).toBeGreaterThan(12);
  out.clear();
  const done = async () => (await docket.log()).filter((l) => l.type === 'fact').map((l) => l.data['node']);
  await expect.poll(done, { timeout: 20_000, interval: 200 }).toContain('reception.waived');
}, 90_000);

test('a record that the store breaks off again and again: its commands are set aside, its timer tries on', async () => {
  const { engine, out, tries } = await failing('store-busy');
  const docket = await fileCase(engine);
  out.add(docket.id);
  expect(await docket.tryTo('reception.waived', waived)).toMatchObject({ accepted: false, code: 'store-busy' });
  const before = tries();
  await engine.client.workflow.getHandle(docket.id).signal(messages.refresh);
  await expect.poll(tries, { timeout: 20_000 }).toBeGreaterThan(before + 2);
  out.clear();
  expect(await docket.tryTo('reception.waived', waived)).toMatchObject({ accepted: true });
}, 90_000);
