import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { checkpointsAfter, type SignCheckpoint, signWhereDue } from '../db/audit/checkpoints.ts';
import { sealWhatWaits, unsealed } from '../db/audit/seal.ts';
import type { Store } from '../db/client.ts';
import type { AuditCheckpoint } from '../domain/audit/checkpoint.ts';
import { HOUR } from '../domain/time/instant.ts';
import type { Measures } from '../process/measures.ts';

/** What sealing works with. */
export interface Sealer {
  readonly store: Store;
  /** This court's code: it stands in each batch. */
  readonly court: string;
  readonly log: Pick<Logger, 'error' | 'info'>;
  readonly measures?: Pick<Measures, 'sealed' | 'unsealed'>;
  /** Signs checkpoints; left out: this process has no key. */
  readonly sign?: SignCheckpoint | undefined;
  /** Where signed checkpoints go besides; told of each once, and of those of before at the start. */
  readonly publish?: ((checkpoint: AuditCheckpoint) => Promise<void>) | undefined;
  /** How often it looks what there is to seal, and how often whether a checkpoint is due (ms). */
  readonly everyMs?: number;
  readonly checkpointMs?: number;
}

const LOOK_MS = 250; // so that what is written is sealed within a second
const CHECKPOINT_LOOK_MS = 30_000;
const PAGE = 500;

/**
 * Seals whatever waits, and signs a checkpoint an hour, until it is stopped. Workers of one court share the work: one at a time seals, the
 * others find nothing to do. What fails is tried again; it is named in the log once, until it goes again.
 */
export function sealEvery(sealer: Sealer): { readonly stop: () => Promise<void> } {
  const { everyMs = LOOK_MS, checkpointMs = CHECKPOINT_LOOK_MS } = sealer;
  const stopped = new AbortController();
  const published = { upTo: 0 };
  const failing = new Set<string>();
  let lookedAt = -Infinity;
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
      failing.delete(what);
    } catch (error) {
      if (!failing.has(what)) sealer.log.error({ error }, what);
      failing.add(what);
    }
  };
  const run = async () => {
    while (!stopped.signal.aborted) {
      await attempt('nothing is sealed', () => sealAll(sealer, stopped.signal));
      await attempt('what waits to be sealed cannot be counted', () => measure(sealer));
      if (performance.now() - lookedAt >= checkpointMs) {
        lookedAt = performance.now();
        await attempt('no checkpoint is signed or handed on', () => settleCheckpoints(sealer, published));
      }
      await delay(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return { stop: () => (stopped.abort(), ended) };
}

async function sealAll({ store, court, measures }: Sealer, signal: AbortSignal): Promise<void> {
  for (let isMore = true; isMore && !signal.aborted;) {
    const done = await sealWhatWaits(store, court);
    if (done !== undefined && done.records > 0) measures?.sealed(done.records, done.waitedMs);
    isMore = done?.isMore ?? false;
  }
}

/** Also where sealing fails: then it is what one wants to know. */
async function measure({ store, measures }: Sealer): Promise<void> {
  if (measures === undefined) return;
  const { statements, oldestMs } = await unsealed(store.db);
  measures.unsealed(statements, oldestMs);
}

/** Signs one where it is due, and hands on what has not been, whichever worker signed it: a crash in between loses none. */
async function settleCheckpoints({ store, sign, publish, log }: Sealer, published: { upTo: number }): Promise<void> {
  const signed = sign && (await signWhereDue(store, sign, HOUR));
  if (signed !== undefined) log.info({ checkpoint: signed.n, batch: signed.batch, key: signed.key }, 'signed a checkpoint'); // prettier-ignore
  if (publish === undefined) return;
  for (let more = PAGE; more === PAGE;) {
    const page = await checkpointsAfter(store.db, published.upTo, PAGE);
    for (const checkpoint of page) {
      await publish(checkpoint);
      published.upTo = checkpoint.n;
    }
    more = page.length;
  }
}
