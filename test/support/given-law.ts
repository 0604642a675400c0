import { type Law, type Laws, type RuleBook, type RuleVersion, sameLaw, versionsOf } from '../../domain/plan/law.ts';
import { defaultSettings } from '../../domain/plan/court-settings.ts';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import { planSettings } from '../../domain/plan/rule-settings.ts';
import { courtCalendar } from '../../domain/time/court-calendar.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { seedCalendar, seedYears } from './seed-calendar.ts';

const bookOf = (rules: ReturnType<typeof planSettings>): RuleBook =>
  new Map(
    rules.map((setting) => [setting.rule, [{ ...setting, version: 1, effectiveFrom: null, reachesOpen: false }]]),
  );

/** Each fact is told to the parties, and each telling is a fact: who is not asking about that has a case without. */
const planBook = bookOf(planSettings().filter(({ rule }) => rule !== 'disclose'));

/** The law on the first day: the plan's own table but for disclosures, the State Council's calendars. */
export const law1: Law = {
  ...{ rules: 1, calendar: 1, settings: 1 },
  ...{ book: planBook, courtCalendar: seedCalendar, courtSettings: defaultSettings },
};

/** The same with all rules: parties are told. */
export const lawTold: Law = { ...law1, book: bookOf(planSettings()) };

/** The calendar as it was before the notice of that year. */
export const calendarBefore = (year: number) => courtCalendar(seedYears.filter((y) => y.year < year));

/** The plan's rule book with another version of one rule from some day on. */
export function bookWith(
  rule: RuleId,
  effectiveFrom: Instant,
  change: Partial<RuleVersion>,
  book = planBook,
): RuleBook {
  const versions = book.get(rule) ?? [];
  const [first] = versions;
  if (first === undefined) throw new Error(`no rule ${rule}`);
  return new Map([...book, [rule, [...versions, { ...first, version: 2, effectiveFrom, ...change }]]]);
}

/** Looks a law up among those published. */
export const lawLibrary =
  (laws: readonly Law[]): Laws =>
  (wanted) => {
    const found = laws.find((l) => sameLaw(l, wanted));
    if (found === undefined) throw new Error(`law ${JSON.stringify(versionsOf(wanted))} was never published`);
    return found;
  };
