import seed from '../../db/seed/calendar-years.json' with { type: 'json' };
import { yearsIn, courtCalendar } from '../../domain/time/court-calendar.ts';

/** The State Council's years 2007–2026, as seeded. */
export const seedYears = yearsIn(seed);

/** The court's calendar made of them. */
export const seedCalendar = courtCalendar(seedYears);
