import Type, { type Static } from 'typebox';
import type { Db } from '../../db/client.ts';
import { caseSorts, readCases } from '../../db/cases/case-list.ts';
import { readNextDeadlines } from '../../db/cases/deadlines.ts';
import { namesOf } from '../../db/people/names.ts';
import { findsByIdentity } from '../../domain/access/reads-in.ts';
import { CASE_NUMBER, parseCaseNumber } from '../../domain/record/case-number.ts';
import { InstantText, ofFormat, oneOf } from '../../domain/nodes/fields.ts';
import { stages } from '../../domain/plan/closing/stage.ts';
import { teams } from '../../domain/nodes/roles.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { personOf } from '../http/plugins/auth.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { InstantKey, pageOf, readCursor, queryInstants } from '../http/query.ts';
import { CaseLine } from './case-schema.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ref } from '../http/named.ts';
import { caseLine } from './case-line.ts';

const text = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 100, description }));

const Query = Type.Object(
  {
    stage: Type.Optional(oneOf(stages, '阶段')),
    team: Type.Optional(oneOf(teams, '团队')),
    officer: text('承办人编号'),
    caseNo: Type.Optional(
      Type.String({ maxLength: 100, description: '案号（全）', ...ofFormat('case-number', { pattern: CASE_NUMBER }) }),
    ),
    filedFrom: Type.Optional(InstantText('立案不早于')),
    filedTo: Type.Optional(InstantText('立案早于')),
    closed: Type.Optional(Type.Boolean({ description: '是否已结案' })),
    q: text(
      '案号、案由或当事人姓名的一部分，不分全角半角、大小写、间隔号的写法；或者当事人证件号码的全部（限可以查看的人员，记入查阅日志）',
    ),
    sort: Type.Optional(
      Type.Enum([...caseSorts], {
        default: '-filedAt',
        description: '排序：filedAt 立案先后，-filedAt 新近立案的在前，nextDeadline 最近的期限',
      }),
    ),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
/** Where a page ended: its order, the value it was ordered by, the case. */
const Key = Type.Tuple([Type.Enum([...caseSorts]), InstantKey, Type.String()]);

/** `GET /api/cases` */
export function caseListRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/cases',
    {
      schema: {
        tags: ['案件'],
        summary: '案件列表',
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(CaseLine)) }, ['bad-query', 'bad-cursor', 'bad-case-number']),
      },
    },
    (request) => listCases(db, request.query, findsByIdentity(personOf(request))),
  );
}

async function listCases(db: Db, query: Static<typeof Query>, byIdentity: boolean) {
  const { sort = '-filedAt', limit = 50, cursor, caseNo, filedFrom, filedTo, ...filters } = query;
  const [sorted, value, last] = readCursor(Key, cursor) ?? [sort, 0, undefined];
  if (sorted !== sort) throw new ApiProblem('bad-cursor');
  const filed = queryInstants({ filedFrom, filedTo });
  const rows = await readCases(db, {
    ...filters,
    byIdentity,
    sort,
    limit: limit + 1,
    id: caseNo === undefined ? undefined : idOf(caseNo),
    filedFrom: filed.from,
    filedTo: filed.to,
    after: last === undefined ? undefined : [value, last],
  });
  const ids = rows.map((row) => row.id);
  const officers = rows.map((row) => row.officer);
  const [nexts, names] = await Promise.all([readNextDeadlines(db, ids, Date.now()), namesOf(db, officers)]);
  const keyOf = (row: (typeof rows)[number]): Static<typeof Key> => [sort, row.sortedBy, row.id];
  return pageOf(rows, limit, keyOf, (row) => caseLine(row, nexts.get(row.id), names));
}

function idOf(text: string): string {
  const number = parseCaseNumber(text);
  if (number !== undefined) return number.id;
  throw new ApiProblem('bad-case-number', `不是执行案号：${text}；应如 （2026）豫0823执123号，只知道一部分的请用 q`);
}
