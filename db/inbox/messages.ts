import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Pace } from '../../domain/engine/staff-hours.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db, Store } from '../client.ts';
import { withTx } from '../client.ts';
import type { UnsentNotice } from '../outbox/read.ts';
import { cases, deadlines, inbox, outbox, staffContacts, staffMessages } from '../schema/index.ts';

/** Where somebody of the court is told, and how. */
export type StaffContact = Pick<typeof staffContacts.$inferSelect, 'person' | 'mail' | 'phone' | 'pace'>;

/** So far back is looked for what waits: what a long holiday keeps back too. */
const LOOKED_BACK = sql`interval '30 days'`;
const AT_ONCE = 5_000; // rows

/** A row of an inbox with all that says when and to whom it goes out; its deadline as it stands now. */
const row = {
  id: inbox.id,
  person: inbox.person,
  at: inbox.at,
  record: outbox.caseId,
  body: sql<UnsentNotice['body']>`${outbox.body}`,
  ...{ barred: cases.barred, readers: cases.readers, clockOffset: cases.clockOffset },
  deadline: {
    status: deadlines.status,
    dueAt: deadlines.dueAt,
    rule: deadlines.rule,
    owner: sql<Role>`${deadlines.ownerRole}`,
    rung: deadlines.rung,
    legalDue: deadlines.legalDue,
  },
} as const;

const isDeadline = and(eq(deadlines.caseId, outbox.caseId), sql`${deadlines.id} = ${outbox.body} ->> 'deadline'`);

const readWaitingPage = (db: Db, after: number) =>
  db
    .select({ ...row, pace: staffContacts.pace })
    .from(staffContacts)
    .innerJoin(
      inbox,
      and(
        ...[eq(inbox.person, staffContacts.person), isNull(inbox.message)],
        sql`${inbox.at} >= greatest(${staffContacts.since}, now() - ${LOOKED_BACK})`,
      ),
    )
    .innerJoin(outbox, eq(outbox.id, inbox.notice))
    .innerJoin(cases, eq(cases.id, outbox.caseId))
    .leftJoin(deadlines, isDeadline)
    .where(gt(inbox.id, after))
    .orderBy(inbox.id)
    .limit(AT_ONCE);

/** A row of an inbox that waits to go out. */
export type WaitingRow = Awaited<ReturnType<typeof readWaitingPage>>[number];

/** What has come into the inboxes of those who are told elsewhere, and has gone to them nowhere, the earliest first. */
export async function readWaiting(db: Db): Promise<readonly WaitingRow[]> {
  const found: WaitingRow[] = [];
  for (let more = AT_ONCE; more === AT_ONCE;) {
    const page = await readWaitingPage(db, found.at(-1)?.id ?? 0);
    found.push(...page);
    more = page.length;
  }
  return found;
}

/** A message of which it is settled what it tells. */
export interface StaffMessage {
  readonly id: number;
  readonly person: string;
  readonly pace: Pace;
  readonly at: Instant;
}

/** To whom a digest has gone since an instant. */
export const readDigested = async (db: Db, since: Instant): Promise<ReadonlySet<string>> => {
  const isSince = and(eq(staffMessages.pace, 'digest'), sql`${staffMessages.at} >= ${new Date(since).toISOString()}`);
  const rows = await db.select({ person: staffMessages.person }).from(staffMessages).where(isSince);
  return new Set(rows.map(({ person }) => person));
};

/** What goes out together to one person. */
export interface Gathered {
  readonly person: string;
  readonly pace: Pace;
  readonly rows: readonly number[];
}

/** Settles what goes out together: from here on it is that message's, whoever sends it, however often. A digest stands in the inbox too. */
export const gather = (store: Pick<Store, 'pool'>, { person, pace, rows }: Gathered): Promise<void> =>
  withTx(store, async (tx) => {
    const [made] = await tx.insert(staffMessages).values({ person, pace }).returning({ id: staffMessages.id });
    const message = made?.id ?? null;
    await tx
      .update(inbox)
      .set({ message })
      .where(sql`${inbox.id} = any(${sql.param([...rows])}::bigint[])`);
    if (pace === 'digest') await tx.insert(inbox).values({ person, notice: null, message });
  });

/** The messages that wait to be sent, oldest first. */
export const readUnsentMessages = (db: Db): Promise<readonly StaffMessage[]> =>
  db
    .select({ id: staffMessages.id, person: staffMessages.person, pace: staffMessages.pace, at: staffMessages.at })
    .from(staffMessages)
    .where(and(isNull(staffMessages.sentAt), isNull(staffMessages.refused)))
    .orderBy(staffMessages.id)
    .limit(AT_ONCE);

/** What messages tell, in order. */
export const readTold = (db: Db, messages: readonly number[]) =>
  db
    .select({ ...row, message: sql<number>`${inbox.message}`.mapWith(Number) })
    .from(inbox)
    .innerJoin(outbox, eq(outbox.id, inbox.notice))
    .innerJoin(cases, eq(cases.id, outbox.caseId))
    .leftJoin(deadlines, isDeadline)
    .where(and(sql`${inbox.message} = any(${sql.param([...messages])}::bigint[])`, isNotNull(inbox.notice)))
    .orderBy(inbox.id);

/** What one of them tells. */
export type ToldRow = Awaited<ReturnType<typeof readTold>>[number];

/** What became of a message: by which way it went, or why it goes by none. */
export async function settleMessage(
  db: Db,
  id: number,
  outcome: { readonly way: 'mail' | 'sms' } | { readonly refused: string },
) {
  // prettier-ignore
  const set = 'way' in outcome ? { ...outcome, sentAt: sql`now()` } : outcome;
  await db.update(staffMessages).set(set).where(eq(staffMessages.id, id));
}

/** Where persons are told, by their ids. */
export async function readContacts(db: Db, persons: readonly string[]): Promise<ReadonlyMap<string, StaffContact>> {
  const { person, mail, phone, pace } = staffContacts;
  const isOne = sql`${person} = any(${sql.param([...persons])}::text[])`;
  const rows = await db.select({ person, mail, phone, pace }).from(staffContacts).where(isOne);
  return new Map(rows.map((each) => [each.person, each]));
}

/** Sets where somebody is told; nowhere: their row goes, and what came until now is told nowhere when they come back. */
export async function writeContact(db: Db, { person, mail, phone, pace }: StaffContact): Promise<void> {
  if (mail === null && phone === null) {
    await db.delete(staffContacts).where(eq(staffContacts.person, person));
    return;
  }
  const set = { mail, phone, pace };
  await db.insert(staffContacts).values({ person, ...set }).onConflictDoUpdate({ target: staffContacts.person, set }); // prettier-ignore
}

const LOCK = 0x73_6d; // any number, the same in every process: one at a time tells the court's own people

/** Does something that no other worker does at the same time; where one is at it, nothing. The lock is the connection's: it goes with the process. */
export async function alone(store: Pick<Store, 'pool'>, work: () => Promise<void>): Promise<void> {
  const client = await store.pool.connect();
  let lost: Error | undefined;
  const onLost = (error: Error) => {
    lost = error;
  };
  client.on('error', onLost);
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK]);
    if (rows[0]?.mine !== true) return;
    await work();
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  } catch (error) {
    lost ??= error as Error; // the connection goes, and the lock with it
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(lost);
  }
}
