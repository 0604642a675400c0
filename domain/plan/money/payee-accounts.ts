import type { Case } from '../../record/case.ts';
import { withdrawnSeqs } from '../../record/effective.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { foldName, foldNumber } from '../../record/bank-names.ts';

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
  /** It came in within so many milliseconds after another of the same party or holder had been taken back: it cools like a change. */
  readonly behindTakenBack: number | undefined;
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
      behindTakenBack: sinceTakenBack(c, fact),
      replacedBy: undefined,
    });
  }
  for (const { id, insteadOf, changed } of [...found.values()]) {
    const before = changed === undefined ? undefined : found.get(insteadOf ?? '');
    if (before !== undefined) found.set(before.id, { ...before, replacedBy: id });
  }
  return found;
});

/** How long after another account of the same party or holder was taken back this one came; of a change, or where none was, undefined. */
function sinceTakenBack(c: Case, { node, payload, recordedAt, seq }: Brought): number | undefined {
  if (node !== 'payee-account.confirmed') return undefined;
  const gone = withdrawnSeqs(c.record);
  const backs = c.record.filter((f) => f.node === 'fact.withdrawn').filter((f) => f.seq < seq && !gone.has(f.seq));
  const last = backs.findLast(({ payload: { fact } }) => {
    const was = c.record.find((f) => f.seq === fact);
    return (
      was?.node === 'payee-account.confirmed' &&
      ((was.payload.party !== undefined && was.payload.party === payload.party) ||
        foldName(was.payload.holder) === foldName(payload.holder)) &&
      foldNumber(was.payload.number) !== foldNumber(payload.number)
    );
  });
  return last && recordedAt - last.recordedAt;
}

/** Whether an account is one that the case pays to: confirmed, or decided in place of another. */
export const isInUse = ({ insteadOf, changed, stopped, replacedBy }: PayeeAccount): boolean =>
  (insteadOf === undefined || changed !== undefined) && stopped === undefined && replacedBy === undefined;

/** Whether a change has been proposed and nobody has answered it. */
export const isPending = ({ insteadOf, changed, returned, stopped }: PayeeAccount): boolean =>
  insteadOf !== undefined && changed === undefined && returned === undefined && stopped === undefined;

/** The account that a text means: by its id; a number written out means the account that has it. `before`: as it would have been read then. */
export function accountMeant(c: Case, text: string, before = Number.POSITIVE_INFINITY): PayeeAccount | undefined {
  const known = [...payeeAccounts(c).values()].filter(({ brought }) => brought.seq < before);
  const number = foldNumber(text);
  return (
    known.find(({ id }) => id === text.trim()) ??
    known.findLast(({ brought }) => foldNumber(brought.payload.number) === number)
  );
}

/** The last correction of each fact that was put right. */
const putRight = reading((c): ReadonlyMap<number, number> => {
  const gone = withdrawnSeqs(c.record);
  const changes = c.record.filter((f) => f.node === 'fact.corrected').filter(({ seq }) => !gone.has(seq));
  return new Map(changes.map(({ seq, payload }) => [payload.fact, seq]));
});

/** Up to where the record was when a form came to say what it says: applied for, or put right before its review. */
export const saidBefore = (c: Case, { seq }: FactOf<'payout.applied'>): number =>
  Math.max(seq, putRight(c).get(seq) ?? seq);

/** The account of a form: one that stood when it was applied for, never one that was confirmed later (docs/decisions/122). */
export const accountOfForm = (c: Case, applied: FactOf<'payout.applied'>): PayeeAccount | undefined =>
  accountMeant(c, applied.payload.payeeAccount, saidBefore(c, applied));

/** The same of a form that names its account by id; one that has the number written out says that number and nothing else. */
export function accountNamed(c: Case, applied: FactOf<'payout.applied'>): PayeeAccount | undefined {
  const account = accountOfForm(c, applied);
  return account?.id === applied.payload.payeeAccount.trim() ? account : undefined;
}

/** Whether a text was by then the id of an account here, also of one that has been taken back. */
export const wasAccount = (c: Case, text: string, before = Number.POSITIVE_INFINITY): boolean =>
  c.record.some((f) => f.seq < before && f.subject === text.trim() && f.node.startsWith('payee-account.'));

/** How a payee is called on a bank's form: a party by its name, if it was one by then. */
export const payeeName = (c: Case, payee: string, before = Number.POSITIVE_INFINITY): string =>
  parties(c).find(({ id, joined }) => id === payee.trim() && joined.seq < before)?.name ?? payee;

/** Who brought an account in and who decided on it: they keep off what is paid to it for a time (docs/spec/money.md 4). */
export const saidOfAccount = ({ brought, changed }: PayeeAccount): readonly Fact[] => [
  brought,
  ...(changed === undefined ? [] : [changed]),
];

/** Whether a payment says the account of the form: as the form does, or by its number. */
export const isAccountOf = (c: Case, applied: FactOf<'payout.applied'>, said: string): boolean =>
  said === applied.payload.payeeAccount ||
  foldNumber(accountNamed(c, applied)?.brought.payload.number ?? applied.payload.payeeAccount) === foldNumber(said);
