import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { DeadlineNow } from '../derived.ts';
import { allPassed } from '../late.ts';
import { plansServedOn } from './distribution-deadlines.ts';
import { duesOf, heardOn } from './objection-times.ts';

const timesIn = (deadlines: readonly DeadlineNow[]): readonly DeadlineNow[] =>
  deadlines.filter(({ rule }) => rule === 'distribution-objection');

/** The times to object to a plan that have begun to run, whoever's they are. */
export function timesToObject(
  c: Case,
  planned: FactOf<'distribution.planned'>,
  deadlines: readonly DeadlineNow[],
): readonly DeadlineNow[] {
  const times = timesIn(deadlines);
  const own = new Set(heardOn(c, planned, duesOf(times)).of.flatMap((party) => plansServedOn(c, { subject: planned.subject, party }))); // prettier-ignore
  return times.filter(({ subject }) => own.has(subject ?? ''));
}

/**
 * Who may still object to a plan on a day: each of them until fifteen days from their own service have run; for whom it was never served they
 * have not begun (docs/spec/money.md 7).
 */
export function mayObject(
  c: Case,
  planned: FactOf<'distribution.planned'>,
  { on, deadlines }: { readonly on: CivilDate; readonly deadlines: readonly DeadlineNow[] },
): readonly string[] {
  const times = timesIn(deadlines);
  return heardOn(c, planned, duesOf(times)).of.filter((party) => {
    const theirs = new Set(plansServedOn(c, { subject: planned.subject, party }));
    const own = times.filter(({ subject }) => theirs.has(subject ?? ''));
    return own.length === 0 || allPassed(own, on) === undefined;
  });
}
