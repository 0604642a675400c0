import { yuan } from '../../money/yuan.ts';
import type { Missing } from '../../record/refusal.ts';

/** A sum of a case's receipt, as one of both sides has it. */
export interface MonthSum {
  readonly record: string;
  readonly lot: string;
  readonly fen: number;
}

/** Where the enforcement side's list and finance's ledger differ. */
export interface MonthDifference {
  readonly record: string;
  readonly lot: string;
  readonly enforcementFen: number;
  readonly financeFen: number;
}

const keyOf = ({ record, lot }: Pick<MonthSum, 'record' | 'lot'>): string => JSON.stringify([record, lot]);

/** What is not paid by the facts against what lies in the ledger, receipt by receipt (docs/spec/money.md 12): computed apart, compared here. */
export function monthDifferences(
  enforcement: readonly MonthSum[],
  finance: readonly MonthSum[],
): readonly MonthDifference[] {
  const summed = (sums: readonly MonthSum[]) => {
    const found = new Map<string, number>();
    for (const each of sums) found.set(keyOf(each), (found.get(keyOf(each)) ?? 0) + each.fen);
    return found;
  };
  const [listed, kept] = [summed(enforcement), summed(finance)];
  const all = new Map([...enforcement, ...finance].map((each) => [keyOf(each), each]));
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, { record, lot }]) => {
    const [enforcementFen, financeFen] = [listed.get(key) ?? 0, kept.get(key) ?? 0];
    return enforcementFen === financeFen ? [] : [{ record, lot, enforcementFen, financeFen }];
  }); // prettier-ignore
}

/** The same as what stands in the way of a signature. */
export const differenceMissing = ({ record, lot, enforcementFen, financeFen }: MonthDifference): Missing => ({
  id: record,
  zh: `${lot}：执行清单${yuan(enforcementFen)}，财务账${yuan(financeFen)}`,
});
