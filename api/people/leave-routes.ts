import Type from 'typebox';
import { askedForTheCourt } from '../../db/reader.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { type Role, roles, staffRoles } from '../../domain/nodes/roles.ts';
import { type PeopleChange, type Register, runsAtInstant } from '../../domain/people/register.ts';
import { refuse } from '../../domain/record/refusal.ts';
import { type CivilDate, isCivilDate } from '../../domain/time/civil-date.ts';
import { endOfDay, type Instant } from '../../domain/time/instant.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { answers, Cursor, Limit, Page } from '../http/common.ts';
import { HTTP, refused } from '../http/errors.ts';
import { KeyHeaders } from '../http/idempotency-key.ts';
import { ref } from '../http/named.ts';
import { personOf } from '../http/plugins/auth.ts';
import { officesOnly } from '../http/plugins/desk.ts';
import { readCursor, writeCursor } from '../http/query.ts';
import { changeCodes, changePeople, DryRun } from './change-people.ts';
import { HoldingView, LeaveAnswer, Leaving } from './holding-schema.ts';
import { holdingsOf, holdingsPage, MOST_HELD } from './load-holdings.ts';
import { givingRights, PersonInPath } from './people-routes.ts';

const tags = ['人员'];

const HoldingsQuery = Type.Object(
  {
    role: Type.Optional(oneOf(staffRoles, '只看这一角色的')),
    to: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: '拟接手的人：各项附移交给他的请求' })),
    limit: Limit(100, 200),
    cursor: Cursor,
  },
  { additionalProperties: false },
);

/** `GET /api/people/{id}/holdings`, `POST …/leave`: nobody goes while something bears their name alone (docs/decisions/128). */
export function leaveRoutes(app: App, { store }: Pick<ApiDeps, 'store'>): void {
  const config = { access: 'person' } as const;
  const { db } = store;
  app.get(
    '/api/people/:id/holdings',
    {
      config,
      onRequest: officesOnly('command', 'director', 'administrator', 'security-administrator'),
      schema: {
        tags,
        summary: '某人名下的事项',
        description:
          '承办的案件和事项、所任合议庭、指定的岗位、受托代行、落实到本人的期限，以及全院的岗位责任人、负责人。每页查看 limit 件记录，故一页的条数不定。',
        ...{ params: PersonInPath, querystring: HoldingsQuery },
        response: answers({ [HTTP.ok]: Page(ref(HoldingView)) }, ['bad-query', 'bad-cursor', 'wrong-role', 'no-such-person']),
      },
    }, // prettier-ignore
    async (request) => {
      const { role, to, limit = 100, cursor } = request.query;
      const asked = { person: request.params.id, reader: personOf(request), role, to, limit };
      const { items, next } = await askedForTheCourt(() => holdingsPage(db, { ...asked, after: readCursor(Type.String(), cursor) })); // prettier-ignore
      return { items, next: next === undefined ? null : writeCursor(next) };
    },
  );
  app.post(
    '/api/people/:id/leave',
    {
      config,
      onRequest: givingRights,
      schema: {
        tags,
        summary: '离任',
        description:
          '终止某人的全部角色。名下还有事项的不予办理（`still-holds`），逐项列出；先以 `dryRun=true` 看有哪些，移交的请求见 `GET /api/people/{id}/holdings?to=…`。',
        ...{ params: PersonInPath, headers: KeyHeaders, querystring: DryRun, body: Leaving },
        response: answers(
          { [HTTP.ok]: ref(LeaveAnswer) },
          [...changeCodes, 'bad-date', 'role-dated-back', 'role-ended', 'last-of-role', 'still-holds'],
        ),
      },
    }, // prettier-ignore
    async (request, reply) => {
      const { id: person } = request.params;
      const { on, reason } = request.body;
      if (!isCivilDate(on)) throw refused(refuse('bad-date', 'on 须为存在的日子', undefined, [{ id: 'on', zh: '没有这一天' }])); // prettier-ignore
      const end = endOfDay(on);
      const holds = await askedForTheCourt(() => holdingsOf(db, { person, reader: personOf(request) }, MOST_HELD)); // what is kept from who asks is counted, and not called
      const isDry = request.query.dryRun === true;
      if (!isDry && holds.length > 0)
        throw refused(refuse('still-holds', '名下还有事项，请先移交', undefined, holds.map(({ record, role, zh }) => ({ id: record ?? role, zh })))); // prettier-ignore
      let vacant: Role[] = [];
      return changePeople(store, request, reply, {
        changes(register, now) {
          vacant = vacantAt(register, person, end);
          return endings(register, { person, end, now, on });
        },
        more: () => ({ holds: holds.slice(0, MOST_HELD), vacant }),
        reason,
        body: request.body,
      });
    },
  );
}

interface Ending {
  readonly person: string;
  readonly end: Instant;
  readonly now: Instant;
  readonly on: CivilDate;
}

/** All that somebody holds or is to hold, ended with the day. */
function endings({ people, assignments }: Register, { person, end, now, on }: Ending): readonly PeopleChange[] {
  if (!people.has(person)) throw refused(refuse('no-such-person', `没有编号为 ${person} 的人员`));
  if (end <= now) throw refused(refuse('role-dated-back', `${on}已经过去，请写今日或者以后的日子`));
  const left = assignments.filter((a) => a.person === person && (a.to === null || a.to > Math.max(end, a.from)));
  if (left.length === 0) throw refused(refuse('role-ended', '没有届时仍在担任的角色'));
  return left.map(({ id }) => ({ kind: 'ended', assignment: id, to: end }));
}

/** The roles that somebody holds at an instant, and nobody else does. */
function vacantAt({ assignments }: Register, person: string, at: Instant): Role[] {
  const held = assignments.filter((a) => runsAtInstant(a, at - 1));
  return (Object.keys(roles) as Role[]).filter((role) => {
    const of = assignments.filter((a) => a.role === role && a.person !== person && runsAtInstant(a, at));
    return of.length === 0 && held.some((a) => a.role === role && a.person === person);
  }); // the keys of a constant record are exactly its type
}
