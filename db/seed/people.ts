import { administrators, roleIds, type Role } from '../../domain/nodes/roles.ts';
import { type SystemRole, systems } from '../../domain/nodes/systems.ts';
import type { Db } from '../client.ts';
import { assignments, people } from '../schema/index.ts';

/** Each outside system, in a role of its own. */
const trialSystems = Object.entries(systems).map(([id, zh]) => [`s-${id}`, zh, [`sys:${id}` as SystemRole]] as const); // of all

const trialAdministrator = 'p-administrator-1';

/** The trial court’s people: at least one for each role, as many officers as a case can be handed between. */
export const trialPeople: readonly (readonly [id: string, name: string, roles: readonly Role[]])[] = [
  ['p-filing-1', '立案员甲', ['filing']],
  ['p-reception-1', '接待员甲', ['reception']],
  ['p-control-1', '查控员甲', ['property-control']],
  ['p-control-2', '查控员乙', ['property-control']],
  ['p-documents-1', '文书员甲', ['documents']],
  ['p-disposal-1', '处置员甲', ['disposal']],
  ['p-funds-1', '案款管理员甲', ['funds']],
  ['p-finance-1', '财务甲', ['finance']],
  ['p-review-1', '内勤甲', ['review']],
  ['p-review-2', '内勤乙', ['review']],
  ['p-analysis-1', '质效分析员甲', ['analysis']],
  ['p-command-1', '指挥中心甲', ['command']],
  ['p-dossier-1', '卷宗管理员甲', ['dossier']],
  ['p-officer-1', '执行员甲', ['officer', 'panel']],
  ['p-officer-2', '执行员乙', ['officer', 'panel']],
  ['p-clerk-1', '书记员甲', ['clerk']],
  ['p-bailiff-1', '法警甲', ['bailiff']],
  ['p-leader-1', '团队负责人甲', ['team-leader', 'officer', 'panel']],
  ['p-director-1', '执行局长', ['director']],
  ['p-supervising-1', '分管副院长', ['supervising-leader']],
  ['p-president-1', '院长', ['president']],
  ['p-panel-1', '合议庭成员甲', ['panel']],
  ['p-applicant-1', '申请执行人（演示）', ['applicant']],
  ['p-respondent-1', '被执行人（演示）', ['respondent']],
  [trialAdministrator, '系统管理员甲', ['administrator']],
  ['p-security-1', '安全管理员甲', ['security-administrator']],
  ['p-auditor-1', '审计管理员甲', ['auditor']],
  ...trialSystems,
];

/**
 * Fills an empty `people` for the trial court; what an earlier release filled gets the administrators that it lacks. A court that has its
 * own people keeps them.
 */
export async function seedTrialPeople(db: Db): Promise<void> {
  const missing = roleIds.filter(
    (role) => role !== 'handler' && role !== 'system' && !trialPeople.some(([, , held]) => held.includes(role)),
  );
  if (missing.length > 0) throw new Error(`no trial person for ${missing.join(', ')}`);
  const known = new Set((await db.select({ id: people.id }).from(people)).map(({ id }) => id));
  const isOurs = known.has(trialAdministrator); // made by an earlier release, before there were the other two
  const brought = trialPeople.filter(([id, , [role]]) => known.size === 0 || (isOurs && !known.has(id) && isAdministrator(role))); // prettier-ignore
  if (brought.length === 0) return;
  await db.insert(people).values(brought.map(([id, name]) => ({ id, name })));
  await db.insert(assignments).values(brought.flatMap(([person, , held]) => held.map((role) => ({ person, role }))));
}

const isAdministrator = (role: Role | undefined): boolean => administrators.some((each) => each === role);
