import type { Derived } from '../../case/derived.ts';
import { refuse, type Refusal } from '../../case/refusal.ts';
import { plan } from '../basis.ts';
import type { Draft, FactGuard } from '../node.ts';

const idOf = (draft: Draft): string | undefined => (draft.payload as { deadline?: string }).deadline; // these rows have it

/** The deadline that the payload names; it must have opened. */
function named(draft: Draft, deadlines: readonly Derived[]): Derived | Refusal {
  const id = idOf(draft);
  const found = deadlines.find((d) => d.id === id && d.openedAt <= draft.now);
  return found ?? refuse('unknown-deadline', `本案没有期限 ${id ?? ''}`);
}

export const knownDeadline: FactGuard = (_, draft, { deadlines }) => {
  if (idOf(draft) === undefined) return undefined;
  const found = named(draft, deadlines());
  return 'code' in found ? found : undefined;
};

export const deadlineOpen: FactGuard = (_, draft, { deadlines }) => {
  const found = named(draft, deadlines());
  if ('code' in found) return found;
  return found.status === 'open' || found.status === 'suspended'
    ? undefined
    : refuse('deadline-not-open', `期限 ${found.id} 已经了结`);
};

/** Reasons for a delay are the owner's to give (plan §3). */
export const isOwner: FactGuard = (_, draft, { deadlines }) => {
  const found = named(draft, deadlines());
  if ('code' in found) return found;
  return draft.as.includes(found.owner)
    ? undefined
    : refuse('wrong-role', '只有该期限的责任人可以说明理由', plan('四·一'));
};

export const handledFirst: FactGuard = (c, draft) =>
  c.first('supervision.handled', draft.subject)
    ? undefined
    : refuse('not-started', '被督办人尚未反馈办理结果', plan('四·一'), [
        { id: 'supervision.handled', zh: '督办事项办理完毕并反馈' },
      ]);
