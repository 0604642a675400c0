import type { FactOf } from '../../case/fact.ts';
import { refuse } from '../../case/refusal.ts';
import { plan } from '../basis.ts';
import type { FactGuard } from '../node.ts';

const basis = plan('三·七13');

/** Days that are taken out of the count have an order. */
export const sensibleExclusion: FactGuard = (_, draft) => {
  const { from, to } = draft.payload as FactOf<'exclusion.approved'>['payload']; // guard of that node
  return to !== undefined && to < from ? refuse('wrong-type', '扣除期限的止日早于起日', basis) : undefined;
};

/** What ends is an exclusion that was approved here, once, and not before it began. */
export const knownExclusion: FactGuard = (c, draft) => {
  const { exclusion, to } = draft.payload as FactOf<'exclusion.ended'>['payload']; // guard of that node
  const approved = c.all('exclusion.approved').find((f) => f.seq === exclusion);
  if (approved === undefined) return refuse('unknown-fact', `本案没有序号为${exclusion}的扣除期限审批`, basis);
  if (to < approved.payload.from) return refuse('wrong-type', '扣除期限的止日早于起日', basis);
  return c.all('exclusion.ended').some((f) => f.payload.exclusion === exclusion)
    ? refuse('already-recorded', '此项扣除已经登记结束；有误的请更正', basis)
    : undefined;
};

/** An extension gives more time than there was (执行工作规定63). */
export const extendsTheLimit: FactGuard = (_, draft, { deadlines }) => {
  const { until } = draft.payload as FactOf<'extension.approved'>['payload']; // guard of that node
  const limit = deadlines().find((d) => d.rule === 'case-limit-statutory')?.targetDue ?? null;
  return limit !== null && until <= limit
    ? refuse('wrong-type', `延长后的期限应晚于现在的 ${limit}`, basis)
    : undefined;
};
