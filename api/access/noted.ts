import type { FastifyRequest } from 'fastify';
import { isMatterId } from '../../domain/engine/found.ts';
import type { RecordKind } from '../../domain/nodes/record-kinds.ts';
import { findsByIdentity } from '../../domain/access/reads-in.ts';
import { caseIdOf, isCaseId } from '../../domain/record/case-number.ts';
import { soughtIdentity } from '../../domain/record/search.ts';
import { personOf } from '../http/plugins/auth.ts';
import { type ProblemCode, problems } from '../http/errors.ts';
import type { AccessLog } from './access-log.ts';

/** What somebody was shown that is not for everybody: by record, `''` where it is of the court's money. */
export type Readings = ReadonlyMap<string, { readonly kind: RecordKind | null; readonly fields: readonly string[] }>;

/** The same of a file: what it is made of bears no classes, so who makes it says what is in it. */
export const fileReadings = (records: readonly string[], fields: readonly string[]): Readings =>
  new Map(fields.length === 0 ? [] : records.map((id) => [id, { kind: id === '' ? null : 'case', fields }]));

const routeOf = ({ method, routeOptions }: FastifyRequest): string =>
  `${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`;

/** Notes what a request was answered with, as its answer goes out. */
export function noteReadings(log: AccessLog, request: FastifyRequest): void {
  const person = request.caller ?? '';
  for (const [id, { kind, fields }] of request.shown ?? [])
    log.note({ person, outcome: 'read', record: id === '' ? null : id, kind, route: routeOf(request), fields: [...fields] }); // prettier-ignore
}

/** Notes that somebody looked for a person by an identity number, and whether they may; never which. */
export function noteSearch(log: AccessLog, request: FastifyRequest): void {
  const { q } = request.query as { readonly q?: unknown }; // of whatever route
  if (typeof q !== 'string' || soughtIdentity(q) === undefined) return;
  const how = findsByIdentity(personOf(request)) ? { outcome: 'sought' as const } : { outcome: 'denied' as const, code: 'not-revealable' }; // prettier-ignore
  log.note({ person: request.caller ?? '', record: null, kind: null, route: routeOf(request), fields: [], ...how });
}

const FORBIDDEN = 403;
/** Whether by a problem somebody is kept from what they ask for: that there is none for them, or that it is not theirs. */
const isDenial = (problem: ProblemCode): boolean =>
  problem === 'unknown-case' || problems[problem].status === FORBIDDEN;

/** What was refused, of which record. */
export interface Denied {
  readonly id: string;
  readonly problem: ProblemCode | null;
}

/** Notes that a request was turned away by the tables, or what it asked for of each of several records; what else can be wrong with it is nobody's reading. */
export function noteDenials(log: AccessLog, request: FastifyRequest): void {
  const own = { id: (request.params as { readonly id?: string }).id ?? '', problem: request.problem }; // of whatever route
  for (const denied of [own, ...(request.refusedItems ?? [])]) noteDenial(log, request, denied);
}

function noteDenial(log: AccessLog, request: FastifyRequest, { id: named, problem }: Denied): void {
  const { caller } = request;
  if (problem === null || caller === null || !isDenial(problem)) return;
  const id = caseIdOf(named);
  const record = isCaseId(id) || isMatterId(id) ? id : null; // what else stands there may be anything, a name too
  log.note({ person: caller, outcome: 'denied', record, kind: null, route: routeOf(request), fields: [], code: problem }); // prettier-ignore
}
