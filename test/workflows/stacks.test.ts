import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WorkflowUpdateFailedError } from '@temporalio/client';
import { fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { messages } from '../../workflows/messages.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

test('a case that sleeps keeps no stacks of what it waits for; an error still has a place', async () => {
  const { id } = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(id);
  expect(await handle.query<string>('__stack_trace')).not.toContain('/workflows/');
  const refused = handle.executeUpdate(messages.completeNode, { args: [{}] });
  const failed = (await refused.catch((error: unknown) => error)) as WorkflowUpdateFailedError; // as the client throws
  expect(failed.cause?.stack?.match(/^ +at /gm)).toHaveLength(1);
});
