import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { writeFileSync } from 'node:fs';
import { code, type Engine } from './engine.ts';

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

/** What the Temporal UI shows as the current details of a workflow. */
export async function detailsOf({ client }: Engine, workflowId: string): Promise<string> {
  const metadata = await client.workflow
    .getHandle(workflowId)
    .query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

/** The summaries of a workflow's timers and activities, as its timeline shows them; local activities have theirs in markers. */
export async function summariesOf({ client }: Engine, workflowId: string): Promise<readonly string[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const named = (events ?? []).filter(
    (e) => e.timerStartedEventAttributes ?? e.activityTaskScheduledEventAttributes ?? e.markerRecordedEventAttributes,
  );
  return Promise.all(named.map(({ userMetadata }) => summaryIn(userMetadata?.summary)));
}

/** A summary of an event, in clear; empty: it has none. */
export const summaryIn = async (summary: Payload | null | undefined): Promise<string> =>
  summary ? ((await clearIn(summary)) as string) : '';

/** What a payload of a history says. */
export async function clearIn(payload: Payload): Promise<unknown> {
  const [clear = payload] = (await code.dataConverter.payloadCodecs?.[0]?.decode([payload])) ?? [];
  return defaultPayloadConverter.fromPayload(clear);
}
