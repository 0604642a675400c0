import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { SessionEnd } from '../../domain/people/session.ts';
import type { Db } from '../client.ts';
import { prepared } from '../prepared.ts';
import { sessionEvents, sessions } from '../schema/index.ts';

/** How often a session notes that it is used (seconds): not at every request, which would be a write a request. */
const SEEN_EVERY = 60;

/** How a session has ended, or would have: by a person, or by the wall clock of Postgres, which all processes share. */
const ended = sql<SessionEnd | null>`case
  when ${sessions.ended} is not null then ${sessions.ended}
  when ${sessions.endsAt} <= now() then 'expired'
  when ${sessions.idleEndsAt} <= now() then 'idle' end`;

const shown = {
  id: sessions.id,
  person: sessions.person,
  via: sessions.via,
  createdAt: sessions.createdAt,
  lastSeenAt: sessions.lastSeenAt,
  endsAt: sessions.endsAt,
  idleEndsAt: sessions.idleEndsAt,
} as const;

const byHash = prepared((db) =>
  db
    .select({
      ...shown,
      ended,
      isNoted: sql<boolean>`(${sessions.endedAt} is not null)`,
      isSeen: sql<boolean>`(${sessions.lastSeenAt} > now() - make_interval(secs => ${sql.raw(String(SEEN_EVERY))}))`,
    })
    .from(sessions)
    .where(eq(sessions.hash, sql.placeholder('hash')))
    .prepare('find_session'),
);

/** The session whose id has a hash; `ended`: how it did, `isNoted`: that stands in its row, `isSeen`: so does that it is used. Undefined: there is none. */
export const findSession = async (db: Db, hash: string) => (await byHash(db).execute({ hash }))[0];

/** A session as it is found. */
export type FoundSession = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/** Sessions that have not ended: what is written of one that has run out comes later. */
const runs: SQL = sql`(${sessions.endedAt} is null and ${sessions.endsAt} > now() and ${sessions.idleEndsAt} > now())`;

/** The sessions of a person that run, the newest first. */
export const readSessions = (db: Db, person: string) =>
  db
    .select(shown)
    .from(sessions)
    .where(and(eq(sessions.person, person), runs))
    .orderBy(desc(sessions.id));

/** Which of some sessions run. */
export async function readRunning(db: Db, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(inArray(sessions.id, [...ids]), runs));
  return new Set(rows.map(({ id }) => id));
}

/** Whose a session is that has not been ended; undefined: there is none of that number. */
export async function readSessionOwner(db: Db, id: number): Promise<string | undefined> {
  const [row] = await db
    .select({ person: sessions.person })
    .from(sessions)
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
  return row?.person;
}

/** A page of what is kept of sessions, the newest first; of one person or of all. */
export const readSessionEvents = (
  db: Db,
  {
    person,
    after,
    limit,
  }: { readonly person: string | undefined; readonly after: number | undefined; readonly limit: number },
) =>
  // prettier-ignore
  db
    .select()
    .from(sessionEvents)
    .where(
      and(
        person === undefined ? undefined : eq(sessionEvents.person, person),
        after === undefined ? undefined : sql`${sessionEvents.id} < ${after}`,
      ),
    )
    .orderBy(desc(sessionEvents.id))
    .limit(limit);
