import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { parties } from '../../record/parties.ts';

type Asked = FactOf<'in-kind.asked'>;

/** What was held last of an asset's auction before a fact, in the auction that ran then. */
function heldBefore(c: Case, fact: Asked): FactOf<'auction.held'> | undefined {
  const decided = c.all('auction.decided', fact.subject).findLast((f) => inOrder(f, fact) < 0);
  return c
    .all('auction.held', fact.subject)
    .findLast((f) => inOrder(f, fact) < 0 && (decided === undefined || inOrder(f, decided) > 0));
}

/**
 * The answers with which a creditor came to take a thing in kind: after a round that nobody bought in, a creditor's own
 * (拍卖变卖规定16); before any, when creditor and respondent have agreed on one sum (民诉解释489).
 */
export function takenInKind(c: Case, asset: string): readonly Asked[] {
  const debtors = new Set(parties(c).flatMap(({ id, side }) => (side === 'respondent' ? [id] : [])));
  const all = c.all('in-kind.asked', asset);
  const isLast = (fact: Asked): boolean => all.findLast(({ payload }) => payload.by === fact.payload.by) === fact; // who declines afterwards takes nothing
  const accepted = all.filter((fact) => fact.payload.answer === 'accepts' && isLast(fact));
  const isDebtor = ({ payload }: Asked) => debtors.has(payload.by);
  return accepted.filter((fact, i) => {
    const held = heldBefore(c, fact);
    if (held !== undefined) return held.payload.outcome === 'failed' && !isDebtor(fact);
    return accepted
      .slice(0, i)
      .some((other) => isDebtor(other) !== isDebtor(fact) && other.payload.priceFen === fact.payload.priceFen);
  });
}
