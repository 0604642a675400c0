import { stdTimeFunctions } from 'pino';
import { withoutContent } from '../db/client.ts';

/** When a line of the log was written: in UTC, as people and collectors read it. */
export const logTime = stdTimeFunctions.isoTime;

const DEEPEST = 5; // causes of causes; a cause may lead back to itself

/** What a log may keep of an error: where it came from and what kind it is, nothing of any row (see withoutContent). */
export function forLog(error: unknown, depth = DEEPEST): object {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  // whatever was thrown: read only, absent fields are undefined
  const { query, cause } = error as { query?: unknown; cause?: unknown };
  if (query !== undefined) return { type: 'DrizzleQueryError', query, ...causeForLog(cause, depth) };
  const { name, message, stack } = withoutContent(error);
  const { code, failure } = error as { code?: unknown; failure?: { source?: unknown } }; // the same; Temporal's errors have the latter
  const frames = typeof stack === 'string' ? stack.replace(String(message), '').trim() : undefined;
  return { type: name, message, code, source: failure?.source, stack: frames, ...causeForLog(cause, depth) };
}

const causeForLog = (cause: unknown, depth: number) =>
  cause === undefined || depth === 0 ? {} : { cause: forLog(cause, depth - 1) };

/** What comes beside a line of the log, its errors as the log may keep them: by itself pino writes an error as `{}`. */
export const metaForLog = (meta: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(meta).map(([key, value]) => [key, value instanceof Error ? forLog(value) : value]));
