// What a 督办 step of a ladder opens: a supervised matter.
import type { Role, StaffRole } from '../nodes/roles.ts';
import type { Derived } from '../plan/derived.ts';
import { bySystem } from '../record/by-system.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import { supervisedZh } from '../words/deadline.ts';
import type { Change, Kept } from './settle.ts';

/**
 * The deadlines for which a 督办 step opens a matter: none where one stands for that very lateness, or has brought it
 * before the director (plan §3).
 */
export function toSupervise(
  changes: readonly Change[],
  derived: readonly Derived[],
  kept: ReadonlyMap<string, Kept>,
): readonly Derived[] {
  const opens = changes.flatMap((x) =>
    x.type === 'rung' && x.step.rung === 'supervise' && !x.step.isLegal && x.deadline.status === 'open'
      ? x.deadline
      : [],
  );
  if (opens.length === 0) return [];
  const stands = ({ id, status }: Derived): boolean =>
    status === 'open' || kept.get(id)?.fired.some((f) => f.rung === 'criticise') === true;
  const matters = derived.filter((m) => m.about !== null && stands(m));
  return [...new Set(opens)].filter(
    (d) => !matters.some(({ about }) => about?.deadline === d.id && about.dueAt === d.dueAt),
  );
}

/** The supervised matter that a 督办 rung opens, to be handled at once (plan §3). */
export const supervise = (c: Case, d: Derived, seq: number, now: Instant): Fact =>
  bySystem({
    seq,
    node: 'supervision.opened',
    subject: unused(c, `sv-${seq}`),
    payload: {
      about: supervisedZh(d, now),
      owner: supervised(d.owner),
      deadline: d.id,
      ...(d.dueAt !== null && { dueAt: formatInstant(d.dueAt) }),
    },
    at: now,
    recordedAt: now,
  });

/** Whose matter a lateness is: the engine's own is the command centre's, which watches how the systems work (plan §6). */
const supervised = (owner: Role): StaffRole => (owner === 'system' ? 'command' : (owner as StaffRole)); // rows name roles of staff: a test looks at the table

/** An id that nobody in the case has given to anything. */
const unused = (c: Case, id: string): string => (c.subjects.has(id) ? unused(c, `${id}x`) : id);
