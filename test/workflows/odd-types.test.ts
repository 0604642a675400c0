// Whoever reaches Temporal starts workflows of any name: those of JavaScript's own do nothing, and keep nobody's case from being heard.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, startEngine } from '../support/engine.ts';
import { fileCase } from '../support/clerk.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf'])('a workflow of type %o fails at once, and is not tried again', async (type) => {
  const { client, taskQueue } = engine;
  const started = await client.workflow.start(type, { workflowId: `odd-${randomUUID()}`, taskQueue, args: [] });
  await expect(started.result()).rejects.toMatchObject({ cause: { type: 'not-a-workflow' } });
  const { events = [] } = await started.fetchHistory();
  expect(events?.filter(({ workflowTaskFailedEventAttributes: failed }) => failed)).toEqual([]);
}); // prettier-ignore

test.each(['default', 'then', ''])('a workflow of type %o', async (type) => {
  const { client, taskQueue } = engine;
  const workflowId = `odd-${randomUUID()}`;
  const started = await client.workflow.start(type, { workflowId, taskQueue, args: [] }).catch(() => undefined);
  const docket = await fileCase(engine);
  expect(await docket.tryTo('material.received', { items: ['身份证'] }, { by: 'p-reception-1' })).toMatchObject({ accepted: true });
  const status = started && (await started.describe()).status.name;
  expect(status, 'nobody carried it out').not.toBe('COMPLETED');
  await started?.terminate().catch(() => undefined);
}); // prettier-ignore
