import type { RefusalCode } from '../record/refusal.ts';

const NO_SUCH = '所写的对象不在可以由本人提出的范围之内：请核对编号，或者由法院工作人员登记';
const DONE = '该项已经登记过：需要补充、更正的，请与承办人联系';
const DATES = '所写的日期不合要求：不得晚于登记之时，也不得早于所针对的事项';
const SUMS = '所写的金额不合要求：请核对后再提交';

/**
 * What a party hears of a refusal: the sentence of its code. What the court's own people read names things, dates and sums
 * of the record; a party is told of those by disclosure alone (plan §6).
 */
const sentences: Partial<Record<RefusalCode, string>> = {
  'unknown-subject': NO_SUCH,
  'unknown-party': NO_SUCH,
  'at-before-subject': NO_SUCH,
  'unknown-fact': NO_SUCH,
  'objection-too-late': '已经超过法定的期限：确有正当理由的，请向承办人说明并申请顺延',
  'case-closed': '本案已经结案，不再登记这一事项',
  'already-recorded': DONE,
  'named-twice': '同一项重复列出：每项只列一次',
  'missing-field': '缺少必填的内容：请补齐后再提交',
  'dates-out-of-order': DATES,
  'at-in-future': DATES,
  'at-before-filing': DATES,
  'at-before-ground': DATES,
  'amount-exceeds': SUMS,
  'amount-differs': SUMS,
  'same-person': '不能针对本人提出的事项提出',
  'not-qualified': '所写的内容与该项不符：请核对后再提交',
};
const OTHERWISE = '现在不能登记这一事项：请与承办人联系';

/** The sentence that a party hears for a code. */
export const sentenceToParty = (code: RefusalCode): string => sentences[code] ?? OTHERWISE;
