import Type, { type Static } from 'typebox';
import { record } from '../../domain/nodes/fields.ts';
import { isNodeId } from '../../domain/nodes/index.ts';
import { caseIdOf } from '../../domain/record/case-number.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { refusedItem } from '../access/batch-item.ts';
import type { App, ApiDeps } from '../app-types.ts';
import { answers, orNull } from '../http/common.ts';
import { ApiProblem, HTTP, type problemOf, refused } from '../http/errors.ts';
import { idempotencyKey, KeyHeaders } from '../http/idempotency-key.ts';
import { inTurns } from '../http/in-turns.ts';
import { ref } from '../http/named.ts';
import { callerOf } from '../http/plugins/auth.ts';
import type { Metrics } from '../http/plugins/metrics.ts';
import { ProblemSchema } from '../http/problem.ts';
import { caseArea } from './areas.ts';
import { completeOne } from './complete-one.ts';
import type { Door } from './door.ts';
import { AnyNodeBody } from './node-bodies.ts';
import { acceptedView, AcceptedView } from './node-routes.ts';

const MOST_ITEMS = 100;
/** Of its Idempotency-Key: each item has it with its place. */
const LONGEST_KEY = 190;

const Batch = record({
  node: Type.String({ maxLength: 64, description: '节点：各案登记的是同一节点' }),
  payload: Type.Optional(Type.Unknown({ description: '各案共同的内容；某一案另写 payload 的，以该案为准' })),
  items: Type.Array(
    record({
      case: Type.String({ maxLength: 64, description: '案件编号，也可写案号' }),
      ...AnyNodeBody.properties,
    }),
    { minItems: 1, maxItems: MOST_ITEMS, description: '逐案办理，互不影响' },
  ),
});

const Answered = Type.Object({
  case: Type.String({ description: '所写的案件' }),
  status: Type.Integer({ description: '单独登记时的状态码' }),
  answer: orNull(AcceptedView),
  problem: Type.Unsafe<ReturnType<typeof problemOf> | null>({
    anyOf: [ref(ProblemSchema), { type: 'null' }],
    description: '没有登记的原因',
  }),
});

/** `POST /api/batch/nodes` */
export function batchRoutes(
  app: App,
  deps: Pick<ApiDeps, 'store' | 'gateway'> & { readonly metrics: Metrics; readonly door: Door },
): void {
  app.post(
    '/api/batch/nodes',
    {
      config: { access: 'bearer' },
      schema: {
        tags: [caseArea.tag],
        summary: '同一节点，多个案件',
        description: `一次至多${MOST_ITEMS}案，逐案答复：有的登记了，有的没有，都答 200。带 Idempotency-Key 的，原样再发不会重复登记。`,
        headers: KeyHeaders,
        body: Batch,
        response: answers({ [HTTP.ok]: Type.Object({ results: Type.Array(Answered) }) }, [
          'bad-idempotency-key',
          'bad-version',
          'wrong-type',
        ]),
      },
    },
    async (request, reply) => {
      if (request.headers['if-match'] !== undefined)
        throw new ApiProblem('bad-version', '成批登记不看 If-Match：须按版本登记的，请逐案登记');
      const key = idempotencyKey(request.headers['idempotency-key']);
      if (key.length > LONGEST_KEY) throw new ApiProblem('bad-idempotency-key', `成批登记的，至多${LONGEST_KEY}个字符`);
      reply.header('idempotency-key', key);
      const { node, payload, items } = request.body;
      if (!isNodeId(node)) throw refused(noSuchNode(node));
      const by = callerOf(request);
      const one = async (item: (typeof items)[number], i: number): Promise<Static<typeof Answered>> => {
        const { case: named, ...own } = item;
        const body = { ...own, payload: own.payload ?? payload };
        const id = caseIdOf(named);
        try {
          const answer = await completeOne(deps, caseArea, { id, node, body, by, key: keyOf(key, i) });
          return { case: named, status: HTTP.ok, answer: acceptedView(answer), problem: null };
        } catch (error) {
          const problem = refusedItem(request, error, { case: id, node });
          return { case: named, status: problem.status, answer: null, problem };
        }
      };
      return { results: await inTurns(items, one, () => !request.raw.socket.destroyed) };
    },
  );
}

/** One mistake of the whole is said once, not for every item. */
const noSuchNode = (node: string) =>
  refuse('wrong-type', `node：没有节点 ${node}；全部节点见 GET /api/nodes`, undefined, [
    { id: 'node', zh: '没有此节点' },
  ]);

/** An item's own key: by its place, so that the same batch sent again is the same commands. */
const keyOf = (key: string, i: number): string => `${key}:${i}`;
