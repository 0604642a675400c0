// A whole court for a test file: a worker on the real Temporal, Postgres, and the API over both.
import { afterAll, beforeAll } from 'vitest';
import type { ApiDeps } from '../../api/app-types.ts';
import { createCaseClock } from '../../gateway/clock.ts';
import { timeSkipping } from '../../gateway/time-skipping.ts';
import { apiOver, type Case, filing, type TestApi } from './api.ts';
import { type Engine, startEngine } from './engine.ts';

/** What of it a test asks. */
export interface WholeCourt {
  readonly engine: Engine;
  readonly api: TestApi;
  /** Files the ordinary case, a minute ago unless told otherwise; answers its id. */
  readonly file: (msAgo?: number) => Promise<string>;
}

/** Stands before the tests of its file run and is gone after them. `replace` puts other parts into the API. */
export function wholeCourt(replace: (engine: Engine) => Partial<ApiDeps> = () => ({})): WholeCourt {
  let standing: Omit<WholeCourt, 'file'> | undefined;
  beforeAll(async () => {
    const engine = await startEngine();
    standing = { engine, api: await apiOver(engine.store, { gateway: engine.gateway, ...replace(engine) }) };
  });
  afterAll(async () => {
    await standing?.api.close();
    await standing?.engine.stop();
  });
  const there = () => {
    if (standing === undefined) throw new Error('a court stands only while its tests run');
    return standing;
  };
  return {
    get engine() {
      return there().engine;
    },
    get api() {
      return there().api;
    },
    async file(msAgo = 60_000) {
      const filedAt = new Date(Date.now() - msAgo).toISOString();
      return (await there().api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt }))).body.id;
    },
  };
}

/** A court whose cases can be moved forward in time. */
export const trialCourt = ({ client }: Engine): Partial<ApiDeps> => ({
  trial: { clock: createCaseClock(timeSkipping(client, 'default')), sign: () => Promise.resolve('') },
});
