import type { Role } from '../nodes/roles.ts';
import { type CourtSettings, type Leader, leaderOf } from '../plan/court-settings.ts';
import type { Derived } from '../plan/derived.ts';
import { type Laws, lawsMet } from '../plan/law.ts';
import type { Case } from '../record/case.ts';
import { holderAt, type Holding } from '../record/holders.ts';
import { reading } from '../record/reading.ts';
import type { Instant } from '../time/instant.ts';

/** Who holds what in a record: by its facts, and the settings that it had met by then (engine.md 20). */
export interface Holders {
  readonly at: (role: Role, at: Instant) => Holding;
  /** Who leads the holders of a role: told from 催办 on (plan §1). */
  readonly leader: (role: Role, at: Instant) => Leader;
  /**
   * The person who answers for a deadline: now, or for one that has ended, when it ended, so that lateness keeps its owner.
   * Null: whoever holds the role.
   */
  readonly of: (deadline: Pick<Derived, 'owner' | 'endedAt' | 'endedBy'>) => string | null;
}

const met = reading((c) => lawsMet(c.record));

/** Reads off a record who holds what in it. */
export function holdersIn(c: Case, laws: Laws): Holders {
  /** The settings that the record had met by then; `before`: of those met at that instant, only what stands before it. */
  const settings = (at: Instant, before = Number.POSITIVE_INFINITY): CourtSettings => {
    const then = met(c).findLast((l) => l.at < at || (l.at === at && l.seq < before)) ?? met(c)[0];
    if (then === undefined) throw new Error('the record names no law: law.applied is missing');
    return laws(then).courtSettings;
  };
  const held = (role: Role, at: Instant, before?: number): Holding =>
    holderAt(c, role, { at, before, lead: settings(at, before).lead });
  return {
    at: (role, at) => held(role, at),
    leader: (role, at) => leaderOf(settings(at), role),
    of: ({ owner, endedAt, endedBy }) =>
      held(owner, endedAt ?? Number.POSITIVE_INFINITY, endedBy ?? undefined).persons[0] ?? null,
  };
}
