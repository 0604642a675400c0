import Type, { type Static } from 'typebox';
import { readCaseRow } from '../../db/cases/case.ts';
import { readStanding } from '../../db/cases/read.ts';
import { readUnderway } from '../../db/money/underway.ts';
import { type ClosingKind, closingKinds } from '../../domain/nodes/closing-kinds.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { type CheckItem, type Checklist, checklist, kindsFor } from '../../domain/plan/closing/checklist.ts';
import { readCase } from '../../domain/record/case.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { ClosingChecklist, type ClosingItem } from './closing-schema.ts';
import { caseArea, findRecord, noSuchRecord, recordId } from './areas.ts';

const Query = Type.Object({ kind: Type.Optional(oneOf(closingKinds, '结案方式')) }, { additionalProperties: false });

/** `GET /api/cases/{id}/closing` */
export function closingRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>): void {
  app.get(
    '/api/cases/:id/closing',
    {
      schema: {
        tags: [caseArea.tag],
        summary: '结案还缺什么',
        description:
          '指定 kind 的，逐项列出这一结案方式的事由、条件、须了结的期限和审查：依据、据以认定的记录，缺什么、登记哪一节点可以补正、谁可以登记；不指定的，列出本案可用的各种方式和各缺几项。',
        params: recordId(caseArea),
        querystring: Query,
        response: answers({ [HTTP.ok]: ref(ClosingChecklist) }, ['unknown-case', 'bad-query']),
      },
    },
    async (request): Promise<Static<typeof ClosingChecklist>> => {
      const { id } = request.params;
      const { now } = await findRecord(db, caseArea, id, personOf(request));
      const [row, { record, kept }] = await Promise.all([readCaseRow(db, id), readStanding(db, id, null)]);
      if (row === undefined) throw noSuchRecord(caseArea, id);
      const c = readCase(record);
      const { kind } = request.query;
      const standing = { now, deadlines: [...kept.values()], underway: await readUnderway(db, id, c) };
      const asked: readonly ClosingKind[] = kind === undefined ? kindsFor(c) : [kind];
      return {
        closed: c.first('case.closed')?.payload.kind ?? null,
        kinds: asked.map((each) => checklistView(checklist(c, each, standing), kind !== undefined)),
      };
    },
  );
}

const checklistView = ({ kind, hasGround, gaps, items }: Checklist, withItems: boolean) => ({
  ...{ kind, zh: closingKinds[kind], hasGround, gaps },
  items: withItems ? items.map(itemView) : null,
});

const itemView = ({ facts, gaps, ...item }: CheckItem): Static<typeof ClosingItem> => ({
  ...item,
  facts: facts.map(({ seq, node, at }) => ({ seq, node, zh: nodeRow(node).zh, at: formatInstant(at) })),
  gaps: gaps.map(({ zh, node, by }) => ({
    ...{ zh, node, nodeZh: nodeRow(node).zh },
    by: by.map((role) => ({ role, zh: roles[role] })),
  })),
});
