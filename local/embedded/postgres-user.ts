// Postgres refuses to run as root. So as root it runs as another user, who must be able to reach its files.
import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../../process/start-error.ts';

/** Another user than our own, to run a command as. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom Postgres runs as: undefined for our own user. As root: the owner of its data, else `postgres`, else `nobody`; users are
 * not made.
 */
export function postgresUser(postgresDir: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(postgresDir, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = idsOf('postgres') ?? idsOf('nobody');
  if (found === undefined)
    throw new StartError('Postgres does not run as root, and there is no user `postgres`: run as a normal user.');
  return found;
}

function idsOf(name: string): RunAs | undefined {
  const id = (what: string) =>
    Number(execFileSync('id', [what, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/** The first folder on the way to one of these paths that this user may not enter; undefined when the way is open. */
export function closedFolder(paths: readonly string[], user: RunAs): string | undefined {
  for (const path of paths) {
    const ways: string[] = [];
    for (let dir = dirname(path); ; dir = dirname(dir)) {
      ways.unshift(dir);
      if (dir === dirname(dir)) break;
    }
    const closed = ways.find((dir) => !mayEnter(dir, user));
    if (closed !== undefined) return closed;
  }
  return undefined;
}

function mayEnter(dir: string, { uid, gid }: RunAs): boolean {
  const s = statSync(dir);
  const others = s.gid === gid ? 0o010 : 0o001;
  const bit = s.uid === uid ? 0o100 : others;
  return (s.mode & bit) !== 0;
}

/**
 * What to put before a command so that it runs as this user and can reach its files. A clone or data folder below /root is closed to
 * every other user; then, and only then, the process keeps root's right to pass closed folders.
 */
export function commandPrefix(paths: readonly string[], user: RunAs | undefined): string[] {
  const closed = user === undefined ? undefined : closedFolder(paths, user);
  if (user === undefined || closed === undefined) return [];
  // access(2) leaves capabilities out of account unless the last bit is set; initdb asks it for its neighbour `postgres`
  const rights = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override', '--securebits', '+no_setuid_fixup'];
  const prefix = ['setpriv', ...ids(user), ...rights, '--'];
  if (spawnSync('setpriv', [...prefix.slice(1), 'true']).status === 0) return prefix;
  throw new StartError(
    `Postgres runs as another user than root, and ${closed} is closed to it: move the clone and DATA_DIR to where everyone ` +
      `may enter (for example DATA_DIR=/var/lib/zhixing), or run as a normal user.`,
  );
}

const ids = ({ uid, gid }: RunAs) => ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
