import { and, asc, eq, inArray } from 'drizzle-orm';
import { type Case, readCase } from '../../domain/record/case.ts';
import { asFact } from '../../domain/record/fact.ts';
import type { NodeId } from '../../domain/nodes/index.ts';
import { describingNodes } from '../../domain/plan/control/assets.ts';
import { stepNodes } from '../../domain/plan/control/measures.ts';
import type { Db } from '../client.ts';
import { facts } from '../schema/index.ts';
import { recorded } from './read.ts';

const aboutAssets: readonly NodeId[] = [
  'case.filed',
  ...new Set<NodeId>([...describingNodes, ...stepNodes]),
  'fact.corrected',
  'fact.withdrawn',
];

/** A case as far as its assets go: none of its other facts are read. Undefined if there is no such case. */
export async function readAssetFacts(db: Db, caseId: string): Promise<Case | undefined> {
  const rows = await db
    .select(recorded)
    .from(facts)
    .where(and(eq(facts.caseId, caseId), inArray(facts.node, [...aboutAssets])))
    .orderBy(asc(facts.seq));
  if (rows.length === 0) return undefined;
  return readCase(rows.map(asFact));
}
