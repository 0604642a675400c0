/** What a court in memory is told first: the account of a form, confirmed by its payee; the creditors of a plan, who have applied; who sits. */
import type { NodeId } from '../../domain/nodes/index.ts';
import type { Ranks } from '../../domain/plan/money/distribution-plan-conditions.ts';
import { namesAccount } from '../../domain/plan/money/payee-account-conditions.ts';
import { payeeName } from '../../domain/plan/money/payee-accounts.ts';
import { personKey } from '../../domain/plan/money/creditors.ts';
import type { Case } from '../../domain/record/case.ts';
import { foldName } from '../../domain/record/bank-names.ts';
import { holders } from '../../domain/record/holders.ts';
import { applicants, parties } from '../../domain/record/parties.ts';
import { sitting } from './given-people.ts';
import { sent } from './sent.ts';

/** What a court is told before a completion; undefined where nothing is missing. */
export function missingFirst(c: Case, node: NodeId, told: readonly unknown[]): Missing | undefined {
  const account = accountMissing(c, node, told);
  if (account !== undefined)
    return { node: 'payee-account.confirmed', told: [account.id, account.payload, account.how] };
  if (node === 'panel.decided' && holders(c, 'panel').length === 0)
    return { node: 'case.assigned', told: [{ ...nobodyElse, panel: [...sitting] }, { at: sent(node, told, 0).at }] };
  const creditor = participantMissing(c, node, told);
  return creditor === undefined ? undefined : { node: 'participation.applied', told: [{ creditor }] };
}

/** Instead of whom the example names. */
const nobodyElse = { officer: undefined, clerk: undefined, teamLeader: undefined };

interface Missing {
  readonly node: NodeId;
  readonly told: readonly unknown[];
}

/** The account that has to be confirmed before this completion. */
function accountMissing(c: Case, node: NodeId, told: readonly unknown[]) {
  if (node !== 'payout.applied') return undefined;
  const { payload, at } = sent(node, told, 0);
  const { to, payee, payeeAccount } = payload as Readonly<Record<'to' | 'payee' | 'payeeAccount', string>>; // of that node
  if (!namesAccount.has(to) || c.subjects.has(payeeAccount)) return undefined;
  const holder = payeeName(c, payee);
  const party = parties(c).find(({ name }) => foldName(name) === foldName(holder))?.id;
  const account = { party, holder, number: numberOf(payeeAccount) };
  return { id: payeeAccount, payload: account, how: { at } };
}

/** Digits of its own for an id. */
const numberOf = (id: string): string => `62${[...id].map((letter) => letter.charCodeAt(0)).join('').slice(-28)}`.padEnd(8, '0'); // prettier-ignore

/** Who is to share in a plan and has not applied yet. */
function participantMissing(c: Case, node: NodeId, told: readonly unknown[]): string | undefined {
  if (node !== 'distribution.planned') return undefined;
  const { ranks = [] } = sent(node, told, 0).payload as { readonly ranks?: Ranks }; // of that node
  const known = new Set([...applicants(c).map(({ id }) => id), ...c.all('participation.applied').map((f) => personKey(c, f.payload.creditor))]); // prettier-ignore
  return ranks.flatMap(({ claims }) => claims).find(({ party }) => party !== undefined && !known.has(personKey(c, party)))?.party; // prettier-ignore
}
