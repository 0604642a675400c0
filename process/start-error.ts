/** What stops a start for a reason that its user can mend: the message says what is wrong and what to do, nothing more. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}

const ADVICE: Record<string, string> = {
  ENOSPC: 'The disk is full: make room, or set DATA_DIR to a folder on another disk.',
  EDQUOT: 'Your disk quota is used up: make room, or set DATA_DIR to a folder on another disk.',
  EROFS: 'The disk is read-only: set DATA_DIR to a folder that can be written.',
  EACCES: 'Access is denied: run as the owner of the folder, or set DATA_DIR to a folder that you may write.',
  EPERM: 'Access is denied: run as the owner of the folder, or set DATA_DIR to a folder that you may write.',
  EEXIST: 'A part of this path is a file, not a folder: set DATA_DIR to another folder.',
  ENOTDIR: 'A part of this path is a file, not a folder: set DATA_DIR to another folder.',
  ENOENT: 'No folder can be made there: set DATA_DIR to another folder.',
};

/** Whatever was thrown, as one sentence for a person; the stack stays out of it. */
export function reasonOf(err: unknown): string {
  if (err instanceof StartError) return err.message;
  if (!(err instanceof Error)) return String(err);
  const { code, path } = err as NodeJS.ErrnoException;
  const advice = code === undefined ? undefined : ADVICE[code];
  if (advice !== undefined) return `Cannot write ${path ?? 'the data folder'} (${code}). ${advice}`;
  return err.message.split('\n')[0] ?? err.name;
}

/** The error code of a failed system call, if that is what it was. */
export const errorCode = (err: unknown): string | undefined =>
  err instanceof Error ? (err as NodeJS.ErrnoException).code : undefined;

/** What a failed command of execFile said on stderr; without that, why it failed. */
export function stderrOf(err: unknown): string {
  const said: unknown = err instanceof Error && 'stderr' in err ? err.stderr : '';
  if (typeof said === 'string' && said !== '') return said;
  return err instanceof Error ? err.message : String(err);
}
