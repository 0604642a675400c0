import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatInstant } from '../domain/time/instant.ts';
import type { NoticeSink } from './deps.ts';

/** Delivers notices as files, one each, named by the notice: written aside and renamed, so that nobody reads half of one. */
export const sandboxSink =
  (folder: string): NoticeSink =>
  async ({ id, caseId, createdAt, body }) => {
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
      `${JSON.stringify({ id, caseId, createdAt: formatInstant(createdAt), ...body }, null, 2)}\n`,
    );
    await rename(aside, file);
  };
