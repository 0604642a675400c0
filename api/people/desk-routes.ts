import Type, { type Static } from 'typebox';
import type { Db } from '../../db/client.ts';
import { readSettingsVersions } from '../../db/law/settings.ts';
import { namesOf } from '../../db/people/names.ts';
import { readHolders } from '../../db/people/read.ts';
import { readTeams } from '../../db/people/teams.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { caseBound, desks, leading, type Role, roles, type Team, teamNames, teams } from '../../domain/nodes/roles.ts';
import { defaultSettings, leaderOf } from '../../domain/plan/court-settings.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers, orNull } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { namedSchema, ref } from '../http/named.ts';
import { readingPeople } from './people-routes.ts';

const kinds = { desk: '集约岗位', case: '随案指定', office: '领导职务' } as const;
const Named = (description: string) =>
  Type.Object({ id: Type.String({ description: '人员编号' }), name: Type.String({ description: '姓名' }) }, { description }); // prettier-ignore

/** One role with who holds it, who answers for it and who is told. */
const DeskLine = Type.Object({
  role: oneOf(roles, '角色'),
  roleZh: Type.String(),
  kind: oneOf(kinds, '如何担任'),
  lead: orNull(Named('岗位责任人：本院设置中的 lead；没有指定的为 null')),
  leadHolds: Type.Boolean({ description: '责任人现在仍担任此岗位；没有指定的为 true' }),
  holders: Type.Array(Named('现任')),
  leader: Type.Object(
    {
      role: orNull(oneOf(roles, '负责人所任角色')),
      persons: Type.Array(Named('负责人')),
    },
    { description: '催办起通知的负责人：本院设置中的 leaderOf。随案指定的，以各案为准' },
  ),
});

/** Who works where. */
export const DesksDocument = namedSchema(
  'Desks',
  Type.Object(
    {
      settings: Type.Integer({ description: '所据的本院设置的版本' }),
      desks: Type.Array(DeskLine),
      teams: Type.Array(
        Type.Object({
          team: oneOf(teamNames, '团队'),
          teamZh: Type.String(),
          officers: Type.Array(
            Type.Object({
              id: Type.String(),
              name: Type.String(),
              cases: Type.Integer({ description: '承办的未结案件数' }),
            }),
          ),
        }),
        { description: '各执行团队：承办其未结案件的人' },
      ),
    },
    { description: '各岗位、各团队由谁担任、由谁负责' },
  ),
);

const shown: readonly (readonly [role: Role, kind: keyof typeof kinds])[] = [
  ...desks.map((role) => [role, 'desk'] as const),
  ...[...caseBound].map((role) => [role, 'case'] as const),
  ...leading.filter((role) => !caseBound.has(role)).map((role) => [role, 'office'] as const),
];

/** `GET /api/desks`: changed by `POST /api/assignments` (who holds a role) and by drafts of settings (who leads it), nowhere else. */
export function deskRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/desks',
    {
      config: { access: 'person' },
      onRequest: readingPeople,
      schema: {
        tags: ['人员'],
        summary: '各岗位、各团队',
        description:
          '现任由 `POST /api/assignments` 授予；责任人（lead）、负责人（leaderOf）以 settings 草案公布，见 `POST /api/law/drafts`。',
        response: answers({ [HTTP.ok]: ref(DesksDocument) }, ['wrong-role']),
      },
    },
    () => desksOf(db),
  );
}

async function desksOf(db: Db): Promise<Static<typeof DesksDocument>> {
  const [versions, holders, handling] = await Promise.all([
    readSettingsVersions(db),
    readHolders(db, shown.map(([role]) => role)), // prettier-ignore
    readTeams(db),
  ]);
  const inForce = versions.at(-1);
  const settings = { ...defaultSettings, ...inForce?.body };
  const leads = Object.values(settings.lead);
  const leaders = Object.values(settings.leaderOf).flatMap((leader) => ('person' in leader ? [leader.person] : []));
  const ids = [...leads, ...leaders, ...[...holders.values()].flat(), ...handling.map(({ officer }) => officer)];
  const names = await namesOf(db, ids);
  const named = (id: string) => ({ id, name: names.get(id) ?? id });
  const held = (role: Role) => holders.get(role) ?? [];
  return {
    settings: inForce?.version ?? 0,
    desks: shown.map(([role, kind]) => {
      const lead = settings.lead[role];
      const leader = leaderOf(settings, role);
      return {
        ...{ role, roleZh: roles[role], kind, holders: held(role).map(named) },
        lead: lead === undefined ? null : named(lead),
        leadHolds: lead === undefined || held(role).includes(lead),
        leader:
          'person' in leader
            ? { role: null, persons: [named(leader.person)] }
            : { role: leader.role, persons: held(leader.role).map(named) },
      };
    }),
    teams: (Object.keys(teams) as Team[]).map((team) => ({
      ...{ team, teamZh: teamNames[team] },
      officers: handling.flatMap((row) =>
        row.team === team && row.officer !== null ? [{ ...named(row.officer), cases: row.cases }] : [],
      ),
    })), // the keys of a constant record are exactly its type
  };
}
