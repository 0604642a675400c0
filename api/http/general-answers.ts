import type { RouteOptions } from 'fastify';
import type { ProblemCode } from './errors.ts';
import { failure, type Failure } from './common.ts';

/** What the API's own machinery answers at any route, whatever the route does. A code that can come anywhere is a word here. */
const everywhere: readonly ProblemCode[] = [
  'bad-url', 'bad-request', 'foreign-host', 'request-too-slow', 'bad-expectation', 'headers-too-large', 'too-many-requests',
  'overloaded', 'internal',
]; // prettier-ignore
const withDatabase: readonly ProblemCode[] = ['postgres-unavailable', 'timeout'];
const withToken: readonly ProblemCode[] = [
  'no-token', 'bad-token', 'unknown-person', 'forbidden', 'keys-unavailable', 'bad-cookie', 'two-identities', 'session-unknown',
  'session-expired', 'session-idle', 'session-ended', 'office-ended',
]; // prettier-ignore
/** What changes something is asked for with a session by pages of ours alone. */
const withWrite: readonly ProblemCode[] = ['foreign-origin'];
/** What adds up money says so where a sum is beyond what a number holds. */
const withSums: readonly ProblemCode[] = ['sum-too-large'];
const withInput: readonly ProblemCode[] = ['bad-query'];
/** A body is read before anybody knows whether the route wants one; it may be one that is not wanted. */
const withPost: readonly ProblemCode[] = ['bad-json', 'body-too-large', 'unsupported-media-type', 'unknown-field'];
const withBody: readonly ProblemCode[] = ['missing-field', 'wrong-type', 'bad-text', 'bad-value'];

/** The codes that follow from what a route is: who may call it, and what it takes. */
function generalCodes({ url, method, schema, config }: RouteOptions): readonly ProblemCode[] {
  const access = config?.access ?? 'staff';
  const takes = schema?.params ?? schema?.querystring ?? schema?.headers;
  return [
    ...everywhere,
    ...(url.startsWith('/api/') ? withDatabase : []),
    ...(access === 'public' ? [] : withToken),
    ...(access === 'public' || method === 'GET' ? [] : withWrite),
    ...(/\/money(\/|$)/.test(url) ? withSums : []),
    ...(takes === undefined ? [] : withInput),
    ...(schema?.params === undefined ? [] : (['url-too-long'] as const)),
    ...(method === 'POST' || method === 'DELETE' ? withPost : []),
    ...(schema?.body === undefined ? [] : withBody),
  ];
}

/** The answers of a route as they are documented: its own, and those that any route of its kind can give. */
export function withGeneralAnswers(route: RouteOptions): Readonly<Record<string, unknown>> {
  const own = (route.schema?.response ?? {}) as Record<string, Partial<Failure>>; // of `answers`, or plain schemas
  const told = Object.values(own).flatMap((answer) => answer.codes ?? []);
  const wellAnswered = Object.entries(own).filter(([, answer]) => answer.codes === undefined);
  return { ...failure([...told, ...generalCodes(route)]), ...Object.fromEntries(wellAnswered) };
}
