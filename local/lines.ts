// A command that answers line by line: one question a line on standard input, one answer a line on standard output, in order.
import { isUtf8 } from 'node:buffer';
import { readSync, writeSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';
import { commandLine, saidWhy } from './command-line.ts';
import { StartError } from '../process/start-error.ts';

const STDIN = 0;
const STDOUT = 1;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const PIECE = 64 * 1024;

/** Of a line that is too long only the first byte is kept, as this one, and refused as bad JSON. */
const TOO_LONG = '!'.charCodeAt(0);

/** How it is called, what answers a line, and how long one may be (bytes): a longer one is no question. */
export interface LineCommand {
  readonly name: string;
  readonly answer: (line: string) => string;
  readonly longest: number;
}

/** Answers are written from here: a new buffer for each piece would be garbage outside the heap, which V8 is slow to notice. */
let output = Buffer.allocUnsafe(4 * PIECE);

/** Reads to the end of input, cutting at line breaks only, so that no character is ever cut in two. */
function answerAll({ answer, longest }: Pick<LineCommand, 'answer' | 'longest'>): void {
  let buffer = Buffer.allocUnsafe(PIECE);
  let held = 0;
  let first = true;
  for (let read = readSome(buffer, held); read > 0; read = readSome(buffer, held)) {
    const end = buffer.subarray(held, held + read).lastIndexOf(NEWLINE);
    if (end >= 0) {
      if (!answerPiece(buffer.subarray(0, held + end), first, answer)) return;
      first = false;
      buffer.copyWithin(0, held + end + 1, held + read);
      held = read - end - 1;
      continue;
    }
    held += read;
    if (held >= longest) {
      buffer[0] = TOO_LONG;
      held = 1;
    } else if (held === buffer.length) {
      buffer = Buffer.concat([buffer], buffer.length * 2);
    }
  }
  if (held > 0) answerPiece(buffer.subarray(0, held), first, answer);
}

/** Answers whole lines, the last without its line break. False when nobody reads the answers any more. */
function answerPiece(bytes: Buffer, first: boolean, answer: LineCommand['answer']): boolean {
  const lines = first && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
  let answers = '';
  // bytes that are no UTF-8 are no JSON: they are not mended into a question that nobody asked
  const texts = isUtf8(lines)
    ? lines.toString().split('\n')
    : splitLines(lines).map((line) => (isUtf8(line) ? line.toString() : ''));
  for (const line of texts) answers += `${answer(line)}\n`;
  if (answers.length * 3 > output.length) output = Buffer.allocUnsafe(answers.length * 3);
  return writeAll(output.subarray(0, output.write(answers)));
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
    lines.push(bytes.subarray(from, to));
    from = to + 1;
  }
  lines.push(bytes.subarray(from));
  return lines;
}

/** The number of bytes read; 0 at the end of input, which Windows reports as an error. */
function readSome(buffer: Buffer, at: number): number {
  return patiently(() => readSync(STDIN, buffer, at, buffer.length - at, null), 'EOF', 0);
}

/** Writes every byte; false when the reader has gone (`| head`): nothing is left to do, and nothing went wrong. */
function writeAll(bytes: Buffer): boolean {
  for (let done = 0; done < bytes.length;) {
    const written = patiently(() => writeSync(STDOUT, bytes, done), 'EPIPE', -1);
    if (written < 0) return false;
    done += written;
  }
  return true;
}

/** Does it again while a pipe that does not block asks to; `otherwise` when it fails with the end that is `expected`. */
function patiently(act: () => number, expected: string, otherwise: number): number {
  for (;;) {
    try {
      return act();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === expected) return otherwise;
      if (code === 'EISDIR') throw new StartError('standard input is a folder: give it a file or a pipe');
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

/**
 * Answers until the end of input; exit status 0, whatever the answers. `self` is the command's own address: it runs in a worker, for
 * only a worker's young generation can be kept small from within. V8's own grows by 100 MiB over the first million lines.
 */
export function answerLines(self: string, command: LineCommand): void {
  if (isMainThread) begin(self, command.name);
  else answerAll(command);
}

function begin(self: string, name: string): void {
  try {
    commandLine({ usage: `npm run --silent ${name} < QUESTIONS > ANSWERS` });
    const worker = new Worker(new URL(self), { resourceLimits: { maxYoungGenerationSizeMb: 6 } });
    worker.once('error', (err) => saidWhy(name, err));
  } catch (err) {
    saidWhy(name, err);
  }
}
