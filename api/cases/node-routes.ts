import Type from 'typebox';
import { isCaseId } from '../../domain/record/case-number.ts';
import { checkForm } from '../../domain/record/form.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { isNodeId } from '../../domain/nodes/index.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP, type ProblemCode, refused } from '../http/errors.ts';
import { isMatterId } from '../../domain/engine/found.ts';
import { idempotencyKey, KeyHeaders } from '../http/idempotency-key.ts';
import { type Area, caseArea, noSuchRecord, recordId } from './areas.ts';
import { loadStart } from './load-case.ts';
import { callerOf } from '../http/plugins/auth.ts';
import type { Metrics } from '../http/plugins/metrics.ts';
import { answers } from '../http/common.ts';
import { AnyNodeBody, judgements } from './node-bodies.ts';

const Accepted = Type.Object(
  {
    accepted: Type.Literal(true),
    fact: Type.Integer({ description: '记录的序号' }),
    version: Type.Integer({ description: '案件的版本' }),
    opened: Type.Array(Type.String(), { description: '由此起算的期限' }),
    done: Type.Array(Type.String(), { description: '由此办结的期限' }),
  },
  { description: '已登记' },
);
const codes: readonly ProblemCode[] = [...judgements, 'bad-idempotency-key', 'key-reused', 'busy', 'temporal-unavailable', 'timeout']; // prettier-ignore

/** Ids of an area are known by their form: whether there is such a record is asked only where Temporal knows none. */
const mayBe = (area: Area, id: string): boolean => (area === caseArea ? isCaseId(id) : isMatterId(id));

/** `POST /api/cases/{id}/nodes/{node}`, `POST /api/matters/{id}/nodes/{node}` */
export function nodeRoutes(
  app: App,
  { store, gateway }: Pick<ApiDeps, 'store' | 'gateway'>,
  metrics: Metrics,
  area: Area,
): void {
  app.post(
    `${area.path}/:id/nodes/:node`,
    {
      config: { access: 'bearer' },
      schema: {
        tags: [area.tag],
        summary: '登记节点',
        params: Type.Object({ ...recordId(area).properties, node: Type.String() }),
        headers: KeyHeaders,
        body: AnyNodeBody,
        response: answers({ [HTTP.ok]: Accepted }, codes),
      },
      validatorCompiler: app.validatorCompiler ?? (() => () => true),
    },
    async (request, reply) => {
      const { id, node } = request.params;
      const key = idempotencyKey(request.headers['idempotency-key']);
      reply.header('idempotency-key', key);
      const { at, subject, payload = {} } = request.body;
      checkNode(node, payload);
      if (!mayBe(area, id)) throw noSuchRecord(area, id);
      const message = {
        node,
        payload,
        by: callerOf(request),
        commandId: key,
        ...(at !== undefined && { at }),
        ...(subject !== undefined && { subject }),
      };
      const answer = await gateway.completeNode(id, message, () => loadStart(store.db, area, id));
      metrics.completed(node, answer.accepted ? 'accepted' : answer.code);
      if (!answer.accepted) throw refused(answer);
      const { accepted, fact, version, opened, done } = answer;
      return { accepted, fact, version, opened: [...opened], done: [...done] };
    },
  );
}

/** What can be seen to be wrong without asking the case never gets there. */
function checkNode(node: string, payload: unknown): void {
  if (!isNodeId(node)) throw refused(refuse('unknown-node', `没有节点 ${node}；全部节点见 GET /api/nodes`));
  const malformed = checkForm(node, payload);
  if (malformed !== undefined) throw refused(malformed);
}
