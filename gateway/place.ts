import type { Client } from '@temporalio/client';
import { troubleOf } from './trouble.ts';

/** An id in Temporal under which one workflow of ours is to run, and on which task queue. Whoever reaches Temporal may have taken it. */
export interface Place {
  readonly workflowId: string;
  readonly type: string;
  readonly taskQueue: string;
}

/** What stands under an id: the last run of whatever was started there. */
export interface Occupant {
  readonly runId: string;
  readonly memo: Readonly<Record<string, unknown>> | undefined;
  readonly status: string;
  readonly isRunning: boolean;
  /** Of another type, or on a task queue where our workers do not ask. */
  readonly isForeign: boolean;
  /** Its workflow task fails again and again. */
  readonly isFailing: boolean;
}

/** The operator hears of what was ended. */
export interface PlaceLog {
  readonly warn: (what: object, text: string) => void;
}

const FAILED_TRIES = 3; // of one workflow task: what comes in between passes sooner
const CALL_MS = 5_000;
const WATCH_MS = 600; // a command that comes through takes some hundredths of a second
const MOST_WATCH_MS = 5_000;
const SEVERAL = 4;
const CALLS_TOLD = 20; // so many of the last tell how long they take

/** Looks who stands at a place; undefined: nobody ever did. */
export async function occupantOf(
  client: Client,
  { workflowId, type, taskQueue }: Place,
): Promise<Occupant | undefined> {
  const found = await within(client, () => client.workflow.getHandle(workflowId).describe());
  if (found === undefined) return undefined;
  return {
    runId: found.runId,
    memo: found.memo,
    status: found.status.name,
    isRunning: found.status.name === 'RUNNING',
    isForeign: found.type !== type || found.taskQueue !== taskQueue,
    isFailing: (found.raw.pendingWorkflowTask?.attempt ?? 0) >= FAILED_TRIES,
  };
}

/** Ends a run; what somebody else has ended in the meantime need not be ended. */
export async function evict(client: Client, workflowId: string, { runId }: Pick<Occupant, 'runId'>): Promise<void> {
  await within(client, () =>
    client.workflow.getHandle(workflowId, runId).terminate('不能作为此编号的流程运行，另行启动'),
  );
}

/** What is ended: strangers, or also a run of ours whose workflow task fails again and again. */
export type Whom = 'strangers' | 'failing-too';

/** Whether an occupant has to go for ours to run. */
export const mustGo = ({ isRunning, isForeign, isFailing }: Occupant, whom: Whom): boolean =>
  isRunning && (isForeign || (whom === 'failing-too' && isFailing));

/**
 * Ends what keeps a place from its workflow, whose state is all in Postgres or nowhere. Answers whether it was ours to ask
 * again: something was ended, or what has answered and is over was a stranger. An update then needs another id: under the
 * old one the stranger's answer would be given again.
 */
export async function clear(
  client: Client,
  place: Place,
  { whom, log }: { readonly whom: Whom; readonly log?: PlaceLog | undefined },
): Promise<boolean> {
  const found = await occupantOf(client, place);
  if (found === undefined || !mustGo(found, whom)) return found?.isForeign === true;
  await evict(client, place.workflowId, found);
  log?.warn({ workflowId: place.workflowId, runId: found.runId }, 'ended what could not run under this id');
  return true;
}

/**
 * Waits for calls; where one is not answered soon, looks once whether a stranger stands in its way, and has it ended. The
 * call fails with that, and whoever made it tries again: without this it would be heard only when its patience ends. Under
 * load every call takes long, and looking after each would be more load still: soon is then several times what they take.
 */
export function watcher() {
  let usual = 0; // ms
  return async function watched<T>(call: () => Promise<T>, endStrangers: () => Promise<unknown>): Promise<T> {
    const since = Date.now();
    const patience = Math.min(Math.max(WATCH_MS, SEVERAL * usual), MOST_WATCH_MS);
    // what the looking itself runs into, the call will tell
    const timer = setTimeout(() => void endStrangers().catch(() => undefined), patience);
    try {
      const answer = await call();
      usual += (Date.now() - since - usual) / CALLS_TOLD;
      return answer;
    } finally {
      clearTimeout(timer);
    }
  };
}

const within = <T>(client: Client, call: () => Promise<T>): Promise<T | undefined> =>
  client.withDeadline(Date.now() + CALL_MS, call).catch((error: unknown) => {
    if (troubleOf(error) === 'gone') return undefined;
    throw error;
  });
