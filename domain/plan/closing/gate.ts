import type { Basis } from '../../nodes/basis.ts';
import { type NodeId, nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import type { Missing } from '../../record/refusal.ts';
import type { Instant } from '../../time/instant.ts';

/** Something that a gate lacks, and the node that mends it. */
export interface Gap {
  readonly node: NodeId;
  readonly zh: string;
}

/** How a gate stands: the facts that speak for it, and what it lacks; it is open where it lacks nothing. */
export interface Look {
  readonly facts: readonly Fact[];
  readonly gaps: readonly Gap[];
}

/** A condition of closing, read from the record (plan §5). */
export interface Gate {
  readonly id: string;
  readonly zh: string;
  readonly basis: Basis;
  readonly look: (c: Case, now: Instant) => Look;
  /** It is about money: whatever it lacks is told one by one, as `unexplained-money` (docs/spec/money.md 14). */
  readonly ofMoney?: true;
}

export const isOpen = (gate: Gate, c: Case, now: Instant): boolean => gate.look(c, now).gaps.length === 0;

/** What a gate that is shut says in a refusal: the first of what it lacks; of money all of it, by the node that mends each. */
export function shutAs({ id, zh, basis, look, ofMoney }: Gate, c: Case, now: Instant): readonly Missing[] {
  const { gaps } = look(c, now);
  if (ofMoney) return gaps.map((gap) => ({ id: gap.node, zh: `${gap.zh}（${gap.node}）`, basis: basis.zh }));
  const more = gaps.length > MOST ? `等${gaps.length}项` : '';
  const told = gaps.slice(0, MOST).map((gap) => `${gap.zh}（${gap.node}）`);
  return [{ id, zh: `${zh}：${told.join('；')}${more}`, basis: basis.zh }];
}

const MOST = 3;

/** A fact that has to be there, and for whom. */
export const needs = (fact: Fact | undefined, node: NodeId, whose = ''): Look =>
  fact === undefined ? lacks(node, `${whose}尚未登记“${nodeRow(node).zh}”`) : { facts: [fact], gaps: [] };

export const lacks = (node: NodeId, zh: string): Look => ({ facts: [], gaps: [{ node, zh }] });

/** All of several things are asked. */
export const every = (looks: readonly Look[]): Look => ({
  facts: looks.flatMap(({ facts }) => facts),
  gaps: looks.flatMap(({ gaps }) => gaps),
});
