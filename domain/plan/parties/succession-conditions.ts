import { law } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { afterFor, type AskGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { unknownParties } from './known.ts';

const basis = law('民诉法第267条');

/** Whoever is still party to the case may end, once. */
const partyStill: AskGuard<'party.ceased'> = (c, draft) => {
  const id = subjectOf(draft);
  const before = c.first('party.ceased', id);
  if (before !== undefined) return refuse('already-recorded', `${id} 已登记死亡、终止（第${before.seq}号记录）`, basis);
  return unknownParties(c, [id], { at: draft.at });
};

const notAhead: FactGuard<'party.ceased'> = (_, { payload: { on: day }, at }) =>
  day > dateOf(at) ? refuse('dates-out-of-order', `死亡、终止之日（on）不能晚于${dateOf(at)}`, basis) : undefined;

/** Whoever is found is named, and nobody where there is none. */
const namedIfFound: FactGuard<'succession.established'> = (_, { payload: { successors, result } }) => {
  if (successors.length > 0 === (result === 'found')) return undefined;
  return result === 'found'
    ? refuse('missing-field', '有承受人的，请写明（successors）', basis, [{ id: 'successors', zh: '承受人' }])
    : refuse('form-differs', '没有承受人的，不写 successors', basis, [{ id: 'successors', zh: '应为空' }]);
};

const partyOfThisCase: FactGuard<'case.linked'> = (c, { payload: { party }, at }) =>
  party === undefined ? undefined : unknownParties(c, [party], { at });

export const successionConditions = {
  'party.ceased': { asks: [partyStill], check: [notAhead] },
  'succession.established': { asks: [afterFor('party.ceased')], check: [namedIfFound] },
  'case.linked': { check: [partyOfThisCase] },
} satisfies Conditions;
