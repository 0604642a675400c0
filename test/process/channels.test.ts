// How messages are handed over: mail to a real SMTP server, short messages to a gateway over HTTP.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { mailChannel, wantsTls } from '../../process/mail-channel.ts';
import { smsChannel } from '../../process/sms-channel.ts';

const message = {
  id: '7-applicant-1-mail',
  to: 'zhang@example.com',
  subject: '（2026）豫0823执1号 执行案件进展',
  text: '冻结',
  fields: {},
};
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Mail {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A mail server that refuses some receivers for good and some for now. */
async function mailServer(refuses: Readonly<Record<string, number>> = {}) {
  const got: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _, done) {
      const code = refuses[address];
      done(code === undefined ? null : Object.assign(new Error('no'), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        got.push({ to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo; // it listens on a port
  const mail = mailChannel({ url: `smtp://127.0.0.1:${port}`, from: 'zhixing@court.test' });
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  open.push(() => {
    mail.close();
    return stop();
  });
  return { got, send: mail.send, stop };
}

describe('mail', () => {
  test('arrives, and twice the same can be seen to be one', async () => {
    const { got, send } = await mailServer();
    expect(await send(message)).toEqual({});
    expect(await send(message)).toEqual({});
    expect(got.map(({ to }) => to)).toEqual([['zhang@example.com'], ['zhang@example.com']]);
    for (const { raw } of got) expect(raw).toContain('Message-ID: <7-applicant-1-mail@court.test>');
  });

  test('that the server refuses for good says so, without the address; one for now may be tried again', async () => {
    const { send } = await mailServer({ 'gone@example.com': 550, 'busy@example.com': 451 });
    const refused = await send({ ...message, to: 'gone@example.com' });
    expect(refused).toEqual({ refused: '邮件服务器拒收（550）' });
    await expect(send({ ...message, to: 'busy@example.com' })).rejects.toThrow(/^the mail server did not take a message: EENVELOPE 451$/); // prettier-ignore
  });

  test('a server that is away may be back', async () => {
    const { send, stop } = await mailServer();
    await stop();
    await expect(send(message)).rejects.toThrow(/^the mail server did not take a message: [A-Z]+ 0$/);
  });

  test.each([
    ['smtp://u:p@mail.court.test:587', true],
    ['smtp://10.0.0.5', true],
    ['smtp://localhost.test', true],
    ['smtp://localhost:25', false],
    ['smtp://127.0.0.1', false],
    ['smtp://[::1]:25', false],
  ])('to %s goes over TLS alone: %s', (url, wants) => expect(wantsTls(url)).toBe(wants));

  test('a header put into the address or the subject is no header', async () => {
    const { got, send } = await mailServer();
    await send({ ...message, subject: '甲\r\nBcc: other@example.com' });
    expect(got[0]?.to).toEqual(['zhang@example.com']);
    expect(got[0]?.raw).not.toMatch(/^Bcc:/m);
  });
});

/** A gateway that answers as it is told, in turn. */
async function gateway(
  ...answers: readonly { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }[]
) {
  const got: { path: string; token: string | undefined; body: unknown }[] = [];
  const server: Server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ path: `${request.method} ${request.url}`, token: request.headers.authorization, body: JSON.parse(Buffer.concat(parts).toString()) }); // prettier-ignore
      const { status, body = '', headers } = answers[Math.min(got.length, answers.length) - 1] ?? { status: 200 };
      answer.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { got, send: smsChannel({ url: `http://127.0.0.1:${port}/sms/`, token: 'secret' }) };
}

describe('a short message', () => {
  const short = { ...message, id: '7-applicant-1-sms', to: '13800000000', text: '您的案件有3项新进展' };

  test('is put under its id, with the token', async () => {
    const { got, send } = await gateway({ status: 202 });
    expect(await send(short)).toEqual({});
    expect(got).toEqual([
      { path: 'PUT /sms/7-applicant-1-sms', token: 'Bearer secret', body: { to: '13800000000', text: short.text } },
    ]);
  });

  test('refused for good says why, without the number', async () => {
    const { send } = await gateway({ status: 422, body: '{"reason":"13800000000 停机"}' }, { status: 400, body: '<html>' }, { status: 410, body: 'null' }); // prettier-ignore
    expect(await send(short)).toEqual({ refused: '短信网关拒收（422： 停机）' });
    expect(await send(short)).toEqual({ refused: '短信网关拒收（400）' });
    expect(await send(short)).toEqual({ refused: '短信网关拒收（410）' });
  });

  test.each([401, 404, 408, 429, 500, 502, 503])('%i may pass', async (status) => {
    const { send } = await gateway({ status });
    await expect(send(short)).rejects.toThrow(`answered ${status}`);
  });

  test('follows nobody elsewhere, and waits for no gateway that is not there', async () => {
    const { send } = await gateway({ status: 307, headers: { location: 'http://127.0.0.1:1/' } });
    await expect(send(short)).rejects.toThrow(/^the gateway for short messages did not answer: TypeError$/);
    await expect(smsChannel({ url: 'http://127.0.0.1:1', token: undefined })(short)).rejects.toThrow('did not answer');
  });
});
