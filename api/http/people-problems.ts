/** What can be wrong with a change of the register of people, by code: rows of the table of `errors.ts`. */
export const peopleProblems = {
  'no-such-person': { status: 404, title: '没有此人', detail: '全部人员见 GET /api/people' },
  'no-such-assignment': { status: 404, title: '没有此项授予', detail: '各人的角色见 GET /api/assignments' },
  'own-right': { status: 403, title: '不能改动自己的角色', detail: '请由另一名安全管理员办理' },
  'person-exists': { status: 409, title: '编号已有人使用', detail: '请核对是否同一人；不是的，请另用编号' },
  'role-held': { status: 409, title: '已经担任', detail: '要改动期间的，请先终止原来的，再另行授予' },
  'role-ended': { status: 409, title: '已经终止', detail: '要再次担任的，请另行授予' },
  'roles-apart': { status: 422, title: '不得兼任', detail: '请先终止另一角色，或者授予他人' },
  'role-dated-back': { status: 422, title: '期间在过去', detail: '请自现在起授予或者终止' },
  'last-of-role': { status: 422, title: '不能没有安全管理员', detail: '请先授予他人' },
  'lines-refused': { status: 422, title: '文件有误', detail: '没有变更；请改正 missing 所列各行后再发' },
  'not-in-office': { status: 422, title: '不在任', detail: '请另行指定，或者由安全管理员先授予角色' },
  'still-holds': { status: 422, title: '尚未移交', detail: '请先移交 missing 所列各项' },
} as const;
