import type { Case } from './case.ts';
import type { Instant } from '../time/instant.ts';
import type { Fact } from './fact.ts';
import { indexed } from './case.ts';

/** The case as it stood when `last` had just happened: for conditions that became true at some fact. */
export const upTo = (c: Case, last: Fact): Case => indexed(c.record, c.facts.slice(0, c.facts.indexOf(last) + 1));

/** The case as it was at an instant; where nothing has happened since, the case itself. */
export const asOf = (c: Case, at: Instant): Case =>
  (c.facts.at(-1)?.at ?? at) <= at
    ? c
    : indexed(
        c.record,
        c.facts.filter((f) => f.at <= at),
      );
