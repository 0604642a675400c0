// `npm run --silent statement -- FILE`: how a bank's file is read. Prints the whole, then a line of JSON for each line; writes nothing.
// Exit code 1, with the reason, for a file that is not read.
import { existsSync, readFileSync } from 'node:fs';
import { formatInstant } from '../domain/time/instant.ts';
import { addsUp, readStatement } from '../domain/money/statement/read.ts';
import type { Statement } from '../domain/money/statement/line.ts';
import { fileRows } from '../process/sheets.ts';

const reasons = {
  'wrong-encoding': '既不是 UTF-8 也不是 GB18030 编码',
  'file-too-large': '电子表格展开后过大',
  'broken-file': '不是完整的电子表格文件',
  'unknown-layout': '没有认出表头：须有流水号、交易时间、余额、收入和支出各列（docs/statements.md）',
};

async function read(file: string): Promise<Statement | keyof typeof reasons> {
  const rows = await fileRows(readFileSync(file));
  return 'code' in rows ? rows.code : (readStatement(rows.rows) ?? 'unknown-layout');
}

const asJson = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => {
    if (typeof each === 'bigint') return Number(each);
    return key === 'bookedAt' && typeof each === 'number' ? formatInstant(each) : each;
  });

/** What is printed; a refusal throws it. */
async function told(file: string | undefined): Promise<string> {
  if (file === undefined) throw new Error('用法：npm run --silent statement -- FILE');
  if (!existsSync(file)) throw new Error(`没有这个文件：${file}`);
  const found = await read(file);
  if (typeof found === 'string') throw new Error(`${found}：${reasons[found]}`);
  const { lines, ...whole } = found;
  return [{ ...whole, lines: lines.length, ...addsUp(found) }, ...lines].map((each) => `${asJson(each)}\n`).join('');
}

process.stdout.on('error', () => process.exit()); // whoever reads has gone (`| head`)
await told(process.argv[2]).then(
  (text) => process.stdout.write(text),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
