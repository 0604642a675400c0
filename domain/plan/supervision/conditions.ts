import { plan } from '../../nodes/basis.ts';
import { isRefusal, refuse, type Refusal } from '../../record/refusal.ts';
import type { DeadlineNow } from '../derived.ts';
import { afterFor, type Conditions, type Deadlines, type FactGuard } from '../guard.ts';

interface Naming {
  readonly payload: { readonly deadline?: string };
}

/** The deadline that a payload names; it must have opened. */
function deadlineNamed({ payload: { deadline: id } }: Naming, { deadlines }: Deadlines): DeadlineNow | Refusal {
  const found = deadlines().find((d) => d.id === id);
  return found ?? refuse('unknown-deadline', `本案没有期限 ${id ?? ''}`);
}

const knownDeadline: FactGuard<'supervision.opened' | 'criticism.published' | 'discipline.decided'> = (
  _,
  draft,
  standing,
) => {
  if (draft.payload.deadline === undefined) return undefined;
  const found = deadlineNamed(draft, standing);
  return isRefusal(found) ? found : undefined;
};

const deadlineOpen: FactGuard<'delay.accepted' | 'deadline.lapsed'> = (_, draft, standing) => {
  const found = deadlineNamed(draft, standing);
  if (isRefusal(found) || found.status === 'open' || found.status === 'suspended')
    return isRefusal(found) ? found : undefined;
  return refuse('deadline-not-open', `期限 ${found.id} 已经了结`);
};

/** Reasons for a delay are the owner's to give (plan §3). */
const isOwner: FactGuard<'delay.justified'> = (_, draft, standing) => {
  const found = deadlineNamed(draft, standing);
  if (isRefusal(found)) return found;
  if (draft.as.includes(found.owner)) return undefined;
  return refuse('wrong-role', '只有该期限的责任人可以说明理由', plan('四·一'));
};

export const supervisionConditions = {
  'supervision.opened': { check: [knownDeadline] },
  'supervision.confirmed': { check: [afterFor('supervision.handled')] },
  'delay.justified': { check: [isOwner] },
  'delay.accepted': { check: [deadlineOpen] },
  'criticism.published': { check: [knownDeadline] },
  'discipline.decided': { check: [knownDeadline] },
  'deadline.lapsed': { check: [deadlineOpen] },
} satisfies Conditions;
