import Type from 'typebox';
import { readDelegations } from '../../db/cases/delegations.ts';
import { readWorklist } from '../../db/cases/worklist.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { staffIds, caseBound, partyRoles } from '../../domain/nodes/roles.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { decidedByOwner } from '../../domain/plan/approvals/own-decisions.ts';
import { InstantKey, pageOf, readCursor } from '../http/query.ts';
import { ApprovalItem } from './approval-schema.ts';
import { approvalView } from './approval-view.ts';

const Query = Type.Object(
  {
    for: Type.Enum(['me', ...staffIds], {
      description: '轮到谁的：me 本人（落实到本人的，加上现任职务名下而未落实到个人的），或者某一职务',
    }),
    limit: Limit(10, 20),
    cursor: Cursor,
  },
  { additionalProperties: false },
);
const Key = Type.Tuple([InstantKey, Type.String(), Type.String()]);

/** `GET /api/approvals`: requests whose step is open, the earliest due first; the first of a payout has a row of its own. */
export function approvalRoutes(
  app: App,
  { store: { db }, laws }: Pick<ApiDeps, 'store'> & { readonly laws: LawLibrary },
): void {
  app.get(
    '/api/approvals',
    {
      schema: {
        tags: ['待办'],
        summary: '待审批的报批',
        description:
          '各案中轮到本人或者某一职务审批的报批和发放申请，以及只待其作出决定的期限（异议、追加当事人和其他申请的裁定、分流、结案审查等；合议庭的，各成员都列出），届满早的在前：报批什么、理由和内容、所依据的条文和另外的要求、所涉的记录、谁何时报批、已经哪几级同意、尚待哪几级、期限，以及照此作出决定会引起的期限变动。受委托代行的，委托人名下的也在其中。审批以 request.passed、request.returned 或者写明 request 的决定登记；发放申请以审批表编号为准：案款管理员登记 payout.material-reviewed，之后登记 payout.approved 或者 request.returned。',
        querystring: Query,
        response: answers({ [HTTP.ok]: Page(ref(ApprovalItem)) }, ['bad-query', 'bad-cursor', 'busy']),
      },
    },
    async (request) => {
      const { for: whose, limit = 10, cursor } = request.query;
      const reader = personOf(request);
      const { id, roles } = reader;
      const atLarge = roles.filter((role) => !caseBound.has(role) && !partyRoles.has(role));
      const person = {
        id,
        roles: atLarge,
        isOfPanels: roles.includes('panel'),
        standsIn: await readDelegations(db, id, Date.now()),
      };
      const rows = await readWorklist(db, {
        reader,
        rules: ['approval-step', 'payout-review', ...decidedByOwner],
        ...(whose === 'me' ? { person } : { role: whose }), // the other choices
        after: readCursor(Key, cursor),
        limit: limit + 1,
      });
      const realNow = Date.now();
      const { items, next } = pageOf(
        rows,
        limit,
        ({ deadline: { dueAt, caseId, id: deadline } }) => [dueAt, caseId, deadline],
        (row) => row,
      );
      const shown = [];
      for (const row of items)
        shown.push(
          ...(await approvalView({ db, laws }, row, { reader: whose === 'me' ? reader : undefined, realNow })),
        ); // one record at a time in memory
      return { items: shown, next };
    },
  );
}
