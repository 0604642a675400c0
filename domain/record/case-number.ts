/**
 * Case numbers: `（收案年度）法院代字 类型代字 编号 号` (法〔2015〕137号). The case id is a function of the number, in
 * letters that URLs, file names and shells take as they are: `（2026）豫0823执123号` → `2026-ha0823-zhi-123`.
 */
const regions: Readonly<Record<string, string>> = {
  最高法: 'spc', 京: 'bj', 津: 'tj', 冀: 'he', 晋: 'sx', 内: 'nm', 辽: 'ln', 吉: 'jl', 黑: 'hl', 沪: 'sh', 苏: 'js',
  浙: 'zj', 皖: 'ah', 闽: 'fj', 赣: 'jx', 鲁: 'sd', 豫: 'ha', 鄂: 'hb', 湘: 'hn', 粤: 'gd', 桂: 'gx', 琼: 'hi',
  渝: 'cq', 川: 'sc', 贵: 'gz', 云: 'yn', 藏: 'xz', 陕: 'sn', 甘: 'gs', 青: 'qh', 宁: 'nx', 新: 'xj', 兵: 'bt', 军: 'jun',
}; // prettier-ignore
const types: Readonly<Record<string, string>> = {
  执: 'zhi', 执恢: 'zhihui', 执保: 'zhibao', 执异: 'zhiyi', 执复: 'zhifu', 执监: 'zhijian', 执协: 'zhixie', 执他: 'zhita',
}; // prettier-ignore

const pattern = new RegExp(
  `^[（(](199[0-9]|20[0-9]{2}|2100)[）)](${Object.keys(regions).join('|')})([0-9]{2}|[0-9]{4}|)(${Object.keys(types)
    .toSorted((a, b) => b.length - a.length)
    .join('|')})([1-9][0-9]{0,8})号$`,
);

/** The form of a case number as the description of the API states it; stray spaces are taken besides. */
export const CASE_NUMBER = pattern.source;

export interface CaseNumber {
  /** With full-width brackets, as courts write it. */
  readonly text: string;
  /** The case's id, and its workflow's. */
  readonly id: string;
  /** The court's own code, e.g. `豫0823`. */
  readonly court: string;
}

/** Reads a case number; half-width brackets and stray spaces are taken. Undefined if it is none. */
export function parseCaseNumber(input: string): CaseNumber | undefined {
  const match = pattern.exec(input.replaceAll(/\s/g, ''));
  if (match === null) return undefined;
  const [, year = '', region = '', code = '', type = '', number = ''] = match;
  return {
    text: `（${year}）${region}${code}${type}${number}号`,
    id: `${year}-${regions[region] ?? ''}${code}-${types[type] ?? ''}-${number}`,
    court: `${region}${code}`,
  };
}

/** Whether a text has the form of a case's id: nothing else may be taken for a workflow of a case. */
export const isCaseId = (text: string): boolean => /^\d{4}-[a-z]+\d*-[a-z]+-\d+$/.test(text);
