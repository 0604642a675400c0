import Type from 'typebox';
import { isCaseId } from '../../domain/record/case-number.ts';
import { checkForm } from '../../domain/record/form.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { isNodeId } from '../../domain/nodes/index.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { HTTP, type ProblemCode, refused } from '../http/errors.ts';
import { isMatterId } from '../../domain/engine/found.ts';
import { idempotencyKey, KeyHeaders } from '../http/idempotency-key.ts';
import { type Area, caseArea, noSuchRecord } from './areas.ts';
import { loadStart } from './load-case.ts';
import { callerOf } from '../http/plugins/auth.ts';
import type { Metrics } from '../http/plugins/metrics.ts';
import { answers } from '../http/common.ts';
import { AnyNodeBody, nodeTableText } from './node-bodies.ts';

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
const Params = Type.Object({
  id: Type.String({ description: '案件编号' }),
  node: Type.String({ description: '节点' }),
});
const codes: readonly ProblemCode[] = [
  'bad-json', 'missing-field', 'unknown-field', 'wrong-type', 'id-number-doubtful', 'bad-instant', 'subject-missing', 'subject-not-allowed',
  'bad-idempotency-key', 'wrong-role', 'unknown-case', 'unknown-node', 'key-reused', 'at-in-future', 'unknown-subject',
  'case-closed', 'too-many-assets', 'too-many-facts', 'record-too-large', 'nodes-open', 'gates-open', 'body-too-large', 'unsupported-media-type', 'busy', 'temporal-unavailable', 'timeout',
]; // prettier-ignore

const description = `登记一个已经完成的节点。内容随节点而定：每个节点的 JSON Schema 和例子都在下面的请求内容里，也见 \`GET /api/nodes\`。
案件现状不允许的答 422，\`missing\` 列出还缺什么，日志里留有一行。
一案至多5000项财产、20000条记录、800万字内容；已满的，仍可更正、撤回、发放案款、了结事项和结案。

${nodeTableText()}`;

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
        description,
        params: Params,
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
