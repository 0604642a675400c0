import type { FastifyRequest } from 'fastify';
import { readSights, type RecordSight } from '../../db/access/sights.ts';
import { asSeen, recordsIn } from '../../domain/access/as-seen.ts';
import { type Outline, outlineOf, type SchemaLike } from '../../domain/access/outline.ts';
import { readsAtLarge, sightIn } from '../../domain/access/reads-in.ts';
import { nothing, type Sight } from '../../domain/access/sights.ts';
import type { Person } from '../../domain/record/actor.ts';
import type { ApiDeps, App } from '../app-types.ts';
import { personOf } from '../http/plugins/auth.ts';
import { etagOf } from '../http/record-version.ts';
import type { AccessLog } from './access-log.ts';
import { noteDenials, noteReadings, noteSearch, type Readings } from './noted.ts';
import { type RouteReads, readsOf } from './route-reads.ts';

/** A route as the table of routes has it, with what of its answers is not for everybody, by status. */
interface Read {
  readonly how: RouteReads;
  readonly outlines: ReadonlyMap<number, Outline>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set as the route is added. */
    read?: Read;
    /** Its answer is a record as of a version: its ETag is made of what is shown of it. */
    isVersioned?: true;
  }
  interface FastifyRequest {
    /** What whoever asks for a file sees of what it is made of; undefined: it is no file. */
    sight: Sight | undefined;
    /** What they see of the one record that the address names, asked for ahead of the answer; undefined: of none, or not yet. */
    ahead: Promise<ReadonlyMap<string, RecordSight>> | undefined;
    /** What of the answer is not for everybody and is shown all the same, by record; null: nothing. */
    shown: Readings | null;
  }
}

/**
 * THE ONE PLACE where the reading table is applied (engine.md 23): as a route is added it is looked up, and left out it does not start; as it
 * answers, each field is shown as the table says of the record that it is of.
 */
export function installAccess(app: App, { store: { db } }: Pick<ApiDeps, 'store'>, log: AccessLog): void {
  app.decorateRequest('sight', undefined);
  app.decorateRequest('ahead', undefined);
  app.decorateRequest('shown', null);
  app.decorateRequest('refusedItems', null);
  app.addHook('onRoute', (route) => {
    const how = readsOf(String([route.method].flat()[0]), route.url);
    if (how === undefined) throw new Error(`${String(route.method)} ${route.url} has no row in api/access/route-reads.ts`); // prettier-ignore
    const outlines = outlinesOf(app, route.schema?.response);
    const lost = [...outlines.values()].some((outline) => !fits(how, outline));
    if (lost) throw new Error(`${String(route.method)} ${route.url} answers what is not for everybody, of no record`);
    route.config = { ...route.config, read: { how, outlines } };
  });
  const sightsFor = (request: FastifyRequest, ids: readonly string[]) => readSights(db, personOf(request), ids, Date.now()); // prettier-ignore
  app.addHook('preHandler', async (request) => {
    const { how, outlines } = request.routeOptions.config.read ?? {};
    const id = idIn(request);
    if (how === 'money-file') request.sight = ofMoney(personOf(request));
    if (how === 'record-file') request.sight = (await sightsFor(request, [id])).get(id)?.sight ?? nothing;
    if (how !== 'record' || outlines?.size === 0) return;
    request.ahead = sightsFor(request, [id]); // on its way with what the route itself asks
    request.ahead.catch(() => undefined); // looked at where it is needed
  });
  app.addHook('preSerialization', async (request, reply, payload: unknown) => {
    const { read, isVersioned } = request.routeOptions.config;
    const outline = read?.outlines.get(reply.statusCode);
    const shown = outline === undefined || read === undefined ? payload : await shownTo(request, payload, { how: read.how, outline }); // prettier-ignore
    if (isVersioned === true && reply.statusCode < MULTIPLE) reply.header('etag', etagOf(shown as Versioned)); // a view of a record
    return shown;
  });

  app.addHook('onResponse', async (request, reply) => {
    const { read } = request.routeOptions.config;
    if (read === undefined || request.caller === null) return;
    noteDenials(log, request); // at every route: also where nothing of a record is read
    if (reply.statusCode >= MULTIPLE || read.how === 'nothing') return;
    noteReadings(log, request);
    if (read.how === 'records') noteSearch(log, request);
  });
  app.addHook('onClose', () => log.close());

  async function shownTo(request: FastifyRequest, payload: unknown, { how, outline }: { how: RouteReads; outline: Outline }): Promise<unknown> {
    const around = how === 'record' ? idIn(request) : '';
    const ahead = (await request.ahead) ?? new Map<string, RecordSight>();
    const others = [...recordsIn(payload, outline, around)].filter((id) => id !== '' && !ahead.has(id));
    const sights = new Map([...ahead, ...(await sightsFor(request, others))]);
    const sightOn = (record: string) => (record === '' && how === 'money' ? ofMoney(personOf(request)) : sights.get(record)?.sight);
    const { value, read } = asSeen(payload, outline, sightOn, around);
    request.shown = new Map([...read].map(([id, fields]) => [id, { kind: id === '' ? null : (sights.get(id)?.kind ?? null), fields: [...fields] }]));
    return value;
  } // prettier-ignore
}

const MULTIPLE = 300;
type Versioned = Parameters<typeof etagOf>[0];

const idIn = ({ params }: FastifyRequest): string => (params as { readonly id?: string }).id ?? ''; // of whatever route

/** The court's money as a whole is read as its reconciliation is. */
const ofMoney = (person: Person): Sight => sightIn('reconciliation', readsAtLarge(person));

/** What of each answer that goes well is not for everybody. */
function outlinesOf(app: App, response: unknown): ReadonlyMap<number, Outline> {
  const shared = app.getSchemas() as Readonly<Record<string, SchemaLike>>; // schemas, whatever they are typed as
  const resolve = (ref: string) => shared[ref.replace(/#$/, '')];
  const found = Object.entries((response ?? {}) as Readonly<Record<string, SchemaLike>>).flatMap(([status, schema]) => {
    const outline = Number(status) < MULTIPLE ? outlineOf(schema, { resolve }) : undefined;
    return outline === undefined ? [] : [[Number(status), outline] as const];
  });
  return new Map(found);
}

/** Whether each field that is not for everybody is of a record, or of the court's money where that is what is read. */
function fits(how: RouteReads, outline: Outline): boolean {
  if (how === 'record' || how === 'money') return true;
  if (how !== 'records') return false;
  if (outline.record !== undefined) return true;
  const inner = [...(outline.fields?.values() ?? []), ...(outline.items === undefined ? [] : [outline.items])];
  return inner.length > 0 && outline.seen === undefined && outline.contentOf === undefined && inner.every((each) => fits(how, each)); // prettier-ignore
}
