import Type, { type Static } from 'typebox';
import { namesOf } from '../../db/people/names.ts';
import { type FiguresAsked, readFigureRecords, readFigures } from '../../db/statistics/figures.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { figureIds } from '../../domain/words/figures.ts';
import { dateOf, endOfDay, formatInstant, startOfDay } from '../../domain/time/instant.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { InstantKey, pageOf, readCursor, readDate } from '../http/query.ts';
import { asked, figureNames, Statistics, StatisticsRecord } from './statistics-schema.ts';
import { groupsShown } from './statistics-view.ts';
import { workbook } from './workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The figures in either form; in the type of an answer, which JSON alone has, they are the figures. */
const InBothForms = {
  description: '质效统计',
  content: {
    'application/json': { schema: ref(Statistics) },
    [XLSX]: { schema: { type: 'string', contentMediaType: XLSX } },
  },
} as unknown as ReturnType<typeof ref<typeof Statistics>>;

const Query = Type.Object(
  { ...asked, format: Type.Optional(oneOf({ json: 'JSON', xlsx: '电子表格' }, '答复的形式，也可以用 Accept 写明')) },
  { additionalProperties: false },
);
const RecordsQuery = Type.Object(
  {
    ...asked,
    figure: oneOf(figureNames, '指标'),
    group: Type.Optional(Type.String({ maxLength: 64, description: '组的编号；不写的为各组' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Key = Type.Tuple([InstantKey, Type.String(), Type.String()]);

type FiguresQuery = Pick<Static<typeof Query>, 'from' | 'to' | 'by'>;

/** The days asked for: this month so far where none are named. Throws `bad-query` where they are none, or out of order. */
function daysOf({ from, to }: FiguresQuery, realNow: number) {
  const today = dateOf(realNow);
  const days = { from: readDate('from', from) ?? `${today.slice(0, 7)}-01`, to: readDate('to', to) ?? today };
  if (days.from <= days.to) return days;
  throw new ApiProblem('bad-query', '起日 from 不能晚于止日 to', { missing: [{ id: 'from', zh: '晚于 to' }] });
}

function figuresAsked(query: FiguresQuery, reader: Person) {
  const realNow = Date.now();
  const days = daysOf(query, realNow);
  const { by = 'court' } = query;
  const told: FiguresAsked = { from: startOfDay(days.from), to: endOfDay(days.to), by, reader, realNow };
  return { days, by, asked: told };
}

/** `GET /api/statistics`, `GET /api/statistics/records` */
export function statisticsRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/statistics',
    {
      schema: {
        tags: ['统计'],
        summary: '质效统计',
        description:
          '按期和逾期办结、现在逾期、待发放案款的账龄、各方式结案、终本率、公开用时；每一数字都给出其后的记录。`format=xlsx` 或者 Accept 写电子表格的，答复电子表格。',
        querystring: Query,
        response: answers({ [HTTP.ok]: InBothForms }, ['bad-query']),
      },
    },
    async (request, reply) => {
      const { days, by, asked: told } = figuresAsked(request.query, personOf(request));
      const counted = await readFigures(db, figureIds, told);
      const names = by === 'person' ? await namesOf(db, [...new Set(counted.map(({ group }) => group))]) : new Map<string, string>(); // prettier-ignore
      const groups = groupsShown(counted, { by, days, names });
      const isBook = request.query.format === 'xlsx' || (request.query.format === undefined && request.headers.accept?.includes(XLSX) === true); // prettier-ignore
      if (!isBook) return { ...days, by, groups: groups.map((group) => ({ ...group, figures: [...group.figures] })) };
      const book = await workbook(groups, days);
      reply.header('content-type', XLSX);
      reply.header('content-disposition', `attachment; filename="statistics-${days.from}-${days.to}.xlsx"`);
      return reply.serializer((body: unknown) => body as string).send(book as never); // a file is sent as it is
    },
  );
  app.get(
    '/api/statistics/records',
    {
      schema: {
        tags: ['统计'],
        summary: '一项指标其后的记录',
        description: '新近的在前；比例的记录见其分子和分母各自的指标。',
        querystring: RecordsQuery,
        response: answers({ [HTTP.ok]: Page(ref(StatisticsRecord)) }, ['bad-query', 'bad-cursor']),
      },
    },
    async (request) => {
      const { figure, group, limit = 50, cursor, ...query } = request.query;
      const { asked: told } = figuresAsked(query, personOf(request));
      const after = readCursor(Key, cursor);
      const rows = await readFigureRecords(db, { figure, group }, { ...told, after, limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        ({ at, caseId, deadline }) => [at.getTime(), caseId, deadline],
        ({ at, deadline, ...row }) => ({ ...row, deadline: deadline || null, at: formatInstant(at.getTime()) }),
      );
    },
  );
}
