import { type Approvable, approvalOf, isApprovable } from '../nodes/approvals.ts';
import { plan } from '../nodes/basis.ts';
import { type NodeId, nodeRow } from '../nodes/index.ts';
import { requestOf, requests } from '../plan/approvals/readings.ts';
import type { Derived } from '../plan/derived.ts';
import type { Deadlines } from '../plan/guard.ts';
import { type Case, readCase } from '../record/case.ts';
import { delegatedTo, personsOf } from '../record/delegations.ts';
import { asFact, type Draft, type Fact } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { Instant } from '../time/instant.ts';
import { whoHolds } from './at-stake.ts';
import { isOverdue } from '../plan/light.ts';

/** What is decided that has a clock stand still, run longer, or end unmet. */
const stopping: ReadonlySet<NodeId> = new Set<NodeId>([
  'stay.ordered',
  'stay.ended',
  'exclusion.approved',
  'exclusion.ended',
  'extension.approved',
  'payout.delay-approved',
  'deferral.ended',
  'termination-track.entered',
  'termination-track.left',
  'team.changed',
  'deadline.lapsed',
]);

/**
 * Nobody stops the clock by which they are late (docs/decisions/057): a decision under which a lateness would no longer run
 * is for somebody above whoever answers for it, who holds that office; who acts in another's place alone does not.
 */
export function ownStop(c: Case, draft: Draft, { of, deadlines }: Deadlines): Refusal | undefined {
  const { node, by, as, now } = draft;
  if (!stopping.has(node) || !deadlines().some((d) => isOverdue(d, now))) return undefined;
  const { now: recordedAt, ...rest } = draft;
  const then = readCase([...c.record, asFact({ ...rest, seq: c.record.length + 1, recordedAt, via: 'api' })]);
  const lifted = liftedFrom(of(c, now), of(then, now), now);
  if (lifted.length === 0 || orderedAbove(c, draft)) return undefined;
  const who = personsOf(c, { by, as, recordedAt: now });
  const own = lifted.filter((d) => {
    const holder = whoHolds(c, d, now);
    return holder === null ? as.includes(d.owner) : who.includes(holder);
  });
  const delegated = delegatedTo(c, by, now);
  const concerned = as.every((role) => delegated.includes(role)) ? lifted : own;
  if (concerned.length === 0) return undefined;
  return refuse(
    'lateness-at-stake',
    `“${nodeRow(node).zh}”会使已有的逾期不再计算，不能由逾期的责任人自己登记，也不能仅凭代行的职务决定：${wayOut(node)}`,
    plan('四·一'),
    concerned.map((d) => ({ id: d.id, zh: `“${d.name}”已经逾期` })),
  );
}

/** What is overdue and no longer would be, or less: neither met nor overdue by the same due. */
function liftedFrom(was: readonly Derived[], would: readonly Derived[], now: Instant): readonly Derived[] {
  const after = new Map(would.map((d) => [d.id, d]));
  return was.filter((d) => {
    const next = after.get(d.id);
    if (!isOverdue(d, now) || next?.status === 'done' || next?.status === 'done-late') return false;
    return next?.status !== 'open' || (next.dueAt ?? now) > (d.dueAt ?? now);
  });
}

/** What is decided by somebody else, whoever writes it down: an upper court, or those who have passed the request up. */
function orderedAbove(c: Case, draft: Draft): boolean {
  if (draft.node === 'stay.ordered' && draft.payload.ground === 'upper-court') return true;
  const id = requestOf(draft);
  const passed = id === undefined ? [] : (requests(c).get(id)?.passed ?? []);
  return passed.some(({ fact }) => holdsIt(c, fact) && fact.by !== draft.by);
}

/** Whether it was said by whoever holds an office, not only in somebody's place. */
const holdsIt = (c: Case, { node, as, by, recordedAt }: Fact): boolean =>
  node === 'request.passed' && as.some((role) => !delegatedTo(c, by, recordedAt).includes(role));

function wayOut(node: NodeId): string {
  if (!isApprovable(node)) return '请由有权登记的另一人登记';
  return `请逐级报批（request.made），由上级同意后再登记，${hasOffice(node) ? '或者由担任该职务的人决定' : '或者由合议庭的其他成员登记'}`;
}

const hasOffice = (node: Approvable): boolean => approvalOf(node).decidedBy !== undefined;
