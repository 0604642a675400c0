/** The outside systems that the plan names (plan §7), by id. The case management system is this one itself. */
export const systems = {
  'network-control': '执行网络查控系统',
  'related-cases': '关联案件查询系统',
  'case-funds': '执行案款管理系统',
  'e-dossier': '电子卷宗系统',
  mobile: '移动办案系统',
  auction: '网络司法拍卖平台',
  restriction: '失信、限制消费系统',
  'reward-notice': '执行悬赏公告平台',
  disclosure: '执行流程信息公开平台',
  command: '执行指挥平台',
  police: '公安机关协助平台',
} as const;

export type SystemId = keyof typeof systems;

/** An outside system records as itself, with a key of its own, what the rows that name it let it (plan §1). */
export type SystemRole = `sys:${SystemId}`;

/** The role of a system: `sys:network-control`. */
export const system = <S extends SystemId>(id: S): `sys:${S}` => `sys:${id}`;

/** Those roles with their names. */
export const systemRoles = Object.fromEntries(Object.entries(systems).map(([id, zh]) => [`sys:${id}`, zh])) as Record<
  SystemRole,
  string
>; // of all

export const isSystemRole = (role: string): role is SystemRole => Object.hasOwn(systemRoles, role);
