import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { SessionEnd, SessionVia } from '../../domain/people/session.ts';
import { type Db, type Store, withTx } from '../client.ts';
import { sessionEvents, sessions } from '../schema/index.ts';

/** Sessions of one person that run at once, and addresses of their calendar: a new one ends the oldest above it. */
const MOST_OF_A_PERSON = { sessions: 20, calendars: 5 } as const;
/** How long what has ended can still say how (days). What is kept for good are the events. */
const KEPT_DAYS = 30;

/** A log-in that succeeded. */
export interface LoggedIn {
  readonly hash: string;
  readonly person: string;
  readonly via: SessionVia;
  /** How long it may last (ms), and how long without being used. */
  readonly lifeMs: number;
  readonly idleMs: number;
  readonly address: string;
}

/** By Postgres's own clock, which all processes share. */
const after = (ms: number): SQL => sql`now() + make_interval(secs => ${ms / 1000})`;

/** Opens a session, answers its number; notes those that have run out meanwhile, and forgets those that ended long ago. */
export const openSession = (
  store: Pick<Store, 'pool'>,
  { lifeMs, idleMs, address, ...of }: LoggedIn,
): Promise<number> =>
  withTx(store, async (tx) => {
    const isCalendar = of.via === 'calendar';
    const most = isCalendar ? MOST_OF_A_PERSON.calendars : MOST_OF_A_PERSON.sessions;
    await tx.execute(noteRunOut(sql`true`));
    await tx.delete(sessions).where(sql`${sessions.endedAt} < now() - make_interval(days => ${KEPT_DAYS})`);
    await tx.execute(
      endingOf(sql`id in (
        select id from sessions where person = ${of.person} and ended_at is null and (via = 'calendar') = ${isCalendar} order by id desc offset ${most - 1})`, { how: 'ended', address }), // prettier-ignore
    );
    const [row] = await tx
      .insert(sessions)
      .values({ ...of, endsAt: after(lifeMs), idleEndsAt: after(Math.min(idleMs, lifeMs)) })
      .returning({ id: sessions.id });
    if (row === undefined) throw new Error('a session was written and did not come back');
    await tx.insert(sessionEvents).values({ kind: isCalendar ? 'calendar-made' : 'logged-in', person: of.person, session: row.id, address }); // prettier-ignore
    return row.id;
  });

/** Notes that a session is used. */
export async function touchSession(db: Db, id: number, idleMs: number): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()`, idleEndsAt: sql`least(${sessions.endsAt}, ${after(idleMs)})` })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)));
}

/** How sessions are ended, by whom if that is somebody else, and from where. */
export interface SessionEnding {
  readonly how: SessionEnd;
  readonly by?: string;
  readonly address: string;
}

/** Ends one session that has not ended; answers how many that were. */
export const endSession = (db: Db, id: number, ending: SessionEnding): Promise<number> =>
  counted(db, endingOf(sql`id = ${id}`, ending));

/** Ends all sessions of a person; answers how many that were. */
export const endSessionsOf = (db: Db, person: string, ending: SessionEnding): Promise<number> =>
  counted(db, endingOf(sql`person = ${person}`, ending));

/** Notes how a session ran out, once. */
export const noteSessionRunOut = (db: Db, id: number): Promise<number> => counted(db, noteRunOut(sql`id = ${id}`));

/** Notes that somebody for whom the login service vouched was turned away, by the code that they were answered. */
export async function noteRefusedLogin(db: Db, refused: { readonly person: string; readonly code: string; readonly address: string }): Promise<void> {
  await db.insert(sessionEvents).values({ kind: 'refused', ...refused });
} // prettier-ignore

const counted = async (db: Db, statement: SQL): Promise<number> => (await db.execute(statement)).rowCount ?? 0;

/** Ends what fits and has not ended, and keeps that it did: one statement, so that both are done or neither. */
const endingOf = (which: SQL, { how, by, address }: SessionEnding): SQL => sql`
  with gone as (update sessions set ended_at = now(), ended = ${how} where ended_at is null and ${which} returning id, person)
  insert into session_events (kind, person, session, by, address) select ${how}, person, id, ${by ?? null}, ${address} from gone`;

/** The same for what has run out by itself, as of when it did. */
const noteRunOut = (which: SQL): SQL => sql`
  with gone as (
    update sessions set ended_at = least(ends_at, idle_ends_at), ended = case when ends_at <= idle_ends_at then 'expired' else 'idle' end
     where ended_at is null and least(ends_at, idle_ends_at) <= now() and ${which} returning id, person, ended)
  insert into session_events (kind, person, session) select ended, person, id from gone`;
