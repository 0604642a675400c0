import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Db } from '../../db/client.ts';
import { namesOf } from '../../db/people/names.ts';
import { findSession, readSessionEvents, readSessionOwner, readSessions } from '../../db/sessions/read.ts';
import { endSession, endSessionsOf } from '../../db/sessions/write.ts';
import { sessionEventKinds } from '../../domain/people/session.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers, Cursor, Limit, orNull, Page } from '../http/common.ts';
import { ApiProblem, HTTP, refused } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { identityOf, personOf } from '../http/plugins/auth.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { fromOwnPage } from '../http/plugins/own-origin.ts';
import { sessionHash } from '../http/plugins/session-auth.ts';
import { pageOf, readCursor } from '../http/query.ts';
import { cookiesOf } from './cookies.ts';
import { SessionEventLine, SessionHere, SessionLine } from './session-schema.ts';

const tags = ['登录'];
const config = { access: 'person' } as const;

const Whose = Type.Object(
  { person: Type.Optional(Type.String({ maxLength: 64, description: '谁的；不写的，本人的。他人的由安全管理员查看、终止' })) },
  { additionalProperties: false },
); // prettier-ignore
const EventsQuery = Type.Object(
  {
    person: Type.Optional(Type.String({ maxLength: 64, description: '只看这一人的' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Numbered = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1, description: '会话的编号' }) });
const EventKey = Type.Integer({ minimum: 0 });
const LoggedOut = Type.Object({
  ended: Type.Boolean({ description: '结束了一个会话；原来就没有的为 false' }),
  provider: orNull(Type.String({ description: '浏览器接着打开此地址，即在登录服务一并退出；没有的为 null' })),
});

/** `GET /api/session`, `POST …/logout`: who is logged in here. */
export function sessionRoutes(app: App, { store: { db }, sessions, login }: Pick<ApiDeps, 'store' | 'sessions' | 'login'>): void {
  const cookie = cookiesOf(sessions).session;
  app.get(
    '/api/session',
    { config, schema: { tags, summary: '本次登录', description: '是谁，至何时。', response: answers({ [HTTP.ok]: ref(SessionHere) }, []) } }, // prettier-ignore
    (request) => {
      const [{ id: person, name }, { session, until }] = [personOf(request), identityOf(request)];
      return {
        ...{ person, name, session: session?.id ?? null, until: formatInstant(until) },
        since: session && formatInstant(session.createdAt),
        idleUntil: session && formatInstant(session.idleEndsAt),
      };
    },
  );
  app.post(
    '/api/session/logout',
    {
      config: { access: 'public' }, // also out of a session that has run out
      schema: {
        tags,
        summary: '退出',
        description: '结束此浏览器的会话。令牌不因此失效。',
        response: answers({ [HTTP.ok]: LoggedOut }, ['foreign-origin']),
      },
    },
    async (request, reply) => {
      const ids = cookie.in(request.headers.cookie);
      if (ids.length > 0) fromOwnPage(request, sessions.origin);
      void reply.headers({ 'set-cookie': cookie.clear, 'clear-site-data': '"cache", "storage"' }); // not cookies: those of the login service are its own
      let ended = 0;
      for (const id of ids.slice(0, 2)) {
        const found = await findSession(db, sessionHash(id));
        if (found !== undefined) ended += await endSession(db, found.id, { how: 'logged-out', address: request.ip });
      }
      return { ended: ended > 0, provider: (await login?.endUrl()) ?? null };
    },
  );
} // prettier-ignore

/** `GET /api/sessions`, `DELETE …`, `…/{id}`: where somebody is logged in; and what is kept of it, `GET …/log`. */
export function sessionListRoutes(app: App, { store: { db }, sessions }: Pick<ApiDeps, 'store' | 'sessions'>): void {
  const { clear } = cookiesOf(sessions).session;
  const ending = (request: FastifyRequest, person: string) => {
    const { id: by } = personOf(request);
    return { how: 'ended', address: request.ip, ...(by !== person && { by }) } as const;
  };
  app.get(
    '/api/sessions',
    { config, schema: { tags, summary: '进行中的会话', description: '登录的至多20个，日历的地址至多5个；新的在前。', querystring: Whose, response: answers({ [HTTP.ok]: Type.Array(ref(SessionLine)) }, ['wrong-role']) } }, // prettier-ignore
    async (request) => {
      const here = identityOf(request).session?.id;
      const rows = await readSessions(db, meant(request, request.query.person));
      return rows.map(({ id, via, createdAt, lastSeenAt, endsAt, idleEndsAt }) => ({
        ...{ id, via, here: id === here, since: formatInstant(createdAt), lastSeen: formatInstant(lastSeenAt) },
        ...{ until: formatInstant(endsAt), idleUntil: formatInstant(idleEndsAt) },
      }));
    },
  );
  app.delete(
    '/api/sessions',
    { config, schema: { tags, summary: '终止全部会话', description: '本次登录也在内。', querystring: Whose, response: answers({ [HTTP.ok]: Type.Object({ ended: Type.Integer({ description: '终止了几个' }) }) }, ['wrong-role', 'no-such-person']) } }, // prettier-ignore
    async (request, reply) => {
      const person = meant(request, request.query.person);
      await wantPerson(db, person);
      if (identityOf(request).session?.person === person) void reply.header('set-cookie', clear);
      return { ended: await endSessionsOf(db, person, ending(request, person)) };
    },
  );
  app.delete(
    '/api/sessions/:id',
    { config, schema: { tags, summary: '终止一个会话', description: '本人的；安全管理员也可终止他人的。', params: Numbered, response: answers({ [HTTP.noContent]: Type.Null({ description: '已终止' }) }, ['no-such-session']) } }, // prettier-ignore
    async (request, reply) => {
      const { id } = request.params;
      const { id: by, roles } = personOf(request);
      const owner = await readSessionOwner(db, id);
      // others' numbers tell nothing
      const may = owner === by || roles.includes('security-administrator');
      if (owner === undefined || !may || (await endSession(db, id, ending(request, owner))) === 0) {
        throw new ApiProblem('no-such-session', `没有编号为 ${id} 的进行中的会话；本人的会话见 GET /api/sessions`);
      }
      if (identityOf(request).session?.id === id) void reply.header('set-cookie', clear);
      return reply.code(HTTP.noContent).send(null);
    },
  );
  app.get(
    '/api/sessions/log',
    { config, onRequest: officesOnly('auditor', 'security-administrator'), schema: { tags, summary: '登录和退出的记录', description: '谁何时登录、未准登录、如何结束；只增不改，新的在前。', querystring: EventsQuery, response: answers({ [HTTP.ok]: Page(ref(SessionEventLine)) }, ['bad-query', 'bad-cursor', 'wrong-role']) } }, // prettier-ignore
    async ({ query: { person, limit = 50, cursor } }) => {
      const rows = await readSessionEvents(db, { person, after: readCursor(EventKey, cursor), limit: limit + 1 });
      const names = await namesOf(db, rows.map((row) => row.person)); // prettier-ignore
      return pageOf(
        rows,
        limit,
        ({ id }) => id,
        ({ at, kind, ...row }) => ({
          ...{ ...row, kind, kindZh: sessionEventKinds[kind], at: formatInstant(at) },
          name: names.get(row.person) ?? null,
        }),
      );
    },
  );
}

/** Of whom a request is: of whoever asks, or of somebody else if that is theirs to look after. */
function meant(request: FastifyRequest, person: string | undefined): string {
  const { id, name, roles } = personOf(request);
  if (person === undefined || person === id || roles.includes('security-administrator')) return person ?? id;
  throw refused(refuse('wrong-role', `${name}不能查看、终止他人的会话，应由安全管理员（security-administrator）`));
}

async function wantPerson(db: Db, person: string): Promise<void> {
  if ((await namesOf(db, [person])).has(person)) return;
  throw new ApiProblem('no-such-person', `没有编号为 ${person} 的人员；全部人员见 GET /api/people`);
}
