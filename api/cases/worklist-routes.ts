import Type from 'typebox';
import { readPeople } from '../../db/people/read.ts';
import { readWorklist } from '../../db/cases/worklist.ts';
import { InstantText, oneOf } from '../../domain/nodes/fields.ts';
import { caseBound, partyRoles, roles } from '../../domain/nodes/roles.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';
import { InstantKey, pageOf, readCursor, queryInstant } from '../http/query.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { WorklistItem } from './worklist-schema.ts';
import { worklistView } from './worklist-view.ts';

const Query = Type.Object(
  {
    role: Type.Optional(oneOf(roles, '责任角色')),
    person: Type.Optional(
      Type.String({ maxLength: 64, description: '人员编号：本人名下的，加上其现任角色名下而未落实到个人的' }),
    ),
    dueBefore: Type.Optional(InstantText('届满早于这一时刻')),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Key = Type.Tuple([InstantKey, Type.String(), Type.String()]);

/** `GET /api/worklist` */
export function worklistRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/worklist',
    {
      schema: {
        tags: ['待办'],
        summary: '待办期限',
        description: '全部案件和登记事项中尚未办结的期限，届满早的在前。',
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(WorklistItem)) }, ['bad-query', 'bad-cursor']),
      },
    },
    async (request) => {
      const { role, person: id, dueBefore, limit = 50, cursor } = request.query;
      const rows = await readWorklist(db, {
        reader: personOf(request).id,
        role,
        person: id === undefined ? undefined : { id, roles: await rolesAtLarge(id) },
        dueBefore: queryInstant('dueBefore', dueBefore),
        after: readCursor(Key, cursor),
        limit: limit + 1,
      });
      const realNow = Date.now();
      return pageOf(
        rows,
        limit,
        ({ deadline: { dueAt, caseId, id } }) => [dueAt, caseId, id],
        (row) => worklistView(row, realNow),
      );
    },
  );

  /** The roles somebody holds today that no case needs to name them for. */
  async function rolesAtLarge(id: string) {
    const person = (await readPeople(db, [id])).get(id);
    return (person?.roles ?? []).filter((role) => !caseBound.has(role) && !partyRoles.has(role));
  }
}
