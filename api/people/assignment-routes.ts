import Type from 'typebox';
import type { ApiDeps, App } from '../app-types.ts';
import { answers } from '../http/common.ts';
import { HTTP } from '../http/errors.ts';
import { KeyHeaders } from '../http/idempotency-key.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { changeCodes, changePeople, DryRun, instantIn } from './change-people.ts';
import { givingRights } from './people-routes.ts';
import { EndAnswer } from './holding-schema.ts';
import { MOST_HELD, stillHeld } from './load-holdings.ts';
import { PeopleAnswer, RoleEnded, RoleGiven } from './people-schema.ts';

const tags = ['人员'];
const dated = ['bad-instant', 'dates-out-of-order', 'role-dated-back'] as const;
const Numbered = Type.Object({ id: Type.Integer({ minimum: 1, description: '授予的编号' }) });

/** `POST /api/assignments`, `…/{id}/end`: who holds what, for a time. What it says holds from the next request on, with a token given before too. */
export function assignmentRoutes(app: App, { store }: Pick<ApiDeps, 'store'>): void {
  const fixed = { config: { access: 'person' }, onRequest: givingRights } as const;
  const headers = KeyHeaders;
  app.post(
    '/api/assignments',
    {
      ...fixed,
      schema: {
        tags,
        summary: '授予角色',
        description:
          '系统管理员、安全管理员、审计管理员一人只能任其一；不能授予自己。承办人、书记员、团队负责人、合议庭只在 `case.assigned` 指定的案件中算数。',
        ...{ headers, querystring: DryRun, body: RoleGiven },
        response: answers({ [HTTP.ok]: ref(PeopleAnswer, '只预览'), [HTTP.created]: ref(PeopleAnswer, '已授予') }, [
          ...changeCodes,
          ...dated,
          'role-held',
          'roles-apart',
        ]),
      },
    },
    async (request, reply) => {
      const { person, role, from, to, reason } = request.body;
      const change = { kind: 'given', person, role, from: instantIn('from', from), to: instantIn('to', to) } as const;
      const asked = { changes: () => [change], reason, body: request.body };
      const answer = await changePeople(store, request, reply, asked);
      return reply.code(answer.dryRun ? HTTP.ok : HTTP.created).send(answer);
    },
  );
  app.post(
    '/api/assignments/:id/end',
    {
      ...fixed,
      schema: {
        tags,
        summary: '终止角色',
        description: '到时即不再担任，已经取得的令牌也不例外。手中的案件、岗位不因此移交，仍在名下的在 holds 中列出。',
        ...{ params: Numbered, headers, querystring: DryRun, body: RoleEnded },
        response: answers({ [HTTP.ok]: ref(EndAnswer) }, [
          ...changeCodes,
          ...dated,
          'no-such-assignment',
          'role-ended',
          'not-a-change',
          'last-of-role',
        ]),
      },
    },
    async (request, reply) => {
      const { to, reason } = request.body;
      const change = { kind: 'ended', assignment: request.params.id, to: instantIn('to', to) } as const;
      let holds: Awaited<ReturnType<typeof stillHeld>> = [];
      return changePeople(store, request, reply, {
        async changes(register, _, tx) {
          const ended = register.assignments.filter((each) => each.id === change.assignment);
          holds = await stillHeld(tx, personOf(request), ended, MOST_HELD);
          return [change];
        },
        more: () => ({ holds: [...holds] }),
        reason,
        body: request.body,
      });
    },
  );
}
