import { and, count, desc, eq, gt, isNull, like, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { StoredEffect } from '../../domain/engine/effects.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Db } from '../client.ts';
import { outbox } from '../schema/index.ts';

/** An effect that waits to be sent. */
interface Waiting {
  /** The same for ever: by it a receiver tells what it has already. */
  readonly id: number;
  readonly caseId: string;
  /** In the record's own time. */
  readonly createdAt: Instant;
}

export type Unsent = StoredEffect & Waiting;
export type UnsentNotice = Extract<Unsent, { readonly effect: 'notice' }>;
export type UnsentRelay = Extract<Unsent, { readonly effect: 'fact' }>;
export type UnsentFounding = Extract<Unsent, { readonly effect: 'founding' }>;
export type UnsentDisclosure = Extract<Unsent, { readonly effect: 'disclosure' }>;

const waiting = (caseId: string) => and(eq(outbox.caseId, caseId), isNull(outbox.sentAt));

export type UnsentUndoing = Extract<Unsent, { readonly effect: 'founding-undone' }>;

/** The effect by which a record last founded what it now takes back; undefined: it never did. */
export async function readFounding(db: Db, { caseId, id, body }: UnsentUndoing): Promise<number | undefined> {
  const isIt = or(eq(outbox.key, body.founding), like(outbox.key, `${body.founding}/%`));
  const isBefore = and(eq(outbox.caseId, caseId), eq(outbox.effect, 'founding'), lt(outbox.id, id));
  const [row] = await db.select({ id: outbox.id }).from(outbox).where(and(isBefore, isIt)).orderBy(desc(outbox.id)).limit(1); // prettier-ignore
  return row?.id;
}

/** A batch of disclosures, and when it had been reported; null: it is under way. */
export type SentDisclosure = UnsentDisclosure & { readonly sentAt: Instant | null };

/** A batch of disclosures by its number; undefined: there is none. */
export async function readDisclosure(db: Db, id: number): Promise<SentDisclosure | undefined> {
  const [row] = await db
    .select()
    .from(outbox)
    .where(and(eq(outbox.id, id), eq(outbox.effect, 'disclosure')));
  return row as SentDisclosure | undefined; // as it was written
}

/** Batches that have been reported of late, the first first: `hours` by the wall clock. */
export async function readDisclosuresOfLate(db: Db, hours: number, after: number, limit: number) {
  const isOfLate = sql`${outbox.effect} = 'disclosure' and ${outbox.sentAt} > now() - ${hours} * interval '1 hour'`;
  const rows = await db.select().from(outbox).where(and(isOfLate, gt(outbox.id, after))).orderBy(outbox.id).limit(limit); // prettier-ignore
  return rows as unknown as readonly SentDisclosure[]; // as they were written
}

/** What of a record waits to be sent, oldest first. */
export async function readUnsent(db: Db, caseId: string): Promise<readonly Unsent[]> {
  const rows = await db.select().from(outbox).where(waiting(caseId)).orderBy(outbox.id);
  return rows.map(({ sentAt: _, ...row }) => row as Unsent); // the parts of one and the same effect, as it was written
}

/** What other records have to say to this one, and it has not taken yet, oldest first. */
export async function readRelayed(db: Db, caseId: string): Promise<readonly UnsentRelay[]> {
  const isFor = and(eq(outbox.effect, 'fact'), isNull(outbox.sentAt), sql`${outbox.to} ->> 'record' = ${caseId}`);
  const rows = await db.select().from(outbox).where(isFor).orderBy(outbox.id);
  return rows.map(({ sentAt: _, ...row }) => row as unknown as UnsentRelay); // as it was written
}

/** Whether an effect has where to go: what one record says in another waits until that is here. `o` is the outbox. */
export const hasReceiver = sql`(o.effect <> 'fact' or exists (select 1 from cases other where other.id = o."to" ->> 'record'))`;

/** How much of a record waits to be sent, and could be. */
export async function countUnsent(db: Db, caseId: string): Promise<number> {
  const o = alias(outbox, 'o');
  const [row] = await db
    .select({ n: count() })
    .from(o)
    .where(and(eq(o.caseId, caseId), isNull(o.sentAt), hasReceiver));
  return row?.n ?? 0;
}
