import type { Static } from 'typebox';
import { called, record, Text } from './fields.ts';

/** A line of a bank statement: the court's account, and the bank's number in it; together they are unique (docs/spec/money.md 1). */
export const BankLine = record(
  {
    account: Text('本院账号', { maxLength: 64 }),
    serial: Text('银行流水号', { maxLength: 128 }),
  },
  called('银行流水'),
);

/** One key for a line of the court's. */
export const bankLineKey = ({ account, serial }: Static<typeof BankLine>): string => `${account} ${serial}`;
