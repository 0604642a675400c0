import { eq, lte, sql } from 'drizzle-orm';
import type { Law, Laws, LawVersions, RuleVersion } from '../../domain/plan/law.ts';
import { type CourtSettings, defaultSettings } from '../../domain/plan/court-settings.ts';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import { calendarOf } from '../../domain/law/publication.ts';
import type { Db } from '../client.ts';
import { calendarYears, courtSettings, rules } from '../schema/index.ts';

const key = (law: LawVersions): string => `${law.rules}/${law.calendar}/${law.settings}`;

/** The library of laws that have been published. Versions never change, so what was read once is kept. */
export interface LawLibrary {
  /** Reads the laws named, so that deriving can look them up without waiting. */
  load(db: Db, versions: readonly LawVersions[]): Promise<Laws>;
}

export function lawLibrary(): LawLibrary {
  const known = new Map<string, Law>();
  return {
    async load(db, versions) {
      for (const wanted of versions) {
        if (!known.has(key(wanted))) known.set(key(wanted), await readLaw(db, wanted));
      }
      return (wanted) => {
        const law = known.get(key(wanted));
        if (law === undefined) throw new Error(`law ${key(wanted)} was not loaded`);
        return law;
      };
    },
  };
}

/** Reads one law: every rule's versions, the last publication of every year, up to the versions named, and those settings. */
async function readLaw(db: Db, versions: LawVersions): Promise<Law> {
  const ruleRows = await db.select().from(rules).where(lte(rules.version, versions.rules)).orderBy(rules.version);
  const book = new Map<RuleId, RuleVersion[]>();
  for (const { rule, version, effectiveFrom, within, roll, ladder, basis, reachesOpen } of ruleRows) {
    const list = book.get(rule) ?? [];
    list.push({ rule, version, effectiveFrom, within, roll, ladder, basis, reachesOpen });
    book.set(
      rule,
      list.toSorted((a, b) => (a.effectiveFrom ?? 0) - (b.effectiveFrom ?? 0) || a.version - b.version),
    );
  }
  const years = await db
    .select()
    .from(calendarYears)
    .where(lte(calendarYears.version, versions.calendar))
    .orderBy(calendarYears.version);
  return {
    ...versions,
    book,
    courtCalendar: calendarOf(years),
    courtSettings: await settingsOf(db, versions.settings),
  };
}

/** One version of the court's settings; what it was published without is as the house has it. Throws if there is none. */
export async function settingsOf(db: Db, version: number): Promise<CourtSettings> {
  const [row] = await db.select().from(courtSettings).where(eq(courtSettings.version, version));
  if (row === undefined) throw new Error(`settings ${version} were never published`);
  return { ...defaultSettings, ...row.body };
}

/** The versions in force now, as columns of another query. */
export const currentVersions = {
  rules: sql<number>`(select max(version) from rules)`.mapWith(Number),
  calendar: sql<number>`(select max(version) from calendar_years)`.mapWith(Number),
  settings: sql<number>`(select max(version) from court_settings)`.mapWith(Number),
};
