import Type, { type Static } from 'typebox';
import type { Db } from '../../db/client.ts';
import { readAssetDeadlines, readControls, readPartiesOf } from '../../db/cases/controls.ts';
import { namesOf } from '../../db/people/names.ts';
import { DateField, oneOf } from '../../domain/nodes/fields.ts';
import { orders } from '../../domain/nodes/measures.ts';
import { teams } from '../../domain/nodes/roles.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { pageOf, readCursor, readDate } from '../http/query.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { assetKindNames, ControlItem } from './control-schema.ts';
import { controlView } from './control-view.ts';

const Query = Type.Object(
  {
    untilFrom: Type.Optional(DateField('控制的最后一日不早于')),
    untilTo: Type.Optional(DateField('控制的最后一日不晚于')),
    kind: Type.Optional(oneOf(assetKindNames, '财产种类')),
    order: Type.Optional(oneOf(orders, '查控顺位：只看首封写 first')),
    team: Type.Optional(oneOf(teams, '团队')),
    officer: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: '承办人编号' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Key = Type.Tuple([Type.String(), Type.String(), Type.String()]);

/** `GET /api/assets` */
export function controlRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/assets',
    {
      schema: {
        tags: ['待办'],
        summary: '全院有效的控制',
        description: '冻结、查封、扣押中有效的，届满早的在前；各附其最后一日、最迟续行之日、失效时谁失去多少、下一步。',
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(ControlItem)) }, ['bad-query', 'bad-cursor']),
      },
    },
    ({ query }) => listControls(db, query),
  );
}

async function listControls(db: Db, query: Static<typeof Query>) {
  const { limit = 50, cursor, untilFrom, untilTo, ...filters } = query;
  const [from, to] = [readDate('untilFrom', untilFrom), readDate('untilTo', untilTo)];
  if (from !== undefined && to !== undefined && from > to)
    throw new ApiProblem('bad-query', 'untilFrom 晚于 untilTo，请对调', {
      missing: [{ id: 'untilFrom', zh: '晚于 untilTo' }],
    });
  const after = readCursor(Key, cursor);
  const rows = await readControls(db, { ...filters, untilFrom: from, untilTo: to, after, limit: limit + 1 });
  const [deadlines, cases, names] = await Promise.all([
    readAssetDeadlines(db, rows),
    readPartiesOf(db, rows.map(({ id }) => id)),
    namesOf(db, rows.map(({ officer }) => officer)),
  ]); // prettier-ignore
  const realNow = Date.now();
  return pageOf(
    rows,
    limit,
    ({ id, asset }) => [asset.until ?? '', id, asset.id],
    (row) =>
      controlView(row, {
        deadlines: deadlines.get(`${row.id} ${row.asset.id}`) ?? [],
        c: cases.get(row.id),
        officerName: names.get(row.officer ?? '') ?? null,
        realNow,
      }),
  );
}
