// The data folder: everything an embedded instance keeps.
import { accessSync, constants, existsSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDir, readIfThere, writeFileAtomic } from './files.ts';
import { errorCode, reasonOf, StartError } from '../../process/start-error.ts';

/** The form of what lies in a data folder; raised when an older program could no longer read it. */
export const DATA_FORMAT = 1;

// a new Postgres cluster takes 40 MB, its first write-ahead log files another 32
const ROOM_FOR_NEW = 150_000_000;
const ROOM_FOR_MORE = 30_000_000;

/** Where things lie in a data folder. */
export interface Places {
  readonly dataDir: string;
  readonly runDir: string;
  readonly logDir: string;
  readonly keyDir: string;
  readonly postgresDir: string;
  readonly temporalFile: string;
  readonly outboxDir: string;
  readonly auditDir: string;
}

/** Names the parts of a data folder; touches nothing. */
export const places = (dataDir: string): Places => ({
  dataDir,
  runDir: join(dataDir, 'run'),
  logDir: join(dataDir, 'logs'),
  keyDir: join(dataDir, 'keys'),
  postgresDir: join(dataDir, 'postgres'),
  temporalFile: join(dataDir, 'temporal', 'temporal.db'),
  outboxDir: join(dataDir, 'outbox'),
  auditDir: join(dataDir, 'audit'),
});

/** Makes the folder ready for use, or throws a StartError: of a newer version, read-only, full, of another user. */
export function openDataDir(dataDir: string): Places {
  const all = places(dataDir);
  try {
    makeDir(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    const isNew = !checkFormat(dataDir);
    checkRoom(dataDir, isNew ? ROOM_FOR_NEW : ROOM_FOR_MORE);
    probe(dataDir);
    // histories, notices, logs and keys name people: for the owner alone
    const inner = [all.runDir, all.logDir, all.outboxDir, all.auditDir, all.keyDir, join(dataDir, 'temporal')];
    for (const dir of inner) makeDir(dir, 0o700);
    if (isNew) writeFileAtomic(join(dataDir, 'version'), `${DATA_FORMAT}\n`);
  } catch (err) {
    if (err instanceof StartError) throw err;
    const named = errorCode(err) === undefined ? err : Object.assign(err as Error, { path: dataDir });
    throw new StartError(reasonOf(named));
  }
  return all;
}

/** Whether nothing has ever been started in a folder. */
export const isUnused = (dataDir: string): boolean => readIfThere(join(dataDir, 'version')) === undefined;

/**
 * Takes away what a start that failed at once has made in a folder that was unused: empty folders and keys that nothing was
 * signed with. Once there is a database or a history, all stays; so does whatever else lay there.
 */
export function forgetDataDir(at: Places): void {
  if (existsSync(at.postgresDir) || existsSync(at.temporalFile)) return;
  const made = [
    at.runDir,
    at.logDir,
    at.outboxDir,
    at.auditDir,
    at.keyDir,
    dirname(at.temporalFile),
    join(at.dataDir, 'version'),
  ];
  for (const path of made) rmSync(path, { recursive: true, force: true });
  if (readdirSync(at.dataDir).length === 0) rmSync(at.dataDir, { recursive: true });
}

/** True when the folder holds data of this format already. */
function checkFormat(dataDir: string): boolean {
  const text = readIfThere(join(dataDir, 'version'))?.trim();
  if (text === undefined) return false;
  const found = Number(text);
  if (Number.isInteger(found) && found > DATA_FORMAT)
    throw new StartError(
      `The data folder ${dataDir} is of a newer version (format ${found}, this program reads up to ${DATA_FORMAT}): ` +
        'start it with the newer program, or set DATA_DIR to another folder.',
    );
  if (found !== DATA_FORMAT)
    throw new StartError(
      `${join(dataDir, 'version')} does not hold a format number: ` +
        'restore the data folder from a backup, or set DATA_DIR to another folder.',
    );
  return true;
}

function checkRoom(dataDir: string, needed: number): void {
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize >= needed) return;
  const free = Math.floor((bavail * bsize) / 1e6);
  throw new StartError(
    `The disk of ${dataDir} is full (${free} MB free, at least ${needed / 1e6} MB needed): ` +
      'make room, or set DATA_DIR to a folder on another disk.',
  );
}

/** Root may write where no one can: only a real write tells whether the disk takes one. */
function probe(dataDir: string): void {
  const file = join(dataDir, '.probe');
  writeFileAtomic(file, 'x'.repeat(64 * 1024));
  rmSync(file);
}
