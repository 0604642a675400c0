// Who has to have been served with a plan, and when everybody's time to object to it is over: docs/spec/money.md 7.
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { respondents } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { addDays } from '../../time/civil-date.ts';
import { endOfDay, type Instant } from '../../time/instant.ts';
import { served } from '../documents/readings.ts';
import { personKey } from './creditors.ts';
import { plansServedOn } from './distribution-deadlines.ts';

type Planned = FactOf<'distribution.planned'>;

/** Who a plan has to be served on: its creditors, and who is enforced against; each once, whether called by id or by name. */
export function receivers(c: Case, planned: Planned, owing: readonly { readonly id: string }[]): readonly string[] {
  const all = [...planned.payload.shares.map(({ party }) => party.trim()), ...owing.map(({ id }) => id)];
  return [...new Map(all.map((party) => [personKey(c, party), party])).values()];
}

/** The deliveries from which everybody's fifteen days run who was there when it was planned; undefined while one of them has not been served. */
const servedOnAll = reading((c): ReadonlyMap<number, readonly string[] | undefined> => {
  const owing = new Set(respondents(c).map(({ id }) => id));
  return new Map(
    c.all('distribution.planned').map((planned) => {
      const then = respondents(c, planned.at).filter(({ id }) => owing.has(id));
      const each = receivers(c, planned, then).map((party) => plansServedOn(c, { subject: planned.subject, party }));
      return [planned.seq, each.some((own) => own.length === 0) ? undefined : each.flat()];
    }),
  );
});

/** The end of the last day to object that runs from a delivery, as the calendar has it; undefined: none is known. */
export type DueOf = (delivery: string) => Instant | undefined;

/** The same of deadlines that a case has. */
export function duesOf(all: readonly { readonly subject: string | null; readonly dueAt: Instant | null }[]): DueOf {
  const dues = new Map(all.map(({ subject, dueAt }) => [subject, dueAt]));
  return (delivery) => dues.get(delivery) ?? undefined;
}

/** When everybody's time to object to a plan is over, by the last day that `dueOf` has for each delivery; undefined: not foreseeable yet. */
export function timesOver(c: Case, { seq, at }: Pick<Planned, 'seq' | 'at'>, dueOf: DueOf): Instant | undefined {
  const dues = servedOnAll(c).get(seq)?.map(dueOf);
  const known = dues?.filter((due) => due !== undefined) ?? [];
  return dues === undefined || known.length < dues.length ? undefined : Math.max(at, ...known);
}

const DAYS = 15;

/** The same without a calendar: before last days move off days of rest. */
export const timesOverAtLeast = (c: Case, planned: Pick<Planned, 'seq' | 'at'>): Instant | undefined =>
  timesOver(c, planned, (delivery) => {
    const on = served(c, delivery)?.on;
    return on === undefined ? undefined : endOfDay(addDays(on, DAYS));
  });
