import Type from 'typebox';
import { readLog } from '../../db/cases/log.ts';
import { namesOf } from '../../db/people/names.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP } from '../http/errors.ts';
import { type Area, findRecord, recordId } from './areas.ts';
import { personOf } from '../http/plugins/auth.ts';
import { pageOf, readCursor } from '../http/query.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { LogItem } from './log-schema.ts';
import { holderOf, actedFor, logView } from './log-view.ts';

const Query = Type.Object({ limit: Limit(100, 500), cursor: Cursor }, { additionalProperties: false });
const Key = Type.Tuple([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })]);

/** `GET /api/cases/{id}/log`, `GET /api/matters/{id}/log` */
export function logRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>, area: Area): void {
  app.get(
    `${area.path}/:id/log`,
    {
      schema: {
        tags: [area.tag],
        summary: `一个${area.noun}的日志`,
        description: '发生过的一切，按记录的先后：登记、期限起算、变动、办结、预警、未予登记。',
        params: recordId(area),
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(LogItem)) }, ['bad-query', 'bad-cursor', 'unknown-case']),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { limit = 100, cursor } = request.query;
      const [after] = readCursor(Key, cursor) ?? [0];
      await findRecord(db, area, id, personOf(request));
      const rows = await readLog(db, id, { after, limit: limit + 1 });
      const names = await namesOf(db, rows.flatMap((row) => [row.by, holderOf(row), ...actedFor(row)])); // prettier-ignore
      return pageOf(
        rows,
        limit,
        (row) => [row.id],
        (row) => logView(row, names),
      );
    },
  );
}
