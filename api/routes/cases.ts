import Type from 'typebox';
import { readCaseClock, readDeadlines } from '../../db/reads/case.ts';
import { namesOf } from '../../db/reads/people.ts';
import type { App, Deps } from '../app-types.ts';
import { HTTP } from '../errors.ts';
import { loadCaseView, noSuchCase } from '../load-case.ts';
import { CaseView } from '../schemas/case.ts';
import { answers, CaseId } from '../schemas/common.ts';
import { Deadline } from '../schemas/deadline.ts';
import { ref } from '../schemas/named.ts';
import { deadlineView, inOrder } from '../views/deadline-view.ts';

const tags = ['案件'];

/** `GET /api/cases/{id}`, `GET /api/cases/{id}/deadlines` */
export function caseRoutes(app: App, { store: { db } }: Pick<Deps, 'store'>): void {
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
      const owners = deadlines.map((d) => d.ownerPerson);
      const names = await namesOf(db, owners);
      const now = Date.now() + clock.clockOffset;
      return inOrder(deadlines).map((d) => deadlineView(d, now, names.get(d.ownerPerson ?? '') ?? null));
    },
  );
}
