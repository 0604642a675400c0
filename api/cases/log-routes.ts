import Type from 'typebox';
import { readCaseClock } from '../../db/cases/case.ts';
import { readLog } from '../../db/cases/log.ts';
import { namesOf } from '../../db/people/names.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP } from '../http/errors.ts';
import { noSuchCase } from './load-case.ts';
import { pageOf, readCursor } from '../http/query.ts';
import { answers, CaseId, Cursor, Limit, Page } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { LogItem } from './log-schema.ts';
import { logView } from './log-view.ts';

const Query = Type.Object({ limit: Limit(100, 500), cursor: Cursor }, { additionalProperties: false });
const Key = Type.Tuple([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })]);

/** `GET /api/cases/{id}/log` */
export function logRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/cases/:id/log',
    {
      schema: {
        tags: ['案件'],
        summary: '一个案件的日志',
        description: '发生过的一切，按记录的先后：登记、期限起算、变动、办结、预警、未予登记。',
        params: CaseId,
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(LogItem)) }, ['bad-query', 'bad-cursor', 'unknown-case']),
      },
    },
    async ({ params: { id }, query: { limit = 100, cursor } }) => {
      const [after] = readCursor(Key, cursor) ?? [0];
      if ((await readCaseClock(db, id)) === undefined) throw noSuchCase(id);
      const rows = await readLog(db, id, { after, limit: limit + 1 });
      const names = await namesOf(db, rows.map((row) => row.by)); // prettier-ignore
      return pageOf(
        rows,
        limit,
        (row) => [row.id],
        (row) => logView(row, names),
      );
    },
  );
}
