/** On which side of an entry an amount stands: 借, 贷. */
export type EntrySide = 'debit' | 'credit';

interface Account {
  readonly zh: string;
  /** The side on which it grows. */
  readonly side: EntrySide;
  /** What its amounts are kept by besides the lot. */
  readonly key: 'bank-account' | 'officer' | 'line' | 'fact' | 'record' | 'case' | 'form' | 'distribution' | 'passage';
}

/** THE TABLE of accounts: docs/spec/money.md 2. What is owed stands in none of them, only money that has moved. */
export const accounts = {
  bank: { zh: '执行款专户（银行镜像）', side: 'debit', key: 'bank-account' },
  cash: { zh: '在途现金、票据', side: 'debit', key: 'officer' },
  charges: { zh: '垫付手续费（应由经费补足）', side: 'debit', key: 'bank-account' },
  difference: { zh: '待查支出', side: 'debit', key: 'line' },
  recoverable: { zh: '应追回款', side: 'debit', key: 'fact' },
  unidentified: { zh: '不明款', side: 'credit', key: 'record' },
  'case.arrived': { zh: '案件子账户·待确认', side: 'credit', key: 'case' },
  'case.held': { zh: '案件子账户·可支配', side: 'credit', key: 'case' },
  'case.reserved': { zh: '案件子账户·审批占用', side: 'credit', key: 'form' },
  'case.disputed': { zh: '案件子账户·争议留存', side: 'credit', key: 'distribution' },
  transit: { zh: '在途付款', side: 'credit', key: 'form' },
  escrow: { zh: '提存', side: 'credit', key: 'case' },
  fee: { zh: '执行费待缴国库', side: 'credit', key: 'case' },
  'in-passage': { zh: '院内调拨在途', side: 'credit', key: 'passage' },
  'bank-interest': { zh: '专户孳息待缴', side: 'credit', key: 'bank-account' },
} as const satisfies Readonly<Record<string, Account>>;

export type AccountId = keyof typeof accounts;

export const accountIds = Object.keys(accounts) as AccountId[]; // the keys of a constant record are exactly its type

/** Whether an account may not fall below zero, lot by lot: it is owed to somebody. */
export const isCreditAccount = (account: AccountId): boolean => accounts[account].side === 'credit';

/** An account under one of its keys: 案件子账户 of a case, 在途付款 of a form. */
export interface LedgerPlace {
  readonly account: AccountId;
  readonly key: string;
}

/** The place of a form in the court: its id is its own in its case alone. */
export const formKey = (record: string, form: string): string => `${record}/${form}`;

/** The lot of a receipt in the court, for the same reason: so no two receipts are one (docs/decisions/100). */
export const lotOf = (record: string, receipt: string): string => `${record}/${receipt}`;

/** The place of money that is on its way between two cases. */
export const passageKey = (from: string, to: string): string => `${from}>${to}`;
