import { type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../domain/time/instant.ts';

/** Stands for no instant at all: behind every other. */
export const NEVER = Date.UTC(9999, 0, 1);

/** An instant as Postgres compares it. */
export const timestamp = (at: Instant): SQL => sql`${new Date(at).toISOString()}::timestamptz`;
