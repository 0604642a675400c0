// The folder from which whoever watches over a court fetches its checkpoints: it holds no content of any record.
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditCheckpoint } from '../domain/audit/checkpoint.ts';
import { checkpointText } from '../domain/audit/lines.ts';

/** The name of a checkpoint's file: in order of their numbers. */
const nameOf = ({ n }: AuditCheckpoint): string => `checkpoint-${String(n).padStart(8, '0')}.json`;

/**
 * Puts each checkpoint into a folder as a file of its own, which is written whole or not at all, and beside them the public keys to check
 * them with. What is there is left.
 */
export function auditFolder(
  dir: string,
  publicKeys: string | undefined,
): (checkpoint: AuditCheckpoint) => Promise<void> {
  let isOpen = false;
  return async (checkpoint) => {
    if (!isOpen) await mkdir(dir, { recursive: true });
    if (!isOpen && publicKeys !== undefined) await writeWhole(join(dir, 'keys.pem'), publicKeys);
    isOpen = true;
    const file = join(dir, nameOf(checkpoint));
    const isThere = await stat(file).catch(() => undefined);
    if (isThere === undefined) await writeWhole(file, checkpointText(checkpoint));
  };
}

async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, text, { flush: true });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
