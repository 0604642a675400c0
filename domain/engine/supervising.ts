// What a 督办 step of a ladder opens, and what is one by itself: a supervised matter.
import { yuan } from '../money/yuan.ts';
import type { NodeId, PayloadOf } from '../nodes/index.ts';
import type { Role, StaffRole } from '../nodes/roles.ts';
import type { Derived } from '../plan/derived.ts';
import { lostFen } from '../plan/money/reversals.ts';
import { bySystem } from '../record/by-system.ts';
import type { Case } from '../record/case.ts';
import type { Fact, FactOf } from '../record/fact.ts';
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
export const supervise = (c: Case, d: Derived, seq: number, now: Instant): Fact => {
  const dueAt = d.dueAt === null ? {} : { dueAt: formatInstant(d.dueAt) };
  const payload = { about: supervisedZh(d, now), owner: supervised(d.owner), deadline: d.id, ...dueAt };
  return matterFact(c, { seq, payload, now });
};

interface Opens {
  readonly seq: number;
  readonly payload: PayloadOf<'supervision.opened'>;
  readonly now: Instant;
}

const matterFact = (c: Case, { seq, payload, now }: Opens): Fact =>
  bySystem({ seq, node: 'supervision.opened', subject: unused(c, `sv-${seq}`), payload, at: now, recordedAt: now });

/** Whose matter a lateness is: the engine's own is the command centre's, which watches how the systems work (plan §6). */
const supervised = (owner: Role): StaffRole => (owner === 'system' ? 'command' : (owner as StaffRole)); // rows name roles of staff: a test looks at the table

type Matter = Pick<PayloadOf<'supervision.opened'>, 'about' | 'owner'>;

/** THE TABLE of what is a supervised matter by itself, whoever was late with what: what it is about and whose; undefined: this one is none. */
const matterBy: { readonly [N in NodeId]?: (c: Case, fact: FactOf<N>) => Matter | undefined } = {
  'funds.reversed': (c, fact) => {
    const fen = lostFen(c, fact);
    const about = `银行冲正案款 ${fact.subject ?? ''} 时其中${yuan(fen)}已经付出、在途或者提存，为本院应追回款：请查明去向并追回`;
    return fen > 0 ? { about, owner: 'director' } : undefined;
  },
};

/** The supervised matters that new facts are by themselves, from their number on. */
export const superviseFacts = (c: Case, facts: readonly Fact[], first: number, now: Instant): readonly Fact[] =>
  facts
    .flatMap(
      (fact) => (matterBy[fact.node] as ((c: Case, fact: Fact) => Matter | undefined) | undefined)?.(c, fact) ?? [],
    ) // of that very node
    .map((payload, i) => matterFact(c, { seq: first + i, payload, now }));

/** An id that nobody in the case has given to anything. */
const unused = (c: Case, id: string): string => (c.subjects.has(id) ? unused(c, `${id}x`) : id);
