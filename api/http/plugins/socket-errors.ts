import { randomUUID } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ownIn } from '../../../domain/gate/own.ts';
import type { App } from '../../app-types.ts';
import { ApiProblem, type ProblemCode, problemOf, problems } from '../errors.ts';
import { BARE_HEADERS, PROBLEM_TYPE } from './problems.ts';

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
};

type Logs = Pick<App, 'log'>;

/** Answers what never became a request: too slow, too large, no HTTP. The connection ends with it. */
export function answerOnSocket(this: Logs, { code = '' }: { readonly code?: string }, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy(); // nobody is there to hear it
  say(this, socket, ownIn(codes, code) ?? 'bad-request');
}

/** Answers what Node would turn away by itself, without a word to us. */
export function installSocketErrors(app: App): void {
  app.server.on('connect', (_, socket: Duplex) =>
    say(app, socket, 'method-not-allowed', ['Allow: DELETE, GET, HEAD, POST']),
  );
  app.server.on('checkExpectation', ({ socket }: IncomingMessage) => say(app, socket, 'bad-expectation'));
  app.addHook('onRequest', ({ raw: { httpVersion, headers } }, _, done) => {
    done(httpVersion === '1.1' && headers.host === undefined ? new ApiProblem('bad-request') : undefined);
  });
}

/** No hook comes by here: the line of the log is written by itself, and says which answer it is of. */
function say({ log }: Logs, socket: Duplex, code: ProblemCode, headers: readonly string[] = []): void {
  const { status } = problems[code];
  const [reqId, { remoteAddress: ip }] = [randomUUID(), socket as Partial<Socket>]; // of a server on TCP it is one
  log.warn({ reqId, req: { ip }, problem: code, res: { statusCode: status } }, 'request kept out');
  const body = JSON.stringify(problemOf(new ApiProblem(code), reqId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...Object.entries(BARE_HEADERS).map(([name, value]) => `${name}: ${value}`),
    ...headers,
  ];
  socket.on('error', () => undefined); // whoever leaves before the end is no error of ours
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
