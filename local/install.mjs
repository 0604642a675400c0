// Runs before everything else, on Node 20 and with no package installed: brings node_modules up to package-lock.json.
// Nothing goes to stdout: it belongs to the command that runs next.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const STALE_MS = 15 * 60_000;
const NO_PID_MS = 10_000;
const STAMP = '.zhixing-lock';

const say = (line) => process.stderr.write(`${line}\n`);
const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** What node_modules is in comparison with package-lock.json: 'stamped' by us, 'matching' by someone else's install, or 'old'. */
export function state(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (read(join(root, 'node_modules', STAMP)) === sha256(lock)) return 'stamped';
  const installed = read(join(root, 'node_modules', '.package-lock.json'));
  return installed !== undefined && matches(JSON.parse(lock).packages, JSON.parse(installed).packages)
    ? 'matching'
    : 'old';
}

/** npm notes what it installed in a lockfile of its own: each package has to be ours, and none of ours may be missing. */
export function matches(wanted, installed, platform = process) {
  const same = (name) =>
    wanted[name]?.version === installed[name]?.version && wanted[name]?.integrity === installed[name]?.integrity;
  const needed = Object.keys(wanted).filter((name) => name !== '' && isFor(wanted[name], platform));
  return needed.every((name) => installed[name] !== undefined) && Object.keys(installed).every(same);
}

/** An optional package that this machine cannot use, or whose C library we cannot tell, may be missing. */
function isFor(entry, { platform, arch }) {
  if (entry.optional !== true && entry.devOptional !== true && entry.peer !== true) return true;
  const fits = (list, value) => list === undefined || list.includes(value);
  return entry.peer !== true && entry.libc === undefined && fits(entry.os, platform) && fits(entry.cpu, arch);
}

/** Notes that node_modules belongs to this package-lock.json. */
export function stamp(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  writeFileSync(join(root, 'node_modules', STAMP), sha256(lock));
}

/** One install at a time in a clone: a folder is made by one alone. Answers what frees it. */
export async function takeLock(dir) {
  for (let told = false; ; told = true) {
    try {
      mkdirSync(dir);
      writeFileSync(join(dir, 'pid'), String(process.pid));
      return () => rmSync(dir, { recursive: true, force: true });
    } catch (err) {
      if (err.code !== 'EEXIST') throw err;
    }
    if (isStale(dir)) rmSync(dir, { recursive: true, force: true });
    else if (!told) say('Waiting for another install in this folder …');
    await delay(200);
  }
}

/** Whether whoever took the lock is gone. */
export function isStale(dir) {
  const age = Date.now() - (statSync(dir, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  const pid = Number(read(join(dir, 'pid')) ?? '');
  if (!(pid > 0)) return age > NO_PID_MS;
  try {
    process.kill(pid, 0);
    return age > STALE_MS;
  } catch (err) {
    return err.code === 'ESRCH';
  }
}

/** What npm said, as one sentence. */
export function npmFailure(said, code) {
  if (/ENOSPC/.test(said)) return 'The disk is full: make room, then run it again.';
  if (/EROFS|EACCES|EPERM/.test(said))
    return 'The folder node_modules cannot be written: run as the owner of this clone, or move it to a disk that takes writes.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(said))
    return 'The packages cannot be downloaded: check the network and the npm registry (npm config get registry), then run it again.';
  return `npm ci failed (${code}): see its messages above, or run \`npm ci\` by hand.`;
}

async function npmCi(root) {
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const own = process.env['npm_execpath'];
  const [command, before] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const npm = spawn(command, [...before, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  npm.stderr.on('data', (chunk) => (said += chunk));
  // the shell between npm and us hands no signal on: notice that it is gone
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && npm.kill(), 300);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => npm.kill());
  const code = await new Promise((resolve) => {
    npm.once('error', () => resolve('npm is not to be found'));
    npm.once('close', (exit, signal) => resolve(exit ?? signal));
  });
  clearInterval(watch);
  if (code === 0) return;
  const sentence = npmFailure(said, code);
  if (sentence.startsWith('npm ci failed')) process.stderr.write(said);
  throw new Error(sentence);
}

function checkNode(root) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (existsSync(join(root, 'node_modules', '.bin', 'node')) || major > 24 || (major === 24 && minor >= 12)) return;
  throw new Error(
    `Node 24.12 or later is needed on ${process.platform} ${process.arch}, this is ${process.version}: update it.`,
  );
}

async function install(root) {
  if (state(root) !== 'stamped') {
    mkdirSync(join(root, '.cache'), { recursive: true });
    const free = await takeLock(join(root, '.cache', 'install.lock'));
    try {
      // another may have installed while we waited
      if (state(root) === 'old') {
        say('Installing packages (npm ci, once, about a minute) …');
        await npmCi(root);
      }
      stamp(root);
    } finally {
      free();
    }
  }
  checkNode(root);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await install(root).catch((err) => {
    const code = { ENOSPC: 'ENOSPC', EROFS: 'EROFS', EACCES: 'EACCES', EPERM: 'EPERM' }[err.code];
    say(`zhixing: ${code === undefined ? err.message : npmFailure(code, code)}`);
    process.exitCode = 1;
  });
}
