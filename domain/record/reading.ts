import type { Case } from './case.ts';

/**
 * A reading of a case that is walked once: a case never changes, so what was read off it is kept with it, and goes with it.
 */
export const reading =
  <T>(read: (c: Case) => T): ((c: Case) => T) =>
  (c) => {
    if (!c.readings.has(read)) c.readings.set(read, read(c));
    return c.readings.get(read) as T; // only this reading writes under its own name
  };
