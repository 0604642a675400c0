// Who has to have been served with a plan, and when everybody's time to object to it is over: docs/spec/money.md 7.
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { respondents } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { addDays } from '../../time/civil-date.ts';
import { endOfDay, type Instant } from '../../time/instant.ts';
import { served } from '../documents/readings.ts';
import { creditorsIn, personKey } from './creditors.ts';
import { plansServedOn } from './distribution-deadlines.ts';

type Planned = FactOf<'distribution.planned'>;

/** Who a plan has to be served on: its creditors, and who is enforced against; each once, whether called by id or by name. */
function receivers(c: Case, planned: Planned, owing: readonly { readonly id: string }[]): readonly string[] {
  const all = [...creditorsIn(planned.payload), ...owing.map(({ id }) => id)];
  return [...new Map(all.map((party) => [personKey(c, party), party])).values()];
}

/** The end of the last day to object that runs from a delivery, as the calendar has it; undefined: none is known. */
export type DueOf = (delivery: string) => Instant | undefined;

/** The same of deadlines that a case has. */
export function duesOf(all: readonly { readonly subject: string | null; readonly dueAt: Instant | null }[]): DueOf {
  const dues = new Map(all.map(({ subject, dueAt }) => [subject, dueAt]));
  return (delivery) => dues.get(delivery) ?? undefined;
}

/** Whom a plan has to hear, and when the last of their times is over; undefined: not foreseeable yet. */
interface Hearing {
  readonly of: readonly string[];
  readonly over: Instant | undefined;
}

/**
 * Whom a plan has to hear: its creditors, and who was enforced against when it was made or came to be while the others' times ran
 * (民诉解释509). Who comes later takes the case as it stands, and freezes nothing (docs/decisions/188).
 */
export function heardOn(c: Case, planned: Planned, dueOf: DueOf): Hearing {
  const still = new Set(respondents(c).map(({ id }) => id));
  let { at } = planned;
  for (;;) {
    const of = receivers(
      c,
      planned,
      respondents(c, at).filter(({ id }) => still.has(id)),
    );
    const each = of.map((party) => plansServedOn(c, { subject: planned.subject, party }));
    const dues = each
      .flat()
      .map(dueOf)
      .filter((due) => due !== undefined);
    if (each.some((own) => own.length === 0) || dues.length < each.flat().length)
      return { of: receivers(c, planned, respondents(c)), over: undefined };
    const over = Math.max(planned.at, ...dues);
    if (over <= at) return { of, over };
    at = over;
  }
}

/** When everybody's time to object to a plan is over, by the last day that `dueOf` has for each delivery; undefined: not foreseeable yet. */
export const timesOver = (c: Case, planned: Planned, dueOf: DueOf): Instant | undefined => heardOn(c, planned, dueOf).over; // prettier-ignore

const DAYS = 15;

/** The same without a calendar: before last days move off days of rest. */
export const timesOverAtLeast = (c: Case, { seq }: Planned): Instant | undefined => atLeast(c).get(seq);

const atLeast = reading(
  (c): ReadonlyMap<number, Instant | undefined> =>
    new Map(c.all('distribution.planned').map((planned) => [planned.seq, timesOver(c, planned, (delivery) => fifteenDays(c, delivery))])), // prettier-ignore
);

function fifteenDays(c: Case, delivery: string): Instant | undefined {
  const on = served(c, delivery)?.on;
  return on === undefined ? undefined : endOfDay(addDays(on, DAYS));
}
