import type { CivilDate } from './civil-date.ts';
import { dayNumber } from './civil-date.ts';
import type { Fields, QuestionRefusal } from './check-question.ts';
import { checkQuestion, isObject, refusal } from './check-question.ts';
import type { PeriodQuestion, SkippedDay } from './count-period.ts';
import { countDaysOf, countHours, describeDays } from './count-period.ts';
import type { CourtCalendar } from './court-calendar.ts';
import { dayOf, formatInstant } from './instant.ts';

/** A counted period as the contract writes it: dates `YYYY-MM-DD`, or for hours instants with `+08:00`. */
export interface CountedAnswer {
  /** The question's id, unchanged; null when it had none. */
  readonly id: unknown;
  readonly due: string;
  readonly nominal: string;
  readonly extended: string;
  readonly excludedDays: number;
  readonly skipped: readonly SkippedDay[];
  readonly provisional: boolean;
  readonly unpublishedYears: readonly number[];
}

/** A question refused. */
export interface RefusedAnswer {
  readonly id: unknown;
  readonly error: QuestionRefusal;
}

/** What periods.md answers; the fields stand in its order. */
export type PeriodAnswer = CountedAnswer | RefusedAnswer;

/** The largest count of any unit, forwards or backwards. */
export const MAX_COUNT = 100_000;

/** The first and the last date that a start or an answer may have. */
export const RANGE: { readonly from: CivilDate; readonly to: CivilDate } = { from: '1990-01-01', to: '2100-12-31' };

const FIRST = dayNumber(RANGE.from);
const LAST = dayNumber(RANGE.to);

/** Answers a question of the contract, or says why not; never throws and never guesses. */
export function answerQuestion(question: unknown, calendar: CourtCalendar): PeriodAnswer {
  const id = isObject(question) ? idOf(question) : null;
  const checked = checkQuestion(question);
  if ('code' in checked) return { id, error: checked };
  return answerChecked(id, checked, calendar);
}

function answerChecked(id: unknown, question: PeriodQuestion, calendar: CourtCalendar): PeriodAnswer {
  const { start, period } = question;
  if (Math.abs(period.count) > MAX_COUNT) return outOfRange(id, `期间的数不得超过 ${MAX_COUNT}`);
  const startDay = typeof start === 'number' ? dayOf(start) : dayNumber(start);
  if (!inRange(startDay)) return outOfRange(id, `start 须在 ${RANGE.from} 至 ${RANGE.to} 之间`);
  if (period.unit === 'h' && typeof start === 'number') {
    const { due } = countHours(start, period.count);
    return inRange(dayOf(due)) ? hoursAnswer(id, formatInstant(due)) : tooFar(id);
  }
  const count = countDaysOf(question, calendar);
  if (!inRange(count.nominal) || !inRange(count.extended) || !inRange(count.due)) return tooFar(id);
  const { due, nominal, extended, excludedDays, skipped, provisional, unpublishedYears } = describeDays(
    count,
    calendar,
  );
  return { id, due, nominal, extended, excludedDays, skipped, provisional, unpublishedYears };
}

function hoursAnswer(id: unknown, due: string): PeriodAnswer {
  return {
    id,
    due,
    nominal: due,
    extended: due,
    excludedDays: 0,
    skipped: [],
    provisional: false,
    unpublishedYears: [],
  };
}

function tooFar(id: unknown): PeriodAnswer {
  return outOfRange(id, `算得的日期不在 ${RANGE.from} 至 ${RANGE.to} 之间`);
}

function outOfRange(id: unknown, detail: string): PeriodAnswer {
  return { id, error: refusal('out-of-range', detail) };
}

function inRange(day: number): boolean {
  return day >= FIRST && day <= LAST;
}

function idOf(question: Fields): unknown {
  return question['id'] ?? null;
}
