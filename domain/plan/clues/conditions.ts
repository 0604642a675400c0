import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { refuse } from '../../record/refusal.ts';
import { afterFor, type AskGuard, type Conditions, type FactGuard } from '../guard.ts';
import { sameKind } from '../control/conditions.ts';
import { answersTo } from './readings.ts';

const basis = plan('三·七2');

/** A clue that is not specific is told why, and starts no clock. */
const explained: FactGuard<'clue.received'> = (_, { payload: { specific, reason } }) => {
  if (specific || reason?.trim()) return undefined;
  return refuse('missing-field', '线索不明确具体的，请在 reason 写明理由并告知提供人', basis, [
    { id: 'reason', zh: '不明确具体的理由' },
  ]);
};

/** What is not real brings no property. */
const realIfAny: FactGuard<'clue.verified' | 'clue.fully-verified'> = (_, { payload: { real, assets } }) =>
  real || assets.length === 0
    ? undefined
    : refuse('not-qualified', '不属实的线索不能引入财产，请核对 real、assets', basis);

/** Other measures follow on a clue that was found real. */
const foundReal: AskGuard<'measure.taken'> = (c, { subject }) => {
  if (answersTo(c, subject).some((f) => f.payload.real)) return undefined;
  const { zh } = nodeRow('clue.verified');
  return refuse('node-missing', `${subject} 尚未经核查属实（clue.verified）`, basis, [{ id: 'clue.verified', zh }]);
};

const verified = { asks: [afterFor('clue.received')], check: [realIfAny, sameKind] };

export const clueConditions = {
  'clue.received': { check: [explained] },
  'clue.verified': verified,
  'clue.fully-verified': verified,
  'measure.taken': { asks: [foundReal] },
} satisfies Conditions;
