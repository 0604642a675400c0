import Type, { type Static } from 'typebox';
import type { AcceptedHeard } from '../../domain/engine/answer.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP, type ProblemCode } from '../http/errors.ts';
import { idempotencyKey, KeyHeaders } from '../http/idempotency-key.ts';
import { type Area, recordId } from './areas.ts';
import { VersionHeaders, versionAsked } from '../http/record-version.ts';
import { completeOne } from './complete-one.ts';
import type { Door } from './door.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { ref } from '../http/named.ts';
import { previewOne } from './node-preview.ts';
import { NodePreview } from './node-preview-schema.ts';
import { callerOf } from '../http/plugins/auth.ts';
import type { Metrics } from '../http/plugins/metrics.ts';
import { answers } from '../http/common.ts';
import { AnyNodeBody, judgements } from './node-bodies.ts';

export const AcceptedView = Type.Object(
  {
    accepted: Type.Literal(true),
    fact: Type.Optional(Type.Integer({ description: '记录的序号；当事人自行登记的没有' })),
    version: Type.Optional(Type.Integer({ description: '案件的版本；当事人自行登记的没有' })),
    opened: Type.Array(Type.String(), { description: '由此起算的期限；当事人自行登记的，只列其本人的' }),
    done: Type.Array(Type.String(), { description: '由此办结的期限' }),
    voided: Type.Array(Type.String(), { description: '由此失效的期限' }),
    warnings: Type.Array(Type.Object({ id: Type.String(), zh: Type.String() }), {
      description: '已经登记，但请核对的事项：如控制的财产超出债权',
    }),
  },
  { description: '已登记' },
);
export const completionCodes: readonly ProblemCode[] = [...judgements, 'bad-idempotency-key', 'key-reused', 'bad-version', 'case-moved-on', 'busy', 'temporal-unavailable', 'timeout']; // prettier-ignore

const DRY_RUN =
  '带 `dryRun=true` 的只看后果，不登记：同样的人、同样的内容现在登记会怎样。会被拒绝的，答复与登记时相同，但不记入日志；会予登记的，列出起算、变动和了结的期限。';
/** Anything else in the query is refused: who misspells it must not record what they only wanted to look at. */
export const ForeseeOnly = Type.Object(
  { dryRun: Type.Optional(Type.Boolean({ description: '只看后果，不登记' })) },
  { additionalProperties: false },
);

/** `POST /api/cases/{id}/nodes/{node}`, `POST /api/matters/{id}/nodes/{node}` */
export function nodeRoutes(
  app: App,
  deps: Pick<ApiDeps, 'store' | 'gateway'> & {
    readonly laws: LawLibrary;
    readonly metrics: Metrics;
    readonly door: Door;
  },
  area: Area,
): void {
  app.post(
    `${area.path}/:id/nodes/:node`,
    {
      config: { access: 'bearer' },
      schema: {
        tags: [area.tag],
        summary: '登记节点',
        description: DRY_RUN,
        params: Type.Object({ ...recordId(area).properties, node: Type.String() }),
        querystring: ForeseeOnly,
        headers: Type.Object({ ...KeyHeaders.properties, ...VersionHeaders }),
        body: AnyNodeBody,
        response: answers({ [HTTP.ok]: Type.Union([AcceptedView, ref(NodePreview)]) }, completionCodes),
      },
      validatorCompiler: app.validatorCompiler ?? (() => () => true),
    },
    async (request, reply) => {
      const { id, node } = request.params;
      const key = idempotencyKey(request.headers['idempotency-key']);
      const ifVersion = versionAsked(request.headers['if-match']);
      const by = callerOf(request);
      if (request.query.dryRun === true) {
        const asked = { completion: { ...request.body, node }, by, ifVersion };
        return previewOne({ ...deps, db: deps.store.db, area }, id, asked);
      }
      reply.header('idempotency-key', key);
      const answer = await completeOne(deps, area, { id, node, body: request.body, by, key, ifVersion });
      return acceptedView(answer);
    },
  );
}

/** An accepted completion as the contract has it. */
export const acceptedView = ({
  accepted,
  fact,
  version,
  opened,
  done,
  voided = [],
  warnings = [],
}: AcceptedHeard): Static<typeof AcceptedView> => ({
  accepted,
  ...(fact !== undefined && { fact }),
  ...(version !== undefined && { version }),
  opened: [...opened],
  done: [...done],
  voided: [...voided],
  warnings: warnings.map(({ id, zh }) => ({ id, zh })),
});
