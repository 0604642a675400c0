// How a message is posted: to real servers that answer well, badly, slowly, elsewhere, or too much.
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { outsideRules } from '../../process/outside-address.ts';
import { webhookChannel } from '../../process/webhook-channel.ts';
import { selfSigned } from '../support/self-signed.ts';

const here = outsideRules({ WEBHOOK_PORTS: '443' }, true, []);
const servers: { close: (done: () => void) => unknown; closeAllConnections?: () => void }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    await new Promise<void>((done) => void server.close(done));
  }
});

const listening = async (server: Server | ReturnType<typeof createSocket>): Promise<number> => {
  servers.push(server);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port; // it listens on a port
};
const serves = async (answer: RequestListener) => `http://127.0.0.1:${await listening(createServer(answer))}/hooks?x=1`;
const posting = (url: string) => ({ url, body: '{"type":"node.案件"}', headers: { 'webhook-id': 'msg_1' } });
const post = (url: string, waitMs = 5_000) => webhookChannel(here, waitMs)(posting(url));

test('it is one POST of JSON, whose answer is thrown away', async () => {
  let got: readonly unknown[] = [];
  const url = await serves((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got = [request.method, request.url, request.headers['content-type'], request.headers['webhook-id'], Buffer.concat(parts).toString()]; // prettier-ignore
      response.writeHead(202).end('thanks');
    });
  });
  expect(await post(url)).toEqual({ status: 202, failure: null, retryAfter: null });
  expect(got).toEqual(['POST', '/hooks?x=1', 'application/json', 'msg_1', '{"type":"node.案件"}']);
});

test('a redirect is not followed', async () => {
  let asked = 0;
  const elsewhere = await serves((_, response) => {
    asked += 1;
    response.end();
  });
  const url = await serves((_, response) => void response.writeHead(307, { location: elsewhere }).end());
  expect(await post(url)).toMatchObject({ status: 307 });
  expect(asked).toBe(0);
});

test('what a receiver asks is handed on', async () => {
  const url = await serves((_, response) => void response.writeHead(429, { 'retry-after': '120' }).end());
  expect(await post(url)).toEqual({ status: 429, failure: null, retryAfter: '120' });
});

describe('time and room are bounded', () => {
  test('one that never answers', async () => {
    const url = await serves(() => undefined);
    expect(await post(url, 200)).toEqual({ status: null, failure: 'TIMEOUT', retryAfter: null });
  });
  test('one that answers and never ends: its status is known', async () => {
    const url = await serves((_, response) => void response.writeHead(200).write('…'));
    expect(await post(url, 200)).toMatchObject({ status: 200 });
  });
  test('a body without end is read for 4 KB', async () => {
    let sent = 0;
    const url = await serves((_, response) => {
      const more = (): void => {
        while (!response.destroyed && sent < 64 * 1024 * 1024 && response.write(Buffer.alloc(16 * 1024))) sent += 16 * 1024; // prettier-ignore
      };
      response.on('drain', more);
      more();
    });
    expect(await post(url)).toMatchObject({ status: 200 });
    expect(sent).toBeLessThan(16 * 1024 * 1024); // what fits between two sockets
  });
  test('one that changes to another protocol, however it hangs on: that is its answer, and its line is closed', async () => {
    const closed = Promise.withResolvers<unknown>();
    const switching = createSocket((socket) => {
      socket.on('close', closed.resolve).on('error', () => undefined);
      socket.resume().write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    });
    expect(await post(`http://127.0.0.1:${await listening(switching)}/`)).toEqual({ status: 101, failure: null, retryAfter: null }); // prettier-ignore
    await closed.promise;
  });
  test('one that says without end that it will answer, and one that drips its headers', async () => {
    for (const drip of ['HTTP/1.1 102 Processing\r\n\r\n', 'x']) {
      const port = await listening(createSocket((socket) => {
        const timer = setInterval(() => socket.write(drip), 20);
        socket.resume().on('error', () => undefined).on('close', () => clearInterval(timer)).write(drip === 'x' ? 'HTTP/1.1 200 OK\r\nx: ' : drip); // prettier-ignore
      })); // prettier-ignore
      expect(await post(`http://127.0.0.1:${port}/`, 300)).toEqual({ status: null, failure: 'TIMEOUT', retryAfter: null }); // prettier-ignore
    }
  });
  test('a name server and a handshake that never end', async () => {
    const never = webhookChannel(outsideRules({ WEBHOOK_PORTS: '443' }, false, []), 200, () => undefined);
    expect(await never(posting('https://archive.example/'))).toMatchObject({ failure: 'TIMEOUT' });
    const port = await listening(createSocket((socket) => void socket.resume().on('error', () => undefined)));
    expect(await post(`https://127.0.0.1:${port}/`, 200)).toMatchObject({ failure: 'TIMEOUT' });
  });
  test('headers without end', async () => {
    const url = await serves((_, response) => void response.writeHead(200, { x: 'x'.repeat(12_000) }).end());
    expect(await post(url)).toEqual({ status: null, failure: 'HPE_HEADER_OVERFLOW', retryAfter: null });
  });
});

describe('no answer', () => {
  test('nobody there, a line that is cut, no HTTP', async () => {
    const port = await listening(createSocket((socket) => void socket.destroy()));
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ status: null, failure: 'ECONNRESET' });
    const babble = await listening(createSocket((socket) => void socket.resume().end('220 mail ready\r\n')));
    expect((await post(`http://127.0.0.1:${babble}/`)).failure).toMatch(/^HPE_/);
    const [server] = servers.splice(0, 1);
    await new Promise<void>((done) => void server?.close(done));
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ status: null, failure: 'ECONNREFUSED' });
  });
  test('TLS that is none, and a certificate of nobody', async () => {
    const plain = await serves((_, response) => void response.end());
    expect((await post(plain.replace('http:', 'https:'))).failure).toMatch(/SSL|EPROTO/);
    const port = await listening(createTlsServer(selfSigned(), (_, response) => void response.end()));
    expect((await post(`https://127.0.0.1:${port}/`)).failure).toMatch(/SELF_SIGNED/);
  });
  test('a name that leads inside is not even asked; one that may be is', async () => {
    let asked = 0;
    const url = await serves((_, response) => {
      asked += 1;
      response.end();
    });
    const { port } = new URL(url);
    expect(await post(`http://localhost:${port}/`)).toMatchObject({ status: 200 });
    const rules = outsideRules({ WEBHOOK_PORTS: port }, false, []);
    const send = webhookChannel(rules, 5_000, (_, __, done) => done(null, [{ address: '127.0.0.1', family: 4 }]));
    expect(await send(posting(`https://archive.example:${port}/`))).toMatchObject({ failure: 'ADDRESS_INTERNAL' });
    expect(asked).toBe(1);
  });
  test('an address inside is not even asked', async () => {
    let asked = 0;
    const url = await serves((_, response) => {
      asked += 1;
      response.end();
    });
    const rules = outsideRules({ WEBHOOK_PORTS: `443,${new URL(url).port}` }, false, []);
    const send = webhookChannel(rules);
    expect(await send(posting(url))).toMatchObject({ failure: 'ADDRESS_REFUSED' });
    expect(await send(posting(url.replace('http:', 'https:')))).toMatchObject({ failure: 'ADDRESS_INTERNAL' });
    expect(asked).toBe(0);
  });
});
