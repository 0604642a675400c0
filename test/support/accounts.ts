/** The account that a form of a court in memory names: its payee confirms it first, unless that has been done. */
import type { NodeId } from '../../domain/nodes/index.ts';
import { namesAccount } from '../../domain/plan/money/payee-account-conditions.ts';
import { payeeName } from '../../domain/plan/money/payee-accounts.ts';
import type { Case } from '../../domain/record/case.ts';
import { sent } from './sent.ts';

/** The account that has to be confirmed before this completion; undefined where nothing is missing. */
export function accountMissing(c: Case, node: NodeId, told: readonly unknown[]) {
  if (node !== 'payout.applied') return undefined;
  const { payload, at } = sent(node, told, 0);
  const { to, payee, payeeAccount } = payload as Readonly<Record<'to' | 'payee' | 'payeeAccount', string>>; // of that node
  if (!namesAccount.has(to) || c.subjects.has(payeeAccount)) return undefined;
  const account = { holder: payeeName(c, payee), number: `${payeeAccount}-no` };
  return { id: payeeAccount, payload: account, how: { at } };
}
