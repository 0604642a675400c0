import Type, { type Static } from 'typebox';
import type { Db } from '../../db/client.ts';
import { readTold, type ToldRow } from '../../db/inbox/messages.ts';
import { type InboxRow, readInbox } from '../../db/inbox/read.ts';
import { markRead } from '../../db/inbox/write.ts';
import { namesOf } from '../../db/people/names.ts';
import { isKeptFrom } from '../../domain/plan/matters/readers.ts';
import type { Person } from '../../domain/record/actor.ts';
import { personsIn } from '../../domain/words/persons.ts';
import { itemsOf, staffLine } from '../../domain/words/staff-messages.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { pageOf, readCursor } from '../http/query.ts';
import { digestLine, InboxLine, inboxLine } from './inbox-view.ts';

const tags = ['待办'];
const config = { access: 'person' } as const;
const most = Number.MAX_SAFE_INTEGER;
const LineKey = Type.Integer({ minimum: 0, maximum: most });

const InboxQuery = Type.Object(
  {
    unread: Type.Optional(Type.Boolean({ description: 'true：只看没有读过的' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);

/** The names of all whom notices speak of. */
export const namesInNotices = (db: Db, rows: readonly Pick<InboxRow, 'body'>[]): Promise<ReadonlyMap<string, string>> =>
  namesOf(db, rows.flatMap(({ body }) => personsIn(body?.text ?? ''))); // prettier-ignore

/** Lines of somebody's inbox as they go out: notices, and digests with what they told. */
async function linesOf(
  db: Db,
  rows: readonly InboxRow[],
  reader: Person,
): Promise<(row: InboxRow) => Static<typeof InboxLine>> {
  // prettier-ignore
  const digests = rows.flatMap(({ record, message }) => (record === null && message !== null ? [message] : []));
  const told: readonly ToldRow[] = digests.length === 0 ? [] : (await readTold(db, digests)).filter((row) => !isKeptFrom(row, reader)); // prettier-ignore
  const names = await namesInNotices(db, [...rows, ...told]);
  const byMessage = Map.groupBy(told, ({ message }) => message);
  const now = Date.now();
  return ({ record, body, message, ...row }) =>
    record === null || body === null
      ? digestLine(
          row,
          itemsOf(byMessage.get(message ?? 0) ?? []).map((each) => staffLine(each, names, now)),
        )
      : inboxLine({ ...row, record, body }, names);
}

/** `GET /api/inbox`, `POST …/{id}/read`: what was sent to whoever asks. */
export function inboxRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/inbox',
    { config, schema: { tags, summary: '收件箱', description: '送给本人、本人岗位的通知，新的在前；随时来的见 `GET /api/events`。', querystring: InboxQuery, response: answers({ [HTTP.ok]: Page(ref(InboxLine)) }, ['bad-query', 'bad-cursor']) } }, // prettier-ignore
    async (request) => {
      const { unread, limit = 50, cursor } = request.query;
      const after = readCursor(LineKey, cursor);
      const rows = await readInbox(db, { reader: personOf(request), unread, after, limit: limit + 1 });
      return pageOf(rows, limit, ({ id }) => id, await linesOf(db, rows, personOf(request)));
    },
  );
  app.post(
    '/api/inbox/:id/read',
    { config, schema: { tags, summary: '标为已读', params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: most, description: '编号' }) }), response: answers({ [HTTP.ok]: ref(InboxLine) }, ['no-such-notice']) } }, // prettier-ignore
    async (request) => {
      const [reader, { id }] = [personOf(request), request.params];
      await markRead(db, reader.id, id);
      const [row] = await readInbox(db, { reader, id, limit: 1 });
      if (row === undefined) throw new ApiProblem('no-such-notice', `收件箱中没有编号为 ${id} 的通知；全部见 GET /api/inbox`); // prettier-ignore
      return (await linesOf(db, [row], reader))(row);
    },
  );
}
