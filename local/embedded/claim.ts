// One live instance per data folder.
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processId, type ProcessId, readPidFile, signalProcess, waitGone } from './pid-file.ts';
import { errorCode, StartError } from '../../process/start-error.ts';

const LAST_STOP_MS = 12_000;
const NAME = 'supervisor.pid';

/** Who serves a data folder; `tiedTo` is the npm it runs under, without which it ends too. */
interface Holder extends ProcessId {
  readonly tiedTo?: ProcessId;
}

/** The live process that serves the data folder of this run folder, if any. */
export function liveHolder(runDir: string): ProcessId | undefined {
  const holder = readPidFile(join(runDir, NAME));
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

/**
 * Makes this process the one that serves the data folder; throws a StartError when another live one does.
 *
 * @returns gives the folder back
 */
export async function claim(dataDir: string, runDir: string, tiedTo?: ProcessId): Promise<() => void> {
  const file = join(runDir, NAME);
  const self = processId(process.pid);
  const mine = JSON.stringify({ ...self, ...(tiedTo === undefined ? {} : { tiedTo }) });
  for (let attempt = 0; attempt < 20; attempt++) {
    if (tryLink(file, mine)) return () => rmSync(file, { force: true });
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder)) await outlive(holder, dataDir);
    removeStale(file);
  }
  throw new StartError(`${file} cannot be taken: remove it when no other instance runs.`);
}

function readHolder(file: string): Holder | undefined {
  const p = readPidFile(file);
  if (p === undefined) return undefined;
  const { tiedTo } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>; // our own file
  return tiedTo === undefined ? p : { ...p, tiedTo };
}

/** A link is made whole or not at all, and fails when the name is taken: the lock. */
function tryLink(file: string, text: string): boolean {
  const part = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(part, text);
  try {
    linkSync(part, file);
    return true;
  } catch (err) {
    if (errorCode(err) === 'EEXIST') return false;
    throw err;
  } finally {
    rmSync(part, { force: true });
  }
}

/** A holder whose npm was killed is on its way out: wait for it. Any other is in use. */
async function outlive(holder: Holder, dataDir: string): Promise<void> {
  if (holder.tiedTo === undefined || isAlive(holder.tiedTo))
    throw new StartError(
      `The data folder ${dataDir} is already served by a live instance (process ${holder.pid}): ` +
        'use or stop that one, or set DATA_DIR to another folder (and the ports to 0).',
    );
  if (await waitGone(holder, LAST_STOP_MS)) return;
  signalProcess(holder, 'SIGKILL');
  await waitGone(holder, 2_000);
}

/** Moves a dead holder's file away. Between reading and moving another may have taken over: then put it back. */
function removeStale(file: string): void {
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // another start was quicker
  }
  const moved = readPidFile(aside);
  try {
    if (moved !== undefined && isAlive(moved)) linkSync(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}
