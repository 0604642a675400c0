// Temporal's pages in front of a court's own Temporal: they have read at the API what lies encrypted, by whoever may read it.
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { expect, it } from 'vitest';
import { readPayloadKeys } from '../../../process/payload-keys.ts';
import { remoteCodec } from '../../../process/remote-codec.ts';
import { wholeCourt } from '../../support/court.ts';
import { PAYLOAD_KEYS } from '../../support/payload-keys.ts';

interface Payloads {
  readonly payloads: readonly { readonly metadata?: Record<string, string>; readonly data?: string }[];
}

const court = wholeCourt();
const UI = 'http://127.0.0.1:8233';

const asJson = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')])),
  data: Buffer.from(data ?? []).toString('base64'),
}); // prettier-ignore

/** What was sent when a record was founded, as it lies in its history. */
async function firstOf(id: string): Promise<Payloads> {
  const { events } = await court.engine.client.workflow.getHandle(id).fetchHistory();
  const accepted = events?.find((e) => e.workflowExecutionUpdateAcceptedEventAttributes);
  return { payloads: (accepted?.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args?.payloads ?? []).map(asJson) }; // prettier-ignore
}

const decode = (by: string, body: unknown, headers?: Record<string, string>) =>
  court.api.as(by).post<Payloads>('/api/codec/decode?preserveStorageRefs=true', body, headers); // as the pages of 2.54 ask

const read = ({ payloads }: Payloads): unknown =>
  payloads.map(({ data = '' }) => Buffer.from(data, 'base64').toString('utf8')).join();

it('whoever works on a case reads what was sent to it; a party does not, nor who sees its outline', async () => {
  const id = await court.file();
  await court.api
    .as('p-command-1')
    .post(`/api/cases/${id}/nodes/case.assigned`, { payload: { officer: 'p-officer-1' } });
  const sent = await firstOf(id);
  expect(read(sent)).not.toContain('respondents');
  const { status, body } = await decode('p-officer-1', sent, { origin: UI });
  expect([status, read(body)]).toEqual([200, expect.stringContaining('respondents')]);
  expect((await decode('p-applicant-1', sent)).status).toBe(403);
  for (const by of ['p-officer-2', 'p-finance-1']) expect((await decode(by, sent)).body, by).toEqual(sent);
});

it('what was sent to a dual check stays encrypted for all but its readers, also among what they may read', async () => {
  const caseId = await court.file();
  const payload = { source: 'evaluation', persons: ['p-officer-2'], lead: 'p-director-1', members: ['p-review-1'], case: caseId }; // prettier-ignore
  const { body } = await court.api.as('p-director-1').post<{ id: string }>('/api/matters', { kind: 'dual-check', payload }); // prettier-ignore
  const [kept, open] = await Promise.all([firstOf(body.id), firstOf(caseId)]);
  const both = { payloads: [...kept.payloads, ...open.payloads] };
  for (const by of ['p-director-1', 'p-review-1'])
    expect(read((await decode(by, kept)).body), by).toContain('evaluation');
  for (const by of ['p-control-1', 'p-review-2']) {
    const answer = (await decode(by, both)).body;
    expect(answer.payloads.slice(0, kept.payloads.length), by).toEqual(kept.payloads);
    expect(read(answer), by).toContain('respondents');
  }
});

it('what a page writes the API can read, whatever it holds', async () => {
  const plain = { payloads: [asJson(defaultPayloadConverter.toPayload({ by: 'p-control-1', payload: {} }))] };
  const { body } = await court.api.as('p-officer-1').post<Payloads>('/api/codec/encode', plain);
  expect(body).not.toEqual(plain);
  expect(remoteCodec(readPayloadKeys(PAYLOAD_KEYS)).decode(body.payloads, () => false)).toEqual(plain.payloads);
});

it('a browser is told that the pages of Temporal may ask, and no others', async () => {
  const ask = (origin: string) =>
    court.api.app.inject({ method: 'OPTIONS', url: '/api/codec/decode', headers: { origin, 'access-control-request-method': 'POST' } }); // prettier-ignore
  const [own, other] = [await ask(UI), await ask('http://127.0.0.1:8234')];
  expect([own.statusCode, own.headers['access-control-allow-origin']]).toEqual([204, UI]);
  expect(other.headers['access-control-allow-origin']).toBeUndefined();
  const sent = { payloads: [] };
  expect((await decode('p-officer-1', sent, { origin: UI })).headers['access-control-allow-origin']).toBe(UI);
  expect((await decode('p-officer-1', sent, { origin: 'https://example.org' })).headers['access-control-allow-origin']).toBeUndefined(); // prettier-ignore
});

it.each([
  ['payloads that are no list', { payloads: 'x' }],
  ['a payload that is none', { payloads: [1] }],
  ['data that is no text', { payloads: [{ data: 1 }] }],
  ['metadata that says how long it is', { payloads: [{ metadata: { encoding: { length: 1e9 } } }] }],
  ['metadata that is no text', { payloads: [{ metadata: { encoding: 1 } }] }],
  ['more than a page of a history', { payloads: Array.from({ length: 5_001 }, () => ({})) }],
])('%s is refused with 400', async (_, body) => {
  expect((await decode('p-officer-1', body)).status).toBe(400);
});

it('a payload may be longer than any text, and may claim a record that no record can be', async () => {
  const sealed = (record: string) => ({ metadata: { encoding: btoa('binary/encrypted'), 'encryption-key-id': btoa('tests'), record: btoa(record) }, data: 'x'.repeat(40_000) }); // prettier-ignore
  const payloads = ['a\0b', '', 'a'.repeat(5_000), "'; select 1"].map(sealed);
  expect(await decode('p-officer-1', { payloads })).toMatchObject({ status: 200, body: { payloads } });
});

it.each([
  ['no list of payloads', undefined],
  ['data that is no base64', { data: '案' }],
  ['nothing at all', {}],
  ['cipher text of a key that nobody has', { metadata: { encoding: btoa('binary/encrypted'), 'encryption-key-id': btoa('x') }, data: btoa('x'.repeat(60)) }],
])('%s comes back as it was', async (_, payload) => {
  const body = payload === undefined ? {} : { payloads: [payload] };
  expect((await decode('p-officer-1', body)).body).toEqual({ payloads: payload === undefined ? [] : [payload] });
}); // prettier-ignore
