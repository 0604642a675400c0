import { type Outline, outlineOf } from '../access/outline.ts';
import { isApprovable } from '../nodes/approvals.ts';
import { type NodeId, nodeIds, nodeRow } from '../nodes/index.ts';
import { deadlineRow, ruleIds } from '../plan/deadlines.ts';
import type { Derived } from '../plan/derived.ts';
import { referredTo } from '../plan/refers.ts';
import type { Case } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { reading } from '../record/reading.ts';

const holdsSecret = ({ seen, fields, items }: Outline): boolean =>
  seen?.class === 'secret' ||
  [...(fields?.values() ?? [])].some(holdsSecret) ||
  (items !== undefined && holdsSecret(items));

const holdsNoSecret = (node: NodeId): boolean => {
  const outline = outlineOf(nodeRow(node).payload, { strict: true });
  return outline === undefined || !holdsSecret(outline);
};

const tellable: ReadonlySet<NodeId> = new Set(nodeIds.filter(holdsNoSecret));

/** Whether nothing in a node is secret: where a search will be, who told of property. Of one that holds such, that it is there is told to nobody outside. */
export const isTellable = (node: NodeId): boolean => tellable.has(node);

/** Rules that only such nodes open: a rung of theirs would tell that one is there. */
const untoldRules: ReadonlySet<string> = new Set(ruleIds.filter((id) => isOnlySecret(deadlineRow(id).opens.nodes)));

function isOnlySecret(nodes: readonly NodeId[]): boolean {
  return nodes.length > 0 && !nodes.some(isTellable);
}

/** What of a record nobody outside is told of. */
interface Withheld {
  /** Facts, by their place. */
  readonly facts: ReadonlySet<number>;
  /** Things that one of them began. */
  readonly subjects: ReadonlySet<string>;
}

/**
 * A fact with a secret in it is withheld, and with it whatever is about it: a pass of the request that it made, a panel's word on that
 * request, its correction, the supervision of a deadline that it opened. Read in the order of recording: what was told stays told.
 */
const withheld = reading((c): Withheld => {
  const facts = new Set<number>();
  const subjects = new Set<string>();
  for (const fact of c.record) {
    if (isTellable(fact.node) && (facts.size === 0 || !isAbout(fact, { facts, subjects }))) continue;
    facts.add(fact.seq);
    if (fact.subject !== null && nodeRow(fact.node).introduces !== undefined) subjects.add(fact.subject);
  }
  return { facts, subjects };
});

function isAbout(fact: Fact, { facts, subjects }: Withheld): boolean {
  if (fact.subject !== null && subjects.has(fact.subject)) return true;
  const isGone = (of: string) => (value: unknown) =>
    of === 'fact' ? facts.has(Number(value)) : subjects.has(String(value));
  const named = referredTo(nodeRow(fact.node), fact.payload)
    .filter(({ reference: { of } }) => of !== 'request' || !isApprovable(fact.node)) // a decision is told as what it decides
    .some(({ reference: { of }, values }) => values.every(isGone(of)));
  return named || isOfDeadlines(fact, { facts, subjects });
}

const DEADLINE = /^([a-z0-9-]+)(?::([^@]+))?@(\d+)$/;

/** Whether all the deadlines that a fact names are such as nobody outside is told of. */
function isOfDeadlines({ payload }: Fact, { facts, subjects }: Withheld): boolean {
  const { deadline, deadlines = deadline === undefined ? [] : [deadline] } = payload as { readonly deadline?: string; readonly deadlines?: readonly string[] }; // where a node has them, these are their forms
  return (
    deadlines.length > 0 &&
    deadlines.every((id) => {
      const [, rule = '', subject, seq] = DEADLINE.exec(id) ?? [];
      return untoldRules.has(rule) || facts.has(Number(seq)) || (subject !== undefined && subjects.has(subject));
    })
  );
} // prettier-ignore

/** Whether a record was founded by something secret: nothing of it is told. */
export const isWithheld = (c: Case): boolean => !isTellable(c.founding.node);

/** Whether a fact is told. */
export const isTold = (c: Case, { seq }: Pick<Fact, 'seq'>): boolean => !withheld(c).facts.has(seq);

/** Whether a deadline tells of a fact that is told to nobody: by its rule, by the fact that opened it, or by its subject. */
export function isToldOf(c: Case, { rule, seq, subject }: Pick<Derived, 'rule' | 'seq' | 'subject'>): boolean {
  const { facts, subjects } = withheld(c);
  if (untoldRules.has(rule) || facts.has(seq)) return false;
  return subject === null || !(subjects.has(subject) || c.record.some((fact) => fact.subject === subject && facts.has(fact.seq))); // prettier-ignore
}
