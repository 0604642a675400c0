/**
 * The command `npm run --silent periods`: one question a line on standard input, one answer a line on standard output, in order.
 * Exit status 0 at the end of input, whatever the answers. It streams: one piece of input and its answers are held at a time.
 */
import seed from '../db/seed/calendar-years.json' with { type: 'json' };
import { answerLine } from '../domain/time/answer-line.ts';
import { yearsIn, courtCalendar } from '../domain/time/court-calendar.ts';
import { answerQuestion } from '../domain/time/question.ts';
import { answerLines } from './lines.ts';

const LONGEST = 1024 * 1024; // 20,000 excluded intervals

const calendar = courtCalendar(yearsIn(seed));
const answer = (question: unknown) => answerQuestion(question, calendar);

answerLines(import.meta.url, { name: 'periods', answer: (line) => answerLine(line, { answer }), longest: LONGEST });
