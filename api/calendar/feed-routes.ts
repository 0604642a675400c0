import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import { readPeople } from '../../db/people/read.ts';
import { readWorklist, type WorklistRow } from '../../db/cases/worklist.ts';
import { findSession } from '../../db/sessions/read.ts';
import { openSession, touchSession } from '../../db/sessions/write.ts';
import { isStaff } from '../../domain/plan/matters/readers.ts';
import type { Person } from '../../domain/record/actor.ts';
import { DAY, formatInstant } from '../../domain/time/instant.ts';
import { deadlineName, dueOn, dueText } from '../../domain/words/deadline.ts';
import { calendarFile } from '../../domain/words/ical.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { workOf } from '../cases/work-of.ts';
import { answers, InstantShown } from '../http/common.ts';
import { ApiProblem, HTTP } from '../http/errors.ts';
import { personOf } from '../http/plugins/auth.ts';
import { sessionHash } from '../http/plugins/session-auth.ts';
import { fileAnswer } from '../session/pages.ts';

const tags = ['待办'];
const ICS = 'text/calendar';
/** How long an address is good for, used or not (ms); how many days a calendar has, the earliest due first. */
const LIFE = 365 * DAY;
const MOST_DAYS = 1_000;

const Made = Type.Object({
  session: Type.Integer({ description: '编号：以 `DELETE /api/sessions/{id}` 撤销' }),
  path: Type.String({
    description: '日历的地址，只在此时告知；知道的人都能订阅',
    examples: ['/api/worklist/calendars/….ics'],
  }),
  until: InstantShown('至何时有效'),
});
const File = Type.Object({ file: Type.String({ description: '地址的最后一段', examples: ['….ics'] }) });

/** `POST /api/worklist/calendars`, `GET …/{token}.ics`: one's open deadlines as a calendar that other programs subscribe to (docs/decisions/146). */
export function calendarFeedRoutes(app: App, { store }: Pick<ApiDeps, 'store'>): void {
  const { db } = store;
  app.post(
    '/api/worklist/calendars',
    {
      schema: {
        tags,
        summary: '生成日历的地址',
        description:
          '本人的待办期限，供日历程序订阅；一人至多5个地址，再生成的替下最早的。现有的见 `GET /api/sessions`。',
        response: answers({ [HTTP.created]: Made }, []),
      },
    },
    async (request, reply) => {
      const token = randomBytes(32).toString('base64url');
      const made = { hash: sessionHash(token), person: personOf(request).id, via: 'calendar', lifeMs: LIFE, idleMs: LIFE } as const; // prettier-ignore
      const session = await openSession(store, { ...made, address: request.ip });
      const until = formatInstant(Date.now() + LIFE);
      return reply.code(HTTP.created).send({ session, path: `/api/worklist/calendars/${token}.ics`, until });
    },
  );
  app.get(
    '/api/worklist/calendars/:file',
    {
      config: { access: 'public' }, // who has the address has no other way to say who they are
      schema: {
        tags,
        summary: '待办期限的日历',
        description: `iCalendar：每一期限为届满之日的全天事项，至多${MOST_DAYS}项；期限变动的，同一 UID，SEQUENCE 增大。`,
        params: File,
        response: answers({ [HTTP.ok]: fileAnswer('日历', ICS) }, ['no-such-calendar']),
      },
    },
    async (request, reply) => {
      const [, token] = /^([\w-]{43})\.ics$/.exec(request.params.file) ?? [];
      const found = token === undefined ? undefined : await findSession(db, sessionHash(token));
      const isGood = found?.via === 'calendar' && found.ended === null;
      const person = isGood ? (await readPeople(db, [found.person])).get(found.person) : undefined;
      if (found === undefined || person === undefined || person.isOut === true || !isStaff(person.roles))
        throw new ApiProblem('no-such-calendar');
      if (!found.isSeen) await touchSession(db, found.id, LIFE);
      const rows = await readWorklist(db, { reader: person, person: await workOf(db, person.id), limit: MOST_DAYS });
      return reply.header('content-type', `${ICS}; charset=utf-8`).send(calendarOf(person, rows, new Date()));
    },
  );
}

/** A record's version grows with each fact, and nothing moves without one: so it tells a calendar that an entry is newer. */
const calendarOf = ({ name }: Person, rows: readonly WorklistRow[], now: Date): string =>
  calendarFile(
    `执行期限 ${name}`,
    rows.flatMap(({ deadline, case: { caseNo, version } }) => {
      const on = dueOn(deadline)?.slice(0, 'yyyy-mm-dd'.length);
      if (on === undefined) return [];
      const uid = `${deadline.id}.${deadline.caseId}@zhixing`;
      const summary = `${deadlineName(deadline)} ${caseNo}`;
      return { uid, sequence: version, on, summary, description: `${dueText(deadline)}届满`, isTentative: deadline.provisional };
    }),
    now.toISOString().replace(/\.\d+/, ''),
  ); // prettier-ignore
