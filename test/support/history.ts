import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { writeFileSync } from 'node:fs';
import type { Engine } from './engine.ts';

/**
 * Keeps a workflow's history for the replay test, where `RECORD_HISTORIES=1` asks for it (CONTRIBUTING.md: when the
 * workflow changes with a patch, new histories join the old ones). Who ran it on what machine is left out.
 */
export async function keepHistory({ client }: Engine, workflowId: string, name: string): Promise<void> {
  if (process.env['RECORD_HISTORIES'] !== '1') return;
  const json = historyToJSON(await client.workflow.getHandle(workflowId).fetchHistory());
  const plain = json.replaceAll(/"identity":\s*"[^"]*"/g, '"identity": "worker"');
  writeFileSync(new URL(`../histories/${name}.json`, import.meta.url), plain);
}
