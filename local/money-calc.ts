/**
 * The command `npm run --silent money-calc`: interest, enforcement fee and allocation as docs/spec/money-calc.md has them. One
 * question a line on standard input, one answer a line on standard output, in order; it streams.
 */
import { readExactly } from '../domain/gate/exact-json.ts';
import { calculate } from '../domain/money/calculate.ts';
import { answerLine } from '../domain/time/answer-line.ts';
import { answerLines } from './lines.ts';

const LONGEST = 8 * 1024 * 1024; // twenty tables of a thousand entries, each with room for spaces

const answering = { answer: calculate, read };

/** Numbers by their own characters; what nests too deep for that (an id) is read all the same. */
function read(line: string): unknown {
  try {
    return readExactly(line);
  } catch (error) {
    if (error instanceof RangeError) return JSON.parse(line);
    throw error;
  }
}

answerLines(import.meta.url, { name: 'money-calc', answer: (line) => answerLine(line, answering), longest: LONGEST });
