// One bank day in the layouts that banks send: every line as it must be read, every other row with its reason (test/data/statements).
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../../domain/time/instant.ts';
import type { Statement, StatementLine } from '../../../domain/money/statement/line.ts';
import { addsUp, readStatement } from '../../../domain/money/statement/read.ts';
import type { KnownToCourt } from '../../../domain/plan/money/known-to-court.ts';
import { fatesOf } from '../../../domain/plan/money/line-fate.ts';
import { fileRows } from '../../../process/sheets.ts';

const bytes = (name: string) => readFileSync(new URL(`../../data/statements/${name}`, import.meta.url));

interface Expected {
  readonly bankDay: string;
  readonly given: {
    readonly cases: readonly { readonly caseNo: string; readonly subAccount: string; readonly respondent: string; readonly basis: string; readonly state: string }[]; // prettier-ignore
    readonly forms: readonly { readonly form: string; readonly case: string; readonly reference: string; readonly amountFen: number; readonly state: string }[]; // prettier-ignore
    readonly importedBefore: readonly { readonly serial: string; readonly direction: 'credit'; readonly amountFen: number; readonly counterAccount: string; readonly remark: string }[]; // prettier-ignore
  };
  readonly account: string;
  readonly openingFen: number;
  readonly closingFen: number;
  readonly ignoredRows: Readonly<Record<string, readonly { readonly row: number; readonly why: string }[]>>;
  readonly result: { readonly differenceFen: number };
  readonly lines: readonly {
    readonly n: number;
    readonly rows: Readonly<Record<string, number>>;
    readonly read: object;
    readonly status: string;
    readonly code?: string;
    readonly kind: string | null;
    readonly by?: string;
    readonly case?: string;
    readonly source?: string;
    readonly form?: string;
    readonly forms?: readonly string[];
    readonly flags?: readonly string[];
    readonly proposals?: readonly { readonly case: string; readonly sign: string }[];
  }[];
}
const expected = JSON.parse(bytes('expected.json').toString()) as Expected; // our own file

async function statement(file: Uint8Array): Promise<Statement> {
  const read = await fileRows(file);
  const found = 'rows' in read ? readStatement(read.rows) : undefined;
  if (found === undefined) throw new Error('no layout was recognised');
  return found;
}

/** A line as the expectations have it. */
function told({ row: _, broken: __, bookedAt, amountFen, balanceFen, ...rest }: StatementLine) {
  const number = (fen: bigint | null) => (fen === null ? null : Number(fen));
  const at = bookedAt === null ? null : formatInstant(bookedAt);
  return { ...rest, bookedAt: at, amountFen: number(amountFen), balanceFen: number(balanceFen) };
}

const { given } = expected;
const known: KnownToCourt = {
  court: '豫0823',
  cases: given.cases.map(({ respondent, state, subAccount, ...each }) => ({
    ...each,
    subAccounts: [subAccount],
    parties: [respondent],
    isClosed: state === 'closed',
  })),
  forms: given.forms.map(({ state, amountFen, ...each }) => {
    return {
      ...each,
      caseNo: each.case,
      amountFen: BigInt(amountFen),
      state: state === 'sent' ? ('sent' as const) : ('paid' as const),
    };
  }),
  lines: given.importedBefore.map((each) => ({ ...each, amountFen: BigInt(each.amountFen), caseNo: null })),
};

