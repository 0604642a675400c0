import { isSystemRole, type SystemRole, systemRoles } from './systems.ts';

/** The roles of plan §1 (武法〔2022〕11号 第二、三章), by id. */
export const roles = {
  filing: '立案窗口',
  reception: '执行初次接待窗口',
  'property-control': '财产查控组',
  documents: '文书制作送达组',
  disposal: '财产处置组',
  funds: '案款管理员',
  finance: '财务人员',
  review: '审批督办内勤',
  analysis: '质效分析',
  command: '执行指挥中心',
  dossier: '卷宗管理中心',
  officer: '承办人',
  clerk: '书记员',
  handler: '经办人',
  bailiff: '法警',
  'team-leader': '团队负责人',
  director: '执行局长',
  'supervising-leader': '分管领导',
  president: '院长',
  panel: '合议庭',
  applicant: '申请执行人',
  respondent: '被执行人',
  administrator: '系统管理员',
  'security-administrator': '安全管理员',
  auditor: '审计管理员',
  system: '系统',
  ...systemRoles,
} as const;

export type Role = keyof typeof roles;

export const roleIds = Object.keys(roles) as Role[]; // the keys of a constant record are exactly its type

/** The court's standing desks, which work on every case: a person answers for each (plan §1). */
export const desks = [
  'filing', 'reception', 'property-control', 'documents', 'disposal', 'funds', 'finance', 'review', 'analysis',
  'command', 'dossier', 'bailiff',
] as const satisfies readonly Role[]; // prettier-ignore

/** Those desks with their names. */
export const deskNames = Object.fromEntries(desks.map((id) => [id, roles[id]])) as Record<
  (typeof desks)[number],
  string
>; // of all

/** The roles of the court's own people in a case: all but the parties, who administers, and the engine. */
export const staff: readonly Role[] = [...desks, 'officer', 'clerk', 'team-leader', 'panel', 'director', 'supervising-leader', 'president']; // prettier-ignore

/** The roles to whose holders others answer (plan §1), lower offices before higher. */
export const leading = ['team-leader', 'director', 'supervising-leader', 'president'] as const;

/** An office and those above it, which may decide for it (plan §5). */
export const orHigher = (office: (typeof leading)[number]): readonly Role[] => leading.slice(leading.indexOf(office));

/** Held only for a case that `case.assigned` names the person for (plan §1). */
export const caseBound: ReadonlySet<Role> = new Set<Role>(['officer', 'clerk', 'team-leader', 'panel', 'handler']);

/** Those roles with their names. */
export const caseRoles = Object.fromEntries([...caseBound].map((id) => [id, roles[id]]));

/** The parties see what is disclosed to them, never the inside of a case (plan §6). */
export const partyRoles: ReadonlySet<Role> = new Set<Role>(['applicant', 'respondent']);

/** Who runs the system, who gives the rights, who looks at what both did: no person holds two (plan §1, 等保三权分立). */
export const administrators = ['administrator', 'security-administrator', 'auditor'] as const;

/** A role of the court's own people in cases: not a party, nor who runs the system. */
export type StaffRole = Exclude<
  Role,
  'applicant' | 'respondent' | (typeof administrators)[number] | 'system' | SystemRole
>;

const outside: readonly Role[] = ['applicant', 'respondent', ...administrators, 'system'];

export const staffIds = roleIds.filter((role): role is StaffRole => !outside.includes(role) && !isSystemRole(role));

/** Those roles with their names. */
export const staffRoles = Object.fromEntries(staffIds.map((id) => [id, roles[id]])) as Record<StaffRole, string>; // of all

/** What somebody may have another do in their place: a panel's word is its members' own (plan §1). */
export const delegable = Object.fromEntries(
  staffIds.filter((role) => role !== 'panel').map((role) => [role, roles[role]]),
) as Record<Exclude<StaffRole, 'panel'>, string>; // of all but that one

/** The enforcement teams (plan §1, 第二章). */
export const teams = {
  fast: '速执团队',
  ordinary: '普执团队',
  large: '大额团队',
  financial: '金融团队',
  emergency: '应急团队',
} as const;

export type Team = keyof typeof teams;

/** The same as forms offer them, with the names that the plan has beside (plan §8 X6). */
export const teamNames = { ...teams, fast: '速执团队（简易）', ordinary: '普执团队（普通）' } as const;
