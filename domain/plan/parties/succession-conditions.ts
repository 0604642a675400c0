import { law } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { caseIdOf, foldGlyphs } from '../../record/case-number.ts';
import { refuse } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { restoredBy } from '../closing/after-closing-readings.ts';
import { afterFor, type AskGuard, type Conditions, type FactGuard, lacking, subjectOf } from '../guard.ts';
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

/** Another case, by a number that a case can have, and each link once. */
const anotherCase: FactGuard<'case.linked'> = (c, { payload: { caseNo, as, party, closedOn }, at }) => {
  const number = foldGlyphs(caseNo).replaceAll(/\s/g, '');
  const { basis: own } = nodeRow('case.linked');
  if (!/^\(\d{4}\).+号$/.test(number))
    return refuse('bad-case-number', `${caseNo} 不是案号，应如（2025）豫0823执87号`, own, [
      { id: 'caseNo', zh: '写法不对' },
    ]);
  if (number === foldGlyphs(c.filed.payload.caseNo))
    return refuse('not-qualified', '本案不能与自己关联', own, [{ id: 'caseNo', zh: '本案' }]);
  if (closedOn !== undefined && closedOn > dateOf(at))
    return refuse('dates-out-of-order', `结案之日（closedOn）不能晚于${dateOf(at)}`, own, [
      { id: 'closedOn', zh: '尚未到来' },
    ]);
  const known = c
    .all('case.linked')
    .find(
      (f) =>
        f.payload.as === as &&
        f.payload.party === party &&
        foldGlyphs(f.payload.caseNo).replaceAll(/\s/g, '') === number,
    );
  return known && refuse('already-recorded', `这一关联已经登记（第${known.seq}号记录）`, own);
};

/** What the engine writes into a case that is taken up again rests on its restoration. */
const ifRestored: FactGuard<'case.linked'> = (c, { as, payload }) => {
  const { restoredFrom } = c.filed.payload;
  const goesOn = as.includes('system') && payload.as === 'restored' && caseIdOf(payload.caseNo) !== caseIdOf(restoredFrom ?? ''); // prettier-ignore
  return goesOn && restoredBy(c) === undefined ? lacking('restoration.decided') : undefined;
};

export const successionConditions = {
  'party.ceased': { asks: [partyStill], check: [notAhead] },
  'succession.established': { asks: [afterFor('party.ceased')], check: [namedIfFound] },
  'case.linked': { check: [anotherCase, ifRestored] },
} satisfies Conditions;
