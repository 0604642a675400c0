import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { deadline, type Opening, type Pointless } from '../deadline.ts';
import { afterFor, type AskGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { anySince, on } from '../opens.ts';
import { unknownParties } from './known.ts';

const basis = law('民诉法第267条');

/** `∅` of a row about a party: a ground holds, or the party has left (plan §2). */
function whenGroundOrLeft(c: Case, { subject }: Opening): Pointless | undefined {
  const left = c.first('party.left', subject);
  const gone = left && { at: left.at, seq: left.seq, zh: `${subject}已退出本案` };
  return [whenGroundHolds(c), gone].filter((p) => p !== undefined).toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];
}

/** Who takes a party's place is looked for (民诉法267). */
export const successionDeadlines = {
  'succession-search': deadline({
    zh: '查明权利义务承受人',
    basis: law('民诉法267'),
    about: 'party',
    opens: on('party.ceased'),
    within: '30d',
    courtsOwn: true,
    done: anySince('succession.established'),
    voidWhen: whenGroundOrLeft,
    required: ['no-property'],
    owner: 'officer',
  }),
};

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
    : refuse('bad-value', '没有承受人的，不写 successors', basis, [{ id: 'successors', zh: '应为空' }]);
};

const partyOfThisCase: FactGuard<'case.linked'> = (c, { payload: { party }, at }) =>
  party === undefined ? undefined : unknownParties(c, [party], { at });

export const successionConditions = {
  'party.ceased': { asks: [partyStill], check: [notAhead] },
  'succession.established': { asks: [afterFor('party.ceased')], check: [namedIfFound] },
  'case.linked': { check: [partyOfThisCase] },
} satisfies Conditions;