describe.each([
  ['own', 'statement-own.csv'],
  ['gbk', 'statement-bank-gbk.csv'],
  ['xlsx', 'statement-bank.xlsx'],
])('the %s layout', async (layout, file) => {
  const { lines, ignored, account, openingFen, closingFen } = await statement(bytes(file));
  const fates = fatesOf({ lines }, expected.bankDay, known);

  test('holds the same forty-eight lines', () => {
    expect(lines.map(({ row }) => row)).toEqual(expected.lines.map(({ rows }) => rows[layout]));
    expect([account, Number(openingFen), Number(closingFen)]).toEqual([expected.account, expected.openingFen, expected.closingFen]); // prettier-ignore
  });

  test.each(expected.lines.map((line, i) => [line.n, line, i] as const))('line %i', (_n, line, i) => {
    const read = lines[i];
    if (read === undefined) throw new Error('it was not read');
    expect(told(read)).toEqual(line.read);
    expect(read.broken).toBe(line.status === 'broken' ? line.code : null);
  });

  test.each(expected.lines.map((line, i) => [line.n, line, i] as const))('what becomes of line %i', (_n, line, i) => {
    const { status, kind, code, by, source, flags, case: caseNo, form, proposals } = line;
    const forms = line.forms ?? (form === undefined ? undefined : [form]);
    const proposed = proposals?.map((each) => ({ caseNo: each.case, sign: each.sign }));
    expect({ ...fates[i], of: undefined, receipt: undefined }).toEqual({
      status,
      kind,
      code,
      by,
      source,
      flags,
      caseNo,
      forms,
      proposals: proposed,
    });
  });

  test('says of every other row why it is none', () => {
    expect(ignored).toEqual(expected.ignoredRows[layout]);
  });

  test('adds up but for the two lines that cannot be read', async () => {
    const { differenceFen } = addsUp(await statement(bytes(file)));
    expect(Number(differenceFen)).toBe(expected.result.differenceFen);
  });
});

const csv = (...rows: readonly string[]) => Buffer.from(rows.join('\r\n'));
const HEADER = '交易时间,借方发生额,贷方发生额,账户余额,对方户名,对方账号,摘要,附言,交易流水号';
const line = (n: number, amount: string, remark = '', summary = '转账存入') => {
  return `2026-03-10 09:0${n}:00,,"${amount}",,李示例,9999001,${summary},"${remark}",S-00${n}`;
};

describe('a file that is not as it should be', () => {
  test('in no encoding, of no layout, of another version of ours, no workbook', async () => {
    expect(await fileRows(Buffer.from([0x23, 0xff, 0xff, 0x0a]))).toEqual({ code: 'wrong-encoding' });
    expect(await fileRows(Buffer.from('PK\u0003\u0004 and nothing else'))).toEqual({ code: 'broken-file' });
    const read = await fileRows(csv('一,二,三', '1,2,3'));
    expect('rows' in read && readStatement(read.rows)).toBeUndefined();
    const later = await fileRows(csv('#zhixing-statement,2', 'serial,bookedAt'));
    expect('rows' in later && readStatement(later.rows)).toBeUndefined();
    const empty = await fileRows(Buffer.alloc(0));
    expect('rows' in empty && readStatement(empty.rows)).toBeUndefined();
  });

  test('a quotation mark that is never closed, a row too long or too short: the lines around it are read', async () => {
    const { lines } = await statement(csv(HEADER, line(1, '1.00'), 'x,y', `${line(2, '2.00')},,,,`, line(3, '3.00', 'a "b" c'))); // prettier-ignore
    expect(lines.map(({ serial, amountFen }) => [serial, amountFen])).toEqual([['S-001', 100n], ['S-002', 200n], ['S-003', 300n]]); // prettier-ignore
  });

  test.each([
    ['1,234.5', 123_450n],
    ['￥ 1，234．５６', 123_456n],
    ['-¥8', -800n],
    ['0.01', 1n],
  ])('%s yuan', async (written, fen) => {
    const { lines } = await statement(csv(HEADER, line(1, written)));
    expect(lines[0]).toMatchObject({ amountFen: fen, broken: null });
  });

  test.each([
    ['1,23', 'amount-format'],
    ['12,345,6', 'amount-format'],
    ['1.2.3', 'amount-format'],
    ['壹佰元', 'amount-format'],
    ['1e3', 'amount-format'],
    ['1.234', 'amount-fraction'],
    ['0', 'amount-not-positive'],
    ['--5', 'amount-format'],
  ])('%s is no sum: %s', async (written, code) => {
    const { lines } = await statement(csv(HEADER, line(1, written)));
    expect(lines[0]).toMatchObject({ broken: code });
  });

  test('a workbook that unpacks to more than it says, or to too much, or puts a cell at the end of the world', async () => {
    const files = unzipSync(bytes('statement-bank.xlsx'));
    const far = (cell: string) => {
      const name = 'xl/worksheets/sheet1.xml';
      const sheet = strFromU8(files[name] ?? new Uint8Array());
      const added = `<row r="60"><c r='${cell}' t="inlineStr"><is><t>x</t></is></c></row></sheetData>`;
      return zipSync({ ...files, [name]: strToU8(sheet.replace('</sheetData>', added)) });
    };
    expect(await fileRows(far('XFD1048576'))).toEqual({ code: 'file-too-large' });
    expect(await fileRows(far('&#88;FD1'))).toEqual({ code: 'file-too-large' });
    expect(await fileRows(far('N60'))).toHaveProperty('rows');
    const bomb = zipSync({ ...files, 'xl/media/a.bin': new Uint8Array(65 * 1024 * 1024) });
    expect(await fileRows(bomb)).toEqual({ code: 'file-too-large' });
    expect(await fileRows(bomb.subarray(0, 5_000))).toEqual({ code: 'broken-file' });
  });
});

