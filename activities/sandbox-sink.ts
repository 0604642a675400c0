import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatInstant } from '../domain/time/instant.ts';
import type { Sink } from './deps.ts';

/** Delivers what is sent as files, one each, named by its id: written aside and renamed, so that nobody reads half of one. */
export const sandboxSink =
  (folder: string): Sink =>
  async ({ id, caseId, createdAt, effect, key, to, body }) => {
    const file = join(folder, `${String(id).padStart(8, '0')}.json`);
    await mkdir(folder, { recursive: true });
    const delivered = await access(file).then(
      () => true,
      () => false,
    );
    if (delivered) return;
    const aside = `${file}.${randomUUID()}.part`;
    await writeFile(
      aside,
      `${JSON.stringify({ id, caseId, createdAt: formatInstant(createdAt), effect, key, to, ...body }, null, 2)}\n`,
    );
    await rename(aside, file);
  };
