// `npm run --silent statement -- FILE`: how a bank's file is read. Prints the whole, then a line of JSON for each line; writes nothing.
// Exit code 1, with the reason, for a file that is not read, 2 where it is called otherwise.
import { readFileSync, statSync } from 'node:fs';
import { formatInstant } from '../domain/time/instant.ts';
import { addsUp, readStatement } from '../domain/money/statement/read.ts';
import type { Statement } from '../domain/money/statement/line.ts';
import { fileRows } from '../process/sheets.ts';
import { errorCode, StartError } from '../process/start-error.ts';
import { commandLine, saidWhy, WrongUse } from './command-line.ts';

const usage = '用法：npm run --silent statement -- FILE';

const reasons = {
  'wrong-encoding': '既不是 UTF-8 也不是 GB18030 编码',
  'file-too-large': '电子表格展开后过大',
  'broken-file': '不是完整的电子表格文件',
  'unknown-layout': '没有认出表头：须有流水号、交易时间、余额、收入和支出各列（docs/statements.md）',
};

async function read(file: string): Promise<Statement | keyof typeof reasons> {
  const rows = await fileRows(bytesOf(file));
  return 'code' in rows ? rows.code : (readStatement(rows.rows) ?? 'unknown-layout');
}

function bytesOf(file: string): Buffer {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new StartError(`没有这个文件：${file}`);
  if (found.isDirectory()) throw new StartError(`这是文件夹，不是文件：${file}`);
  try {
    return readFileSync(file);
  } catch (err) {
    throw new StartError(`不能读取 ${file}（${errorCode(err) ?? ''}）`);
  }
}

const asJson = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => {
    if (typeof each === 'bigint') return Number(each);
    return key === 'bookedAt' && typeof each === 'number' ? formatInstant(each) : each;
  });

/** What is printed; a refusal throws it. */
async function told(): Promise<string> {
  const [file] = commandLine({ usage, most: 1 }).words;
  if (file === undefined) throw new WrongUse(usage);
  const found = await read(file);
  if (typeof found === 'string') throw new StartError(`${found}：${reasons[found]}`);
  const { lines, ...whole } = found;
  return [{ ...whole, lines: lines.length, ...addsUp(found) }, ...lines].map((each) => `${asJson(each)}\n`).join('');
}

process.stdout.on('error', () => process.exit()); // whoever reads has gone (`| head`)
await told().then(
  (text) => process.stdout.write(text),
  (error: unknown) => saidWhy('statement', error),
);
