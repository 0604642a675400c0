import type { PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { reaching } from '../money/readings.ts';

/** One instalment of a settlement, and what was paid on it. */
export interface Instalment {
  readonly agreed: PayloadOf<'settlement.reached'>['instalments'][number];
  readonly paidFen: number;
  /** The payment with which what was agreed on had come together: several add up. */
  readonly metBy: FactOf<'settlement.instalment'> | undefined;
}

/** The instalments of a settlement, as they were agreed on: each is met by its own sum. */
export const instalmentsOf = (c: Case, settlement: string | null): readonly Instalment[] =>
  (c.first('settlement.reached', settlement)?.payload.instalments ?? []).map((agreed) => {
    const paid = c.all('settlement.instalment', settlement).filter(({ payload }) => payload.n === agreed.n);
    const fenOf = ({ payload }: FactOf<'settlement.instalment'>) => payload.amountFen;
    return {
      agreed,
      paidFen: paid.reduce((sum, f) => sum + fenOf(f), 0),
      metBy: reaching(paid, fenOf, agreed.amountFen),
    };
  });
