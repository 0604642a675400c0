import { ping } from '../db/ping.ts';
import type { Deps } from './deps.ts';

/** Throws unless Postgres answers the worker: the health of the API asks whether work is being done (workflows/pulse.ts). */
export const answerPulse =
  ({ store }: Pick<Deps, 'store'>) =>
  (): Promise<void> =>
    ping(store.db);
