// What a case costs a worker that holds it: a thousand open ones in the cache of one worker.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createGateway } from '../../gateway/cases.ts';
import { civilYear } from '../../domain/time/instant.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { atMost, type Figure } from './figure.ts';
import { inParallel, type Site } from './site.ts';

const CASES = 1_000;
const WARM = 20;
const LOOKS = 4;
const SEAL_KEY = 'a seal key for this bench alone, long enough';
const FIRST = 500_000; // no other figure files numbers as high

interface Heap {
  readonly heapUsed: number;
  readonly cached: number;
}

/** Files cases through a worker of its own, and looks at its heap before and after, with nothing left to collect. */
export async function benchHeap({ info, temporal }: Site): Promise<Figure[]> {
  const taskQueue = 'bench-heap';
  const file = fileURLToPath(new URL('heap-worker.ts', import.meta.url));
  const args = [info.temporal, info.namespace, taskQueue, info.databaseUrl, SEAL_KEY, info.payloadKeys];
  const worker = fork(file, args, { execArgv: [...process.execArgv, '--expose-gc'] });
  const gone = once(worker, 'exit');
  const look = async (): Promise<Heap> => {
    await delay(2_000); // what has been answered is put away
    worker.send('heap');
    const [answer] = (await once(worker, 'message')) as [Heap]; // heap-worker.ts sends nothing else
    return answer;
  };
  /** The least of a few looks: buffers of what was just done are let go of one after another. */
  const heap = async (): Promise<Heap> => {
    const seen: Heap[] = [];
    for (let i = 0; i < LOOKS; i++) seen.push(await look());
    return seen.reduce((least, next) => (next.heapUsed < least.heapUsed ? next : least));
  };
  try {
    const ready = await Promise.race([once(worker, 'message').then(() => true), gone.then(() => false)]);
    if (!ready) throw new Error('the worker of the heap did not start');
    const gateway = createGateway({ client: temporal, taskQueue, sealKey: SEAL_KEY });
    const fileCase = async (n: number) => {
      const filedAt = Date.now() - 60_000;
      const year = civilYear(filedAt);
      const caseNo = `（${year}）豫0823执${FIRST + n}号`;
      const body = { ...(nodeRow('case.filed').example as object), caseNo, filedAt: new Date(filedAt).toISOString() }; // prettier-ignore
      const start = { caseId: `${year}-ha0823-zhi-${FIRST + n}`, caseNo, title: '张某某 申请执行 李某某' };
      const answer = await gateway.fileCase(start, { body, by: 'p-filing-1' });
      if (!answer.accepted) throw new Error(JSON.stringify(answer));
    };
    const numbers = Array.from({ length: WARM + CASES }, (_, i) => i);
    await inParallel(8, numbers.slice(0, WARM), fileCase); // what is compiled and read once
    const before = await heap();
    await inParallel(16, numbers.slice(WARM), fileCase);
    const after = await heap();
    const cached = after.cached - before.cached;
    if (cached < CASES) throw new Error(`only ${cached} of ${CASES} cases are in the cache`);
    const each = (after.heapUsed - before.heapUsed) / cached / 1_024;
    const of = `${(after.heapUsed / 1_048_576).toFixed(0)} MiB with ${after.cached}`;
    return [
      atMost(`heap: of a cached case, ${CASES} open ones in one worker`, each, 65, { unit: 'KB', digits: 1, of }),
    ];
  } finally {
    worker.disconnect();
    await gone;
  }
}
