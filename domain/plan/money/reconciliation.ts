import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { reading } from '../../record/reading.ts';
import { lastDayOf } from '../matters/readings.ts';
import { endOfDay } from '../../time/instant.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Opening } from '../deadline.ts';
import { opening } from '../opens.ts';

/** The differences of a day that nobody has settled. */
export const openDifferences = reading((c): readonly FactOf<'difference.found'>[] =>
  c.all('difference.found').filter((f) => c.first('difference.settled', f.subject) === undefined),
);

const isSigning = ({ node }: Fact): boolean => node === 'reconciliation.signed' || node === 'law.applied';

/** The signatures of a month that hold: no fact was recorded after the first of them. */
export const standingSignatures = reading((c): readonly FactOf<'reconciliation.signed'>[] => {
  const last = c.facts.filter((f) => !isSigning(f)).reduce((seq, f) => Math.max(seq, f.seq), 0);
  return c.all('reconciliation.signed').filter((f) => f.seq > last);
});

/** The signature with which a month was signed by both over one digest; undefined: it is not yet. */
export const signedByBoth = reading((c): FactOf<'reconciliation.signed'> | undefined => {
  const all = standingSignatures(c);
  return all.find((f) => all.some((other) => other.seq < f.seq && other.payload.for !== f.payload.for && other.payload.digest === f.payload.digest)); // prettier-ignore
});

/** The days that a record reconciles, from the end of each. */
export const bankDays = (c: Case): readonly Opening[] =>
  c.all('reconciliation.opened').filter(({ payload }) => payload.day !== undefined).map(opening); // prettier-ignore

/** The months, each from its last day. */
export const bankMonths = (c: Case): readonly Opening[] =>
  monthsIn(c).map(({ f, last }) => ({ ...opening(f), from: endOfDay(last) - 1 }));

/** The months' fees, each due on the last working day of the month. */
export const feesToRemit = (c: Case): readonly Opening[] =>
  monthsIn(c).map(({ f, last }) => ({ ...opening(f), due: last, dueZh: '当月末' }));

const monthsIn = (c: Case): readonly { readonly f: Fact; readonly last: CivilDate }[] =>
  c.all('reconciliation.opened').flatMap((f) => (f.payload.month === undefined ? [] : [{ f, last: lastDayOf(f.payload.month) }])); // prettier-ignore
