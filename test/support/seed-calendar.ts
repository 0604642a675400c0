import seed from '../../db/seed/calendar-years.json' with { type: 'json' };
import { answerLine } from '../../domain/time/answer-line.ts';
import { yearsIn, courtCalendar } from '../../domain/time/court-calendar.ts';
import { answerQuestion } from '../../domain/time/question.ts';

/** The State Council's years 2007–2026, as seeded. */
export const seedYears = yearsIn(seed);

/** The court's calendar made of them. */
export const seedCalendar = courtCalendar(seedYears);

/** A line of `npm run periods`, answered by that calendar. */
export const periodLine = (line: string): string =>
  answerLine(line, { answer: (question) => answerQuestion(question, seedCalendar) });
