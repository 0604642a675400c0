import { type NodeId, nodeRow, type PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { holders } from '../../record/holders.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { deadlineRow, type RuleId, ruleIds } from '../deadlines.ts';
import { proposalFor } from '../triage/proposal.ts';

/**
 * The decision that a deadline waits for, where it is its owner's own: what discharges it first is a decision, and the owner may
 * record it. Undefined: something is to be done, or another office decides, whose step is an `approval-step` (plan §5).
 */
export function ownDecision(rule: RuleId): NodeId | undefined {
  const { done, owner } = deadlineRow(rule);
  const [node] = done.nodes;
  if (node === undefined || rule === 'approval-step') return undefined;
  const { decision, by } = nodeRow(node);
  return decision === true && (by.includes(owner) || by.includes('handler')) ? node : undefined;
}

/** The rules that wait for nothing but a decision of their owner, in the order of the plan. */
export const decidedByOwner: readonly RuleId[] = ruleIds.filter((rule) => ownDecision(rule) !== undefined);

/** What asks for a decision, and when it is looked at. */
interface Asked {
  /** The fact that opened the deadline. */
  readonly by: Fact;
  readonly now: Instant;
}

type Supposing<N extends NodeId> = (c: Case, asked: Asked) => Partial<PayloadOf<N>>;

/** Of the opening fact, whatever its node. */
const saidBy = ({ by }: Asked) => by.payload as Readonly<Record<string, unknown>>;

/** What a decision would say that gives what was asked for: for what would follow from it. */
const supposals: { readonly [N in NodeId]?: Supposing<N> } = {
  'triage.decided': (c) => ({
    team: proposalFor(c).team ?? 'ordinary',
    criteria: proposalFor(c).criteria.map(({ id }) => id),
  }),
  'application.decided': () => ({ granted: true }),
  'objection.decided': () => ({ outcome: 'upheld' }),
  'release.decided': (_, asked) => {
    const { about } = saidBy(asked);
    return { ground: 'application', granted: true, ...(typeof about === 'string' && { assets: [about] }) };
  },
  'closing.reviewed': (_, { by }) => (by.node === 'closing.submitted' ? { kind: by.payload.kind } : {}),
  'panel.decided': (c) => ({ about: 'long-case', outcome: 'agreed', members: [...holders(c, 'panel')] }),
  'deadline.lapsed': (_, { by }) => (by.node === 'deadline.contested' ? { deadlines: [by.payload.deadline] } : {}),
  'petition.concluded': (_, { now }) => ({ toldOn: dateOf(now) }),
};

/** The content that is supposed of a decision: what is left out is the decider's to write. */
export function supposed(c: Case, node: NodeId, asked: Asked): Readonly<Record<string, unknown>> {
  const suppose = supposals[node] as Supposing<NodeId> | undefined; // each gives the content of its own node
  return { ...suppose?.(c, asked) };
}
