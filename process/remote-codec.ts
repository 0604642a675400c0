// Temporal's protocol of a codec server: its pages and its command line send what they cannot read, and get it readable.
import type { Payload } from '@temporalio/common';
import { openPayload, type PayloadKey, recordOf, sealPayload } from './payload-codec.ts';

/** A payload as JSON carries it (protobuf's own form): metadata and data in base64. */
export interface JsonPayload {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly data?: string;
}

/** Both ways, for people; which records they may read is for who calls it to know. */
export interface RemoteCodec {
  /** Whose each payload is (a workflow's id), without doubles; those that do not say, or are not encrypted, are left out. */
  readonly recordsIn: (payloads: readonly JsonPayload[]) => readonly string[];
  /** What is of these records alone, or of none; whatever cannot be opened stays as it is. */
  readonly decode: (payloads: readonly JsonPayload[], mayRead: (record: string) => boolean) => readonly JsonPayload[];
  readonly encode: (payloads: readonly JsonPayload[]) => readonly JsonPayload[];
}

/** Without keys nothing was encrypted: everything goes through as it is. */
export function remoteCodec(keys: readonly PayloadKey[]): RemoteCodec {
  const [first] = keys;
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  const open = (given: JsonPayload, mayRead: (record: string) => boolean): JsonPayload => {
    const payload = fromJson(given);
    const record = recordOf(payload);
    if (record === undefined || (record !== '' && !mayRead(record))) return given;
    const opened = openPayload(payload, byId);
    return opened === undefined ? given : toJson(opened);
  };
  return {
    recordsIn: (payloads) => [...new Set(payloads.map((each) => recordOf(fromJson(each)) ?? ''))].filter(Boolean),
    decode: (payloads, mayRead) => payloads.map((each) => open(each, mayRead)),
    encode: (payloads) =>
      first === undefined ? payloads : payloads.map((each) => toJson(sealPayload(fromJson(each), first, ''))),
  };
}

/** Throws a TypeError at what is no text: `Buffer.from` would make as many bytes as an object says that it is long. */
function bytesIn(text: unknown): Buffer {
  if (typeof text !== 'string') throw new TypeError('a payload holds texts in base64');
  return Buffer.from(text, 'base64');
}

const fromJson = ({ metadata, data }: JsonPayload): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, bytesIn(value)])),
  data: bytesIn(data ?? ''),
});

const toJson = ({ metadata, data }: Payload): JsonPayload => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
  data: base64(data ?? new Uint8Array()),
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
