import { Worker } from '@temporalio/worker';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { code, quietRuntime, workflowBundle } from '../support/engine.ts';

beforeAll(quietRuntime);

const folder = new URL('../histories/', import.meta.url);
const recorded = readdirSync(folder).filter((f) => f.endsWith('.json'));

test('there are recorded histories to replay', () => {
  expect(recorded.length).toBeGreaterThanOrEqual(4);
});

test.each(recorded)('%s replays on the workflow as it is now', async (file) => {
  const history: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  await Worker.runReplayHistory(
    { workflowBundle: await workflowBundle(), dataConverter: code.dataConverter },
    history,
    file.replace('.json', ''),
  );
});

test('a history that tells of something else does not replay: the check can fail', async () => {
  const text = readFileSync(new URL('seven-months-of-nothing.json', folder), 'utf8');
  const altered: unknown = JSON.parse(text.replaceAll('"sendNotices"', '"sendOtherwise"'));
  await expect(
    Worker.runReplayHistory(
      { workflowBundle: await workflowBundle(), dataConverter: code.dataConverter },
      altered,
      'altered',
    ),
  ).rejects.toThrow();
});
