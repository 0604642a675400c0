import type { WorklistRow } from '../../db/cases/worklist.ts';
import { approvalOf, askedElsewhere } from '../../domain/nodes/approvals.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { caseBound, type Role, roles } from '../../domain/nodes/roles.ts';
import { concerning } from '../../domain/plan/approvals/concerning.ts';
import { ownDecision, supposed } from '../../domain/plan/approvals/own-decisions.ts';
import { deadlineRow } from '../../domain/plan/deadlines.ts';
import { openedAbout, subjectFor } from '../../domain/plan/ways-out.ts';
import type { Actor, Person } from '../../domain/record/actor.ts';
import type { Case } from '../../domain/record/case.ts';
import type { Fact } from '../../domain/record/fact.ts';
import { holders } from '../../domain/record/holders.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** Something that waits for somebody's decision: a request, or a deadline that nothing but a decision of its owner ends. */
export interface Waiting {
  readonly id: string;
  readonly of: NodeId;
  readonly zh: string;
  readonly basis: string;
  readonly also: string | null;
  readonly about: string | null;
  /** What the decision would say. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** The same with whatever else its form wants: to see what would follow. */
  readonly content: object;
  /** What asks for it, and what was said on it since. */
  readonly made: Fact;
  readonly passed: readonly Fact[];
  readonly facts: readonly Fact[];
  /** Who has still to speak, the decider last. */
  readonly chain: readonly Role[];
  readonly isDue: boolean;
  readonly actor: Actor;
}

const NOBODY = '';

/** Somebody who may make a decision, for its consequences alone: what a record binds to a person is that person's. */
export function anyDecider(
  c: Case,
  node: NodeId,
  { office, otherwise = NOBODY }: { office: Role; otherwise?: string },
): Actor {
  const [bound = otherwise] = caseBound.has(office) ? holders(c, office) : [NOBODY];
  return { id: bound, name: roles[office], roles: nodeRow(node).by, via: 'api' };
}

/** A decision of the table of approvals that the parties ask for, and the panel makes: its own name, and what is asked besides. */
const asksBesides = (node: NodeId, owner: Role) =>
  owner === 'panel' && node in askedElsewhere ? approvalOf(node as keyof typeof askedElsewhere) : undefined; // just looked up

/** The fields that a decision cannot do without, written somehow: they are the decider's to write. */
function asItsFormWants(node: NodeId): object {
  const { payload, example } = nodeRow(node);
  const { required = [] } = payload as { readonly required?: readonly string[] }; // the schema of an object
  return Object.fromEntries(Object.entries(example as object).filter(([field]) => required.includes(field)));
}

/** What of a case waits for the decision of a deadline's owner: as whoever reads it would decide. */
export function waitingDecision(
  c: Case,
  { deadline }: WorklistRow,
  { reader, now }: { readonly reader: Person | undefined; readonly now: Instant },
): Waiting | undefined {
  const of = ownDecision(deadline.rule);
  const made = c.fact(Number(/@(\d+)$/.exec(deadline.id)?.[1]));
  if (of === undefined || made === undefined) return undefined;
  const { ownerRole: owner } = deadline;
  const about = subjectFor(of, { ...deadline, kind: openedAbout(deadline.because) });
  const payload = supposed(c, of, { by: made, now });
  const { zh = nodeRow(of).zh, also = null } = asksBesides(of, owner) ?? {};
  return {
    ...{
      id: deadline.subject ?? deadline.id,
      of,
      zh,
      also,
      about,
      payload,
      made,
      passed: [],
      chain: [owner],
      isDue: true,
    },
    content: { ...asItsFormWants(of), ...payload },
    basis: deadlineRow(deadline.rule).basis.zh,
    facts: concerning(c, {
      made,
      asks: { of, about: about ?? made.subject ?? undefined, payload: { ...made.payload, ...payload } },
    }),
    actor: reader === undefined ? anyDecider(c, of, { office: owner }) : { ...reader, via: 'api' },
  };
}
