import { and, asc, desc, eq, isNotNull, isNull, max, or, sql } from 'drizzle-orm';
import type { UnsentNotice } from '../outbox/read.ts';
import type { Person } from '../../domain/record/actor.ts';
import { readableBy } from '../cases/matters.ts';
import type { Db } from '../client.ts';
import { cases, inbox, outbox } from '../schema/index.ts';

const own = { id: inbox.id, at: inbox.at, readAt: inbox.readAt } as const;
const line = {
  ...own,
  record: outbox.caseId,
  body: sql<UnsentNotice['body']>`${outbox.body}`,
} as const;

/** What of an inbox is looked for. */
export interface InboxAsked {
  readonly reader: Pick<Person, 'id' | 'roles'>;
  readonly unread?: boolean | undefined;
  /** One line alone. */
  readonly id?: number | undefined;
  /** The last line of the page before. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** A page of what was sent to somebody, the newest first, but what is of a record that is kept from them now. */
export const readInbox = (db: Db, { reader, unread, id, after, limit }: InboxAsked) =>
  db
    .select({
      ...own,
      record: outbox.caseId,
      body: sql<UnsentNotice['body'] | null>`${outbox.body}`,
      message: inbox.message,
    })
    .from(inbox)
    .leftJoin(outbox, eq(outbox.id, inbox.notice))
    .leftJoin(cases, eq(cases.id, outbox.caseId))
    .where(
      and(
        eq(inbox.person, reader.id),
        or(isNull(inbox.notice), readableBy(reader)),
        unread === true ? isNull(inbox.readAt) : undefined,
        id === undefined ? undefined : eq(inbox.id, id),
        after === undefined ? undefined : sql`${inbox.id} < ${after}`,
      ),
    )
    .orderBy(desc(inbox.id))
    .limit(limit);

/** A line of an inbox: a notice, or a day's digest of them, which is none and names its message alone. */
export type InboxRow = Awaited<ReturnType<typeof readInbox>>[number];

/** The last place that was given. */
export const readLastTold = async (db: Db): Promise<number> => (await db.select({ n: max(inbox.n) }).from(inbox).where(isNotNull(inbox.n)))[0]?.n ?? 0; // prettier-ignore

/** Who listens, and up to where they have heard. */
export interface Listening {
  readonly person: string;
  readonly last: number;
}

/** What comes next for each of those who listen, by its place; `who` counts them from 1. With it, from whom its record is kept. */
export const readNews = (db: Db, listening: readonly Listening[], limit: number) =>
  db
    .select({
      ...{ ...line, who: sql<number>`l.who::int`, n: sql<number>`${inbox.n}`.mapWith(Number) },
      ...{ person: inbox.person, barred: cases.barred, readers: cases.readers },
    })
    .from(
      sql`unnest(${sql.param(listening.map(({ person }) => person))}::text[], ${sql.param(listening.map(({ last }) => last))}::bigint[]) with ordinality l (person, last, who)`,
    ) // prettier-ignore
    .innerJoin(inbox, and(sql`${inbox.person} = l.person`, sql`${inbox.n} > l.last`))
    .innerJoin(outbox, eq(outbox.id, inbox.notice))
    .innerJoin(cases, eq(cases.id, outbox.caseId))
    .orderBy(asc(inbox.n))
    .limit(limit);
