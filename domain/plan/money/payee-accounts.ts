import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { foldText } from '../../record/search.ts';

type Brought = FactOf<'payee-account.confirmed' | 'payee-account.change-proposed'>;

/** An account to which money may go: an id names one number for ever, a change brings another id (docs/decisions/111). */
export interface PayeeAccount {
  readonly id: string;
  readonly brought: Brought;
  /** The party for whom it receives; undefined: somebody who is none. */
  readonly party: string | undefined;
  /** The account that it was proposed in place of. */
  readonly insteadOf: string | undefined;
  /** The decision by which it took that place. */
  readonly changed: FactOf<'payee-account.changed'> | undefined;
  readonly returned: Fact | undefined;
  readonly stopped: FactOf<'payee-account.stopped'> | undefined;
  /** The account that took its place. */
  readonly replacedBy: string | undefined;
}

/** Every account of the case, by its id, in the order in which they came. */
export const payeeAccounts = reading((c): ReadonlyMap<string, PayeeAccount> => {
  const brought: readonly Brought[] = [...c.all('payee-account.confirmed'), ...c.all('payee-account.change-proposed')];
  const found = new Map<string, PayeeAccount>();
  for (const fact of brought.toSorted((a, b) => a.seq - b.seq)) {
    const id = fact.subject ?? '';
    const insteadOf = fact.node === 'payee-account.confirmed' ? undefined : fact.payload.account;
    found.set(id, {
      id,
      brought: fact,
      party: fact.node === 'payee-account.confirmed' ? fact.payload.party : found.get(insteadOf ?? '')?.party,
      insteadOf,
      changed: insteadOf === undefined ? undefined : c.first('payee-account.changed', id),
      returned: c.first('request.returned', id),
      stopped: c.first('payee-account.stopped', id),
      replacedBy: undefined,
    });
  }
  for (const { id, insteadOf, changed } of [...found.values()]) {
    const before = changed === undefined ? undefined : found.get(insteadOf ?? '');
    if (before !== undefined) found.set(before.id, { ...before, replacedBy: id });
  }
  return found;
});

/** Whether an account is one that the case pays to: confirmed, or decided in place of another. */
export const isInUse = ({ insteadOf, changed, stopped, replacedBy }: PayeeAccount): boolean =>
  (insteadOf === undefined || changed !== undefined) && stopped === undefined && replacedBy === undefined;

/** Whether a change has been proposed and nobody has answered it. */
export const isPending = ({ insteadOf, changed, returned, stopped }: PayeeAccount): boolean =>
  insteadOf !== undefined && changed === undefined && returned === undefined && stopped === undefined;

/** A name or a number as accounts are compared: width, case, blanks aside. */
export const foldAccount = (text: string): string => foldText(text).replaceAll(/\s/gu, '');

/** The account that a form's text means: by its id; a number written out means the account that has it. */
export function accountMeant(c: Case, text: string): PayeeAccount | undefined {
  const byId = payeeAccounts(c).get(text.trim());
  if (byId !== undefined) return byId;
  const number = foldAccount(text);
  return [...payeeAccounts(c).values()].findLast(({ brought }) => foldAccount(brought.payload.number) === number);
}

/** Whether a text ever was the id of an account here, also of one that has been taken back. */
export const wasAccount = (c: Case, text: string): boolean =>
  c.record.some(({ node, subject }) => subject === text.trim() && node.startsWith('payee-account.'));

/** How a payee is called on a bank's form: a party by its name. */
export const payeeName = (c: Case, payee: string): string =>
  parties(c).find(({ id }) => id === payee.trim())?.name ?? payee;

/** Who brought an account in and who decided on it: they keep off what is paid to it for a time (docs/spec/money.md 4). */
export const saidOfAccount = ({ brought, changed }: PayeeAccount): readonly Fact[] => [
  brought,
  ...(changed === undefined ? [] : [changed]),
];

/** Whether a payment says the account of the form: as the form does, or by its number. */
export const isAccountOf = (c: Case, onForm: string, said: string): boolean =>
  said === onForm || foldAccount(payeeAccounts(c).get(onForm.trim())?.brought.payload.number ?? '') === foldAccount(said); // prettier-ignore
