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
  readonly of: (deadline: Held) => string | null;
}

/** What of a deadline says who answers for it. */
type Held = Pick<Derived, 'owner' | 'status' | 'dueAt' | 'endedAt' | 'endedBy'>;

/**
 * Up to where in the record assignments count for a deadline: of one that ended late, up to what ended it. Whatever is
 * recorded later, dated back, moves a lateness that stands onto nobody else.
 */
export const knownBy = ({ status, dueAt, endedAt, endedBy }: Omit<Held, 'owner'>): number | undefined =>
  status === 'done-late' || (endedAt !== null && dueAt !== null && endedAt >= dueAt)
    ? (endedBy ?? undefined)
    : undefined;

const met = reading((c) => lawsMet(c.record));

/** Reads off a record who holds what in it. */
export function holdersIn(c: Case, laws: Laws): Holders {
  /** The settings that the record had met by then; `before`: of those met at that instant, only what stands before it. */
  const settings = (at: Instant, before = Number.POSITIVE_INFINITY): CourtSettings => {
    const then = met(c).findLast((l) => l.at < at || (l.at === at && l.seq < before)) ?? met(c)[0];
    if (then === undefined) throw new Error('the record names no law: law.applied is missing');
    return laws(then).courtSettings;
  };
  const held = (
    role: Role,
    at: Instant,
    { before, known }: { before?: number | undefined; known?: number | undefined } = {},
  ): Holding => holderAt(c, role, { at, before, knownBy: known, lead: settings(at, before).lead });
  return {
    at: (role, at) => held(role, at),
    leader: (role, at) => leaderOf(settings(at), role),
    of: (d) =>
      held(d.owner, d.endedAt ?? Number.POSITIVE_INFINITY, { before: d.endedBy ?? undefined, known: knownBy(d) })
        .persons[0] ?? null,
  };
}
