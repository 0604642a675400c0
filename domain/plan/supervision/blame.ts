import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import { isRefusal, refuse } from '../../record/refusal.ts';
import { type DeadlineNow, passedDue } from '../derived.ts';
import { type AskGuard, type DeadlinesOpened, lacking } from '../guard.ts';
import type { Instant } from '../../time/instant.ts';
import { makesLate } from '../light.ts';
import { byAnother } from '../persons.ts';
import { acceptedDue, matterDue } from './matter.ts';
import { deadlineNamed } from './named.ts';

const basis = plan('四·一');

/** What is late: a matter stands for the deadline and due for which it was opened, any other deadline for itself. */
export function latenessOf(
  c: Case,
  { id, rule, subject, dueAt }: Pick<DeadlineNow, 'id' | 'rule' | 'subject'> & { readonly dueAt: Instant | null },
) {
  const order = rule === 'supervised-matter' ? c.first('supervision.opened', subject) : undefined;
  const deadline = order?.payload.deadline;
  if (order === undefined || deadline === undefined) return { deadline: id, dueAt };
  return { deadline, dueAt: matterDue(order) ?? null };
}

/** Whether a fact names that same deadline or a matter that stands for it. */
const means = (c: Case, deadline: string, all: readonly DeadlineNow[]) => {
  const byId = new Map(all.map((d) => [d.id, d]));
  return (id: string): boolean => {
    const found = byId.get(id);
    return found !== undefined && latenessOf(c, found).deadline === deadline;
  };
};

/** Consequences need a deadline or matter that is overdue or was done late, without a reason that was accepted (plan §3). */
export const blamed: AskGuard<'criticism.published' | 'adverse-effect.found' | 'discipline.decided'> = (
  c,
  draft,
  standing,
) => {
  const found = deadlineNamed(draft.payload.deadline, standing);
  if (isRefusal(found)) return found;
  const passed = makesLate(found) ? passedDue(found, draft.at) : null;
  if (passed === null)
    return refuse('not-late', `期限 ${found.id} 没有逾期，不能通报批评或者处理；请核对所写的期限`, basis, [
      { id: found.id, zh: '未逾期' },
    ]);
  const all = standing.deadlines();
  const { deadline, dueAt } = latenessOf(c, { ...found, dueAt: passed });
  const accepted = c.all('delay.accepted').find((f) => {
    const named = all.find(({ id }) => id === f.payload.deadline);
    const about = named && latenessOf(c, { ...named, dueAt: acceptedDue(f) ?? null });
    return about?.deadline === deadline && about.dueAt === dueAt;
  });
  if (accepted === undefined) return undefined;
  return refuse(
    'delay-accepted',
    `执行局长已认可该逾期有正当理由（第${accepted.seq}号记录）；撤回后方可通报或者处理`,
    basis,
    [{ id: `${accepted.seq}`, zh: '认可逾期有正当理由' }],
  );
};

/** What is said of one lateness once: on the deadline or on the matter that stands for it, whichever was named (plan §3). */
type Blame = 'criticism.published' | 'adverse-effect.found' | 'discipline.decided';

/** What was said of that lateness before. */
function saidBefore(c: Case, node: Blame, draft: DraftOf<Blame | 'delay.accepted'>, standing: DeadlinesOpened) {
  const found = deadlineNamed(draft.payload.deadline, standing);
  if (isRefusal(found)) return found;
  const isMeant = means(c, latenessOf(c, found).deadline, standing.deadlines());
  const due = passedDue(found, draft.at) ?? Number.POSITIVE_INFINITY;
  // one before this due was about another lateness
  return c.all(node).find((f) => isMeant(f.payload.deadline) && f.at >= due);
}

/** Harm is found once, and once it is decided what follows; whoever erred takes it back first. */
export const notSaidYet: AskGuard<'adverse-effect.found' | 'discipline.decided'> = (c, draft, standing) => {
  const before = saidBefore(c, draft.node, draft, standing);
  if (before === undefined || isRefusal(before)) return before;
  const { zh } = nodeRow(draft.node);
  return refuse(
    'already-recorded',
    `该次逾期已经登记“${zh}”（第${before.seq}号记录）：一次逾期只登记一次，有误的先撤回`,
    basis,
    [{ id: `${before.seq}`, zh }],
  );
};

export const notCriticised: AskGuard<'criticism.published' | 'delay.accepted'> = (c, draft, standing) => {
  const before = saidBefore(c, 'criticism.published', draft, standing);
  if (before !== undefined && isRefusal(before)) return before;
  return (
    before &&
    refuse(
      'already-recorded',
      `该次逾期已经通报批评（第${before.seq}号记录）：一次逾期只通报一次，已通报的不再认可理由，撤回通报后另行决定`,
      basis,
    )
  );
};

/** Somebody has found that a lateness did harm, of that deadline or of the matter that stands for it (plan §3): never a clock alone. */
const harmOf = (c: Case, deadline: string, standing: DeadlinesOpened) => {
  const found = deadlineNamed(deadline, standing);
  if (isRefusal(found)) return [];
  const isMeant = means(c, latenessOf(c, found).deadline, standing.deadlines());
  return c.all('adverse-effect.found').filter((f) => isMeant(f.payload.deadline));
};

export const harmful: AskGuard<'discipline.decided'> = (c, { payload: { deadline } }, standing) =>
  harmOf(c, deadline, standing).length > 0 ? undefined : lacking('adverse-effect.found', `期限 ${deadline}：`);

/** Whoever found the harm does not decide what follows from it (engine.md 21). */
export const byJudge: AskGuard<'discipline.decided'> = (c, draft, standing) =>
  byAnother<'discipline.decided'>('认定造成不良影响', () => harmOf(c, draft.payload.deadline, standing))(
    c,
    draft,
    standing,
  );
