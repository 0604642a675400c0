// How fast a completion is over HTTP, against a bare workflow that does the same timers and search attributes and nothing else.
import { nodeRow } from '../../domain/nodes/index.ts';
import { type Bare, startBare } from './bare.ts';
import type { BareCompletion } from './bare-workflow.ts';
import { atLeast, atMost, type Figure, percentile } from './figure.ts';
import { inParallel, type Site } from './site.ts';
import { firstDays } from './story.ts';

const WARM = 10; // cases of each kind before any is counted: a court's servers have been running for weeks
const PAIRS = 14; // cases of each kind, one after the other
const CASES = 60; // at once
const ROUNDS = 2;

/** One client: the time from the request to the answer. Ours and the bare one take turns, so that noise hits both. */
export const benchLatency = (site: Site): Promise<Figure[]> =>
  against(site, async (bare, plan) => {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let pair = 0; pair < WARM + PAIRS; pair++) {
      const [id, bareId] = [await site.court.file(), await bare.start()];
      for (const [i, step] of firstDays.entries()) {
        const theirTime = await timed(() => bare.complete(bareId, plan[i] as BareCompletion)); // as many as steps
        const ourTime = await timed(() => site.court.take(id, step));
        if (pair < WARM) continue;
        ours.push(ourTime);
        theirs.push(theirTime);
      }
      await bare.end([bareId]);
    }
    const [p50, bareP50] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
    const of = `${p50.toFixed(1)} ms to ${bareP50.toFixed(1)} ms`;
    return [
      atMost('latency: p50 over HTTP to that of a bare workflow', p50 / bareP50, 1.3, { unit: '', digits: 2, of }),
      { name: 'latency: p95 over HTTP', figure: `${percentile(ours, 0.95).toFixed(1)} ms` },
      { name: 'latency: p95 of a bare workflow', figure: `${percentile(theirs, 0.95).toFixed(1)} ms` },
    ];
  });

/** Sixty cases at once, each worked on as fast as it answers. */
export const benchThroughput = (site: Site): Promise<Figure[]> =>
  against(site, async (bare, plan) => {
    let [ourTime, theirTime] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const bareIds = await Promise.all(Array.from({ length: CASES }, bare.start));
      theirTime += await timed(() =>
        inParallel(CASES, bareIds, async (id) => {
          for (const completion of plan) await bare.complete(id, completion);
        }),
      );
      await bare.end(bareIds);
      ourTime += await workedAtOnce(site);
    }
    const perSecond = (ms: number) => (ROUNDS * CASES * firstDays.length * 1_000) / ms;
    const of = `${perSecond(ourTime).toFixed(0)}/s to ${perSecond(theirTime).toFixed(0)}/s`;
    const name = `throughput: ${CASES} cases at once to as many bare workflows`;
    return [atLeast(name, theirTime / ourTime, 0.8, { unit: '', digits: 2, of })];
  });

/** How long sixty new cases take through their first days, all at once (ms). */
export async function workedAtOnce({ court }: Site): Promise<number> {
  const ids: string[] = [];
  await inParallel(8, Array.from({ length: CASES }), async () => void ids.push(await court.file()));
  return timed(() =>
    inParallel(CASES, ids, async (id) => {
      for (const step of firstDays) await court.take(id, step);
    }),
  );
}

async function against(site: Site, measure: (bare: Bare, plan: readonly BareCompletion[]) => Promise<Figure[]>) {
  const bare = await startBare(site);
  try {
    return await measure(bare, await planOf(site));
  } finally {
    await bare.stop();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** What each step of ours does to timer and search attributes, read off the history of a case of ours. */
async function planOf({ court, temporal }: Site): Promise<readonly BareCompletion[]> {
  const id = await court.file();
  for (const step of firstDays) await court.take(id, step);
  const { events } = await temporal.workflow.getHandle(id).fetchHistory();
  const seen: { timer: boolean; attributes: boolean }[] = [];
  for (const event of events ?? []) {
    const last = seen.at(-1);
    if (event.workflowExecutionUpdateAcceptedEventAttributes) seen.push({ timer: false, attributes: false });
    else if (last && event.timerStartedEventAttributes) last.timer = true;
    else if (last && event.upsertWorkflowSearchAttributesEventAttributes) last.attributes = true;
  }
  const [, ...completions] = seen; // the first is the filing
  return firstDays.map((step, i) => {
    const message = 'node' in step ? { by: 'p-command-1', payload: nodeRow(step.node).example, ...step } : {};
    return { message, ...(completions[i] ?? { timer: true, attributes: true }) };
  });
}
