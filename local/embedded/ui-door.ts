// The door to the Temporal UI: its pages keep columns and saved views in the browser, so whoever comes for the first time
// gets them from here, and finds the list in the court's words without setting anything up. All else goes through as it is.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { JsonPayload, RemoteCodec } from '../../process/remote-codec.ts';
import { recordsList, uiPreset } from './ui-preset.ts';

const LOCAL = '127.0.0.1';

/** Where the door is, and what is behind it. */
export interface UiDoorSpec {
  readonly port: number;
  /** The port of the Temporal UI itself. */
  readonly behind: number;
  readonly namespace: string;
  /** With what its pages read what lies encrypted. */
  readonly codec: RemoteCodec;
}

/** Opens the door; answers what closes it. */
export async function openUiDoor({ port, behind, namespace, codec }: UiDoorSpec): Promise<() => Promise<void>> {
  const cookie = `zhixing-view-${port}`; // cookies know no ports, what the pages keep does
  const page = firstPage(cookie, uiPreset(namespace));
  const server = createServer((asked, answer) => {
    // a name that somebody else's site has made to lead here: its pages would read as their own what is behind the door
    if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(asked.headers.host ?? ''))
      return void answer.writeHead(421).end();
    const hasBeenHere = asked.headers.cookie?.includes(`${cookie}=`) === true;
    const isPage = asked.headers['sec-fetch-dest'] === 'document';
    const [, way] = /^\/codec\/(decode|encode)(\?|$)/.exec(asked.url ?? '') ?? [];
    if (way === 'decode' || way === 'encode') void recode(asked, answer, { codec, way, port });
    else if (isPage && asked.url === '/') answer.writeHead(302, { location: recordsList(namespace) }).end();
    else if (!isPage || hasBeenHere) passOn(asked, answer, behind);
    else answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(page);
  });
  server.listen(port, LOCAL);
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}

interface Recoding extends Pick<UiDoorSpec, 'codec' | 'port'> {
  readonly way: 'decode' | 'encode';
}

/**
 * The codec endpoint of these pages, on the loopback like the pages themselves: whoever gets here may open them all. Pages of
 * other origins get nothing: JSON makes their browsers ask first, and only the door's own two names are told yes.
 */
async function recode(asked: IncomingMessage, answer: ServerResponse, { codec, way, port }: Recoding): Promise<void> {
  const { origin } = asked.headers;
  const isOwn = origin === `http://${LOCAL}:${port}` || origin === `http://localhost:${port}`;
  const open = { 'access-control-allow-origin': origin, 'access-control-allow-headers': 'content-type, x-namespace, authorization' }; // prettier-ignore
  const headers = { vary: 'origin', ...(isOwn && open) };
  if (asked.method === 'OPTIONS') return void answer.writeHead(204, headers).end();
  if (asked.method !== 'POST' || asked.headers['content-type']?.startsWith('application/json') !== true)
    return void answer.writeHead(415, headers).end();
  try {
    // an empty list is left out by who writes it; else it is looked at by what reads it
    const { payloads = [] } = JSON.parse(await bodyOf(asked)) as { readonly payloads?: readonly JsonPayload[] };
    const done = way === 'decode' ? codec.decode(payloads, () => true) : codec.encode(payloads);
    answer.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify({ payloads: done }));
  } catch {
    answer.writeHead(400, headers).end();
  }
}

const MOST_BYTES = 16 * 1024 * 1024; // a page of a history, in base64

async function bodyOf(asked: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of asked as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) throw new RangeError('more than a page of a history');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function passOn(asked: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url: path, headers } = asked;
  const onward = request({ host: LOCAL, port, method, path, headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer).on('error', () => got.destroy());
  });
  onward.on('error', () => {
    if (answer.headersSent) answer.destroy();
    else
      answer.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end('Temporal 页面尚未就绪，请稍后刷新\n');
  });
  answer.on('close', () => onward.destroy());
  asked.pipe(onward);
}

/** Keeps what the browser has: somebody may have chosen columns of their own. */
const firstPage = (cookie: string, preset: Readonly<Record<string, unknown>>): string => `<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>执行</title><body><script>
for (const [key, value] of Object.entries(${JSON.stringify(preset)}))
  if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify(value));
document.cookie = '${cookie}=1; path=/; max-age=31536000; samesite=lax';
if (document.cookie.includes('${cookie}=')) location.reload();
else document.body.textContent = '请允许本页使用 Cookie，然后刷新';
</script></body></html>
`;
