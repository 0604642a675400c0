import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import type { FenAmount } from '../fen.ts';
import { type AccountId, accountIds, accounts } from './accounts.ts';
import type { Entry } from './entry.ts';

/** What was moved on either side of an account, and what stands in it, on the side on which it grows. */
export interface AccountTotal {
  readonly account: AccountId;
  readonly debitFen: FenAmount;
  readonly creditFen: FenAmount;
  readonly balanceFen: FenAmount;
}

/** The trial balance 试算平衡表: every account; debits and credits come to the same. */
export interface TrialBalance {
  readonly accounts: readonly AccountTotal[];
  readonly debitFen: FenAmount;
  readonly creditFen: FenAmount;
}

/** Up to when: what was posted by an instant, or what the bank moved by the end of a day. */
export type UpTo = { readonly postedAt: Instant } | { readonly valueOn: CivilDate };

/** Sums of both sides by account, as a trial balance. */
export function trialBalanceOf(
  sums: ReadonlyMap<AccountId, { readonly debitFen: FenAmount; readonly creditFen: FenAmount }>,
): TrialBalance {
  const all = accountIds.map((account) => {
    const { debitFen, creditFen } = sums.get(account) ?? { debitFen: 0n, creditFen: 0n };
    const rest = debitFen - creditFen;
    return { account, debitFen, creditFen, balanceFen: accounts[account].side === 'debit' ? rest : -rest };
  });
  return {
    accounts: all,
    debitFen: all.reduce((sum, { debitFen }) => sum + debitFen, 0n),
    creditFen: all.reduce((sum, { creditFen }) => sum + creditFen, 0n),
  };
}

/** The trial balance of entries, up to an instant of posting or a day of the bank's, that included; of all where none is given. */
export function trialBalance(entries: Iterable<Entry>, upTo?: UpTo): TrialBalance {
  const sums = new Map<AccountId, { debitFen: FenAmount; creditFen: FenAmount }>();
  for (const entry of entries) {
    if (upTo !== undefined && !isWithin(entry, upTo)) continue;
    for (const { account, side, fen } of entry.lines) {
      const sum = sums.get(account) ?? { debitFen: 0n, creditFen: 0n };
      if (side === 'debit') sum.debitFen += fen;
      else sum.creditFen += fen;
      sums.set(account, sum);
    }
  }
  return trialBalanceOf(sums);
}

const isWithin = (entry: Pick<Entry, 'postedAt' | 'valueOn'>, upTo: UpTo): boolean =>
  'postedAt' in upTo ? entry.postedAt <= upTo.postedAt : entry.valueOn <= upTo.valueOn;
