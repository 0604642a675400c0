// The court as its people reach it: over HTTP, each with a token of their own.
import { randomUUID } from 'node:crypto';
import type { Static } from 'typebox';
import type { CaseDocument } from '../../api/cases/case-schema.ts';
import type { LogItem } from '../../api/cases/log-schema.ts';
import type { ProblemSchema } from '../../api/http/problem.ts';
import type { TrialPerson } from '../../api/trial/trial-schemas.ts';
import type { Role } from '../../domain/nodes/roles.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { Accepted } from '../../domain/engine/answer.ts';
import type { TourStep } from './examples.ts';

export type TourCase = Static<typeof CaseDocument>;
export type TourDeadline = TourCase['deadlines'][number];
export type LogLine = Static<typeof LogItem>;
export type TourRefusal = Static<typeof ProblemSchema>;
export type TourPerson = Static<typeof TrialPerson>;

/** The court did something else than the tour says: the message says what. */
export class TourError extends Error {
  override readonly name = 'TourError';
}

/** An answer of the API: its body is read as what the contract says of that request. */
export interface TourAnswer<T> {
  readonly status: number;
  readonly body: T;
}

/** What may be said of a completion besides its step. */
export interface Sending {
  /** The `Idempotency-Key`; left out: a new one. */
  readonly key?: string;
  /** When it happened; left out: now, in the case's time. */
  readonly at?: Instant;
  /** Whoever sends it; left out: somebody of the step's role. */
  readonly by?: TourPerson;
}

/** One trial court. */
export interface TourCourt {
  readonly address: string;
  readonly person: (role: Role) => TourPerson;
  /** The person of an id. A TourError where nobody has it. */
  readonly known: (id: string) => TourPerson;
  readonly file: (body: object) => Promise<TourAnswer<TourCase & TourRefusal>>;
  /** Founds a matter, by somebody of a role. */
  readonly found: (role: Role, body: object) => Promise<TourAnswer<{ readonly id: string } & TourRefusal>>;
  readonly read: (caseId: string) => Promise<TourCase>;
  readonly log: (caseId: string) => Promise<readonly LogLine[]>;
  readonly send: (caseId: string, step: TourStep, more?: Sending) => Promise<TourAnswer<Accepted & TourRefusal>>;
  /** Whatever else somebody asks, with a token of theirs. */
  readonly ask: <T>(
    who: TourPerson,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ) => Promise<TourAnswer<T & Pick<TourRefusal, 'code'>>>;
  /** Moves the case's time to an instant. */
  readonly moveTo: (caseId: string, to: Instant) => Promise<TourCase>;
}

/** Opens the door of a trial court. Throws a TourError where it is none or does not answer. */
export async function enterCourt(address: string, signal: AbortSignal): Promise<TourCourt> {
  const call = caller(address, signal);
  const people = await call<readonly TourPerson[]>('GET', '/api/trial/people');
  if (people.status !== 200) throw new TourError(`${address} is no trial court (${people.status}): run \`npm start\`.`);
  const tokens = new Map<string, string>();
  const person = (role: Role): TourPerson => {
    // the first of several: those that examples/*.json name
    const found = people.body.find((p) => p.roles[0] === role) ?? people.body.find((p) => p.roles.includes(role));
    if (found === undefined) throw new TourError(`nobody of ${address} is ${role}`);
    return found;
  };
  const known = (id: string): TourPerson => {
    const found = people.body.find((p) => p.id === id);
    if (found === undefined) throw new TourError(`nobody of ${address} is ${id}`);
    return found;
  };
  const tokenOf = async ({ id }: TourPerson): Promise<string> => {
    const token =
      tokens.get(id) ?? (await call<{ token: string }>('POST', '/api/trial/tokens', { person: id })).body.token;
    tokens.set(id, token);
    return token;
  };
  const as = async <T>(who: TourPerson, method: 'GET' | 'POST', path: string, body?: object, headers = {}) =>
    call<T>(method, path, body, { authorization: `Bearer ${await tokenOf(who)}`, ...headers });
  const must = <T>({ status, body }: TourAnswer<T>, what: string): T => {
    if (status === 200) return body;
    throw new TourError(`${what} answered ${status}: ${JSON.stringify(body)}`);
  };
  const looker = person('review');
  return {
    ...{ address, person, known, ask: as },
    file: (body) => as(person('filing'), 'POST', '/api/cases', body),
    found: (role, body) => as(person(role), 'POST', '/api/matters', body),
    read: async (id) => must(await as<TourCase>(looker, 'GET', `/api/cases/${id}`), 'the case'),
    async log(id) {
      const lines: LogLine[] = [];
      for (let next: string | null = ''; next !== null;) {
        const path: string = `/api/cases/${id}/log?limit=500${next === '' ? '' : `&cursor=${next}`}`;
        const page = must(await as<{ items: LogLine[]; next: string | null }>(looker, 'GET', path), 'the log');
        lines.push(...page.items);
        ({ next } = page);
      }
      return lines;
    },
    send: (id, { node, role, subject, payload }, { key = randomUUID(), at, by = person(role) } = {}) =>
      as(
        by,
        'POST',
        `/api/${areaOf(id)}/${id}/nodes/${node}`,
        { payload, ...(subject !== undefined && { subject }), ...(at !== undefined && { at: formatInstant(at) }) },
        { 'idempotency-key': key },
      ),
    moveTo: async (id, to) =>
      must(
        await as<TourCase>(looker, 'POST', `/api/trial/${areaOf(id)}/${id}/clock`, { to: formatInstant(to) }),
        'the clock',
      ),
  };
}

/** Cases are numbered by their year, matters by their kind. */
const areaOf = (id: string): string => (/^\d/.test(id) ? 'cases' : 'matters');

function caller(address: string, signal: AbortSignal) {
  return async <T>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers: object = {},
  ): Promise<TourAnswer<T>> => {
    const answer = await fetch(`${address}${path}`, {
      method,
      signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw signal.aborted ? error : new TourError(`${address} does not answer ${method} ${path} (${String(error)})`);
    });
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, body: (isJson ? await answer.json() : await answer.text()) as T }; // the contract's
  };
}
