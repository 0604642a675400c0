import { createServer, type IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../../gateway/search-attributes.ts';
import { freePort } from '../../../local/embedded/ports.ts';
import { openUiDoor } from '../../../local/embedded/ui-door.ts';
import { remoteCodec } from '../../../process/remote-codec.ts';
import { readPayloadKeys } from '../../../process/payload-keys.ts';
import { PAYLOAD_KEYS } from '../../support/payload-keys.ts';
import { uiPreset } from '../../../local/embedded/ui-preset.ts';

const KEYS = readPayloadKeys(PAYLOAD_KEYS);

/** A door before a server that tells what it was asked. */
async function door(): Promise<{ readonly address: string; readonly shut: () => void }> {
  const told = async (asked: IncomingMessage) => {
    const body = Buffer.concat((await asked.toArray()) as Buffer[]).toString();
    return JSON.stringify({ method: asked.method, url: asked.url, host: asked.headers.host, body });
  };
  const ui = createServer(
    (asked, answer) => void told(asked).then((text) => answer.writeHead(207, { 'x-ui': '1' }).end(text)),
  );
  const [port, behind] = [await freePort(), await freePort()];
  ui.listen(behind, '127.0.0.1');
  await once(ui, 'listening');
  const close = await openUiDoor({ port, behind, namespace: 'court', codec: remoteCodec(KEYS) });
  const shut = () => {
    ui.closeAllConnections();
    ui.close();
  };
  onTestFinished(async () => {
    shut();
    await close();
  });
  return { address: `http://127.0.0.1:${port}`, shut };
}

const document = { 'sec-fetch-dest': 'document' };

test('whoever opens the list for the first time gets its columns; from then on they are let through', async () => {
  const { address } = await door();
  const first = await fetch(`${address}/namespaces/court/workflows?query=x`, { headers: document });
  expect(first.headers.get('cache-control')).toBe('no-store');
  const page = await first.text();
  expect(page).toContain('"namespace-workflow-table-columns":{"court":[{"label":"Workflow ID"},{"label":"CaseNo"}');
  const cookie = /document\.cookie = '([^;]+);/.exec(page)?.[1] ?? '';
  const second = await fetch(`${address}/namespaces/court/workflows?query=x`, { headers: { ...document, cookie } });
  expect(await second.json()).toMatchObject({ method: 'GET', url: '/namespaces/court/workflows?query=x' });
});

test('the first address leads to the list of records, without what is none', async () => {
  const { address } = await door();
  const got = await fetch(address, { headers: document, redirect: 'manual' });
  expect([got.status, decodeURIComponent(got.headers.get('location') ?? '')]).toEqual([
    302,
    "/namespaces/court/workflows?query=WorkflowType='enforcementCase'",
  ]);
});

test('all else goes through as it is: method, body, status, headers', async () => {
  const { address } = await door();
  const got = await fetch(`${address}/api/v1/x?y=%E6%A1%88`, { method: 'POST', body: '案'.repeat(100_000) });
  expect([got.status, got.headers.get('x-ui')]).toEqual([207, '1']);
  const body = '案'.repeat(100_000);
  expect(await got.json()).toEqual({ method: 'POST', url: '/api/v1/x?y=%E6%A1%88', host: address.slice(7), body });
});

const PLAIN = { metadata: { encoding: btoa('json/plain') }, data: btoa('{"by":"p-officer-1"}') };

const recode = (address: string, way: string, headers: Record<string, string> = {}, body: unknown = { payloads: [PLAIN] }) =>
  fetch(`${address}/codec/${way}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }); // prettier-ignore

test('its pages have read there what lies encrypted, and written as the API writes', async () => {
  const { address } = await door();
  const written = (await (await recode(address, 'encode')).json()) as { payloads: readonly [{ data: string }] };
  expect(atob(written.payloads[0].data)).not.toContain('p-officer-1');
  const asked = 'decode?preserveStorageRefs=true'; // as the pages of 2.54 ask
  expect(await (await recode(address, asked, { origin: address }, written)).json()).toEqual({ payloads: [PLAIN] });
});

test.each([
  ['the door by its number', (port: string) => `http://127.0.0.1:${port}`, true],
  ['the door by its name', (port: string) => `http://localhost:${port}`, true],
  ['another port', () => 'http://localhost:1', false],
  ['another site', () => 'https://example.org', false],
  ['no site', () => 'null', false],
])('a page of %s reads the answer: %#', async (_, origin, may) => {
  const { address } = await door();
  const from = origin(new URL(address).port);
  const headers = { origin: from, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }; // prettier-ignore
  const asked = await fetch(`${address}/codec/decode`, { method: 'OPTIONS', headers });
  const answered = await recode(address, 'decode', { origin: from });
  for (const got of [asked, answered]) expect(got.headers.get('access-control-allow-origin')).toBe(may ? from : null);
});

test('the command line leaves an empty list out, and gets one', async () => {
  const { address } = await door();
  expect(await (await recode(address, 'encode', {}, {})).json()).toEqual({ payloads: [] });
});

test.each([
  ['no JSON', { 'content-type': 'text/plain' }, { payloads: [PLAIN] }, 415],
  ['payloads that are no list', {}, { payloads: 1 }, 400],
  ['payloads that are none', {}, { payloads: [null] }, 400],
  ['nothing', {}, null, 400],
  ['metadata that says how long it is', {}, { payloads: [{ metadata: { encoding: { length: 1e9 } } }] }, 400],
  ['data that says how long it is', {}, { payloads: [{ data: { length: 1e9 } }] }, 400],
  ['more than a page of a history', {}, { payloads: [{ data: 'x'.repeat(17 * 1024 * 1024) }] }, 400],
])('%s is turned away', async (_, headers, body, status) => {
  const { address } = await door();
  expect((await recode(address, 'decode', headers, body)).status).toBe(status);
});

test("another site's name for this address is not let in", async () => {
  const { address } = await door();
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  request(`${address}/codec/decode`, { method: 'POST', headers: { host: 'evil.example', 'content-type': 'application/json' } }, (got) => resolve(got.resume().statusCode)).end('{}'); // prettier-ignore
  expect(await promise).toBe(421);
});

test('nothing behind the door: it says so', async () => {
  const { address, shut } = await door();
  shut();
  const got = await fetch(`${address}/api/v1/x`);
  expect([got.status, await got.text()]).toEqual([502, 'Temporal 页面尚未就绪，请稍后刷新\n']);
});

test('the columns are attributes that a case has; every view has a name of its own', () => {
  const preset = uiPreset('default') as Record<string, Record<string, readonly { label?: string; name?: string }[]>>;
  const columns = preset['namespace-workflow-table-columns']?.['default']?.map((c) => c.label ?? '') ?? [];
  expect(columns.filter((c) => !Object.hasOwn(SEARCH_ATTRIBUTES, c))).toEqual(['Workflow ID']);
  const views = preset['saved-workflow-queries']?.['default']?.map((v) => v.name) ?? [];
  expect([new Set(views).size, views.length]).toEqual([5, 5]);
});
