import { sql } from 'drizzle-orm';
import type { Db } from './client.ts';

/** Throws unless Postgres answers. */
export const ping = async (db: Db): Promise<void> => void (await db.execute(sql`select 1`));
