import { readInstant } from '../../gate/instant.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import type { Instant } from '../../time/instant.ts';
import { assets } from '../control/assets.ts';
import { assetOf, type Control, isControl } from '../control/measures.ts';
import { firstIssue } from '../documents/readings.ts';

/** When a control takes effect: as it says, else when it was made. */
const effectOf = ({ payload, at }: Control): Instant =>
  (payload.effectiveAt === undefined ? undefined : readInstant(payload.effectiveAt)) ?? at;

/**
 * From when a respondent may hear of a fact: a control once it has effect itself (plan §6: *held*), one that waits behind
 * another court's once it is promoted, if ever; anything else at once.
 */
export function heldUntil(c: Case, fact: Fact): Instant | undefined {
  if (!isControl(fact) || fact.payload.order === 'first') return fact.at;
  return c.all('asset.promoted', assetOf(fact)).find(({ at }) => at >= fact.at)?.at;
}

const controlsIn = (c: Case): readonly Control[] =>
  [c.all('asset.frozen'), c.all('asset.sealed'), c.all('asset.seized'), c.all('asset.taken-over')].flat();

/**
 * When each respondent may hear of the case: once the first control of what it holds has effect, or its notice has been
 * issued, whichever comes first; undefined while neither has (plan §6). A control of what no respondent is said to hold
 * counts for each: nobody can say whom it has not warned.
 */
export const releases = reading((c): ReadonlyMap<string, Instant | undefined> => {
  const all = parties(c).filter(({ side }) => side === 'respondent');
  const called = new Set(all.flatMap(({ id, name }) => [id, name]));
  const first = new Map<string | null, Instant>();
  for (const control of controlsIn(c)) {
    const holder = assets(c).get(assetOf(control))?.holder ?? '';
    const whose = called.has(holder) ? holder : null;
    first.set(whose, Math.min(first.get(whose) ?? Number.POSITIVE_INFINITY, effectOf(control)));
  }
  return new Map(
    all.map(({ id, name }) => {
      const notice = firstIssue(c, 'enforcement-notice', id)?.at;
      const found = [first.get(null), first.get(id), first.get(name), notice].filter((at) => at !== undefined);
      return [id, found.length === 0 ? undefined : Math.min(...found)];
    }),
  );
});
