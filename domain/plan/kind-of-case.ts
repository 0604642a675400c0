import { type NodeId, nodeRow } from '../nodes/index.ts';
import { law } from '../nodes/basis.ts';
import { servesCase } from '../nodes/preservation.ts';
import type { Case } from '../record/case.ts';
import { isPreservation } from '../record/preservation.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

const basis = law('法释〔2016〕22号');

/** What belongs into cases of another kind: a preservation takes measures and keeps them, it satisfies nobody (plan §0). */
export function ofOtherCases(c: Case, node: NodeId): Refusal | undefined {
  const preserving = isPreservation(c);
  if (servesCase(node, preserving)) return undefined;
  const zh = preserving
    ? `本案是执保案件，只采取、续行和解除保全措施，不办理“${nodeRow(node).zh}”；转入执行后请在执行案件登记`
    : `“${nodeRow(node).zh}”只在执保案件登记；本案是执行案件，请登记所采取的控制措施`;
  return refuse('not-of-this-kind', zh, basis);
}
