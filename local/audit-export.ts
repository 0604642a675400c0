// `npm run audit:export -- FILE`: writes the whole audit chain, with the rows as they stand now, for `npm run audit:verify`. Exit code 1 if
// it cannot, 2 if it is called otherwise. What it writes holds everything that was recorded: the file is its owner's alone.
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { exportAudit } from '../db/audit/export.ts';
import { openStore } from '../db/client.ts';
import type { AuditEnd } from '../domain/audit/lines.ts';
import { StartError } from '../process/start-error.ts';
import { commandLine, saidWhy, WrongUse } from './command-line.ts';
import { databaseUrl } from './court-database.ts';

const usage = 'npm run audit:export -- FILE\nIt reads DATABASE_URL, else the instance that runs on DATA_DIR. FILE must not be there yet.'; // prettier-ignore
const PIECE = 256 * 1024;
const OWNER_ONLY = 0o600;

/** Writes to a file beside it first: what has the name is whole. */
async function exportTo(file: string): Promise<AuditEnd> {
  const part = `${file}.part`;
  const store = openStore(databaseUrl(), 1);
  try {
    const out = await open(part, 'w', OWNER_ONLY);
    try {
      let held = '';
      const flush = async () => {
        await out.write(held);
        held = '';
      };
      const end = await exportAudit(store, process.env['COURT_CODE'], async (text) => {
        held += text;
        if (held.length >= PIECE) await flush();
      });
      await flush();
      await out.sync();
      return end;
    } finally {
      await out.close();
    }
  } catch (err) {
    await rm(part, { force: true });
    throw err;
  } finally {
    await store.close();
  }
}

async function main(): Promise<void> {
  const [file] = commandLine({ usage, most: 1 }).words;
  if (file === undefined) throw new WrongUse(usage);
  if (existsSync(file)) throw new StartError(`${file} is there already: name a file that is not`);
  const { batches, records, checkpoints } = await exportTo(file);
  await rename(`${file}.part`, file);
  console.log(`${batches} batches, ${records} records, ${checkpoints} checkpoints`);
}

try {
  await main();
} catch (err) {
  saidWhy('audit:export', err);
}
