import { type ClosingKind, closingKindIds, closingKinds } from '../../nodes/closing-kinds.ts';
import { law } from '../../nodes/basis.ts';
import { isNodeId, type NodeId, nodeRow } from '../../nodes/index.ts';
import type { Role } from '../../nodes/roles.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import type { Missing } from '../../record/refusal.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { deadlineRow } from '../deadlines.ts';
import type { DeadlineNow } from '../derived.ts';
import { blocking } from './blocking.ts';
import { notOfItsNumber, unreviewed } from './conditions.ts';
import type { Gap } from './gate.ts';
import { groundOf } from './grounds.ts';
import { closingKindRows } from './kinds.ts';

/** Something that a closing lacks, the node that mends it, and the roles that may record that. */
interface Mend extends Gap {
  readonly by: readonly Role[];
}

/** One line of a checklist: a ground, a gate, a deadline that has to be over, the review. */
export interface CheckItem {
  readonly id: string;
  readonly zh: string;
  readonly basis: string;
  readonly of: 'ground' | 'gate' | 'deadline' | 'review';
  readonly met: boolean;
  readonly facts: readonly Fact[];
  readonly gaps: readonly Mend[];
}

/** What a case needs to be closed in a way, each with what met it or what mends it (plan §5). */
export interface Checklist {
  readonly kind: ClosingKind;
  /** Its ground holds; of 终本, whose gates together are its ground: they are all open. */
  readonly hasGround: boolean;
  readonly items: readonly CheckItem[];
  readonly gaps: number;
}

/** The kinds in which a case of this number may end. */
export const kindsFor = (c: Case): readonly ClosingKind[] =>
  closingKindIds.filter((kind) => notOfItsNumber(c, kind) === undefined);

/** The checklist of a kind of closing, at an instant, with the deadlines as they stand then. */
export function checklist(c: Case, kind: ClosingKind, { now, deadlines, underway }: Standing): Checklist {
  const ground = groundItem(c, kind, now);
  const gates = closingKindRows[kind].gates.map(({ id, zh, basis, look }): CheckItem => {
    const { facts, gaps } = look(c, now);
    return { ...{ id, zh, basis: basis.zh, of: 'gate' }, met: gaps.length === 0, facts, gaps: gaps.map(mend) };
  });
  const rows = blocking(deadlines, kind).map((missing) => rowItem(deadlines, missing));
  const items = [...ground, ...gates, ...underwayItem(underway), ...rows, reviewItem(c, kind)];
  const hasGround = [...ground, ...(ground.length === 0 ? gates : [])].every(({ met }) => met);
  return { kind, hasGround, items, gaps: items.filter(({ met }) => !met).length };
}

interface Standing {
  readonly now: Instant;
  readonly deadlines: readonly DeadlineNow[];
  /** What of its money other records know of; left out: nobody has looked. */
  readonly underway?: readonly Missing[];
}

const mend = ({ node, zh }: Gap): Mend => ({ node, zh, by: nodeRow(node).by });
const called = (node: NodeId): Mend => mend({ node, zh: nodeRow(node).zh });

function groundItem(c: Case, kind: ClosingKind, now: Instant): readonly CheckItem[] {
  const ground = groundOf(kind);
  if (ground === null) return [];
  const fact = ground.holds(c);
  const basis = nodeRow(fact?.node ?? ground.nodes[0] ?? 'case.closed').basis.zh;
  const rest = fact === undefined ? ground.rest?.(c, dateOf(now)) : undefined;
  const zh = `结案事由：${ground.zh}${rest === undefined ? '' : `（${rest}）`}`;
  const gaps = fact === undefined ? ground.nodes.map(called) : [];
  return [{ id: 'ground', zh, basis, of: 'ground', met: fact !== undefined, facts: fact ? [fact] : [], gaps }];
}

/** What of the case's money is on its way, claimed or in doubt elsewhere (docs/spec/money.md 14). */
function underwayItem(underway: readonly Missing[] | undefined): readonly CheckItem[] {
  if (underway === undefined) return [];
  const gaps = underway.flatMap(({ id, zh }) => (isNodeId(id) ? mend({ node: id, zh }) : []));
  const [zh, basis] = ['没有院内在途、待认领的款项和涉及本案案款的对账差异', law('法发〔2017〕6号').zh];
  return [{ id: 'money-underway', zh, basis, of: 'gate', met: gaps.length === 0, facts: [], gaps }];
}

function rowItem(deadlines: readonly DeadlineNow[], { id, zh, basis = '' }: Missing): CheckItem {
  const rule = deadlines.find((d) => d.id === id)?.rule;
  const nodes = rule === undefined ? [] : deadlineRow(rule).done.nodes;
  return { id, zh, basis, of: 'deadline', met: false, facts: [], gaps: nodes.map(called) };
}

function reviewItem(c: Case, kind: ClosingKind): CheckItem {
  const missing = unreviewed(c, kind, false);
  const gaps = missing.map(({ id, zh }) => mend({ node: id === 'closing.submitted' ? id : 'closing.reviewed', zh }));
  const reviewed = gaps.length === 0 ? c.last('closing.reviewed') : undefined;
  const zh = `以“${closingKinds[kind]}”提交并通过结案审查`;
  const basis = nodeRow('closing.reviewed').basis.zh;
  return { id: 'review', zh, basis, of: 'review', met: gaps.length === 0, facts: reviewed ? [reviewed] : [], gaps };
}
