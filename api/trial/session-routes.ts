import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { allPeople } from '../../db/people/names.ts';
import { record } from '../../domain/nodes/fields.ts';
import { roles } from '../../domain/nodes/roles.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { fromOwnPage } from '../http/plugins/own-origin.ts';
import { logIn } from '../session/log-in.ts';
import { Return } from '../session/login-routes.ts';
import { PAGE_HEADERS, PageAnswer, picker } from '../session/pages.ts';
import { returnPath } from '../session/return-path.ts';

const tags = ['试用'];
const config = { access: 'public' } as const;
const URL_HERE = '/api/trial/session';

const Picked = record({
  person: Type.String({ maxLength: 64, description: '人员编号' }),
  return: Type.Optional(Type.String({ maxLength: 500, description: '登录后转到的路径，以一个 / 开头' })),
});

/** `GET`, `POST /api/trial/session`: a person is chosen from a list, with a session like any other's. Only where the court is a trial court. */
export function trialSessionRoutes(app: App, deps: Pick<ApiDeps, 'store' | 'sessions'>): void {
  app.get(
    URL_HERE,
    {
      config,
      schema: {
        tags,
        summary: '选择人员的页面',
        description: '供浏览器打开：列出试用人员，选择一人即以其身份登录。',
        querystring: Return,
        response: answers({ [HTTP.ok]: PageAnswer('页面') }, ['bad-return']),
      },
    },
    async ({ query }, reply) => {
      const back = returnPath(query.return);
      const people = (await allPeople(deps.store.db)).map(({ id, name, roles: held }) => ({
        ...{ id, name, zh: held.map((role) => roles[role]).join('、') },
      }));
      return reply.headers(PAGE_HEADERS).send(picker(people, URL_HERE, back));
    },
  );
  void app.register((inner, _, done) => {
    // what a form sends
    inner.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) => {
      parsed(null, Object.fromEntries(new URLSearchParams(String(body))));
    });
    inner.withTypeProvider<TypeBoxTypeProvider>().post(
      URL_HERE,
      {
        config,
        schema: {
          tags,
          summary: '以某人的身份登录',
          description:
            '由选择人员的页面发来（表单，也收 JSON）；开始会话，再转到 return。程序请用 POST /api/trial/tokens。',
          consumes: ['application/x-www-form-urlencoded', 'application/json'],
          body: Picked,
          response: answers({ [HTTP.seeOther]: Type.Null({ description: '已登录，转到 return' }) }, [
            'bad-return',
            'foreign-origin',
            'unknown-person',
            'forbidden',
          ]),
        },
      },
      async (request, reply) => {
        fromOwnPage(request, deps.sessions.origin); // nobody else's page logs a browser in
        const back = returnPath(request.body.return);
        void reply.header('set-cookie', await logIn(deps, request, { person: request.body.person, via: 'trial' }));
        return reply.redirect(back, HTTP.seeOther);
      },
    );
    done();
  });
}
