// A neighbouring system that takes messages.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came. */
export interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a receiver answers a message. */
export type Answering = (got: Got, response: ServerResponse) => void;

/** A receiver on this machine that answers as it is told, well unless told otherwise; what came is kept. */
export async function openReceiver(answer: Answering = (_, response) => void response.end()) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const came = { headers: request.headers, body: Buffer.concat(parts).toString() };
      got.push(came);
      answer(came, response);
    });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close }; // it listens on a port
}
