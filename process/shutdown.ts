import closeWithGrace from 'close-with-grace';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const REPEAT_MS = 2_000;

/**
 * One owner of a process's signals: runs `close` once, then exits: 0 after a signal, 1 after an error or when `close` throws.
 * close-with-grace ends the process at once on a second signal, and Ctrl-C under `npm run` is two: the terminal's, to the whole
 * group, and npm's own to its child. So repeats count only after two seconds.
 *
 * @param graceMs how long `close` may take before the process ends all the same
 * @returns ends the process as a signal would; with an error, as a crash
 */
export function onShutdown(graceMs: number, close: (why: string, err?: Error) => Promise<void>): (why: string) => void {
  let why = 'exit';
  let first = 0;
  const grace = closeWithGrace({ delay: graceMs, logger: false, skip: [...SIGNALS] }, ({ err }) =>
    err === undefined ? close(why) : close('error', err),
  );
  const begin = (reason: string) => {
    if (first !== 0) return;
    first = Date.now();
    why = reason;
    grace.close();
  };
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (first !== 0 && Date.now() - first > REPEAT_MS) process.exit(1);
      begin(name);
    });
  }
  return begin;
}
