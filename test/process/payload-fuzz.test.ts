// Whoever reaches Temporal's store can alter what lies there: nothing comes of it but a message that cannot be read, never what was said, never an error.
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import fc from 'fast-check';
import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { payloadCodec, type PayloadKey, sealPayload } from '../../process/payload-codec.ts';
import { remoteCodec } from '../../process/remote-codec.ts';
import { payloadConverter } from '../../workflows/payload-converter.ts';

const { Payload: Form } = proto.temporal.api.common.v1;
const key = (id: string): PayloadKey => ({ id, key: createSecretKey(randomBytes(32)) });
const [ours, older, stranger] = [key('2026-11'), key('2026-10'), key('2026-11')];
const [CASE, OTHER] = ['2026-ha0823-zhi-123', '2026-ha0823-zhi-999'];
const SECRET = 'p-control-1 李四 410823199001011234';
const inCase = (workflowId: string) => ({ type: 'workflow' as const, namespace: 'default', workflowId });

/** How somebody alters a payload. Each is another payload than the one that was sealed. */
type Altering = (payload: Payload) => Payload;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const withData = (change: (data: Uint8Array) => Uint8Array): Altering => (payload) => ({ ...payload, data: change(payload.data ?? new Uint8Array()) }); // prettier-ignore
const withField = (name: string, value: Uint8Array): Altering => (payload) => ({ ...payload, metadata: { ...payload.metadata, [name]: value } }); // prettier-ignore

const flipped = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, by]) => withData((data) => Uint8Array.from(data, (byte, i) => (i === at % data.length ? byte ^ by : byte)))); // prettier-ignore
const cut = fc.nat().map((n) => withData((data) => data.subarray(0, n % data.length)));
const cutInFront = fc.nat().map((n) => withData((data) => data.subarray(1 + (n % (data.length - 1)))));
const longer = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => withData((data) => Uint8Array.from([...data, ...more]))); // prettier-ignore
const anything = fc.uint8Array({ maxLength: 200 }).map((data) => withData(() => data));
const named = fc.tuple(fc.constantFrom('encryption-key-id', 'record'), fc.oneof(fc.constantFrom('', '2026-10', OTHER, '__proto__'), fc.string({ unit: 'binary' }))).filter(([, value]) => ![CASE, '2026-11'].includes(value)).map(([name, value]) => withField(name, bytes(value))); // prettier-ignore
const altering = fc.oneof(flipped, cut, cutInFront, longer, anything, named);

/** As it is after Temporal has kept it. */
const overTheWire = (payload: Payload): Payload => Form.decode(Form.encode(payload).finish());
const sealed = (record: string, by = ours) => sealPayload(defaultPayloadConverter.toPayload({ said: SECRET }), by, record); // prettier-ignore
const read = async (payload: Payload, keys: readonly [PayloadKey, ...PayloadKey[]] = [ours, older]) => {
  const [back] = await payloadCodec(keys).decode([overTheWire(payload)], inCase(CASE));
  return { back, value: payloadConverter.fromPayload(back ?? {}) };
};
const tellsNothing = ({ back, value }: Awaited<ReturnType<typeof read>>) => {
  expect(value).toEqual({ unreadable: expect.any(String) as string });
  expect(Buffer.from(back?.data ?? []).includes(SECRET)).toBe(false);
};

test('as it was sealed it is read: what follows would find an error that is always one', async () => {
  expect((await read(sealed(CASE))).value).toEqual({ said: SECRET });
});

test('altered in whatever way, it is a message that nobody can read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(altering, { minLength: 1, maxLength: 3 }), async (alterings) => {
      const before = overTheWire(sealed(CASE));
      const after = alterings.reduce<Payload>((payload, alter) => alter(payload), before);
      fc.pre(!Buffer.from(Form.encode(after).finish()).equals(Buffer.from(Form.encode(before).finish())));
      tellsNothing(await read(after));
    }),
    { numRuns: 500 },
  );
});

test('put together of two that were sealed, for records, under keys or at times of their own, it is none', async () => {
  const part = fc.record({ record: fc.constantFrom(CASE, OTHER, ''), by: fc.constantFrom(ours, older, stranger) });
  await fc.assert(
    fc.asyncProperty(part, part, async (head, body) => {
      fc.pre(head.record !== body.record || head.by.id !== body.by.id);
      const [{ metadata }, { data }] = [sealed(head.record, head.by), sealed(body.record, body.by)];
      tellsNothing(await read({ ...(metadata && { metadata }), ...(data && { data }) }));
    }),
  );
});

test.each([
  ['another key of the same name', sealed(CASE, stranger)],
  ['another record', sealed(OTHER)],
  ['a key that is not here any more', sealed(CASE, key('2020-01'))],
])('sealed for %s, it is none', async (_, payload) => {
  tellsNothing(await read(payload));
});

test("Temporal's pages get back what they sent, as it was altered", () => {
  const codec = remoteCodec([ours, older]);
  const base64 = (of: Uint8Array | null | undefined) => Buffer.from(of ?? []).toString('base64');
  fc.assert(
    fc.property(altering, (alter) => {
      const before = sealed(CASE);
      const after = alter(before);
      fc.pre(base64(after.data) !== base64(before.data) || after.metadata !== before.metadata);
      const metadata = Object.fromEntries(Object.entries(after.metadata ?? {}).map(([name, value]) => [name, base64(value)]));
      const asJson = { metadata, data: base64(after.data) };
      expect(codec.decode([asJson], () => true)).toEqual([asJson]);
    }),
  ); // prettier-ignore
});
