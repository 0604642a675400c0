import Type, { type Static } from 'typebox';
import { namesOf } from '../../db/people/names.ts';
import { readLines } from '../../db/statistics/read.ts';
import { dayNumber } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import type { StatisticsDays } from '../../domain/words/statistics.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { attachment } from '../http/attachment.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { pageOf, readCursor, readDate } from '../http/query.ts';
import { BreakdownText, MeasureText, StatisticsDocument, StatisticsItem } from './statistics-schema.ts';
import { groupsOf, lineView, statisticsView } from './statistics-view.ts';
import { instantsOf, tallied } from './tallied.ts';
import { workbookOf } from './workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST_DAYS = 1_100; // three years: the longest of the court's own figures

const period = {
  from: Type.Optional(Type.String({ description: '第一天；不写的，为 to 当月一日', examples: ['2026-01-01'] })),
  to: Type.Optional(Type.String({ description: '最后一天，含当日；不写的，为今天', examples: ['2026-01-31'] })),
  by: Type.Optional({ ...BreakdownText, default: 'court' }),
};
const Query = Type.Object(
  {
    ...period,
    format: Type.Optional(Type.Enum(['json', 'xlsx'], { default: 'json', description: 'xlsx：电子表格' })),
  },
  { additionalProperties: false },
);
const LinesQuery = Type.Object(
  {
    measure: MeasureText,
    ...period,
    of: Type.Optional(Type.String({ maxLength: 64, description: '哪一团队、职务或者人员；不写的，为全部' })),
    counted: Type.Optional(Type.Boolean({ description: '只列分子，或者只列其余' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Key = Type.Tuple([Type.String(), Type.String()]);

/** The days that are asked for, both ends in them. Throws `bad-query`. */
function stretchOf(query: { readonly from?: string; readonly to?: string }): StatisticsDays {
  const to = readDate('to', query.to) ?? dateOf(Date.now());
  const from = readDate('from', query.from) ?? `${to.slice(0, 8)}01`;
  const days = dayNumber(to) - dayNumber(from);
  if (days < 0) throw new ApiProblem('bad-query', 'from 晚于 to，请对调', { missing: [{ id: 'from', zh: '晚于 to' }] });
  if (days >= MOST_DAYS)
    throw new ApiProblem('bad-query', '期间过长，至多三年，请缩短', { missing: [{ id: 'from', zh: '期间过长' }] });
  return { from, to };
}

/** `GET /api/statistics`, `GET /api/statistics/lines` */
export function statisticsRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/statistics',
    {
      schema: {
        tags: ['统计'],
        summary: '质效统计',
        description:
          '期间内各项指标，全院或者按团队、职务、人员分列；每一数字附其逐项清单的地址。所计为期限现在的状况：更正、撤回已在其中，对查阅人保密的记录不在其中。',
        querystring: Query,
        response: answers({ [HTTP.ok]: ref(StatisticsDocument) }, ['bad-query']),
      },
    },
    async (request, reply) => {
      const { by = 'court', format = 'json', ...ends } = request.query;
      const stretch = stretchOf(ends);
      const tallies = await tallied(db, stretch, by, personOf(request));
      const persons = by === 'person' ? await namesOf(db, groupsOf(by, tallies)) : new Map<string, string>();
      const document = statisticsView({ ...stretch, by, asOf: Date.now() }, tallies, persons);
      if (format === 'json') return document;
      const file = await workbookOf(document);
      return reply
        .header('content-type', XLSX)
        .header('content-disposition', attachment(`statistics-${stretch.from}-${stretch.to}.xlsx`))
        .serializer((body: unknown) => body as string) // bytes, as they are
        .send(file as unknown as Static<typeof StatisticsDocument>); // a reply of another type than the document
    },
  );
  app.get(
    '/api/statistics/lines',
    {
      schema: {
        tags: ['统计'],
        summary: '统计数字所依据的清单',
        description: '一项指标计入的每一期限或者案件，以及是否为分子；数字由此可以逐项核对。',
        querystring: LinesQuery,
        response: answers({ [HTTP.ok]: Page(ref(StatisticsItem)) }, ['bad-query', 'bad-cursor']),
      },
    },
    async (request) => {
      const { measure, by = 'court', of, counted, limit = 50, cursor, ...ends } = request.query;
      const lines = await readLines(db, measure, {
        ...instantsOf(stretchOf(ends)),
        ...{ realNow: Date.now(), by, reader: personOf(request), counted, limit: limit + 1 },
        of: by === 'court' ? undefined : of,
        after: readCursor(Key, cursor),
      });
      return pageOf(lines, limit, ({ record, deadline }) => [record, deadline ?? ''], lineView);
    },
  );
}
