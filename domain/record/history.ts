import type { Case } from './case.ts';
import type { Fact } from './fact.ts';
import { indexed } from './case.ts';

/** The case as it stood when `last` had just happened: for conditions that became true at some fact. */
export const upTo = (c: Case, last: Fact): Case => indexed(c.record, c.facts.slice(0, c.facts.indexOf(last) + 1));
