import { refusal } from './check-question.ts';

/** How a line of a command is answered. */
export interface Answering {
  /** The answer to a question, whatever it is. Never throws. */
  readonly answer: (question: unknown) => { readonly id: unknown };
  /** Reads the line; throws for what is no JSON. */
  readonly read?: (line: string) => unknown;
}

/** Answers one line of a command: JSON in, JSON out, without the line break. Never throws. */
export function answerLine(line: string, { answer: answerOf, read = JSON.parse }: Answering): string {
  let question: unknown;
  try {
    question = read(line);
  } catch {
    return JSON.stringify({
      id: null,
      error: refusal('bad-json', '这一行不是合法的 JSON；请每行写一个 UTF-8 编码的 JSON 对象'),
    });
  }
  const { id, ...answer } = answerOf(question);
  return `{"id":${idText(id, line)},${JSON.stringify(answer).slice(1)}`;
}

/**
 * The id as it stood in the question. Texts and whole numbers survive being read; anything else (12345678901234567890, 1.0, an
 * object nested too deep to be written) comes back in the very characters of the line.
 */
function idText(id: unknown, line: string): string {
  if (id === null) return 'null';
  if (typeof id === 'string') return JSON.stringify(id);
  if (typeof id === 'number' && Number.isSafeInteger(id) && line.includes(`"id":${id},`)) return String(id);
  return sourceOf('id', line);
}

/** The source text of a field of the object that the line holds: the line is valid JSON. The last field of that name counts. */
function sourceOf(field: string, line: string): string {
  let source = 'null';
  let at = skipSpace(line, line.indexOf('{') + 1);
  while (line[at] === '"') {
    const nameEnd = endOfText(line, at);
    const valueStart = skipSpace(line, line.indexOf(':', nameEnd) + 1);
    const valueEnd = endOfValue(line, valueStart);
    if (JSON.parse(line.slice(at, nameEnd)) === field) source = line.slice(valueStart, valueEnd).trimEnd();
    at = line[valueEnd] === ',' ? skipSpace(line, valueEnd + 1) : line.length;
  }
  return source;
}

/** Where the value ends: at the comma or bracket that belongs to what holds it. */
function endOfValue(line: string, start: number): number {
  let depth = 0;
  let at = start;
  for (; at < line.length; at++) {
    const char = line[at];
    if (char === '"') at = endOfText(line, at) - 1;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && depth-- === 0) break;
    else if (char === ',' && depth === 0) break;
  }
  return at;
}

function endOfText(line: string, quote: number): number {
  let at = quote + 1;
  while (line[at] !== '"') at += line[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipSpace(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t' || line[at] === '\r' || line[at] === '\n') at++;
  return at;
}
