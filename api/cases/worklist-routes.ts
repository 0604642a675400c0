import Type from 'typebox';
import { countLights, readWorklist } from '../../db/cases/worklist.ts';
import { InstantText, oneOf } from '../../domain/nodes/fields.ts';
import { lights } from '../../domain/plan/light.ts';
import { roles } from '../../domain/nodes/roles.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';
import { InstantKey, pageOf, readCursor, queryInstant } from '../http/query.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { WorklistItem } from './worklist-schema.ts';
import { workOf } from './work-of.ts';
import { worklistView } from './worklist-view.ts';

const Query = Type.Object(
  {
    role: Type.Optional(oneOf(roles, '责任角色')),
    person: Type.Optional(
      Type.String({
        maxLength: 64,
        description: '人员编号：本人名下的，加上其现任角色名下而未落实到个人的，以及其受委托代行的',
      }),
    ),
    dueBefore: Type.Optional(InstantText('届满早于这一时刻')),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Summary = Type.Object({
  total: Type.Integer({ description: '未办结的期限' }),
  lights: Type.Array(
    Type.Object({ light: oneOf(lights, '亮灯'), lightZh: Type.String(), count: Type.Integer({ description: '项数' }) }),
  ),
});
const lightIds = Object.keys(lights) as (keyof typeof lights)[]; // of a constant record
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
        reader: personOf(request),
        role,
        person: id === undefined ? undefined : await workOf(db, id),
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
  app.get(
    '/api/worklist/summary',
    {
      schema: {
        tags: ['待办'],
        summary: '待办的亮灯',
        description: '未办结期限按亮灯计数；不写 role 和 person 的，为全院。',
        querystring: Type.Object(
          { role: Query.properties.role, person: Query.properties.person },
          { additionalProperties: false },
        ),
        response: answers({ [HTTP.ok]: Summary }, ['bad-query']),
      },
    },
    async (request) => {
      const { role, person: id } = request.query;
      const person = id === undefined ? undefined : await workOf(db, id);
      const found = await countLights(db, { reader: personOf(request), role, person }, Date.now());
      const counts = lightIds.map((light) => ({ light, lightZh: lights[light], count: found.get(light) ?? 0 }));
      return { total: counts.reduce((sum, { count }) => sum + count, 0), lights: counts };
    },
  );
}
