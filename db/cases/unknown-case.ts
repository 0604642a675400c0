import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { caseIdOf, courtOf } from '../../domain/record/case-number.ts';
import { refuse, type Refusal } from '../../domain/record/refusal.ts';
import type { Db } from '../client.ts';
import { readRecordHead } from './case.ts';

/** A matter that names a case names one of this court's: as it is founded, and as its founding is put right. */
export async function unknownCase(
  db: Db,
  courtCode: string,
  { node, payload }: { readonly node: NodeId; readonly payload: object },
): Promise<Refusal | undefined> {
  const named: unknown = 'case' in payload ? payload.case : undefined;
  if (typeof named !== 'string') return undefined;
  const { zh, basis } = nodeRow(node);
  const court = courtOf(named);
  if (court !== undefined && court !== courtCode)
    return refuse('wrong-court', `“${zh}”所涉的案件 ${named} 是${court}的案件，本院是${courtCode}：只写本院的案件`, basis); // prettier-ignore
  if ((await readRecordHead(db, caseIdOf(named)))?.kind === 'case') return undefined;
  return refuse('not-qualified', `“${zh}”所涉的案件 ${named} 不存在；案件编号见 GET /api/cases`, basis);
}
