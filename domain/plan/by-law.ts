import { law } from '../nodes/basis.ts';
import { dayNumber } from '../time/civil-date.ts';
import { dateOf } from '../time/instant.ts';
import type { Roll } from '../time/period.ts';
import type { DeadlineRow, Opening } from './deadline.ts';

/** Days from where an opening is counted to the day that a fact names. */
const daysTo = ({ from, at }: Opening, due: string): string => `${dayNumber(due) - dayNumber(dateOf(from ?? at))}d`;

/**
 * A row whose number is the law's (plan §2.1): what is asked and what the law allows are one, also where the fact itself calls
 * for a shorter period or names the day. `roll`: left out, the last day moves off a day of rest as the law has it (民诉法85).
 */
export const byLaw = (
  citation: string,
  within: string,
  roll?: Roll,
): Pick<DeadlineRow, 'basis' | 'legal' | 'within' | 'roll'> => ({
  basis: law(citation),
  within,
  ...(roll && { roll }),
  legal: {
    basis: law(citation),
    within: (_, o) => (o?.due === undefined ? (o?.within ?? within) : daysTo(o, o.due)),
    ...(roll && { roll }),
  },
});
