// Bank statements of a court in tests: in the own layout, and as a bank would send the same.
import { formatInstant } from '../../domain/time/instant.ts';

/** A line as a test tells it; amounts in fen. */
export interface LineTold {
  readonly serial: string;
  readonly fen: number;
  readonly direction?: 'credit' | 'debit';
  readonly at?: number;
  readonly name?: string;
  readonly subAccount?: string;
  readonly summary?: string;
  readonly remark?: string;
  /** Written in place of the sum. */
  readonly amount?: string;
}

export const ACCOUNT = '99990823000000001';

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Every line with the balance after it. */
const balanced = (lines: readonly LineTold[], opening: number) => {
  let balance = opening;
  return lines.map((line) => {
    balance += line.direction === 'debit' ? -line.fen : line.fen;
    return { ...line, balance };
  });
};

/** A file in the own layout. */
export function ownStatement(lines: readonly LineTold[], { opening = 0, account = ACCOUNT } = {}): string {
  const all = balanced(lines, opening);
  const head = ['#zhixing-statement,1', `#account,${account}`, `#opening,${yuan(opening)}`, `#closing,${yuan(all.at(-1)?.balance ?? opening)}`, `#lines,${lines.length}`, 'serial,bookedAt,direction,amount,balance,ownAccount,subAccount,counterName,counterAccount,counterBank,summary,remark']; // prettier-ignore
  const rows = all.map(({ serial, fen, direction = 'credit', at = Date.now(), name = '', subAccount = '', summary = '转账存入', remark = '', amount, balance }) =>
    [serial, formatInstant(at), direction, amount ?? yuan(fen), yuan(balance), account, subAccount, name, name === '' ? '' : '999910000000000001', '', summary, quoted(remark)].join(','),
  ); // prettier-ignore
  return `${[...head, ...rows].join('\n')}\n`;
}

/** The same lines as a bank's CSV has them. */
export function bankStatement(lines: readonly LineTold[], { opening = 0, account = ACCOUNT } = {}): string {
  const rows = balanced(lines, opening).map(({ serial, fen, direction = 'credit', at = Date.now(), name = '', summary = '转账存入', remark = '', balance }) => {
    const [credit, debit] = direction === 'credit' ? [yuan(fen), '0.00'] : ['0.00', yuan(fen)];
    return [formatInstant(at).slice(0, 19).replace('T', ' '), debit, credit, yuan(balance), name, name === '' ? '' : '999910000000000001', summary, quoted(remark), serial].join(',');
  }); // prettier-ignore
  return [
    `账号：${account}`,
    `期初余额：${yuan(opening)}`,
    '交易时间,借方发生额,贷方发生额,账户余额,对方户名,对方账号,摘要,附言,交易流水号',
    ...rows,
  ].join('\r\n');
}
