import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file whole or not at all: a kill -9 or a power cut leaves the old one. */
export function writeFileAtomic(file: string, text: string, mode = 0o644): void {
  makeDir(dirname(file));
  const part = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    const fd = openSync(part, 'wx', mode);
    try {
      writeSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(part, file);
  } catch (err) {
    rmSync(part, { force: true });
    throw err;
  }
}

/** The text of a file, or undefined when there is none. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // readFileSync throws nothing else
    throw err;
  }
}

/**
 * Makes a folder and those above it. Node's own `recursive` never comes back from a file system that answers "no such folder" where
 * the parent is there (/proc, some network disks), and hides why a read-only one refuses.
 */
export function makeDir(dir: string, mode = 0o755): void {
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(dir);
  if (parent !== dir) makeDir(parent);
  try {
    mkdirSync(dir, mode);
  } catch (err) {
    if (!existsSync(dir) || !statSync(dir).isDirectory()) throw err; // another process may have been quicker
  }
}
