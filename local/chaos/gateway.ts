// A gateway for short messages that fails in twelve ways, by chance. It takes one id once, as a real one has to (docs/operations.md).
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A message that it took. */
export interface Taken {
  /** The effect that it is of, and the party to whom. */
  readonly effect: number;
  readonly party: string;
  /** The how manieth of all it was. */
  readonly place: number;
}

/** A running gateway. */
export interface SmsGateway {
  readonly url: string;
  /** What it took, by id, in order. */
  readonly taken: ReadonlyMap<string, Taken>;
  /** How often it failed, by the way. */
  readonly failures: ReadonlyMap<string, number>;
  /** From now on it takes everything. */
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

/** How it fails: what it answers, if anything; `take` where it has the message all the same. */
type Failing = (response: ServerResponse, take: () => void) => unknown;

const answering =
  (status: number, type = 'application/json', body = '{}'): Failing =>
  (response) =>
    response.writeHead(status, { 'content-type': type }).end(body);

const SILENT_MS = 2_000;

/** The twelve ways. Two have taken the message, and do not get to say so whole. */
export const failings: Readonly<Record<string, Failing>> = {
  'a failure of its own': answering(500),
  'a page instead of an answer': answering(502, 'text/html', '<h1>Bad Gateway</h1>'),
  'not there now': answering(503),
  'too many': answering(429),
  'nobody known': answering(401),
  'no such address': answering(404),
  'leads elsewhere': (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  'hangs up': (response) => response.destroy(),
  'no HTTP': (response) => response.socket?.end('NONSENSE\r\n\r\n'),
  'silent, then gone': (response) => delay(SILENT_MS).then(() => response.destroy()),
  'taken, and hangs up': (response, take) => {
    take();
    response.destroy();
  },
  'taken, and half an answer': (response, take) => {
    take();
    response.writeHead(200, { 'content-length': 100 }).write('{"ta');
    setTimeout(() => response.destroy(), 20);
  },
};

/** Starts one on loopback; `share` of what comes meets a failing. */
export async function startGateway(chance: () => number, share = 0.5): Promise<SmsGateway> {
  const [taken, failures] = [new Map<string, Taken>(), new Map<string, number>()];
  const ways = Object.entries(failings);
  let failing = share;
  const take = (id: string): void => {
    const [, effect = '', party = ''] = /^(\d+)-(.+)-\w+$/.exec(id) ?? [];
    if (!taken.has(id)) taken.set(id, { effect: Number(effect), party, place: taken.size });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
    await request.resume().toArray();
    const [name, fail] = ways[Math.floor(chance() * ways.length)] ?? [];
    if (chance() < failing && name !== undefined && fail !== undefined) {
      failures.set(name, (failures.get(name) ?? 0) + 1);
      await fail(response, () => take(id));
      return;
    }
    take(id);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}/messages`,
    taken,
    failures,
    mend: () => (failing = 0),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
