import { nodeRow } from '../nodes/index.ts';
import type { Role } from '../nodes/roles.ts';
import { plan } from '../nodes/basis.ts';
import type { Derived } from '../plan/derived.ts';
import type { FactGuard } from '../plan/guard.ts';
import { makesLate } from '../plan/light.ts';
import type { Case } from '../record/case.ts';
import type { DraftOf, Fact } from '../record/fact.ts';
import { holderAt } from '../record/holders.ts';
import { knownBy } from './holding.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';

/** The facts that take back or change others. */
type Change = 'fact.withdrawn' | 'fact.corrected' | 'filing.corrected';

const basis = plan('四·一');

/** Who decides on what would lift a lateness: review, or one of those whom the desks answer to (engine.md 3, 21). */
export const deciders: readonly Role[] = ['review', 'director', 'supervising-leader', 'president'];

/**
 * Nobody lifts their own lateness by putting a date right: a withdrawal or correction under which a lateness that stands,
 * finished or running, would be gone, less, or another's is asked for by one person and recorded by another, who decides in
 * this and is not concerned (engine.md 3, 21). `about`: what it takes back in the end, `changed`: the case as it would be.
 */
export function atStake<N extends Change>(
  about: (c: Case, draft: DraftOf<N>) => readonly Fact[],
  changed: (c: Case, draft: DraftOf<N>) => Case,
): FactGuard<N> {
  return (c, draft, { of, believed, isRecorded, isAskedFor }) => {
    if (believed === true || isRecorded === true || isAskedFor === true) return undefined;
    const then = changed(c, draft);
    const lifted = liftedBy([c, of(c, draft.now)], [then, of(then, draft.now)], draft.now);
    const meant = about(c, draft);
    return lifted.length === 0 ? nothingAtStake(draft, meant) : notTheirs(c, draft, { lifted, meant });
  };
}

/** Whom the desks answer to puts nothing else right: that is for whoever recorded it, or review. */
function nothingAtStake({ by, as }: DraftOf<Change>, meant: readonly Fact[]): Refusal | undefined {
  const [fact, root] = [meant[0], meant.at(-1)];
  if (fact === undefined || root === undefined || nodeRow(root.node).decision === true) return undefined;
  if (root.node === 'case.closed' || fact.by === by || as.includes('review')) return undefined;
  return refuse('not-your-fact', '只有记录人或审批督办内勤可以撤回或更正');
}

interface Stake {
  readonly lifted: readonly Derived[];
  readonly meant: readonly Fact[];
}

function notTheirs(
  c: Case,
  { node, by, as, payload: { askedBy }, now }: DraftOf<Change>,
  { lifted, meant }: Stake,
): Refusal | undefined {
  const isDecision = meant.some((f) => nodeRow(f.node).decision === true) && node !== 'filing.corrected';
  const recorded = meant.at(-1)?.by === by; // whoever withdrew it in between had nothing to gain
  const concerned = lifted.filter(
    (d) => whoHolds(c, d, now) === by || (as.includes(d.owner) && (recorded || !isDecision)),
  );
  const mayDecide =
    isDecision || (as.some((role) => deciders.includes(role)) && (!recorded || node === 'filing.corrected'));
  const missing = lifted.map((d) => ({ id: d.id, zh: `“${d.name}”的逾期将消失、减轻或者改由他人承担` }));
  if (!mayDecide || concerned.length > 0)
    return refuse(
      'lateness-at-stake',
      '这样改动，已有的逾期将消失、减轻或者改由他人承担：须由审批督办内勤、执行局长、分管领导或者院长中的一人登记，' +
        '此人不是原登记人，也与该逾期无关，并在 askedBy 写明提出的人',
      basis,
      missing,
    );
  if (askedBy !== undefined && askedBy !== by) return undefined;
  if (isDecision) return undefined;
  return refuse(
    'missing-field',
    '这样改动，已有的逾期将消失、减轻或者改由他人承担：请在 askedBy 写明提出更正或者撤回的人（不是登记人自己）',
    basis,
    [{ id: 'askedBy', zh: '提出的人' }, ...missing],
  );
}

/** The latenesses that would be gone, less, or another's. */
function liftedBy(was: Read, would: Read, now: Instant): readonly Derived[] {
  const after = new Map(would[1].map((d) => [d.id, d]));
  return was[1].filter(makesLate).filter((d) => {
    const next = after.get(d.id);
    if (next === undefined) return isLate(d, now);
    return isLess(d, next, now) || legsLess(d, next, now) || (isLate(d, now) && isOthers(d, [was[0], would[0]], now));
  });
}

type Read = readonly [c: Case, derived: readonly Derived[]];

const isLate = ({ status, dueAt }: Derived, now: Instant): boolean =>
  status === 'done-late' || (status === 'open' && dueAt !== null && dueAt <= now);

/** How long it has been late, in milliseconds; 0 where it is not. */
const lateness = (d: Derived, now: Instant): number =>
  isLate(d, now) ? Math.max((d.endedAt ?? now) - (d.dueAt ?? now), 0) + 1 : 0;

const isLess = (d: Derived, next: Derived, now: Instant): boolean => lateness(next, now) < lateness(d, now);

/** A due that had passed before it stood still; one that lies ahead is nobody's lateness yet. */
const legsLess = ({ legs }: Derived, next: Derived, now: Instant): boolean =>
  legs.some(
    (leg) =>
      leg.passed && (leg.dueAt ?? now) <= now && !next.legs.some((other) => other.passed && other.seq === leg.seq),
  );

const isOthers = (d: Derived, [was, would]: readonly [Case, Case], now: Instant): boolean =>
  d.endedAt !== null && whoHolds(was, d, now) !== whoHolds(would, d, now);

/** The person whom the record names for a deadline, now or at its end. */
export const whoHolds = (c: Case, d: Derived, now: Instant): string | null =>
  holderAt(c, d.owner, { at: d.endedAt ?? now, before: d.endedBy ?? undefined, knownBy: knownBy(d) }).persons[0] ??
  null;
