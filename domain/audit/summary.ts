import type { AuditSeen } from './verify.ts';
import type { AuditTrust } from './walk.ts';

/** What was checked, what was found, and what nobody can know from what was given, a sentence a line. */
export function auditSummaryZh(seen: AuditSeen, trust: AuditTrust, faults: number): readonly string[] {
  const { court = '', batches, records, byTable, checkpoints, first, last, keys, waiting } = seen;
  const tables = Object.entries(byTable).map(([table, count]) => `${table} ${count}`).join('，'); // prettier-ignore
  return [
    `法院 ${court}：${batches} 个批次，${records} 条记录（${tables || '无'}），${checkpoints} 个检查点`,
    ...(first === undefined || last === undefined ? [] : [`封存时间 ${first} 至 ${last}`]),
    ...(keys.length === 0 ? [] : [`签名密钥 ${keys.join('，')}`]),
    ...(waiting === 0 ? [] : [`导出时另有 ${waiting} 次写入尚未封存：不在本链内`]),
    ...unknown(seen, trust),
    faults === 0 ? '校验通过：未发现问题' : `校验不通过：共 ${faults} 处问题`,
  ];
}

function unknown({ lastBatch, vouched, checkpoints }: AuditSeen, { isSigned, newest }: AuditTrust): readonly string[] {
  const said: string[] = [];
  if (isSigned === undefined)
    said.push('未核对签名：没有给出法院的公钥（--keys）。有数据库写权限的人可以重写整条链而不被发现');
  if (newest === undefined)
    said.push('未核对尾部：没有给出另行保存的检查点（--checkpoint）。最后一个检查点之后的批次若被截去，无从得知');
  if (isSigned !== undefined && vouched < lastBatch) {
    const from = vouched + 1;
    const stretch = from === lastBatch ? String(from) : `${from}–${lastBatch}`;
    said.push(`批次 ${stretch} 在最后一个可信检查点之后：尚无签名担保，请以后一个检查点再次核对`);
  }
  if (checkpoints === 0) said.push('链中没有检查点');
  return said;
}
