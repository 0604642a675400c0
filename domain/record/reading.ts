import type { Case } from './case.ts';

/**
 * A reading of a case that is walked once: a case never changes, so what was read off it is kept with it, and goes with it.
 */
export const reading =
  <T>(read: (c: Case) => T): ((c: Case) => T) =>
  (c) => {
    const known = c.readings.get(read);
    if (known !== undefined || c.readings.has(read)) return known as T; // only this reading writes under its own name
    const found = read(c);
    c.readings.set(read, found);
    return found;
  };
