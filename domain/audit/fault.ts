import type { AuditKey } from './chain.ts';

/** From one number to another, both counted. */
export interface AuditStretch {
  readonly from: number;
  readonly to: number;
}

/** Something that is wrong with an export, and where. */
export interface AuditFault {
  readonly kind: AuditFaultKind;
  /** The line of the export at which it showed, from 1 on. */
  readonly line: number;
  readonly batches?: AuditStretch;
  readonly records?: AuditStretch;
  /** The row, where the chain names it. */
  readonly of?: { readonly table: string; readonly key: AuditKey };
  /** Another thing to say: the other court, the key. */
  readonly also?: string;
}

/** What can be wrong, and how an auditor is told. `also` is the fault's own. */
export const auditFaults = {
  empty: () => '文件是空的：不是审计导出文件',
  'no-export': () => '第一行不是审计导出文件的开头：这不是 audit:export 写出的文件，或开头已被改动',
  'newer-version': () => '导出文件的版本比本程序新：请用新版程序校验',
  'broken-line': () => '这一行不是导出程序写出的样子：被改动过，或不属于本文件',
  'half-line': () => '文件最后一行没有写完：文件在此处被截断',
  'line-misplaced': () => '这一行不在它应在的位置',
  'batch-missing': () => '缺少这些批次',
  'batch-misplaced': () => '批次的编号不连续：被插入、重复或调换了位置',
  'batch-changed': () => '批次的内容与它自己的哈希不符',
  'batch-unlinked': () => '批次没有接在前一批之后：前一批或本批被换过',
  'record-missing': () => '缺少这些记录',
  'record-misplaced': () => '记录的编号不属于此处：被插入、重复或调换了位置',
  'record-changed': () => '记录的内容与封存时不符',
  'record-deleted': () => '记录封存以后，数据库中已被删除',
  'record-gone': () => '记录在写入之后、封存之前就从数据库中消失',
  'records-replaced': () => '记录各自的哈希都对，但与本批封存的总哈希不符：整批记录被换过',
  'checkpoint-missing': (also) => `缺少检查点 ${also}`,
  'checkpoint-differs': () => '链与检查点当时签名的内容不符：自上一个相符的检查点以来被改写过',
  'signature-bad': () => '检查点的签名不对',
  'key-unknown': (also) => `检查点由不认识的密钥 ${also} 签名`,
  'other-court': (also) => `属于另一个法院：${also}`,
  'never-sealed': () => '数据库中有这一行，但它从未经正常途径进入审计链：绕过程序写入',
  'cut-tail': (also) => `导出止于此处，而 ${also} 的检查点已知道后面的批次：尾部被截去，或导出早于该检查点`,
  'cut-short': () => '没有结尾行：文件在此处被截断',
  'waiting-missing': () => '没有写明导出时还有多少待封存：这一行被删去',
  'after-end': () => '结尾行之后还有内容',
  'end-differs': () => '结尾行的数目与实际内容不符',
  'digest-differs': () => '文件与结尾行的摘要不符：导出以后有改动（位置见其他各项；没有其他各项时，改动在链以外的行）',
} as const satisfies Readonly<Record<string, (also: string) => string>>;

/** The id of a fault. */
export type AuditFaultKind = keyof typeof auditFaults;

const numbers = (name: string, { from, to }: AuditStretch): string => `${name} ${from === to ? from : `${from}–${to}`}`;

/** A fault in one line: where, its id, and what it means. */
export function auditFaultZh({ kind, line, batches, records, of, also = '' }: AuditFault): string {
  const places = [
    batches && numbers('批次', batches),
    records && numbers('记录', records),
    of && `${of.table} ${Object.values(of.key).join('/')}`,
    `第 ${line} 行`,
  ];
  const where = places.filter((place) => place !== undefined).join('，');
  const say: (said: string) => string = auditFaults[kind];
  return `${where}：${kind} ${say(also)}`;
}
