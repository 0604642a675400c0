import Type, { type TSchema } from 'typebox';
import Value from 'typebox/value';
import type { Static } from 'typebox';
import { EARLIEST, INSTANT_FORM, isDateInRange, readInstant as readAnyInstant } from '../../domain/gate/instant.ts';
import { flawIn } from '../../domain/gate/value.ts';
import { type CivilDate, isCivilDate } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { ApiProblem } from './errors.ts';

/** An instant in a cursor; lists end with what is never due (`db/reads/`). */
export const InstantKey = Type.Integer({ minimum: EARLIEST, maximum: Date.UTC(9999, 0, 1) });

/** Where a page ended, as text that says nothing to anybody else. */
export const writeCursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor back; anything that this API has not written is refused. */
export function readCursor<S extends TSchema>(schema: S, cursor: string | undefined): Static<S> | undefined {
  if (cursor === undefined) return undefined;
  const key = parsed(Buffer.from(cursor, 'base64url').toString());
  if (flawIn(key) !== undefined || !Value.Check(schema, key)) throw new ApiProblem('bad-cursor');
  return key;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads an instant of a query; a `+` that became a space on the way is taken for what it was. */
export function queryInstant(name: string, text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const at = readAnyInstant(text.replace(' ', '+'));
  if (at === undefined) {
    throw new ApiProblem('bad-query', `${name} ${INSTANT_FORM}`, {
      missing: [{ id: name, zh: INSTANT_FORM }],
    });
  }
  return at;
}

/** Reads a stretch of time of a query, its ends by their names, the earlier first. One that ends before it begins finds nothing, and nobody means it. */
export function queryInstants(ends: Readonly<Record<string, string | undefined>>): {
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
} {
  const [[fromName, fromText] = ['', undefined], [toName, toText] = ['', undefined]] = Object.entries(ends);
  const [from, to] = [queryInstant(fromName, fromText), queryInstant(toName, toText)];
  if (from === undefined || to === undefined || from <= to) return { from, to };
  throw new ApiProblem('bad-query', `${fromName} 晚于 ${toName}，请对调`, {
    missing: [{ id: fromName, zh: `晚于 ${toName}` }],
  });
}

/** Reads a date of a query, in the years that periods are counted in. */
export function readDate(name: string, text: string | undefined): CivilDate | undefined {
  if (text === undefined) return undefined;
  if (isCivilDate(text) && isDateInRange(text)) return text;
  throw new ApiProblem('bad-query', `${name} 须为1990年至2100年间存在的日子，写作 2026-07-01`, {
    missing: [{ id: name, zh: '应为日期' }],
  });
}

/** Cuts one row more than asked for into a page. `keyOf` says where a row stands in the order. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => unknown,
  view: (row: R) => T,
): { items: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null;
  return { items: shown.map(view), next };
}
