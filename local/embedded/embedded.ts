// The embedded default as a library: one call starts all of it.
import { claim } from './claim.ts';
import { assembleCrew } from './crew.ts';
import { forgetDataDir, isUnused, openDataDir } from './data-dir.ts';
import { type InstanceInfo, removeInstance, writeInstance } from './instance-file.ts';
import { launch, type LaunchOptions } from './launch.ts';
import type { ProcessId } from './pid-file.ts';
import { readSettings } from '../settings.ts';
import type { StartError } from '../../process/start-error.ts';

/** What to start; what is left out comes from the environment, and everything is started. */
export interface EmbeddedOptions extends Partial<LaunchOptions> {
  /** The process without which this one ends too: npm. */
  readonly tiedTo?: ProcessId | undefined;
  /** Ends the start in the middle. */
  readonly signal?: AbortSignal;
  /** Called when something that ended could not be brought back; the instance should be stopped. */
  readonly onGivenUp?: (err: StartError) => void;
}

/** A running instance. */
export interface Instance {
  /** Where it is to be found now; pids change when a process had to be started again. */
  readonly info: () => InstanceInfo;
  /** Ends all of it within ten seconds and frees the data folder. */
  readonly stop: () => Promise<void>;
}

/** Starts servers, worker and API. Throws a StartError that says what is wrong; then nothing of it runs any more. */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Instance> {
  const env = options.env ?? process.env;
  const o: EmbeddedOptions & LaunchOptions = { say: () => undefined, ...readSettings(env), ...options, env };
  const wasUnused = isUnused(o.dataDir);
  const places = openDataDir(o.dataDir);
  const release = await claim(places.dataDir, places.runDir, o.tiedTo);
  const end = new AbortController();
  let publish: () => void = () => undefined;
  const crew = assembleCrew({ say: o.say, onChange: () => publish(), giveUp: (err) => o.onGivenUp?.(err) });
  const breakOff = async () => {
    publish = () => undefined;
    end.abort();
    await crew.stop();
  };
  const stop = async () => {
    await breakOff();
    removeInstance(places.dataDir);
    release();
  };
  o.signal?.addEventListener('abort', () => void breakOff(), { once: true });
  try {
    const describe = await launch(o, { places, crew, breakOff, signal: end.signal });
    o.signal?.throwIfAborted();
    publish = () => writeInstance(describe());
    publish();
    return { info: describe, stop };
  } catch (err) {
    await breakOff();
    if (wasUnused) forgetDataDir(places);
    await stop();
    throw err;
  }
}
