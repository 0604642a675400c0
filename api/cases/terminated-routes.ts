import Type, { type Static } from 'typebox';
import { readTerminated, type TerminatedRow } from '../../db/cases/terminated.ts';
import { libraryEntry } from '../../domain/plan/closing/library.ts';
import { type CivilDate, dayNumber } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { TerminatedCase } from './terminated-schema.ts';
import { InstantKey, pageOf, readCursor } from '../http/query.ts';

const Query = Type.Object({ limit: Limit(50, 100), cursor: Cursor }, { additionalProperties: false });
const Key = Type.Tuple([InstantKey, Type.String()]);

/** `GET /api/terminated-cases` */
export function terminatedRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/terminated-cases',
    {
      schema: {
        tags: ['案件'],
        summary: '终本案件库',
        description:
          '以终结本次执行程序结案的案件，新近结案的在前：定期查询到第几次、何时届满，结案以后的线索，仍然有效的控制，距五年届满还有几日。',
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(TerminatedCase)) }, ['bad-query', 'bad-cursor']),
      },
    },
    async ({ query: { limit = 50, cursor } }) => {
      const rows = await readTerminated(db, { after: readCursor(Key, cursor), limit: limit + 1 });
      return pageOf(
        rows,
        limit,
        ({ closedAt, id }) => [closedAt, id],
        (row) => terminatedView(row, Date.now() + row.clockOffset),
      );
    },
  );
}

const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from);

function terminatedView(
  { id, caseNo, title, c, next, closedAt }: TerminatedRow,
  now: number,
): Static<typeof TerminatedCase> {
  const { clues, inForce, ...said } = libraryEntry(c, closedAt);
  return {
    ...{ id, caseNo, title },
    ...said,
    daysLeft: daysBetween(dateOf(now), said.watchedUntil),
    nextQuery:
      next?.due == null || next.round === null
        ? null
        : { round: next.round, due: next.due, overdue: (next.dueAt ?? now + 1) <= now },
    clues: [...clues],
    inForce: [...inForce],
  };
}
