import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { payloadCodec, type PayloadKey, recordOf, sealPayload } from '../../process/payload-codec.ts';
import { readPayloadKeys } from '../../process/payload-keys.ts';
import { remoteCodec } from '../../process/remote-codec.ts';
import { payloadConverter } from '../../workflows/payload-converter.ts';

const { Payload: Form } = proto.temporal.api.common.v1;
const key = (id: string): PayloadKey => ({ id, key: createSecretKey(randomBytes(32)) });
const [old, young] = [key('2026-10'), key('2026-11')];
const inCase = (workflowId: string) => ({ type: 'workflow' as const, namespace: 'default', workflowId });
const MESSAGE = { by: 'p-control-1', payload: { holder: '李四', idNumber: '410823199001011234' } };
const clear = defaultPayloadConverter.toPayload(MESSAGE);
const CASE = '2026-ha0823-zhi-123';

/** As it is after Temporal has kept it. */
const overTheWire = (payload: Payload): Payload => Form.decode(Form.encode(payload).finish());

async function stored(keys: readonly [PayloadKey, ...PayloadKey[]], id: string) {
  const [payload] = await payloadCodec(keys).encode([clear], inCase(id));
  if (payload === undefined) throw new Error('nothing was encrypted');
  return payload;
}

describe('what travels through Temporal', () => {
  test('lies there encrypted, and comes back as it was', async () => {
    const payload = await stored([young], CASE);
    const bytes = Buffer.from(payload.data ?? []);
    for (const secret of ['李四', '410823199001011234', 'p-control-1']) expect(bytes.includes(secret)).toBe(false);
    expect(recordOf(payload)).toBe(CASE);
    const [back] = await payloadCodec([young]).decode([payload], inCase(CASE));
    expect(payloadConverter.fromPayload(back ?? {})).toEqual(MESSAGE);
  });

  test('is never encrypted twice alike: nobody sees that two messages are the same', async () => {
    const [one, other] = await Promise.all([stored([young], CASE), stored([young], CASE)]);
    expect(Buffer.from(one.data ?? []).equals(Buffer.from(other.data ?? []))).toBe(false);
  });

  test('is read with an older key once a new one stands in front', async () => {
    const payload = await stored([old], CASE);
    const [back] = await payloadCodec([young, old]).decode([payload], inCase(CASE));
    expect(payloadConverter.fromPayload(back ?? {})).toEqual(MESSAGE);
  });

  test('from before there were keys, or of another tool, is read as it is', async () => {
    expect(await payloadCodec([young]).decode([clear], inCase(CASE))).toEqual([clear]);
  });

  test('is read as well when it came over the wire, and when nobody said whose it is', async () => {
    const [unnamed] = await payloadCodec([young]).encode([clear]);
    const [back] = await payloadCodec([young]).decode([overTheWire(unnamed ?? {})], inCase(CASE));
    expect(payloadConverter.fromPayload(back ?? {})).toEqual(MESSAGE);
  });

  test.each([
    ['encoding', { encoding: '' }],
    ['key', { encoding: 'binary/encrypted', 'encryption-key-id': '' }],
    ['record', { encoding: 'binary/encrypted', 'encryption-key-id': young.id, record: '' }],
    ['field', { encoding: 'json/plain', '': '' }],
  ])('with an empty %s is a message, not an error', async (_, fields) => {
    const metadata = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Buffer.from(value)]));
    for (const data of [Buffer.alloc(0), Buffer.alloc(60)]) {
      const [back] = await payloadCodec([young]).decode([overTheWire({ metadata, data })], inCase(CASE));
      expect(payloadConverter.fromPayload(back ?? {})).toHaveProperty('unreadable');
    }
  });

  test.each([
    ['no key is known', () => stored([key('lost')], CASE)],
    ['a key of the same id is another', () => stored([key(young.id)], CASE)],
    ['it was said to another record', () => stored([young], '2026-ha0823-zhi-999')],
    ['its record was rewritten', async () => ({ ...(await stored([young], '2026-ha0823-zhi-999')), metadata: (await stored([young], CASE)).metadata ?? null })],
    ['a bit was flipped', async () => {
      const { metadata, data } = await stored([young], CASE);
      return { metadata: metadata ?? null, data: Uint8Array.from(data ?? [], (byte, i) => (i === 20 ? byte ^ 1 : byte)) };
    }],
    ['its end is missing', async () => {
      const { metadata, data } = await stored([young], CASE);
      return { metadata: metadata ?? null, data: data?.subarray(0, -1) ?? null };
    }],
    ['there is nothing in it', async () => ({ ...(await stored([young], CASE)), data: new Uint8Array() })],
    ['it says no key at all', () => Promise.resolve({ metadata: { encoding: Buffer.from('binary/encrypted') } })],
  ])('is a message that nobody can read, not an error, where %s', async (_, make) => {
    const [back] = await payloadCodec([young, old]).decode([await make()], inCase(CASE));
    expect(payloadConverter.fromPayload(back ?? {})).toEqual({ unreadable: '编码未知' });
  }); // prettier-ignore
});

describe("Temporal's pages", () => {
  const asJson = (payload: typeof clear) => ({
    metadata: Object.fromEntries(
      Object.entries(payload.metadata ?? {}).map(([name, value]) => [
        name,
        Buffer.from(value ?? []).toString('base64'),
      ]),
    ),
    data: Buffer.from(payload.data ?? []).toString('base64'),
  });

  test('read what is of records that their reader may read, and see all else as it is stored', async () => {
    const codec = remoteCodec([young]);
    const [own, kept, open] = [await stored([young], CASE), await stored([young], 'dual-check-1'), clear].map(asJson);
    if (own === undefined || kept === undefined || open === undefined) throw new Error('three payloads');
    expect(codec.recordsIn([own, kept, own, open])).toEqual([CASE, 'dual-check-1']);
    expect(codec.decode([own, kept, open], (record) => record === CASE)).toEqual([asJson(clear), kept, open]);
  });

  test('write as the API does', () => {
    const [written] = remoteCodec([young]).encode([asJson(clear)]);
    expect(written?.metadata?.['encoding']).toBe(Buffer.from('binary/encrypted').toString('base64'));
    expect(remoteCodec([young]).decode([written ?? {}], () => false)).toEqual([asJson(clear)]);
  });

  test('without keys pass everything on', () => {
    const codec = remoteCodec([]);
    expect(codec.encode([asJson(clear)])).toEqual([asJson(clear)]);
    const sealed = asJson(sealPayload(clear, young, CASE));
    expect(codec.decode([sealed], () => true)).toEqual([sealed]);
  });
});

describe('the setting', () => {
  const k = 'k'.repeat(43);
  test.each([
    ['none', []],
    [`2026-11:${k}`, ['2026-11']],
    [`b:${k},a:${k}`, ['b', 'a']],
    [`a:${k},b:${k},a:${k}`, []], // which of the two opens what a wrote?
    ['a:short', []],
    ['a', []],
    ['', []],
  ])('%s holds the keys %j', (text, ids) => {
    expect(readPayloadKeys(text).map(({ id }) => id)).toEqual(ids);
  });
});
