import { readIfThere } from './files.ts';

const FULL = /no space left on device|disk is full|database or disk is full|ENOSPC/i;

/** The last lines of a child's log that are not blank, at most `count` of them. */
export const tail = (file: string, count = 5): string[] =>
  (readIfThere(file) ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('    at '))
    .slice(-count);

/** What a log that ended badly tells a person: the cause where it is known, its last line, and where the rest is. */
export function lastWords(file: string): string {
  const lines = tail(file);
  if (lines.some((line) => FULL.test(line)))
    return `The disk is full: make room, or set DATA_DIR to a folder on another disk. Its log: ${file}`;
  const last = lines.findLast((line) => /error|fatal|panic|refus|cannot/i.test(line)) ?? lines.at(-1);
  return last === undefined
    ? `Its log is empty: ${file}`
    : `Last words: "${last.trim().slice(0, 300)}". Its log: ${file}`;
}
