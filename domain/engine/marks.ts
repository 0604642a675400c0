import type { Lateness, Leg } from '../plan/deadline.ts';
import { deadlineRow } from '../plan/deadlines.ts';
import type { Because } from '../plan/derived.ts';
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

/**
 * What is shown beside the mark of a deadline: that money went out late without approval; why it is late, in its owner's
 * word, which takes no mark away; that the director has accepted a reason. A supervised matter shows them of the deadline
 * that it stands for (plan §3, §5).
 */
export function besideTheMark(
  { c, rule, opening, id }: Asked,
  dueAt: Instant | null,
  legs: readonly Leg[],
): readonly Because[] {
  const late = deadlineRow(rule).unapproved?.(c, opening, legs);
  const unapproved: readonly Because[] = late === undefined ? [] : [{ step: 'without-approval', ...late }];
  if (justified(c).size === 0 && accepted(c).size === 0) return unapproved; // as in most cases
  const own: readonly Lateness[] = dueAt === null ? [] : [{ deadline: id, dueAt }];
  const about = [...own, ...(opening.about === undefined ? [] : [opening.about])];
  const reason = [id, opening.about?.deadline ?? id].flatMap((d) => justified(c).get(d)?.at(-1) ?? []).at(-1);
  const good = about.flatMap((lateness) => acceptance(c, lateness) ?? [])[0];
  return [...unapproved, ...said('justified', reason), ...said('accepted', good)];
}

const said = (
  step: 'justified' | 'accepted',
  fact: Extract<Fact, { node: 'delay.justified' | 'delay.accepted' }> | undefined,
): readonly Because[] => (fact === undefined ? [] : [{ step, fact: fact.seq, reason: fact.payload.reason }]);
