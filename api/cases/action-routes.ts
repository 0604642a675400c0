import Type, { type Static } from 'typebox';
import { readCaseRow } from '../../db/cases/case.ts';
import { readStanding } from '../../db/cases/read.ts';
import { type Action, actionsOf } from '../../domain/engine/offered.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { readCase } from '../../domain/record/case.ts';
import { readPeople } from '../../db/people/read.ts';
import { barred } from '../../domain/plan/matters/readers.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, orNull } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';
import { type Area, findRecord, noSuchRecord, recordId } from './areas.ts';

/** Actions that an answer lists; each is one node, or one for each subject whose deadline it ends. */
const MOST_ACTIONS = 1_000;

const ActionView = Type.Object({
  node: Type.String({ description: '节点' }),
  zh: Type.String({ description: '名称' }),
  subject: orNull(Type.String({ description: '针对哪一项；其他各项也可登记的不逐一列出' })),
  allowed: Type.Boolean({
    description: '本人现在可以登记；不论内容如何都会被拒绝的为 false，内容是否合规，登记时再查',
  }),
  refusal: orNull(
    Type.Object(
      {
        code: Type.String(),
        zh: Type.String({ description: '为什么现在不能登记' }),
        basis: orNull(Type.String()),
        missing: Type.Array(Type.Object({ id: Type.String(), zh: Type.String() }), { description: '还缺什么' }),
      },
      { description: '现在不能登记的原因；可以登记的为 null' },
    ),
  ),
  discharges: Type.Array(Type.String(), { description: '可以由此办结的期限' }),
});

/** `GET /api/cases/{id}/actions`, `GET /api/matters/{id}/actions` */
export function actionRoutes(app: App, { store: { db } }: Pick<ApiDeps, 'store'>, area: Area): void {
  app.get(
    `${area.path}/:id/actions`,
    {
      schema: {
        tags: [area.tag],
        summary: `本人在一个${area.noun}里可以登记什么`,
        description: `按调用人在此的职务列出；现在不能登记的，说明原因和还缺什么。不分页：条数以节点表和在办期限为限，至多列${MOST_ACTIONS}项。`,
        params: recordId(area),
        response: answers({ [HTTP.ok]: Type.Array(ActionView) }, ['unknown-case']),
      },
    },
    async (request) => {
      const { id } = request.params;
      const person = personOf(request);
      const { now } = await findRecord(db, area, id, person);
      const [row, { record, kept }] = await Promise.all([readCaseRow(db, id), readStanding(db, id, null)]);
      if (row === undefined) throw noSuchRecord(area, id);
      const c = readCase(record);
      const people = await readPeople(db, barred(c));
      const asking = { actor: { ...person, via: 'api' as const }, now, opened: [...kept.values()], people };
      const actions = actionsOf(c, asking);
      return actions.slice(0, MOST_ACTIONS).map(actionView);
    },
  );
}

function actionView({ node, subject, refusal, discharges }: Action): Static<typeof ActionView> {
  const why = refusal && {
    ...refusal,
    missing: refusal.missing.map(({ id, zh }) => ({ id, zh })),
  };
  return {
    node,
    zh: nodeRow(node).zh,
    subject,
    allowed: refusal === undefined,
    refusal: why ?? null,
    discharges: discharges.map(({ id }) => id),
  };
}
