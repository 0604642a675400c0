import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import { forms, outOf } from './forms.ts';
import { foldNumber } from '../../record/bank-names.ts';
import { accountOfForm, type PayeeAccount, payeeAccounts } from './payee-accounts.ts';

/** Who said something, and when. */
interface Said {
  readonly by: string;
  readonly at: Instant;
}

/** The account of a form as whoever approves or pays it sees it (docs/spec/money.md 4). */
export interface AccountShown {
  /** null: an account written out on the form, which the case does not know. */
  readonly id: string | null;
  readonly holder: string | null;
  readonly number: string;
  readonly bank: string | null;
  readonly confirmed: Said | null;
  /** No other form to this account has been paid. */
  readonly isFirstPayment: boolean;
  readonly stopped: Said | null;
  /** What it was proposed in place of, by whom, and who decided on it when; null: it was confirmed as it is. */
  readonly change: {
    readonly insteadOf: string;
    readonly oldHolder: string;
    readonly oldNumber: string;
    readonly oldBank: string;
    readonly proposed: Said;
    readonly decided: Said | null;
  } | null;
}

const said = (fact: { readonly by: string; readonly at: Instant } | undefined): Said | null =>
  fact === undefined ? null : { by: fact.by, at: fact.at };

/** The account of a form as it is applied for. */
export const accountShownOf = (c: Case, applied: FactOf<'payout.applied'>): AccountShown =>
  shown(c, accountOfForm(c, applied), applied.payload);

/** An account by its id. */
export const accountShown = (c: Case, id: string): AccountShown =>
  shown(c, payeeAccounts(c).get(id), { payeeAccount: id });

/** An account; undefined: a form has it written out. `form`: the one for which it is looked at. */
function shown(
  c: Case,
  account: PayeeAccount | undefined,
  { payeeAccount: text, form }: { readonly payeeAccount: string; readonly form?: string },
): AccountShown {
  const paid = paidForms(c).get(account?.id ?? foldNumber(text)) ?? [];
  const isFirstPayment = paid.length === 0 || (paid.length === 1 && paid[0] === form);
  const old = payeeAccounts(c).get(account?.insteadOf ?? '');
  if (account === undefined)
    return { id: null, holder: null, number: text, bank: null, confirmed: null, isFirstPayment, stopped: null, change: null }; // prettier-ignore
  const { id, brought, changed, stopped } = account;
  const { holder, number, bank } = brought.payload;
  const change = old && {
    ...{ insteadOf: old.id, oldHolder: old.brought.payload.holder, oldNumber: old.brought.payload.number },
    ...{ oldBank: old.brought.payload.bank, proposed: { by: brought.by, at: brought.at }, decided: said(changed) },
  };
  return {
    ...{ id, holder, number, bank, isFirstPayment, stopped: said(stopped), change: change ?? null },
    confirmed: change === undefined ? said(brought) : null,
  };
}

/** The forms that have been paid, by the account to which they went. */
const paidForms = reading((c): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [id, { applied }] of forms(c)) {
    if (outOf(c, id).length === 0) continue;
    const key = accountOfForm(c, applied)?.id ?? foldNumber(applied.payload.payeeAccount);
    const known = found.get(key);
    if (known === undefined) found.set(key, [id]);
    else known.push(id);
  }
  return found;
});