describe('what becomes of a line that nobody foresaw', () => {
  const fates = async (...lines: readonly string[]) => {
    const read = await statement(csv(HEADER, ...lines));
    return fatesOf(read, '2026-03-10', known).map(({ status, code, caseNo }) => [status, code ?? caseNo]);
  };

  test.each([
    ['【2026】豫0823执第12号', '（2026）豫0823执12号'],
    ['执行款(2026)豫0823执恢字第3号余款', '（2026）豫0823执恢3号'],
    ['见（2026）豫0802执77号及（2026）豫0823执12号', '（2026）豫0823执12号'],
    ['（2026）豫0823执12号，(2026)豫0823执012号', '（2026）豫0823执12号'],
  ])('%s is %s', async (remark, caseNo) => {
    expect(await fates(line(1, '1.00', remark))).toEqual([['matched', caseNo]]);
  });

  test('takes back what nobody brought, sends back what nobody paid', async () => {
    expect(await fates(line(1, '5.00', '冲正 原流水S-999', '冲正'), line(2, '-5.00', 'S-001'))).toEqual([['suspicious', 'reversal-unknown'], ['suspicious', 'reversal-unknown']]); // prettier-ignore
    expect(await fates(line(1, '86000.01', '退票 ZF20260309001'), line(2, '86000', '退票 ZF202603090011'))).toEqual([['suspicious', 'return-unknown'], ['suspicious', 'return-unknown']]); // prettier-ignore
  });

  test('a reference is paid once and comes back once', async () => {
    const debit = (n: number) => `2026-03-10 09:1${n}:00,50000.00,,,王示范,9999016,转账支取,ZF20260310001,D-00${n}`;
    const back = (n: number) => line(n, '50000.00', '退票 ZF20260310001');
    expect(await fates(back(1), debit(1), debit(2), back(2), back(3))).toEqual([
      ['suspicious', 'return-unknown'],
      ['matched', undefined],
      ['suspicious', 'payment-differs'],
      ['matched', '（2026）豫0823执12号'],
      ['suspicious', 'return-unknown'],
    ]);
  });

  test('of the same file again every line is a duplicate', async () => {
    const { lines } = await statement(bytes('statement-own.csv'));
    const first = fatesOf({ lines }, expected.bankDay, known);
    const kept = lines.flatMap((each, i) => (['broken', 'duplicate'].includes(first[i]?.status ?? '') || first[i]?.code === 'conflict' ? [] : [{ ...each, caseNo: null }])); // prettier-ignore
    const again = fatesOf({ lines }, expected.bankDay, { ...known, lines: [...known.lines, ...kept] });
    const counted = Object.groupBy(again, ({ status, code }) => (code === 'conflict' ? code : status));
    expect(Object.entries(counted).map(([status, of]) => [status, of?.length])).toEqual([['duplicate', 42], ['conflict', 1], ['broken', 5]]); // prettier-ignore
  });
});
