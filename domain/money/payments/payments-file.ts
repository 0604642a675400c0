import type { FenAmount } from '../fen.ts';

/** The first cell of a file of orders to the bank, and of its answer; and the version that is written and read. */
export const PAYMENTS_MARK = '#zhixing-payments';
export const PAYMENTS_VERSION = '1';

/** The columns of the orders, in their order (docs/spec/money.md 11). */
export const paymentColumns = ['reference', 'form', 'amount', 'payee', 'account', 'bankCode', 'bank', 'purpose'] as const; // prettier-ignore

/** One order to the bank: all as text, the sum in fen. */
export type PaymentOrder = Readonly<Record<Exclude<(typeof paymentColumns)[number], 'amount'>, string>> & {
  readonly amountFen: FenAmount;
};

/** Yuan with exactly two decimals and nothing else. */
export const plainYuan = (fen: FenAmount): string => {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** What a spreadsheet would take for a formula, and run: before it stands an apostrophe. */
const plain = (text: string): string => (/^[=+@\t\r-]/.test(text) ? `'${text}` : text);

/** A cell as RFC 4180 has it: quoted where it has to be. */
const cell = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The file of orders: CSV, one line a form. */
export function paymentsFile(orders: readonly PaymentOrder[]): string {
  const rows = orders.map((order) =>
    paymentColumns.map((column) => (column === 'amount' ? plainYuan(order.amountFen) : plain(order[column]))),
  );
  const all = [[PAYMENTS_MARK, PAYMENTS_VERSION], paymentColumns, ...rows];
  return `${all.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
