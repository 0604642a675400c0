import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';

/** The notices to the debtor of a receivable, in order: they control it (plan §0 D3). */
export const debtNotices = (c: Case, asset: string): readonly FactOf<'debt.notified'>[] =>
  c.all('debt.notified').filter(({ payload }) => payload.asset === asset);
