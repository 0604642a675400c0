import type { CivilDate } from './civil-date.ts';
import { isCivilDate } from './civil-date.ts';
import type { PeriodQuestion } from './count-period.ts';
import type { Instant } from './instant.ts';
import { parseInstant } from './instant.ts';
import type { Interval, Period, Roll } from './period.ts';
import { parsePeriod } from './period.ts';

/** Why a question is not answered, in the order in which the reasons are looked for (periods.md, what is refused). */
export const REFUSAL_CODES = [
  'bad-json',
  'bad-question',
  'bad-start',
  'bad-period',
  'bad-roll',
  'bad-excluded',
  'out-of-range',
] as const;

/** One of `REFUSAL_CODES`. */
export type QuestionRefusalCode = (typeof REFUSAL_CODES)[number];

/** A refusal as a value; `detail` says in Chinese what to do. */
export interface QuestionRefusal {
  readonly code: QuestionRefusalCode;
  readonly detail: string;
}

/** A JSON object whose fields have not been looked at. */
export type Fields = Readonly<Record<string, unknown>>;

const FIELDS = new Set(['id', 'start', 'period', 'roll', 'excluded']);
const ROLLS: ReadonlySet<unknown> = new Set<Roll>(['next-working-day', 'previous-working-day', 'none']);

/** A refusal with its detail. */
export function refusal(code: QuestionRefusalCode, detail: string): QuestionRefusal {
  return { code, detail };
}

/** Whether the value is a JSON object: not null, not an array. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks everything about a question but the range, and reads its texts. The first reason to refuse wins. */
export function checkQuestion(question: unknown): PeriodQuestion | QuestionRefusal {
  if (!isObject(question)) return refusal('bad-question', '问题须为一个 JSON 对象');
  const unknown = Object.keys(question).find((field) => !FIELDS.has(field));
  if (unknown !== undefined)
    return refusal('bad-question', `不认识的字段 ${quote(unknown)}；只可用 ${[...FIELDS].join('、')}`);
  const start = readStart(question['start']);
  if (start === undefined) {
    return refusal('bad-start', 'start 须为存在的日期 2026-01-20，或带时区的时刻 2026-01-20T16:20:00+08:00');
  }
  const text = question['period'];
  const period = typeof text === 'string' ? parsePeriod(text) : undefined;
  if (period === undefined) {
    return refusal(
      'bad-period',
      'period 须为整数加单位：24h、30d、10wd、6m、2y；倒算写 -7d，小时不可倒算，不可有前导零',
    );
  }
  if (period.unit === 'h' && typeof start === 'string') {
    return refusal('bad-start', '以小时计算的期间，start 须为带时区的时刻，不能只给日期');
  }
  return checkOptions(question, start, period);
}

function checkOptions(question: Fields, start: Instant | CivilDate, period: Period): PeriodQuestion | QuestionRefusal {
  const { roll, excluded } = { roll: question['roll'], excluded: question['excluded'] };
  if (roll !== undefined && !isRoll(roll)) {
    return refusal('bad-roll', 'roll 须为 next-working-day、previous-working-day 或 none，也可不写');
  }
  if (roll !== undefined && roll !== 'none' && period.unit === 'h') {
    return refusal('bad-roll', '以小时计算的期间不顺延，roll 只可为 none 或不写');
  }
  if (excluded === undefined) return { start, period, roll };
  if (period.unit === 'h' || period.count <= 0) {
    return refusal('bad-excluded', '以小时计算、为零或倒算的期间不扣除，请去掉 excluded');
  }
  if (!Array.isArray(excluded) || !excluded.every(isInterval)) {
    return refusal(
      'bad-excluded',
      'excluded 须为 [{"from": "2022-06-01", "to": "2022-07-15"}]，日期须存在，to 不得早于 from',
    );
  }
  return { start, period, roll, excluded };
}

function readStart(value: unknown): Instant | CivilDate | undefined {
  if (typeof value !== 'string') return undefined;
  return isCivilDate(value) ? value : parseInstant(value);
}

function isRoll(value: unknown): value is Roll {
  return ROLLS.has(value);
}

function isInterval(value: unknown): value is Interval {
  if (!isObject(value) || Object.keys(value).length !== 2) return false;
  const { from, to } = { from: value['from'], to: value['to'] };
  // both are YYYY-MM-DD, so their order as text is their order in time
  return typeof from === 'string' && typeof to === 'string' && isCivilDate(from) && isCivilDate(to) && from <= to;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
