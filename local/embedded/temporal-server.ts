import { Connection } from '@temporalio/client';
import { type Child, startChild, untilReady } from './child.ts';
import type { Places } from './data-dir.ts';
import { SEARCH_ATTRIBUTES } from '../../gateway/search-attributes.ts';

const READY_MS = 60_000;

/** Per-workflow time skipping: any case of the trial court can be moved forward in time. */
const TIME_SKIPPING: readonly string[] = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="20ms"',
  // without these four a fast-forward fires about 5 timers a second, with them about 40
  'history.timerProcessorMaxPollRPS=2000',
  'history.timerProcessorMaxPollHostRPS=2000',
  'history.transferProcessorMaxPollRPS=2000',
  'history.transferProcessorMaxPollHostRPS=2000',
  // without it a continue-as-new of a run younger than a second gets a start delay, which a fast-forward then skips to a far too
  // late virtual time
  'history.workflowIdReuseMinimalInterval="0s"',
];

/** A Temporal dev server on a file. */
export interface TemporalSpec {
  readonly cli: string;
  readonly places: Places;
  readonly port: number;
  readonly uiPort: number;
  readonly namespace: string;
  /** Where its pages have read what lies encrypted (Temporal's remote codec). */
  readonly codecUrl: string;
  /** Told of the process as soon as it runs, so that a stop in mid-start ends it too. */
  readonly onChild: (child: Child) => void;
}

/** Starts the server and waits until its namespace answers. */
export async function startTemporal(o: TemporalSpec): Promise<Child> {
  const child = startChild({
    name: 'temporal',
    command: [o.cli, ...serverArgs(o)],
    // its own HOME: the CLI would read the user's Temporal profile otherwise
    env: { PATH: process.env['PATH'], HOME: o.places.runDir },
    cwd: o.places.dataDir,
    runDir: o.places.runDir,
    logFile: `${o.places.logDir}/temporal.log`,
    stopSignal: 'SIGTERM',
    stopMs: 2_500,
  });
  o.onChild(child);
  await untilReady(child, READY_MS, () => answers(`127.0.0.1:${o.port}`, o.namespace));
  return child;
}

function serverArgs(o: TemporalSpec): string[] {
  const options: [string, string | number][] = [
    ['ip', '127.0.0.1'],
    ['port', o.port],
    ['ui-port', o.uiPort],
    ['ui-codec-endpoint', o.codecUrl],
    ['db-filename', o.places.temporalFile],
    ['sqlite-pragma', 'journal_mode=WAL'], // two to three times the throughput
    ['namespace', o.namespace],
    ['log-level', 'error'],
    ...Object.entries(SEARCH_ATTRIBUTES).map(([name, type]): [string, string] => [
      'search-attribute',
      `${name}=${type}`,
    ]),
    ...TIME_SKIPPING.map((value): [string, string] => ['dynamic-config-value', value]),
  ];
  // whoever works here has no use for the news of Temporal's makers
  return [
    'server',
    'start-dev',
    '--ui-disable-news-fetch',
    ...options.flatMap(([name, value]) => [`--${name}`, String(value)]),
  ];
}

async function answers(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } finally {
    await connection.close();
  }
}
