// What keeps messages, answers, memos and failures from whoever can read Temporal's store: they lie there encrypted.
import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

const { Payload: Form } = proto.temporal.api.common.v1;

/** A key for AES-256-GCM, and the id by which a payload says that it needs it. */
export interface PayloadKey {
  readonly id: string;
  readonly key: KeyObject;
}

const ENCRYPTED = 'binary/encrypted';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Metadata, named as in Temporal's own samples; the record is ours: whose payload it is, as far as Temporal says. */
const [ENCODING, KEY_ID, RECORD] = ['encoding', 'encryption-key-id', 'record'] as const;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** What comes over the wire without content is no array of bytes there, but an empty list. */
const textOf = (bytes: Uint8Array | null | undefined): string => new TextDecoder().decode(heldBy(bytes));
const heldBy = (bytes: Uint8Array | null | undefined): Uint8Array => (bytes?.length ? bytes : new Uint8Array());

/** Bound to the cipher text, so that nobody can pass off what was said to one record as said to another. */
const boundTo = (keyId: string, record: string): Uint8Array => bytesOf(`zhixing payload 1\n${keyId}\n${record}`);

/** Whose payload an encrypted one is: the id of a workflow; empty: not known. Undefined: it is not encrypted. */
export function recordOf({ metadata }: Payload): string | undefined {
  return textOf(metadata?.[ENCODING]) === ENCRYPTED ? textOf(metadata?.[RECORD]) : undefined;
}

/** Encrypts a whole payload, its own encoding included, with a key. */
export function sealPayload(payload: Payload, { id, key }: PayloadKey, record: string): Payload {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(id, record));
  const data = Buffer.concat([iv, cipher.update(Form.encode(payload).finish()), cipher.final(), cipher.getAuthTag()]);
  const metadata = { [ENCODING]: bytesOf(ENCRYPTED), [KEY_ID]: bytesOf(id), [RECORD]: bytesOf(record) };
  return { metadata, data };
}

/** What an encrypted payload holds; undefined: no key of these opens it, or somebody has altered it. */
export function openPayload(payload: Payload, keys: ReadonlyMap<string, KeyObject>): Payload | undefined {
  const id = textOf(payload.metadata?.[KEY_ID]);
  const key = keys.get(id);
  const data = heldBy(payload.data);
  if (key === undefined || data.length < IV_BYTES + TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(boundTo(id, recordOf(payload) ?? ''))
      .setAuthTag(data.subarray(-TAG_BYTES));
    const clear = Buffer.concat([decipher.update(data.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    const { metadata, data: inner } = Form.decode(clear);
    return { metadata, data: inner };
  } catch {
    return undefined;
  }
}

/**
 * Encrypts with the first key and decrypts with any. What it cannot open, or what belongs to another record, it leaves as it
 * is: the converter makes a value of that (workflows/payload-converter.ts), since a codec that throws would stop the case.
 * What is not encrypted goes through: histories from before there were keys, and messages of other tools.
 */
export function payloadCodec(keys: readonly [PayloadKey, ...PayloadKey[]]): PayloadCodec {
  const [first] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    encode: (payloads, context) =>
      Promise.resolve(payloads.map((payload) => sealPayload(payload, first, context?.workflowId ?? ''))),
    decode: (payloads, context) =>
      Promise.resolve(
        payloads.map((payload) => {
          const record = recordOf(payload);
          if (record === undefined) return payload;
          const isOfAnother = record !== '' && context?.workflowId !== undefined && context.workflowId !== record;
          return isOfAnother ? payload : (openPayload(payload, byId) ?? payload);
        }),
      ),
  };
}
