// What finance has to order at the bank, and what lies there without an answer (docs/spec/money.md 4, 11).
import type { Case } from '../../record/case.ts';
import { foldName, holderForBank, numberForBank } from '../../record/bank-names.ts';
import type { FactOf } from '../../record/fact.ts';
import { throughTheBank } from './endings.ts';
import { type Form, forms } from './forms.ts';
import { accountNamed, accountOfForm, payeeName, saidBefore } from './payee-accounts.ts';

/** To whom an order goes, as the bank is told. */
export interface PayeeAtBank {
  readonly holder: string;
  readonly number: string;
  readonly bank: string;
  readonly bankCode: string;
}

/** A form that the bank is to carry out, or has been told to. */
export interface Payment {
  readonly form: string;
  readonly amountFen: number;
  readonly payee: PayeeAtBank;
  readonly state: keyof typeof paymentStates;
  /** The order that was given, the last of several. */
  readonly order: FactOf<'payout.sent'> | undefined;
  /** Why the bank has not carried it out. */
  readonly failed: string | null;
}

/** How far a payment has come. */
export const paymentStates = { due: '待提交', failed: '未受理，可再提交', sent: '已提交，尚无结果' } as const;

/** Where a form's money goes: to the account that it names; one that is written out stays that number, in its payee's name. */
export function payeeAtBank(c: Case, { applied }: Form): PayeeAtBank {
  const named = accountNamed(c, applied)?.brought.payload;
  const { holder, number } = named ?? { holder: payeeName(c, applied.payload.payee, saidBefore(c, applied)), number: applied.payload.payeeAccount }; // prettier-ignore
  const known = named ?? accountOfForm(c, applied)?.brought.payload;
  const isTheirs = known !== undefined && foldName(known.holder) === foldName(holder);
  return {
    holder: holderForBank(holder),
    number: numberForBank(number),
    bank: isTheirs ? known.bank : '',
    bankCode: (isTheirs ? known.bankCode : undefined) ?? '',
  };
}

/** The payments of a case that are to be ordered, or lie with the bank. */
export function paymentsOf(c: Case): readonly Payment[] {
  return [...forms(c)].flatMap(([id, form]): Payment[] => {
    const isOpen = form.approved !== undefined && form.leftFen > 0 && (form.sent !== undefined || form.ended === undefined); // prettier-ignore
    if (!isOpen || !throughTheBank(form)) return [];
    const order = c.last('payout.sent', id);
    const failure = form.sent === undefined && order !== undefined ? c.last('payout.failed', id) : undefined;
    const failed = failure?.payload.reason ?? null;
    const state = stateOf(form, failed !== null);
    return [{ form: id, amountFen: form.leftFen, payee: payeeAtBank(c, form), state, order, failed }];
  });
}

function stateOf({ sent }: Form, hasFailed: boolean): Payment['state'] {
  if (sent !== undefined) return 'sent';
  return hasFailed ? 'failed' : 'due';
}
