import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Activities, createActivities } from '../../activities/index.ts';
import type { SetAside } from '../../activities/deps.ts';
import { sandboxSink } from '../../activities/sandbox-sink.ts';
import { createCaseClock } from '../../gateway/clock.ts';
import { createGateway, type Gateway } from '../../gateway/cases.ts';
import { timeSkipping } from '../../gateway/time-skipping.ts';
import { foundByItself } from '../../gateway/foundings.ts';
import { nudgeCase } from '../../gateway/nudge.ts';
import { tellCase } from '../../gateway/telling.ts';
import { askCases } from '../../gateway/ask-case.ts';
import { openStore, type Store } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { openNodes } from '../../domain/nodes/index.ts';
import type { Channels } from '../../process/channel.ts';
import { readPayloadKeys } from '../../process/payload-keys.ts';
import { workflowCode } from '../../process/workflow-code.ts';
import { makeDatabase, type TestDatabase } from './database.ts';
import { PAYLOAD_KEYS } from './payload-keys.ts';

export const SEAL_KEY = 'a key that is only for tests, 32+ characters';

/** A worker on the real Temporal server with a database of its own, and the ways into it. */
export interface Engine {
  readonly client: Client;
  readonly store: Store;
  readonly databaseUrl: string;
  readonly taskQueue: string;
  readonly gateway: Gateway;
  /** What failed for good, as the operator hears of it. */
  readonly setAside: readonly SetAside[];
  /** Moves a case's time to an instant and settles it there. */
  readonly moveTo: (caseId: string, target: number) => Promise<void>;
  /** The notices that arrived. */
  readonly outbox: () => Promise<readonly Record<string, unknown>[]>;
  readonly stop: () => Promise<void>;
}

export interface EngineOptions {
  readonly continueAfter?: number;
  /** How long a rollout waits for a case. */
  readonly answerMs?: number;
  /** Puts something between the workflow and its activities. */
  readonly around?: (activities: Activities) => Activities;
  /** Works on what is there already; left out: on the shared Temporal, with a new database. */
  readonly site?: EngineSite;
  /** Its court tells the parties (test/support/database.ts). */
  readonly isTelling?: boolean;
  /** By what parties are told; left out: the sandbox tells them. */
  readonly channels?: Channels;
  /** The keys of what travels through Temporal; left out: the tests' own. */
  readonly payloadKeys?: string;
  /** A module of interceptors that the workflows run with besides their own. */
  readonly intercepted?: string;
}

/** A Temporal server, a database, and the queue that its workflows ask for. */
export interface EngineSite {
  readonly temporalAddress: string;
  readonly database: TestDatabase;
  readonly taskQueue: string;
}

/** How the tests' workers read and write. */
export const code = workflowCode(readPayloadKeys(PAYLOAD_KEYS));

const bundleWith = (interceptors: readonly string[]) =>
  bundleWorkflowCode({
    workflowsPath: code.workflowsPath,
    ...code.dataConverter,
    ...code.bundlerOptions,
    workflowInterceptorModules: [...code.interceptors.workflowModules, ...interceptors],
    logger: new DefaultLogger('ERROR'),
  });

let bundle: ReturnType<typeof bundleWorkflowCode> | undefined;

/** The workflows, bundled once in this process. */
export const workflowBundle = () => (bundle ??= bundleWith([]));

/** Starts a worker. Everything of it is gone after `stop`. */
export async function startEngine({
  continueAfter = 1_000,
  answerMs,
  around = (a) => a,
  site,
  intercepted,
  isTelling,
  channels = {},
  payloadKeys = PAYLOAD_KEYS,
}: EngineOptions = {}): Promise<Engine> {
  quietRuntime();
  const address = site?.temporalAddress ?? inject('temporalAddress');
  const database = site?.database ?? (await makeDatabase({ isTelling }));
  const store = openStore(database.url, 5);
  const folder = await mkdtemp(join(tmpdir(), 'zhixing-outbox-'));
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
  ]);
  const { dataConverter } = workflowCode(readPayloadKeys(payloadKeys));
  const client = new Client({ connection, dataConverter });
  const setAside: SetAside[] = [];
  const taskQueue = site?.taskQueue ?? `test-${randomUUID()}`;
  const deps = {
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: SEAL_KEY,
    unsealedNodes: new Set<string>(openNodes),
    failed: (failure: SetAside) => void setAside.push(failure),
    sink: sandboxSink(folder),
    channels,
    caseLaw: askCases({ client, taskQueue, store, continueAfter, answerMs }),
    nudge: nudgeCase({ client, taskQueue, store, continueAfter }),
    tell: tellCase({ client, taskQueue, store, continueAfter, sealKey: SEAL_KEY }),
    found: foundByItself({ client, taskQueue, store, sealKey: SEAL_KEY, log: { warn: () => undefined, error: () => undefined } }), // prettier-ignore
  };
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: await (intercepted === undefined ? workflowBundle() : bundleWith([intercepted])),
    dataConverter,
    activities: around(createActivities(deps)),
    shutdownGraceTime: '1 second',
  });
  const running = worker.run();
  const gateway = createGateway({ client, taskQueue, sealKey: SEAL_KEY, continueAfter });
  const clock = createCaseClock(timeSkipping(client, 'default'));
  return {
    client,
    store,
    databaseUrl: database.url,
    taskQueue,
    gateway,
    setAside,
    moveTo: async (caseId, target) => {
      const { rows } = await store.pool.query<{ clock_offset: string }>(
        'select clock_offset from cases where id = $1',
        [caseId],
      );
      const offset = await clock.moveTo(caseId, target, Number(rows[0]?.clock_offset ?? 0));
      await store.pool.query('update cases set clock_offset = $2 where id = $1', [caseId, Math.round(offset)]);
      await gateway.settleNow(caseId);
    },
    outbox: async () =>
      Promise.all(
        (await readdir(folder))
          .toSorted()
          .map(async (f) => JSON.parse(await readFile(join(folder, f), 'utf8')) as Record<string, unknown>), // our own files
      ),
    stop: async () => {
      worker.shutdown();
      await running;
      await Promise.all([native.close(), connection.close(), store.close()]);
      await Promise.all([database.drop(), rm(folder, { recursive: true })]);
    },
  };
}

let quieted = false;
/** Says only what went wrong; once a process. */
export function quietRuntime(): void {
  if (!quieted) Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  quieted = true;
}
