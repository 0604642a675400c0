import Type from 'typebox';
import { countLines, readStatementLines, readStatementRow, readStatements, type StatementRow } from '../../db/money/statements.ts'; // prettier-ignore
import { oneOf } from '../../domain/nodes/fields.ts';
import { lineStates } from '../../domain/plan/money/line-outcome.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { InstantKey, pageOf, readCursor } from '../http/query.ts';
import { lineStatuses, StatementLineView, StatementView } from './statement-schemas.ts';
import { statementLineView, statementView } from './statement-view.ts';

const tags = ['案款'];
const Id = Type.Object({ id: Type.String({ description: '文件的编号', examples: ['st-0123456789abcdef01234567'] }) });
const Listed = Type.Object({ limit: Limit(20, 100), cursor: Cursor }, { additionalProperties: false });
const Lines = Type.Object(
  {
    fate: Type.Optional(oneOf(lineStatuses, '结果')),
    state: Type.Optional(oneOf(lineStates, '办到哪一步')),
    limit: Limit(100, 500),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Key = Type.Tuple([InstantKey, Type.String()]);
const Row = Type.Integer();
const reading = officesOnly('funds', 'finance', 'review', 'director');
const acting = officesOnly('funds', 'finance');

/** `/api/money/statements`, `/{id}`, `/{id}/lines`, `/{id}/pause`, `/{id}/resume`: the files that were imported, and how far each has come. */
export function statementRoutes(app: App, { store: { db }, imports }: Pick<ApiDeps, 'store' | 'imports'>): void {
  const config = { access: 'person' } as const;
  const rowOf = async (id: string): Promise<StatementRow> => {
    const row = await readStatementRow(db, id);
    if (row === undefined) throw new ApiProblem('unknown-statement');
    return row;
  };
  const view = async (row: StatementRow) => {
    const progress = row.doneAt === null ? await imports.progress(row.id) : undefined;
    return statementView(row, await countLines(db, row.id), progress);
  };
  app.get(
    '/api/money/statements',
    { config, onRequest: reading, schema: { tags, summary: '已导入的银行流水文件', description: '新近导入的在前。', querystring: Listed, response: answers({ [HTTP.ok]: Page(ref(StatementView)) }, ['bad-query', 'bad-cursor', 'wrong-role', 'temporal-unavailable', 'timeout']) } }, // prettier-ignore
    async ({ query: { limit = 20, cursor } }) => {
      const rows = await readStatements(db, { after: readCursor(Key, cursor), limit: limit + 1 });
      const { next } = pageOf(rows, limit, (row) => [row.at, row.id], (row) => row.id); // prettier-ignore
      return { items: await Promise.all(rows.slice(0, limit).map(view)), next };
    },
  );
  app.get(
    '/api/money/statements/:id',
    { config, onRequest: reading, schema: { tags, summary: '一个银行流水文件', params: Id, response: answers({ [HTTP.ok]: ref(StatementView) }, ['wrong-role', 'unknown-statement', 'temporal-unavailable', 'timeout']) } }, // prettier-ignore
    async ({ params: { id } }) => view(await rowOf(id)),
  );
  app.get(
    '/api/money/statements/:id/lines',
    { config, onRequest: reading, schema: { tags, summary: '一个文件的各笔流水', params: Id, querystring: Lines, response: answers({ [HTTP.ok]: Page(ref(StatementLineView)) }, ['bad-query', 'bad-cursor', 'wrong-role', 'unknown-statement']) } }, // prettier-ignore
    async ({ params: { id }, query: { fate, state, limit = 100, cursor } }) => {
      await rowOf(id);
      const rows = await readStatementLines(db, id, {
        status: fate,
        state,
        after: readCursor(Row, cursor),
        limit: limit + 1,
      });
      return pageOf(rows, limit, (row) => row.row, statementLineView);
    },
  );
  for (const [verb, summary] of [
    ['pause', '暂停逐笔登记'],
    ['resume', '继续逐笔登记'],
  ] as const) {
    app.post(
      `/api/money/statements/:id/${verb}`,
      { config, onRequest: acting, schema: { tags, summary, params: Id, response: answers({ [HTTP.ok]: ref(StatementView) }, ['wrong-role', 'unknown-statement', 'not-applying', 'temporal-unavailable', 'timeout']) } }, // prettier-ignore
      async ({ params: { id } }) => {
        const row = await rowOf(id);
        if (row.doneAt !== null || !(await imports[verb](id))) throw new ApiProblem('not-applying', '该文件没有在登记');
        return view(row);
      },
    );
  }
}
