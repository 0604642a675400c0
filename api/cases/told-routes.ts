import Type, { type Static } from 'typebox';
import { readFacts } from '../../db/cases/read.ts';
import { namesOf } from '../../db/people/names.ts';
import { type ToldLine, toldLines } from '../../domain/engine/receipts.ts';
import { personal } from '../../domain/nodes/field-classes.ts';
import { readCase } from '../../domain/record/case.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, Cursor, InstantShown, Limit, orNull, Page } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { namedSchema, ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { pageOf, readCursor } from '../http/query.ts';
import { caseArea, findRecord, recordId } from './areas.ts';

const Query = Type.Object({ limit: Limit(100, 500), cursor: Cursor }, { additionalProperties: false });
const Key = Type.Tuple([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })]);

const said = { at: InstantShown('何时'), way: Type.String({ description: '以何种方式：电子邮件、短信、网上查阅、电话等' }) }; // prettier-ignore

/** What has become of one thing that one party is told. */
export const ToldItem = namedSchema(
  'ToldItem',
  Type.Object(
    {
      fact: Type.Integer({ description: '所告知的记录的序号' }),
      node: Type.String({ description: '所告知的节点' }),
      zh: Type.String({ description: '告知的内容', ...personal('words') }),
      party: Type.String({ description: '当事人编号' }),
      name: Type.String({ description: '当事人', ...personal('name') }),
      from: orNull(InstantShown('自何时起可以告知；尚不得告知的为 null')),
      told: orNull(Type.Object(said, { description: '已告知；没有的为 null' })),
      delivered: orNull(Type.Object(said, { description: '短信网关或者服务商报告已送达；没有报告的为 null' })),
      read: orNull(
        Type.Object(
          {
            ...said,
            person: orNull(Type.String({ description: '由何人阅看：其编号' })),
            personName: orNull(Type.String({ description: '其姓名' })),
          },
          { description: '已阅看；没有的为 null' },
        ),
      ),
      failed: orNull(
        Type.Object(
          { ...said, reason: Type.String({ description: '原因', ...personal('words') }) },
          { description: '最近一次没有送达；没有的为 null' },
        ),
      ),
    },
    { description: '向一名当事人告知的一项' },
  ),
);

/** `GET /api/cases/{id}/told` */
export function toldRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/cases/:id/told',
    {
      schema: {
        tags: [caseArea.tag],
        summary: '告知当事人的情况',
        description: '每一应当告知的事项、每一当事人：何时、以何种方式告知、送达、阅看，没有送达的原因。',
        params: recordId(caseArea),
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(ToldItem)) }, ['bad-query', 'bad-cursor', 'unknown-case']),
      },
    },
    async (request) => {
      const { id } = request.params;
      const { limit = 100, cursor } = request.query;
      const [after] = readCursor(Key, cursor) ?? [0];
      await findRecord(db, caseArea, id, personOf(request));
      const lines = toldLines(readCase(await readFacts(db, id)));
      const page = lines.slice(after, after + limit + 1).map((line, i) => ({ line, place: after + i + 1 }));
      const names = await namesOf(db, page.map(({ line }) => line.read?.person ?? null)); // prettier-ignore
      return pageOf(
        page,
        limit,
        ({ place }) => [place],
        ({ line }) => toldItem(line, names),
      );
    },
  );
}

const toldItem = (
  { fact, from, told, delivered, read, failed, ...line }: ToldLine,
  names: ReadonlyMap<string, string>,
): Static<typeof ToldItem> => ({
  ...{ ...line, fact: fact.seq, node: fact.node, from: from === null ? null : formatInstant(from) },
  told: told && shown(told),
  delivered: delivered && shown(delivered),
  read: read && { ...shown(read), personName: names.get(read.person ?? '') ?? null },
  failed: failed && shown(failed),
});

const shown = <T extends { readonly at: number }>({ at, ...word }: T) => ({ at: formatInstant(at), ...word });
