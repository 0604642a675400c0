import { createServer, type Server } from 'node:net';
import { errorCode, StartError } from '../../process/start-error.ts';

/** A port that someone asked for; 0 asks for any free one. */
export interface PortWish {
  /** The setting it came from: what a person has to change. */
  readonly setting: string;
  readonly host: string;
  readonly port: number;
}

/** The ports to use, in the order asked. Throws one StartError that names every port that is not to be had. */
export async function settlePorts(wishes: readonly PortWish[]): Promise<number[]> {
  // all are held until the last is known, so that no two get the same
  const tried = await Promise.allSettled(wishes.map(listen));
  const held = tried.flatMap((t) => (t.status === 'fulfilled' ? [t.value] : []));
  const ports = held.map(portOf);
  await Promise.all(held.map((s) => new Promise((resolve) => s.close(resolve))));
  const problems = tried.flatMap((t) => (t.status === 'rejected' ? [String((t.reason as Error).message)] : []));
  if (problems.length > 0) throw new StartError(problems.join('\n'));
  return ports;
}

/** A port that is free at this moment. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  const [port] = await settlePorts([{ setting: 'port', host, port: 0 }]);
  return port as number; // one wish, one answer
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a listening TCP server');
  return address.port;
}

/**
 * Any free one: below those that the system gives to outgoing connections, of which one could take it before whoever it is
 * meant for listens there.
 */
async function listen(wish: PortWish): Promise<Server> {
  if (wish.port !== 0) return listenAt(wish);
  for (let tries = 0; tries < 20; tries++) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const server = await listenAt({ ...wish, port }).catch(() => undefined);
    if (server !== undefined) return server;
  }
  return listenAt(wish);
}

function listenAt(wish: PortWish): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (err) => reject(new StartError(sentence(wish, err))));
    server.listen({ port: wish.port, host: wish.host, exclusive: true }, () => resolve(server));
  });
}

function sentence({ setting, host, port }: PortWish, err: Error): string {
  switch (errorCode(err)) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use: stop what listens there, or set ${setting} to another port (0 picks a free one).`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user: set ${setting} to a port above 1023 (0 picks a free one).`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: set HOST to one that is (127.0.0.1 serves this machine alone).`;
    default:
      return `Port ${port} on ${host} cannot be opened (${err.message}): set ${setting} to another port.`;
  }
}
