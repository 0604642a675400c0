import { asc } from 'drizzle-orm';
import type { Db } from '../client.ts';
import { courtSettings } from '../schema/index.ts';

/** Every version of the court's settings, in order. */
export const readSettingsVersions = (db: Db) => db.select().from(courtSettings).orderBy(asc(courtSettings.version));

export type SettingsRow = Awaited<ReturnType<typeof readSettingsVersions>>[number];
