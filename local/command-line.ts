// What a command of this folder is called with: what it does not know is wrong use, said in a sentence, with exit code 2.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { reasonOf, StartError } from '../process/start-error.ts';

/** The exit code of a command that failed, and of one that was called wrongly, as shells and tools have it. */
const exitCodes = { failed: 1, misused: 2 } as const;

/** A command was called wrongly: nothing was done, and the message says how it is called. */
export class WrongUse extends StartError {}

/** What a command takes: how it is called, in one line or several, its options, and how many words besides. */
export interface Takes<O extends NonNullable<ParseArgsConfig['options']>> {
  readonly usage: string;
  readonly options?: O;
  readonly most?: number;
}

/**
 * Reads a command's arguments: its options and the words besides. `--help` prints how it is called and ends the process with exit code 0.
 * Throws WrongUse on an option that it does not know, one without its value, and a word too many.
 */
export function commandLine<const O extends NonNullable<ParseArgsConfig['options']>>(
  { usage, options, most = 0 }: Takes<O>,
  args: readonly string[] = process.argv.slice(2),
) {
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  const { values, positionals } = read({ args: [...args], options: options ?? ({} as O), allowPositionals: true, strict: true }, usage); // prettier-ignore
  const tooMany = positionals[most];
  if (tooMany !== undefined) throw new WrongUse(`what is "${tooMany}"?\n${usage}`);
  return { values, words: positionals };
}

function read<const C extends ParseArgsConfig>(config: C, usage: string) {
  try {
    return parseArgs(config);
  } catch (err) {
    throw new WrongUse(`${reasonOf(err)}\n${usage}`);
  }
}

/** A whole number that was given, from `least` on; `name` is what it is called. Throws WrongUse on anything else. */
export function wholeNumber(name: string, given: string, least = 1): number {
  if (!/^\d{1,9}$/.test(given) || Number(given) < least)
    throw new WrongUse(`${name} is "${given}": give a whole number, from ${least} on`);
  return Number(given);
}

/** The same of a setting of the environment; left out or empty: `initial`. */
export function wholeSetting(name: string, initial: number, least = 1): number {
  const given = process.env[name]?.trim() || String(initial);
  return wholeNumber(name, given, least);
}

/** Whatever ends a command in mid-way is said as `saidWhy` says it: for commands that are one script from top to bottom. */
export function endsPlainly(command: string): void {
  process.once('uncaughtException', (err) => {
    saidWhy(command, err);
    process.exit();
  });
}

/** Says why a command failed, without a stack, and leaves its exit code: 2 for wrong use, else 1. Of a query that failed: why it did. */
export function saidWhy(command: string, err: unknown): void {
  const isQuery = err instanceof Error && 'query' in err && err.cause !== undefined;
  process.stderr.write(`${command}: ${reasonOf(isQuery ? err.cause : err)}\n`);
  process.exitCode = err instanceof WrongUse ? exitCodes.misused : exitCodes.failed;
}
