// A stream of bytes, of whatever size, line by line.
import { isUtf8 } from 'node:buffer';

const NEWLINE = 0x0a;

/** A line without its break; `text` is undefined where it is no UTF-8 or longer than the most. `isWhole`: it had a break. */
export interface TextLine {
  readonly text: string | undefined;
  readonly isWhole: boolean;
}

/** Cuts at line breaks alone. Of a line longer than `most` bytes nothing is kept: no file makes this use more memory. */
export async function* textLines(pieces: AsyncIterable<Buffer>, most: number): AsyncGenerator<TextLine> {
  let held: Buffer[] = [];
  let size = 0;
  const line = (isWhole: boolean): TextLine => {
    const bytes = Buffer.concat(held);
    const text = size <= most && isUtf8(bytes) ? bytes.toString() : undefined;
    [held, size] = [[], 0];
    return { text, isWhole };
  };
  const hold = (piece: Buffer): void => {
    size += piece.length;
    if (size > most) held = [];
    else if (piece.length > 0) held.push(piece);
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let to = piece.indexOf(NEWLINE); to >= 0; to = piece.indexOf(NEWLINE, from)) {
      hold(piece.subarray(from, to));
      yield line(true);
      from = to + 1;
    }
    hold(piece.subarray(from));
  }
  if (size > 0) yield line(false);
}
