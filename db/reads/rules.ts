import { asc } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { rules } from '../schema/index.ts';

/** Every version of every rule, in order of the book's versions. */
export const readRules = (db: Db) => db.select().from(rules).orderBy(asc(rules.version));

export type RuleRow = Awaited<ReturnType<typeof readRules>>[number];
