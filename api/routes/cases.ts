import Type from 'typebox';
import { readCaseClock, readDeadlines } from '../../db/reads/case.ts';
import { caseSorts, readCases, readOpenDeadlines } from '../../db/reads/case-list.ts';
import { namesOf } from '../../db/reads/people.ts';
import { parseCaseNumber } from '../../domain/case/case-number.ts';
import { stages } from '../../domain/plan/readings/stage.ts';
import { oneOf } from '../../domain/plan/fields.ts';
import { teams } from '../../domain/plan/roles.ts';
import type { App, Deps } from '../app-types.ts';
import { ApiProblem, HTTP } from '../errors.ts';
import { loadCaseView, noSuchCase } from '../load-case.ts';
import { pageOf, readCursor, readInstant } from '../query.ts';
import { CaseLine, CaseView } from '../schemas/case.ts';
import { answers, CaseId, Cursor, Limit, Page } from '../schemas/common.ts';
import { ref } from '../schemas/named.ts';
import { Deadline } from '../schemas/deadline.ts';
import { caseLine } from '../views/case-line.ts';
import { deadlineView, inOrder } from '../views/deadline-view.ts';

const instant = (description: string) =>
  Type.Optional(Type.String({ description, examples: ['2026-01-01T00:00:00+08:00'] }));
const text = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 100, description }));

const Query = Type.Object(
  {
    stage: Type.Optional(oneOf(stages, '阶段')),
    team: Type.Optional(oneOf(teams, '团队')),
    officer: text('承办人编号'),
    caseNo: text('案号（全）'),
    filedFrom: instant('立案不早于'),
    filedTo: instant('立案早于'),
    closed: Type.Optional(Type.Boolean({ description: '是否已结案' })),
    q: text('案号、案由或当事人姓名的一部分'),
    sort: Type.Optional(Type.Enum([...caseSorts], { default: '-filedAt', description: '排序，- 为由近及远' })),
    limit: Limit(50, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Key = Type.Tuple([Type.Enum([...caseSorts]), Type.Integer(), Type.String()]);
const tags = ['案件'];

/** `GET /api/cases`, `GET /api/cases/{id}`, `GET /api/cases/{id}/deadlines` */
export function caseRoutes(app: App, { store }: Pick<Deps, 'store'>): void {
  const { db } = store;
  app.get(
    '/api/cases',
    {
      schema: {
        tags,
        summary: '案件列表',
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(CaseLine)) }, ['bad-query', 'bad-cursor', 'bad-case-number']),
      },
    },
    async ({ query }) => {
      const { sort = '-filedAt', limit = 50, cursor, caseNo, filedFrom, filedTo, ...filters } = query;
      const [sorted, value, id] = readCursor(Key, cursor) ?? [sort, 0, undefined];
      if (sorted !== sort) throw new ApiProblem('bad-cursor');
      const rows = await readCases(db, {
        ...filters,
        sort,
        limit: limit + 1,
        caseNo: caseNo === undefined ? undefined : fullCaseNo(caseNo),
        filedFrom: readInstant('filedFrom', filedFrom),
        filedTo: readInstant('filedTo', filedTo),
        after: id === undefined ? undefined : [value, id],
      });
      const shown = rows.slice(0, limit);
      const [open, names] = await Promise.all([
        readOpenDeadlines(db, shown.map((row) => row.id)),
        namesOf(db, shown.map((row) => row.officer)),
      ]); // prettier-ignore
      const byCase = Map.groupBy(open, (d) => d.caseId);
      const realNow = Date.now();
      return pageOf(
        rows,
        limit,
        (row) => [sort, row.sortedBy, row.id],
        (row) => caseLine(row, byCase.get(row.id) ?? [], names, realNow),
      );
    },
  );
  app.get(
    '/api/cases/:id',
    {
      schema: {
        tags,
        summary: '一个案件',
        params: CaseId,
        response: answers({ [HTTP.ok]: ref(CaseView) }, ['unknown-case']),
      },
    },
    ({ params }) => loadCaseView(db, params.id),
  );
  app.get(
    '/api/cases/:id/deadlines',
    {
      schema: {
        tags,
        summary: '一个案件的期限',
        description: '在办的在前，按届满先后；已了结的在后。',
        params: CaseId,
        response: answers({ [HTTP.ok]: Type.Array(ref(Deadline)) }, ['unknown-case']),
      },
    },
    async ({ params: { id } }) => {
      const [clock, deadlines] = await Promise.all([readCaseClock(db, id), readDeadlines(db, id)]);
      if (clock === undefined) throw noSuchCase(id);
      const names = await namesOf(db, deadlines.map((d) => d.ownerPerson)); // prettier-ignore
      const now = Date.now() + clock.clockOffset;
      return inOrder(deadlines).map((d) => deadlineView(d, now, names.get(d.ownerPerson ?? '') ?? null));
    },
  );
}

function fullCaseNo(text: string): string {
  const number = parseCaseNumber(text);
  if (number !== undefined) return number.text;
  throw new ApiProblem('bad-case-number', `不是执行案号：${text}；应如 （2026）豫0823执123号，只知道一部分的请用 q`);
}
