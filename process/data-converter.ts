import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import { payloadCodec, type PayloadKey } from './payload-codec.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const payloadConverterPath = pathOf('../workflows/payload-converter.ts');
const failureConverterPath = pathOf('../workflows/failure-converter.ts');

/** How everything that travels through Temporal is written and read there: of every client of ours, and of every worker. */
export function dataConverterWith(keys: readonly PayloadKey[]): DataConverter {
  const [first, ...older] = keys;
  if (first === undefined) return { payloadConverterPath };
  return { payloadConverterPath, failureConverterPath, payloadCodecs: [payloadCodec([first, ...older])] };
}
