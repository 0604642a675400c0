import { type SQL, sql } from 'drizzle-orm';
import type { Instant } from '../domain/time/instant.ts';

/** An instant as Postgres compares it. */
export const timestamp = (at: Instant): SQL => sql`${new Date(at).toISOString()}::timestamptz`;
