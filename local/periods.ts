/**
 * The command `npm run --silent periods`: one question a line on standard input, one answer a line on standard output, in order.
 * Exit status 0 at the end of input, whatever the answers. It streams: one piece of input and its answers are held at a time.
 */
import { isUtf8 } from 'node:buffer';
import { readSync, writeSync } from 'node:fs';
import { Worker, isMainThread } from 'node:worker_threads';
import seed from '../db/seed/calendar-years.json' with { type: 'json' };
import { answerLine } from '../domain/time/answer-line.ts';
import { yearsIn, courtCalendar } from '../domain/time/court-calendar.ts';

const STDIN = 0;
const STDOUT = 1;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const PIECE = 64 * 1024;

/** A longer line (20,000 excluded intervals) is no question. Only its first byte is kept, as this one, and refused as bad JSON. */
const LONGEST_LINE = 1024 * 1024;
const TOO_LONG = '!'.charCodeAt(0);

const calendar = courtCalendar(yearsIn(seed));

/** Answers are written from here: a new buffer for each piece would be garbage outside the heap, which V8 is slow to notice. */
let output = Buffer.allocUnsafe(4 * PIECE);

/** Reads to the end of input, cutting at line breaks only, so that no character is ever cut in two. */
function answerAll(): void {
  let buffer = Buffer.allocUnsafe(PIECE);
  let held = 0;
  let first = true;
  for (let read = readSome(buffer, held); read > 0; read = readSome(buffer, held)) {
    const end = buffer.subarray(held, held + read).lastIndexOf(NEWLINE);
    if (end >= 0) {
      if (!answerPiece(buffer.subarray(0, held + end), first)) return;
      first = false;
      buffer.copyWithin(0, held + end + 1, held + read);
      held = read - end - 1;
      continue;
    }
    held += read;
    if (held >= LONGEST_LINE) {
      buffer[0] = TOO_LONG;
      held = 1;
    } else if (held === buffer.length) {
      buffer = Buffer.concat([buffer], buffer.length * 2);
    }
  }
  if (held > 0) answerPiece(buffer.subarray(0, held), first);
}

/** Answers whole lines, the last without its line break. False when nobody reads the answers any more. */
function answerPiece(bytes: Buffer, first: boolean): boolean {
  const lines = first && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
  let answers = '';
  // bytes that are no UTF-8 are no JSON: they are not mended into a question that nobody asked
  const texts = isUtf8(lines)
    ? lines.toString().split('\n')
    : splitLines(lines).map((line) => (isUtf8(line) ? line.toString() : ''));
  for (const line of texts) answers += `${answerLine(line, calendar)}\n`;
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
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

// Only a worker's young generation can be kept small from within: V8's own grows by 100 MiB over the first million lines.
if (isMainThread) new Worker(new URL(import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 6 } });
else answerAll();
