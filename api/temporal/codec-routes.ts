import type { FastifySchemaCompiler } from 'fastify';
import Type, { type TSchema } from 'typebox';
import Value from 'typebox/value';
import { refuse } from '../../domain/record/refusal.ts';
import { readSights } from '../../db/access/sights.ts';
import { seesAll } from '../../domain/access/sights.ts';
import type { AccessLog } from '../access/access-log.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP, refused } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';
import { validatorCompiler } from '../http/validation.ts';

const MOST = 5_000; // payloads of one page of a history
const BODY_LIMIT = 16 * 1024 * 1024; // bytes; such a page, in base64

const Payloads = Type.Object(
  {
    payloads: Type.Optional(
      Type.Array(
        Type.Object({
          metadata: Type.Optional(Type.Record(Type.String(), Type.String(), { description: '说明，值为 base64' })),
          data: Type.Optional(Type.String({ description: '内容，base64' })),
        }),
        { maxItems: MOST, description: 'Temporal 的负载；没有的不写' },
      ),
    ),
  },
  { description: 'Temporal 远程编解码协议的消息' },
);

/** The pages of 2.54 ask for references to large payloads kept elsewhere: here none are. */
const Asked = Type.Object({ preserveStorageRefs: Type.Optional(Type.String({ description: '不使用' })) });

/** What is encrypted is longer than any text that people write: only the form is looked at. */
const payloadsValidator: FastifySchemaCompiler<TSchema> = (part) => {
  if (part.httpPart !== 'body') return validatorCompiler(part);
  const flaw = refuse(
    'bad-value',
    `请求不是 Temporal 的负载：payloads 至多${MOST}项，其 metadata 各值和 data 都是文字`,
  );
  return (value: unknown) => (Value.Check(Payloads, value) ? { value } : { error: refused(flaw) });
};

const isRecordId = /^[\w.:-]{1,200}$/;

const ways = { decode: '解密', encode: '加密' } as const;

/**
 * `POST /api/codec/decode`, `/api/codec/encode`: with them Temporal's pages and command line read what lies encrypted in its
 * histories, and write as we do. What is of a record that is kept from who asks stays encrypted. For pages of one origin alone.
 */
export function codecRoutes(
  app: App,
  { codec, store, temporalUi }: Pick<ApiDeps, 'codec' | 'store' | 'temporalUi'>,
  access: AccessLog,
): void {
  const { origin } = new URL(temporalUi.url);
  for (const way of ['decode', 'encode'] as const) {
    const url = `/api/codec/${way}`;
    // a browser asks first, without a token
    app.options(url, { config: { access: 'public' }, schema: { hide: true } }, (request, reply) => {
      if (request.headers.origin === origin)
        void reply.headers({
          'access-control-allow-origin': origin,
          'access-control-allow-methods': 'POST',
          'access-control-allow-headers': 'authorization, content-type, x-namespace',
          'access-control-max-age': '600',
        });
      return reply.header('vary', 'origin').code(HTTP.noContent).send();
    });
    app.post(
      url,
      {
        bodyLimit: BODY_LIMIT,
        validatorCompiler: payloadsValidator,
        schema: {
          tags: ['运行'],
          summary: `Temporal 页面和命令行的${ways[way]}端点`,
          description: '按 Temporal 远程编解码协议；无权查看的案件，其内容保持加密',
          querystring: Asked,
          body: Payloads,
          response: answers({ [HTTP.ok]: Payloads }, []),
        },
      },
      async (request, reply) => {
        if (request.headers.origin === origin) void reply.header('access-control-allow-origin', origin);
        void reply.header('vary', 'origin');
        const person = personOf(request);
        const { payloads = [] } = request.body;
        const used = { person: person.id, route: `POST ${url}`, fields: [] };
        if (way === 'encode') {
          access.note({ ...used, outcome: 'opened' });
          return { payloads: [...codec.encode(payloads)] };
        }
        const records = codec.recordsIn(payloads).filter((id) => isRecordId.test(id)); // else nobody's: it stays as it is
        const sights = await readSights(store.db, person, records, Date.now());
        const kept = new Set([...sights].filter(([, { sight }]) => !seesAll(sight)).map(([id]) => id)); // what is of no record is kept from nobody
        const readable = new Set(records.filter((id) => !kept.has(id)));
        for (const record of records)
          access.note({ ...used, outcome: kept.has(record) ? 'denied' : 'opened', record, kind: sights.get(record)?.kind ?? null }); // prettier-ignore
        return { payloads: [...codec.decode(payloads, (record) => readable.has(record))] };
      },
    );
  }
}
