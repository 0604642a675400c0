// The days on which the tour lets money arrive: such that the court's calendar has something to show.
import { addDays, type CivilDate } from '../../domain/time/civil-date.ts';
import { countPeriod } from '../../domain/time/count-period.ts';
import type { CourtCalendar } from '../../domain/time/court-calendar.ts';
import { days } from '../../domain/time/period.ts';

/** When the money is confirmed, when that is typed in as of today by mistake, and the dues that follow. */
export interface MoneyDays {
  readonly confirmed: CivilDate;
  readonly typedIn: CivilDate;
  /** The payout's due from either, ten days on (三·一(五)1). */
  readonly due: CivilDate;
  readonly mistakenDue: CivilDate;
}

const FURTHEST = 60;
/** A mistake found later than this would leave the reminder of the corrected due behind. */
const FOUND_WITHIN = 7;

/**
 * The first days after `from` on which confirmation's three days and the payout's ten both end on a rest day, and the day
 * of the mistake gives the payout a later due. Throws where a calendar has none within two months: none has so few rest days.
 */
export function moneyDays(from: CivilDate, calendar: CourtCalendar): MoneyDays {
  const count = (start: CivilDate, n: number) => countPeriod({ start, period: days(n) }, calendar);
  const rolls = (start: CivilDate, n: number) => count(start, n).skipped.length > 0;
  const isWorkday = (date: CivilDate) => !rolls(date, 0);
  for (let n = 1; n <= FURTHEST; n++) {
    const confirmed = addDays(from, n);
    const typedIn = String(count(confirmed, 3).due); // days give a date
    const [due, mistakenDue] = [String(count(confirmed, 10).due), String(count(typedIn, 10).due)]; // as above
    const inTime = typedIn <= addDays(confirmed, FOUND_WITHIN) && due < mistakenDue;
    if (inTime && isWorkday(confirmed) && rolls(confirmed, 3) && rolls(confirmed, 10))
      return { confirmed, typedIn, due, mistakenDue };
  }
  throw new Error(`no such day within ${FURTHEST} days of ${from}`);
}
