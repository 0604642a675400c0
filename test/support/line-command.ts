import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** A command of `local/` that answers line by line. */
export interface Lines {
  readonly start: () => { readonly child: ReturnType<typeof spawnIt>; readonly errors: string[] };
  /** Gives the pieces one after the other, long enough apart to be read one by one; answers as lines, each complete. */
  readonly ask: (...pieces: (string | Buffer)[]) => Promise<string[]>;
}

const spawnIt = (file: string) => spawn(process.execPath, [file]);

/** The command of that file. */
export function lineCommand(name: string): Lines {
  const file = fileURLToPath(new URL(`../../local/${name}`, import.meta.url));
  const start = () => {
    const child = spawnIt(file);
    const errors: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
    return { child, errors };
  };
  const ask = async (...pieces: (string | Buffer)[]) => {
    const { child, errors } = start();
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    const exit = once(child, 'close');
    for (const piece of pieces) {
      child.stdin.write(piece);
      if (pieces.length > 1) await setTimeout(60);
    }
    child.stdin.end();
    expect(await exit).toEqual([0, null]);
    expect(errors.join('')).toBe('');
    const text = Buffer.concat(out).toString();
    expect(text === '' || text.endsWith('\n')).toBe(true);
    return text.split('\n').slice(0, -1);
  };
  return { start, ask };
}
