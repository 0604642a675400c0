import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';
import { isDeeperThan, readJsonBytes } from '../domain/gate/json.ts';

/** Stands for a message whose bytes say nothing for certain; what takes messages refuses it by its shape. */
export interface Unreadable {
  readonly unreadable: string;
}

const JSON_PLAIN = 'json/plain';
/**
 * What is deeper than anything that is taken, with room to tell it from what merely has to be refused, is not even read: to
 * write it again the SDK would run out of stack in the middle of its own work, in a context that cases share.
 */
const READABLE = 128; // levels; 32 are taken (domain/gate/value.ts)

/**
 * Temporal's own converter, but what it cannot read becomes a value. A converter that throws fails the workflow task, and
 * Temporal would try that again for ever: one signal of bad bytes would stop its case.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload<T>(payload: Payload): T {
    return read(payload) as T; // as the interface asks; whoever takes a message checks it
  },
};

function read(payload: Payload): unknown {
  try {
    if (encodingOf(payload) !== JSON_PLAIN) return defaultPayloadConverter.fromPayload(payload);
    const bytes = payload.data ?? new Uint8Array();
    if (isDeeperThan(bytes, READABLE)) return unreadable('嵌套过深，不得超过32层');
    const found = readJsonBytes(bytes);
    return 'flaw' in found ? unreadable(found.flaw) : found.value;
  } catch {
    return unreadable('编码未知');
  }
}

const unreadable = (why: string): Unreadable => ({ unreadable: why });

/** How a payload is written; empty: it does not say. What comes without content is no array of bytes, but an empty list. */
export function encodingOf({ metadata }: Payload): string {
  const bytes = metadata?.['encoding'];
  return bytes?.length ? new TextDecoder().decode(bytes) : '';
}
