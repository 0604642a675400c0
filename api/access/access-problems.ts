/** What can go wrong where something masked is to be shown: rows of the table of `errors.ts`. */
export const accessProblems = {
  'not-revealable': { status: 403, title: '不能查看', detail: '此项对你不公开；办理本案确需的，请由有权的人员查看' },
  'no-such-field': { status: 422, title: '没有此项', detail: '请写案件中隐去的项目所在，如 /respondents/0/idNo' },
} as const;
