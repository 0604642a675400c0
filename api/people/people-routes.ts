import Type from 'typebox';
import type { Db } from '../../db/client.ts';
import { readAssignments, readPeopleChanges, readPeoplePage, readRegister } from '../../db/people/register.ts';
import { namesOf } from '../../db/people/names.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { administrators, type Role, staffIds } from '../../domain/nodes/roles.ts';
import { givenRoleNames } from '../../domain/people/register.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { KeyHeaders } from '../http/idempotency-key.ts';
import { ref } from '../http/named.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { pageOf, queryInstant, readCursor } from '../http/query.ts';
import { changeCodes, changePeople, DryRun } from './change-people.ts';
import { AssignmentView, PeopleAnswer, PeopleChangeLine, PersonAdded, PersonRenamed, PersonView } from './people-schema.ts'; // prettier-ignore
import { assignmentView, changeView, personView } from './people-view.ts';

const tags = ['人员'];
const config = { access: 'person' } as const;

const readers: readonly Role[] = [...staffIds, ...administrators];
/** Colleagues know each other; parties and outside systems see none of it. */
export const readingPeople = officesOnly(...readers);
/** Rights are given by one office alone (等保三权分立). */
export const givingRights = officesOnly('security-administrator');

const NumberKey = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }); // as Postgres counts them
const listed = ['bad-query', 'bad-cursor', 'wrong-role'] as const;
/** The id of a person in an address. */
export const PersonInPath = Type.Object({ id: Type.String({ description: '人员编号', examples: ['p-clerk-1'] }) });
const PeopleQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: '编号或姓名中的文字' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const ChangesQuery = Type.Object(
  {
    person: Type.Optional(Type.String({ maxLength: 64, description: '只看这一人的' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const AssignmentsQuery = Type.Object(
  {
    person: Type.Optional(Type.String({ maxLength: 64, description: '只看这一人的' })),
    role: Type.Optional(oneOf(givenRoleNames, '只看这一角色的')),
    at: Type.Optional(Type.String({ maxLength: 64, description: '只看此刻担任的', examples: ['2026-01-20T16:20:00+08:00'] })), // prettier-ignore
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);

/** `GET /api/people`, `…/{id}`, `…/changes`, `GET /api/assignments`: who is who, who holds what, and who changed it. */
export function peopleRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/people',
    { config, onRequest: readingPeople, schema: { tags, summary: '全部人员及其角色', description: '按编号排列。', querystring: PeopleQuery, response: answers({ [HTTP.ok]: Page(ref(PersonView)) }, listed) } }, // prettier-ignore
    async ({ query: { q, limit = 50, cursor } }) => {
      const rows = await readPeoplePage(db, { q, after: readCursor(Type.String(), cursor), limit: limit + 1 });
      const [given, now] = [await readRegister(db), Date.now()];
      const byPerson = Map.groupBy(given.assignments, ({ person }) => person);
      return pageOf(rows, limit, ({ id }) => id, (row) => personView(row, byPerson.get(row.id) ?? [], now)); // prettier-ignore
    },
  );
  app.get(
    '/api/people/changes',
    { config, onRequest: officesOnly('auditor', 'security-administrator'), schema: { tags, summary: '人员变更记录', description: '何人、何时、为何，变更前后；只增不改，新的在前。', querystring: ChangesQuery, response: answers({ [HTTP.ok]: Page(ref(PeopleChangeLine)) }, listed) } }, // prettier-ignore
    async ({ query: { person, limit = 50, cursor } }) => {
      const rows = await readPeopleChanges(db, { person, after: readCursor(NumberKey, cursor), limit: limit + 1 });
      const names = await namesOf(db, rows.flatMap((row) => [row.by, row.person])); // prettier-ignore
      const [now, nameOf] = [Date.now(), (id: string) => names.get(id) ?? id];
      return pageOf(
        rows,
        limit,
        ({ id }) => id,
        ({ id, at, by, reason, ...done }) => ({
          ...{ id, at: formatInstant(at), by, byName: nameOf(by), reason },
          change: changeView(done, nameOf(done.person), now),
        }),
      );
    },
  );
  app.get(
    '/api/people/:id',
    { config, onRequest: readingPeople, schema: { tags, summary: '一名人员', params: PersonInPath, response: answers({ [HTTP.ok]: ref(PersonView) }, ['wrong-role', 'no-such-person']) } }, // prettier-ignore
    async ({ params: { id } }) => showPerson(db, id),
  );
  app.get(
    '/api/assignments',
    { config, onRequest: readingPeople, schema: { tags, summary: '角色的授予', description: '谁、什么角色、自何时至何时，先授予的在前。', querystring: AssignmentsQuery, response: answers({ [HTTP.ok]: Page(ref(AssignmentView)) }, listed) } }, // prettier-ignore
    async ({ query: { person, role, at, limit = 50, cursor } }) => {
      const sought = { person, role, at: queryInstant('at', at) };
      const rows = await readAssignments(db, { ...sought, after: readCursor(NumberKey, cursor), limit: limit + 1 });
      const now = Date.now();
      return pageOf(rows, limit, ({ id }) => id, (row) => assignmentView(row, row.name, now)); // prettier-ignore
    },
  );
}

/** A person with what they were given. Throws `no-such-person`. */
async function showPerson(db: Db, id: string) {
  const { people, assignments } = await readRegister(db);
  const name = people.get(id);
  if (name === undefined) throw new ApiProblem('no-such-person', `没有编号为 ${id} 的人员；全部人员见 GET /api/people`);
  const given = assignments.filter(({ person }) => person === id);
  return personView({ id, name }, given, Date.now());
}

const told = { [HTTP.ok]: ref(PeopleAnswer, '只预览') };
const created = { ...told, [HTTP.created]: ref(PeopleAnswer, '已变更') };

/** `POST /api/people`, `…/{id}/rename`: who there is. */
export function personChangeRoutes(app: App, { store }: Pick<ApiDeps, 'store'>): void {
  const onRequest = givingRights;
  const headers = KeyHeaders;
  app.post(
    '/api/people',
    { config, onRequest, schema: { tags, summary: '登记人员', description: '只登记，没有角色；角色另行授予。', headers, querystring: DryRun, body: PersonAdded, response: answers(created, [...changeCodes, 'person-exists']) } }, // prettier-ignore
    async (request, reply) => {
      const { id, name, reason } = request.body;
      const changes = () => [{ kind: 'added', person: id, name } as const];
      const answer = await changePeople(store, request, reply, { changes, reason, body: request.body });
      if (!answer.dryRun) reply.code(HTTP.created).header('location', `/api/people/${encodeURIComponent(id)}`);
      return reply.send(answer);
    },
  );
  app.post(
    '/api/people/:id/rename',
    { config, onRequest, schema: { tags, summary: '更正姓名', params: PersonInPath, headers, querystring: DryRun, body: PersonRenamed, response: answers({ [HTTP.ok]: ref(PeopleAnswer) }, [...changeCodes, 'not-a-change']) } }, // prettier-ignore
    async (request, reply) => {
      const { name, reason } = request.body;
      const changes = () => [{ kind: 'renamed', person: request.params.id, name } as const];
      return changePeople(store, request, reply, { changes, reason, body: request.body });
    },
  );
}
