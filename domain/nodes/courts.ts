/** 法院代字's first part: the province (法〔2015〕137号), and what a case's id writes for it (ISO 3166-2). */
export const regions: Readonly<Record<string, string>> = {
  最高法: 'spc', 京: 'bj', 津: 'tj', 冀: 'he', 晋: 'sx', 内: 'nm', 辽: 'ln', 吉: 'jl', 黑: 'hl', 沪: 'sh', 苏: 'js',
  浙: 'zj', 皖: 'ah', 闽: 'fj', 赣: 'jx', 鲁: 'sd', 豫: 'ha', 鄂: 'hb', 湘: 'hn', 粤: 'gd', 桂: 'gx', 琼: 'hi',
  渝: 'cq', 川: 'sc', 贵: 'gz', 云: 'yn', 藏: 'xz', 陕: 'sn', 甘: 'gs', 青: 'qh', 宁: 'nx', 新: 'xj', 兵: 'bt', 军: 'jun',
}; // prettier-ignore

/** A court's own code as a pattern, e.g. `豫0823`: the province, then nothing, two digits or four. */
export const COURT_PATTERN = `(${Object.keys(regions).join('|')})([0-9]{4}|[0-9]{2}|)`;
