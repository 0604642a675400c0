import { desc, eq, max } from 'drizzle-orm';
import { readFile } from 'node:fs/promises';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import { planSettings, type RuleSetting } from '../../domain/plan/rule-settings.ts';
import { type CalendarSource, yearsIn as yearsOf } from '../../domain/time/court-calendar.ts';
import { canonical } from '../../domain/record/canonical.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import type { Db } from '../client.ts';
import { leavePlanRollout } from '../law/rollout.ts';
import { calendarYears, courtSettings, rules } from '../schema/index.ts';

const file = new URL('calendar-years.json', import.meta.url);

/** The State Council's calendars 2007–2026, one version a year, where none has been published yet. */
export async function seedCalendar(db: Db): Promise<void> {
  const [any] = await db.select({ version: calendarYears.version }).from(calendarYears).limit(1);
  if (any !== undefined) return;
  const years = yearsOf(JSON.parse(await readFile(file, 'utf8')) as CalendarSource); // our own file, checked by a test
  await db.insert(calendarYears).values(
    years.map(({ year, notices, rest, work }, i) => ({
      version: i + 1,
      year,
      source: '国务院办公厅',
      notices,
      rest,
      work,
    })),
  );
}

/**
 * Brings the rule book up to the plan's table: rows that are new, and rows whose setting in the table has changed since
 * they were written, make one new version. What a court published itself is left alone. Rows that come to a court that
 * has worked without them are left to a rollout: cases that sleep learn of them (engine.md 4).
 */
export async function seedRules(db: Db): Promise<void> {
  const [latest] = await db.select({ version: max(rules.version) }).from(rules);
  const version = (latest?.version ?? 0) + 1;
  const changed: RuleSetting[] = [];
  const brought: RuleId[] = [];
  for (const setting of planSettings()) {
    const [known] = await db
      .select()
      .from(rules)
      .where(eq(rules.rule, setting.rule))
      .orderBy(desc(rules.version))
      .limit(1);
    if (known === undefined) brought.push(setting.rule);
    if (known === undefined || (known.fromPlan && !same(known, setting))) changed.push(setting);
  }
  if (changed.length > 0) await db.insert(rules).values(changed.map((s) => ({ ...s, version, fromPlan: true })));
  if (version > 1 && brought.length > 0) await leavePlanRollout(db, { kind: 'plan', version, rules: brought });
}

/** The settings that hold in a court that has set nothing, as the first version, where there is none. */
export async function seedSettings(db: Db): Promise<void> {
  await db.insert(courtSettings).values({ version: 1, body: defaultSettings }).onConflictDoNothing();
}

const same = (known: typeof rules.$inferSelect, { within, roll, ladder, basis }: RuleSetting): boolean =>
  canonical([known.within, known.roll, known.ladder, known.basis]) === canonical([within, roll, ladder, basis]);
