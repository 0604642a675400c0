/**
 * The case's own clocks, and the applicant's to the upper court (X11): the only ones that an approved exclusion stops. The
 * clocks of money and of a party's application never stand still (plan §5). By the rule's id.
 */
export const caseClocks = {
  'case-limit-simple': '简易案件三十日',
  'case-limit-ordinary': '普通案件三个月',
  'case-limit-statutory': '六个月法定期限',
  'upper-court-right': '向上一级法院申请执行之权',
} as const;

export type CaseClockId = keyof typeof caseClocks;
