import { sqlState } from './client.ts';

/**
 * What a failure says about trying again:
 * - `away`: nothing answers. It is the same for everybody, and passes with the outage.
 * - `passing`: Postgres broke this attempt off for another's sake, or for want of time or room. Again it may go through.
 * - `data`: the store refuses what it was given, now and ever.
 * - `bug`: anything else, thrown by us or by a rule. Trying the same again does the same.
 */
export type FailureKind = 'away' | 'passing' | 'data' | 'bug';

/** By SQLSTATE (class or whole) and by Node's own codes; the first that fits counts. */
const sorted: readonly (readonly [pattern: RegExp, kind: FailureKind])[] = [
  [/^(08|57P0[1-5]|53300|25006|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/, 'away'],
  // another wrote the same row first: looking again finds it
  [/^(40|53|55P03|57014|25P0[34]|23505)/, 'passing'],
  [/^(22|23|54)/, 'data'],
];
const lostConnection =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered|Client was closed|pool after calling end/;

/** Sorts a failure, whatever was thrown. The only place that knows SQLSTATE classes. */
export function kindOfFailure(error: unknown): FailureKind {
  if (lostConnection.test(textOf(error))) return 'away';
  const state = String(sqlState(error ?? {}));
  return sorted.find(([pattern]) => pattern.test(state))?.[1] ?? 'bug';
}

function textOf(error: unknown): string {
  const { message, cause } = (error ?? {}) as { message?: unknown; cause?: { message?: unknown } }; // read only, absent fields are undefined
  return `${String(message)} ${String(cause?.message)}`;
}
