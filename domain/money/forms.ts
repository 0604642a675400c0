import { type Fields, isObject } from '../time/check-question.ts';
import { dayNumber, type DayNumber, parseCivilDate } from '../time/civil-date.ts';
import { RANGE } from '../time/question.ts';

/** Why a question about money is not answered (money-calc.md); each kind of question looks for its own in its own order. */
export type CalculationRefusalCode =
  | 'bad-json'
  | 'bad-question'
  | 'bad-date'
  | 'bad-tables'
  | 'bad-items'
  | 'bad-payments'
  | 'bad-excluded'
  | 'bad-order'
  | 'no-rate'
  | 'bad-flat'
  | 'bad-collected'
  | 'bad-taken'
  | 'bad-amount'
  | 'bad-ranks'
  | 'bad-deduct'
  | 'out-of-range';

/** A refusal as a value; `detail` says in Chinese what to do. */
export interface CalculationRefusal {
  readonly code: CalculationRefusalCode;
  readonly detail: string;
}

/** A refusal with its detail: the question is not answered. */
export const unanswered = (code: CalculationRefusalCode, detail: string): CalculationRefusal => ({ code, detail });

/** Whether it is a refusal. */
export const isRefused = (value: object): value is CalculationRefusal => 'code' in value && 'detail' in value;

const [FIRST, LAST] = [dayNumber(RANGE.from), dayNumber(RANGE.to)];
const NAME = /^[A-Za-z0-9._-]{1,40}$/;
const RATE = /^(?<whole>0|[1-9]\d{0,2})(?:\.(?<rest>\d{1,6}))?$/;

/** A rate in millionths of a percent: `"3.45"` is 3,450,000. */
export type Rate = bigint;

/** What one percent is as a `Rate`. */
export const PERCENT: Rate = 1_000_000n;

/** A day of the calendar from 1990 to 2100; undefined for whatever else. */
export function readDay(value: unknown): DayNumber | undefined {
  const day = typeof value === 'string' ? parseCivilDate(value) : undefined;
  return day !== undefined && day >= FIRST && day <= LAST ? day : undefined;
}

/** A rate, percent in a text; undefined for whatever else. */
export function readRate(value: unknown): Rate | undefined {
  const { whole, rest = '' } = (typeof value === 'string' ? RATE.exec(value)?.groups : undefined) ?? {};
  return whole === undefined ? undefined : BigInt(whole + rest.padEnd(6, '0'));
}

/** Whether it is a name: of an item, a claim, a table. */
export const isName = (value: unknown): value is string => typeof value === 'string' && NAME.test(value);

/** An object with all the fields that it must have and no others than it may have; undefined for whatever else. */
export function readFields(value: unknown, must: readonly string[], may: readonly string[] = []): Fields | undefined {
  if (!isObject(value) || !must.every((field) => Object.hasOwn(value, field))) return undefined;
  return Object.keys(value).every((field) => must.includes(field) || may.includes(field)) ? value : undefined;
}

/** How many entries a list may have. */
export interface Size {
  readonly least: number;
  readonly most: number;
}

/** Reads each entry of a list; undefined if it is none, is too long or too short, or one entry is not as it must be. */
export function readList<T>(value: unknown, { least, most }: Size, read: (entry: unknown) => T | undefined) {
  if (!Array.isArray(value) || value.length < least || value.length > most) return undefined;
  const list: T[] = [];
  for (const entry of value as unknown[]) {
    const each = read(entry);
    if (each === undefined) return undefined;
    list.push(each);
  }
  return list;
}

/** Whether none of them stands twice. */
export const areDistinct = (names: readonly string[]): boolean => new Set(names).size === names.length;
