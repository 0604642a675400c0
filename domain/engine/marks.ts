import type { Lateness, Leg } from '../plan/deadline.ts';
import { makesLate } from '../plan/light.ts';
import type { Because, Derived } from '../plan/derived.ts';
import { acceptedDue } from '../plan/supervision/matter.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import type { Instant } from '../time/instant.ts';
import type { Asked } from './dues.ts';
import { reading } from '../record/reading.ts';

/** What people have said of deadlines and their lateness, by deadline. */
const justified = reading((c) => Map.groupBy(c.all('delay.justified'), (f) => f.payload.deadline));
const accepted = reading((c) => Map.groupBy(c.all('delay.accepted'), (f) => f.payload.deadline));

/** The reason that the director accepted for a lateness: another due of the same deadline is another lateness (plan §3). */
export const acceptance = (c: Case, { deadline, dueAt }: Lateness) =>
  accepted(c)
    .get(deadline)
    ?.findLast((f) => acceptedDue(f) === dueAt);

const nothing: readonly Because[] = [];

/**
 * What is shown beside the mark of a deadline: that money went out late without approval; why it is late, in its owner's
 * word, which takes no mark away; that the director has accepted a reason. A supervised matter shows them of the deadline
 * that it stands for (plan §3, §5).
 */
export function besideTheMark(
  { c, row, opening, id }: Asked,
  { dueAt, lateSince, legs }: Pick<Derived, 'dueAt' | 'lateSince' | 'legs'>,
): readonly Because[] {
  const late = row.unapproved?.(c, opening, legs) ?? [];
  const isTold = justified(c).size > 0 || accepted(c).size > 0;
  if (late.length === 0 && lateSince === null && !isTold) return nothing; // as of most deadlines
  const wasLate: readonly Because[] = lateSince === null ? [] : [{ step: 'was-late', since: lateSince }];
  const unapproved: readonly Because[] = [...wasLate, ...late.map((each) => ({ step: 'without-approval', ...each }) as const)]; // prettier-ignore
  if (!isTold) return unapproved;
  const own = [dueAt, lateSince].flatMap((due): readonly Lateness[] => (due === null ? [] : [{ deadline: id, dueAt: due }])); // prettier-ignore
  const about = [...own, ...(opening.about === undefined ? [] : [opening.about])];
  const reason = [id, opening.about?.deadline ?? id].flatMap((d) => justified(c).get(d)?.at(-1) ?? []).at(-1);
  const good = about.flatMap((lateness) => acceptance(c, lateness) ?? [])[0];
  return [...unapproved, ...said('justified', reason), ...said('accepted', good)];
}

/**
 * The due that had passed before a standstill began, or before something but its discharge ended it, where nothing else
 * says so any more: what comes afterwards makes nobody timely (docs/decisions/057). What lapsed was decided; a matter that
 * stands for a deadline is not late by itself; what is the engine's own, or a right, makes nobody late.
 */
export function wasLate(
  { opening, rule, row }: Asked,
  legs: readonly Leg[],
  { status, dueAt }: Pick<Derived, 'status' | 'dueAt'>,
): Instant | null {
  if (status === 'lapsed' || opening.about !== undefined || !makesLate({ rule, owner: opening.owner ?? row.owner }))
    return null;
  const shows = status === 'open' || status === 'done-late' ? dueAt : null;
  return legs.findLast((leg) => leg.passed && leg.dueAt !== shows)?.dueAt ?? null;
}

const said = (
  step: 'justified' | 'accepted',
  fact: Extract<Fact, { node: 'delay.justified' | 'delay.accepted' }> | undefined,
): readonly Because[] => (fact === undefined ? [] : [{ step, fact: fact.seq, reason: fact.payload.reason }]);
