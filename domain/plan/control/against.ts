import type { Case } from '../../record/case.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { parties } from '../../record/parties.ts';
import { reading } from '../../record/reading.ts';
import { assets } from './assets.ts';
import { assetOf, type Control } from './measures.ts';

const controlsIn = (c: Case): readonly Control[] =>
  [c.all('asset.frozen'), c.all('asset.sealed'), c.all('asset.seized'), c.all('asset.taken-over')].flat();

/**
 * The controls of what each respondent holds, in order, by its id. A control of what no respondent is said to hold is
 * against each: nobody can say whom it has not warned.
 */
export const controlsAgainst = reading((c): ReadonlyMap<string, readonly Control[]> => {
  const all = parties(c).filter(({ side }) => side === 'respondent');
  const called = new Set(all.flatMap(({ id, name }) => [id, name]));
  const holderOf = (control: Control): string | null => {
    const holder = assets(c).get(assetOf(control))?.holder ?? '';
    return called.has(holder) ? holder : null;
  };
  const byHolder = Map.groupBy(controlsIn(c), holderOf);
  return new Map(
    all.map(({ id, name }) => [
      id,
      [...new Set([null, id, name])].flatMap((holder) => byHolder.get(holder) ?? []).toSorted(inOrder),
    ]),
  );
});
