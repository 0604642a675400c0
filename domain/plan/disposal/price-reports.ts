import type { PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact, FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { sinceDecided } from './readings.ts';

type Way = PayloadOf<'price.set'>['way'];

/** The last time a price was looked for in a way, in the auction that runs. */
export const startedBy = (c: Case, asset: string, way: Way): FactOf<'price.started'> | undefined =>
  sinceDecided(
    c,
    asset,
    c.all('price.started', asset).filter(({ payload }) => payload.way === way),
  );

/** The objections to the price of a thing, in order. */
const objections = (c: Case, asset: string): readonly FactOf<'application.received'>[] =>
  c.all('application.received').filter(({ payload }) => payload.kind === 'price' && payload.about === asset);

/** The first objection to the price of a thing, in the auction that runs, that nobody has answered. */
export const objectionOpen = (c: Case, asset: string): FactOf<'application.received'> | undefined =>
  objections(c, asset).find(
    (f) => c.first('application.decided', f.subject) === undefined && sinceDecided(c, asset, [f]) !== undefined,
  );

/** The last objection that was found right: what was reported before it stands no longer (参考价规定23). */
const lastUpheld = (c: Case, asset: string): Fact | undefined =>
  objections(c, asset)
    .flatMap(({ subject }) => c.all('application.decided', subject).filter(({ payload }) => payload.granted))
    .toSorted(inOrder)
    .at(-1);

/** What was reported of a thing's price since it was last looked for in a way, and was not overturned since. */
export function reportsStanding(c: Case, asset: string, way: Way): readonly FactOf<'price.report-received'>[] {
  const [started, upheld] = [startedBy(c, asset, way), lastUpheld(c, asset)];
  if (started === undefined) return [];
  return c
    .all('price.report-received', asset)
    .filter((f) => inOrder(f, started) > 0 && (upheld === undefined || inOrder(f, upheld) > 0));
}

/** The last day on which any of several reports holds. */
export const validUntil = (reports: readonly FactOf<'price.report-received'>[]): CivilDate | undefined =>
  reports
    .map(({ payload }) => payload.validUntil)
    .toSorted()
    .at(-1);
