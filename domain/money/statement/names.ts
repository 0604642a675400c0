/** What a column of a statement holds. */
export type StatementColumn =
  | 'serial'
  | 'time'
  | 'date'
  | 'credit'
  | 'debit'
  | 'balance'
  | 'ownAccount'
  | 'subAccount'
  | 'counterName'
  | 'counterAccount'
  | 'counterBank'
  | 'summary'
  | 'remark';

/** THE TABLE of how banks call their columns. A court adds the names of its own bank. */
export const columnNames: Readonly<Record<StatementColumn, readonly string[]>> = {
  serial: ['账户明细编号-交易流水号', '交易流水号', '流水号', '银行流水号', '交易序号', '核心流水号'],
  time: ['交易时间', '入账时间', '记账时间'],
  date: ['交易日期', '入账日期'],
  credit: ['贷方发生额', '贷方金额', '收入', '收入金额', '存入'],
  debit: ['借方发生额', '借方金额', '支出', '支出金额', '支取'],
  balance: ['余额', '账户余额', '本次余额'],
  ownAccount: ['账号', '本方账号'],
  subAccount: ['收款子账户', '子账户', '虚拟子账户'],
  counterName: ['对方户名', '对方账户名称', '对方信息户名'],
  counterAccount: ['对方账号', '对方信息账号'],
  counterBank: ['对方开户机构', '对方开户行', '对方行名', '对方信息开户行'],
  summary: ['摘要', '交易摘要'],
  remark: ['备注', '附言', '用途'],
};

/** Where each column stands, by its name; a name is read without spaces and without what stands in brackets at its end. */
export type Columns = ReadonlyMap<StatementColumn, number>;

const needed: readonly StatementColumn[] = ['serial', 'balance', 'credit', 'debit'];

const folded = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').replace(/\([^()]*\)$/, ''); // prettier-ignore

/**
 * The columns that a row names, or two rows together: under a merged group (发生额 → 收入, 支出) a column is called by both. Undefined
 * where serial number, time, balance and amounts are not all among them.
 */
export function columnsOf(cells: readonly string[], under: readonly string[] = []): Columns | undefined {
  const columns = new Map<StatementColumn, number>();
  let group = '';
  for (let i = 0; i < Math.max(cells.length, under.length); i += 1) {
    const own = folded(under[i] ?? '');
    const here = folded(cells[i] ?? '');
    // a merged group stands in its first cell alone; it covers what has a name of its own beneath
    group = here !== '' || own === '' ? here : group;
    const called = own === '' || own === group ? [group] : [group + own, own];
    const column = called.map(columnCalled).find((each) => each !== undefined);
    if (column !== undefined && !columns.has(column)) columns.set(column, i);
  }
  const isTimed = columns.has('time') || columns.has('date');
  return isTimed && needed.every((column) => columns.has(column)) ? columns : undefined;
}

const byName = new Map(
  Object.entries(columnNames).flatMap(([column, names]) => names.map((name) => [name, column as StatementColumn])),
);

const columnCalled = (name: string): StatementColumn | undefined => byName.get(name);
