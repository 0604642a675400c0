import { type NodeId, nodeRow } from '../domain/nodes/index.ts';
import { caseIdOf } from '../domain/record/case-number.ts';
import { refuse, type Refusal } from '../domain/record/refusal.ts';
import { readRecordHead } from '../db/cases/case.ts';
import type { Db } from '../db/client.ts';

/** A matter that names a case names one of this court's: as it is founded, and as its founding is put right. */
export async function unknownCase(tx: Db, node: NodeId, payload: object): Promise<Refusal | undefined> {
  const named: unknown = 'case' in payload ? payload.case : undefined;
  if (typeof named !== 'string' || (await readRecordHead(tx, caseIdOf(named)))?.kind === 'case') return undefined;
  const { zh, basis } = nodeRow(node);
  return refuse('not-qualified', `“${zh}”所涉的案件 ${named} 不存在；案件编号见 GET /api/cases`, basis);
}
