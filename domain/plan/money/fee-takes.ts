// What the court's fee is, and what it takes of a receipt, as the case stands: docs/spec/money.md 6 (rank 2), 民诉解释508.
import type { Case } from '../../record/case.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { CourtSettings } from '../court-settings.ts';
import { feeNow } from './accounting.ts';
import { feeLeftFen, keptFen, lyingFen } from './fee-kept.ts';
import { mustStay } from './surplus.ts';

/** The fee of the case as it stands: what a document has set, or nothing else can tell, else by the scale; undefined: nobody has decided or can tell. */
export function feeOn(c: Case, on: CivilDate): number | undefined {
  const assessed = c.last('fee.assessed')?.payload;
  const scale = assessed?.document === undefined ? feeNow(c, on)?.fee : undefined;
  if (scale !== undefined) return Number(scale);
  return assessed?.waived === true ? 0 : assessed?.feeFen;
}

/** By whose rank of the fee it is asked, and on which day. */
interface By {
  readonly on: CivilDate;
  readonly feeRank: CourtSettings['feeRank'];
}

/** What the fee that is assessed takes of a receipt that nothing accounts for, by the court's rank of it: of several receipts of the earliest first. */
export function feeTakesFen(c: Case, receipt: string, { on, feeRank }: By): number {
  if (c.last('fee.assessed') === undefined) return 0;
  const most = feeOn(c, on);
  if (feeRank === 'first') return keptFen(c, most).get(receipt) ?? 0;
  return Math.min(feeLeftFen(c, most), mustStay(c, receipt, { on, feeRank }).fee);
}

/** What a plan of receipts leaves for the fee: what it takes of each, and what lies there for it already. */
export const feeOfReceipts = (c: Case, receipts: readonly string[], by: By): number =>
  [...new Set(receipts)].reduce((fen, id) => fen + lyingFen(c, id) + feeTakesFen(c, id, by), 0);
