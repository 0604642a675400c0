import Type, { type Static } from 'typebox';
import { askedForTheCourt } from '../../db/reader.ts';
import { caseBound, desks, type Role } from '../../domain/nodes/roles.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { rotationId } from '../../gateway/rotations.ts';
import { bodyHash } from '../../gateway/seal.ts';
import type { RotationProgress } from '../../workflows/rotation-messages.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { ApiProblem, HTTP, refused } from '../http/errors.ts';
import { idempotencyKey, KeyHeaders } from '../http/idempotency-key.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { DryRun } from './change-people.ts';
import { planRotation } from './plan-rotation.ts';
import { RotationBody, RotationPreview, rotationStates, RotationView } from './rotation-schema.ts';

const tags = ['人员'];
/** Who assigns (`case.assigned`, `desk.assigned`) hands over. */
const onRequest = officesOnly('command', 'director');

const rotating = [...desks, ...caseBound].filter((role) => role !== 'handler');
const Desk = Type.Object({ role: Type.Enum(rotating, { description: '岗位，或者随案指定的职务' }) });

/** `POST /api/desks/{role}/rotation`, `GET /api/rotations/{id}`: what somebody has in hand goes over record by record (docs/decisions/164). */
export function rotationRoutes(app: App, { store: { db }, rotations }: Pick<ApiDeps, 'store' | 'rotations'>): void {
  const config = { access: 'person' } as const;
  app.post(
    '/api/desks/:role/rotation',
    {
      config,
      onRequest,
      schema: {
        tags,
        summary: '岗位轮换',
        description:
          '把某人在一个岗位名下的案件和事项，连同在走的期限、待批的报批和审批表，移交给一人，或者按 split 分给几人。先以 `dryRun=true` 预览，逐件列出；再以预览的 `digest` 办理，情况有变的不予办理（`preview-stale`）。在后台逐件移交，中断后自行继续；同一 Idempotency-Key 再发，答复同一次的进度。',
        ...{ params: Desk, headers: KeyHeaders, querystring: DryRun, body: RotationBody },
        response: answers({ [HTTP.ok]: ref(RotationPreview, '只预览'), [HTTP.accepted]: ref(RotationView, '已开始移交') }, [
          'wrong-role', 'bad-query', 'bad-idempotency-key', 'key-reused', 'missing-field', 'bad-value', 'no-such-person', 'not-in-office',
          'not-qualified', 'no-preview', 'preview-stale', 'not-a-change', 'temporal-unavailable', 'timeout',
        ]),
      },
    }, // prettier-ignore
    async (request, reply) => {
      const reader = personOf(request);
      const { role } = request.params;
      const { digest, ...body } = request.body;
      const planned = () => askedForTheCourt(() => planRotation(db, { ...body, role, reader })); // what is kept from who asks is counted, and not called
      if (request.query.dryRun === true) return (await planned()).preview;
      const key = idempotencyKey(request.headers['idempotency-key']);
      reply.header('idempotency-key', key);
      const [id, hash] = [rotationId(reader.id, key), bodyHash({ role, body: request.body })];
      const before = await rotations.progress(id);
      if (before !== undefined && before.hash !== hash) throw refused(refuse('key-reused', '这个 Idempotency-Key 已用于另一请求，请换一个')); // prettier-ignore
      if (before === undefined) {
        if (digest === undefined) throw refused(refuse('no-preview', '请先以 dryRun=true 预览，再写明其 digest'));
        const { preview, steps } = await planned();
        if (preview.digest !== digest) throw refused(refuse('preview-stale', '预览以后情况有变，请重新预览'));
        if (steps.every((step) => step.refused !== undefined)) throw refused(refuse('not-a-change', '没有可以移交的', undefined, steps.map(({ record, refused: why }) => ({ id: record, zh: why?.zh ?? '' })))); // prettier-ignore
        await rotations.start({ id, by: reader.id, role, from: body.from, reason: body.reason, hash, steps });
      }
      const progress = before ?? (await rotations.progress(id));
      if (progress === undefined) throw new ApiProblem('timeout');
      return reply.code(HTTP.accepted).header('location', `/api/rotations/${id}`).send(rotationView(progress));
    },
  );
  app.get(
    '/api/rotations/:id',
    {
      config,
      onRequest,
      schema: {
        tags,
        summary: '岗位轮换的进度和逐件结果',
        params: Type.Object({ id: Type.String({ maxLength: 64, description: '编号' }) }),
        response: answers({ [HTTP.ok]: ref(RotationView) }, ['wrong-role', 'not-found', 'temporal-unavailable', 'timeout']), // prettier-ignore
      },
    },
    async ({ params: { id } }) => {
      const progress = /^rotation-[0-9a-f]{20}$/.test(id) ? await rotations.progress(id) : undefined;
      if (progress === undefined) throw new ApiProblem('not-found', '没有这一次轮换，或者已经过了保留的时间');
      return rotationView(progress);
    },
  );
}

function rotationView({ id, role, from, by, reason, status, items }: RotationProgress): Static<typeof RotationView> {
  const counts = Object.fromEntries([...Map.groupBy(items, (each) => each.status)].map(([state, of]) => [state, of.length])); // prettier-ignore
  return {
    ...{ id, role: role as Role, from, by, reason, status, counts }, // a role: the API started it
    items: items.map(({ record, recordNo, to, ...outcome }) => ({
      ...{ record, recordNo, to, status: outcome.status, statusZh: rotationStates[outcome.status] },
      problem: outcome.status === 'refused' ? { code: outcome.code, zh: outcome.zh } : null,
    })),
  };
}
