import type { Case } from './case.ts';
import type { Fact } from './fact.ts';
import { indexed } from './case.ts';

const kept = new WeakMap<Case, Map<Fact, Case>>();

/** The case as it stood when `last` had just happened: for conditions that became true at some fact. */
export function upTo(c: Case, last: Fact): Case {
  const cache = kept.get(c) ?? new Map<Fact, Case>();
  kept.set(c, cache);
  const known = cache.get(last);
  if (known !== undefined) return known;
  const then = indexed(c.record, c.facts.slice(0, c.facts.indexOf(last) + 1));
  cache.set(last, then);
  return then;
}
