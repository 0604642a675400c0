import { refuse, type Refusal } from '../../domain/record/refusal.ts';

const SAVE_AS = '请在电子表格中另存为“CSV UTF-8（逗号分隔）”再发';

/** What files begin with that are no text, and what they are. */
const strangers: readonly (readonly [beginning: string, zh: string])[] = [
  ['504b0304', 'Excel 工作簿（xlsx）'],
  ['d0cf11e0', 'Excel 工作簿（xls）'],
  ['25504446', 'PDF 文件'],
  ['fffe0000', 'UTF-32 编码的文件'],
  ['0000feff', 'UTF-32 编码的文件'],
];
const marks: readonly (readonly [beginning: string, encoding: string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/**
 * The text of a table as a spreadsheet saved it. The mark at its beginning says how it is written, else `charset` of the
 * request where it fits, else what it is: UTF-16, UTF-8, and what is none of them GBK.
 */
export function tableText(bytes: Buffer, charset: string | undefined): string | Refusal {
  const beginning = bytes.subarray(0, 4).toString('hex');
  const stranger = strangers.find(([mark]) => beginning.startsWith(mark));
  if (stranger !== undefined) return refuse('bad-table', `这是${stranger[1]}，不是 CSV：${SAVE_AS}`);
  const marked = marks.find(([mark]) => beginning.startsWith(mark))?.[1];
  if (marked === undefined && charset !== undefined && decoderOf(charset) === undefined)
    return refuse('bad-table', `不认识的字符集 ${charset.slice(0, 40)}：请用 utf-8、gbk 或 utf-16le`);
  const likely = marked === undefined ? [charset, wideOf(bytes), 'utf-8', 'gb18030'] : [marked];
  const text = likely.map((encoding) => decoded(bytes, encoding)).find((found) => found !== undefined);
  return text ?? refuse('bad-table', `文件的编码无法识读：${SAVE_AS}`);
}

/** UTF-16 without its mark: the digits and commas of a table have a zero byte each. */
function wideOf(bytes: Buffer): string | undefined {
  const zeros = (from: number) => bytes.reduce((n, byte, i) => n + Number(byte === 0 && i % 2 === from), 0);
  const [even, odd] = [zeros(0), zeros(1)];
  if (Math.max(even, odd) * 10 < bytes.length) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return undefined; // an encoding that nobody knows
  }
}

/** Bytes as a text without NUL; undefined where they are none in this encoding. */
function decoded(bytes: Buffer, encoding: string | undefined): string | undefined {
  try {
    const text = encoding === undefined ? undefined : decoderOf(encoding)?.decode(bytes);
    return text?.includes('\0') === true ? undefined : text;
  } catch {
    return undefined;
  }
}
