/** Accountings of a receipt (docs/spec/money.md 6). */
import { accountingOf } from '../../domain/plan/money/accounting.ts';
import type { PayloadOf } from '../../domain/nodes/index.ts';
import type { Court } from './given.ts';

type Said = Partial<PayloadOf<'funds.allocated'>>;

/** What the court's own preview proposes for a receipt. */
export function accountingProposed(court: Court, receipt = 'r-1', { costs, excluded }: Said = {}) {
  const found = accountingOf(court.c, receipt, { costs, excluded, feeRank: 'first' });
  const shares = (found?.answer.shares ?? []).map(({ id, net }) => ({ claim: id, fen: Number(net) }));
  return { question: found?.question ?? {}, shares };
}

/** The accounting of a receipt as proposed, or otherwise. */
export const allocated = (court: Court, receipt = 'r-1', said: Said = {}): Court =>
  court.complete('funds.allocated', receipt, { ...accountingProposed(court, receipt, said), ...said });
