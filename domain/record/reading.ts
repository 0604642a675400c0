import type { Case } from './case.ts';

/** A reading of a case that is walked once: a case never changes, so what was read off it is kept beside it. */
export function reading<T>(read: (c: Case) => T): (c: Case) => T {
  const known = new WeakMap<Case, { readonly value: T }>(); // in a box: nothing found is an answer too
  return (c) => {
    const found = known.get(c) ?? { value: read(c) };
    known.set(c, found);
    return found.value;
  };
}
