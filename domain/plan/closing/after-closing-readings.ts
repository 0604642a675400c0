import { caseIdOf } from '../../record/case-number.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';

/** Property is looked for twice a year, for five years after 终本: so many times (L94). */
export const PERIODIC_ROUNDS = 10;

/** How many months lie between two of them. */
export const PERIODIC_MONTHS = 6;

/** The closing of a case that ended without property; undefined for any other. */
export const closedWithoutProperty = (c: Case): FactOf<'case.closed'> | undefined => {
  const closed = c.first('case.closed');
  return closed?.payload.kind === 'no-property' ? closed : undefined;
};

/** The decision by which a closed case goes on under another number; undefined while none has been made. */
export const restoredBy = (c: Case): FactOf<'restoration.decided'> | undefined =>
  c.all('restoration.decided').find(({ payload }) => payload.granted);

/** What the engine wrote into a closed case when the one was filed under which it goes on; undefined while none is. */
export const continuedAs = (c: Case): FactOf<'case.linked'> | undefined => {
  const { restoredFrom } = c.filed.payload;
  return c
    .all('case.linked')
    .find(
      ({ via, payload: { as, caseNo } }) =>
        via === 'system' && as === 'restored' && caseIdOf(caseNo) !== (restoredFrom && caseIdOf(restoredFrom)),
    );
};

/** What gives cause to take a closed case up again, in order: only what came after its closing (plan §2.1, `restoration-decide`). */
export const restorationCauses = reading((c): readonly Fact[] => {
  const closed = c.first('case.closed');
  if (closed === undefined) return [];
  const afterNoProperty: readonly Fact[] =
    closed.payload.kind === 'no-property'
      ? [
          ...c.all('application.received').filter(({ payload }) => payload.kind === 'restore'),
          ...c.all('clue.verified').filter(({ payload }) => payload.real),
          ...c.all('clue.fully-verified').filter(({ payload }) => payload.real),
          ...c.all('periodic-query.done').filter(({ payload }) => payload.found),
        ]
      : [];
  return [...c.all('settlement.breached'), ...afterNoProperty].filter((f) => inOrder(closed, f) < 0).toSorted(inOrder);
});
