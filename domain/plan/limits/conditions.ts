import { plan } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import type { Conditions, FactGuard } from '../guard.ts';

const basis = plan('三·七13');

/** Days that are taken out of the count have an order. */
const sensibleExclusion: FactGuard<'exclusion.approved'> = (_, { payload: { from, to } }) => {
  if (to === undefined || to >= from) return undefined;
  return refuse('wrong-type', '扣除期限的止日早于起日', basis);
};

/** What ends is an exclusion that was approved here, once, and not before it began. */
const knownExclusion: FactGuard<'exclusion.ended'> = (c, { payload: { exclusion, to } }) => {
  const approved = c.all('exclusion.approved').find((f) => f.seq === exclusion);
  if (approved === undefined) return refuse('unknown-fact', `本案没有序号为${exclusion}的扣除期限审批`, basis);
  if (to < approved.payload.from) return refuse('wrong-type', '扣除期限的止日早于起日', basis);
  if (!c.all('exclusion.ended').some((f) => f.payload.exclusion === exclusion)) return undefined;
  return refuse('already-recorded', '此项扣除已经登记结束；有误的请更正', basis);
};

/** An extension gives more time than there was (执行工作规定63). */
const extendsTheLimit: FactGuard<'extension.approved'> = (_, { payload: { until } }, { deadlines }) => {
  const limit = deadlines().find((d) => d.rule === 'case-limit-statutory')?.targetDue ?? null;
  if (limit === null || until > limit) return undefined;
  return refuse('wrong-type', `延长后的期限应晚于现在的 ${limit}`, basis);
};

export const limitConditions = {
  'exclusion.approved': { check: [sensibleExclusion] },
  'exclusion.ended': { check: [knownExclusion] },
  'extension.approved': { check: [extendsTheLimit] },
} satisfies Conditions;
