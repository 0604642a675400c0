import { readInstant } from '../../gate/instant.ts';
import { plan } from '../../nodes/basis.ts';
import { partyRoles, roles } from '../../nodes/roles.ts';
import { isRefusal, refuse, type Refusal } from '../../record/refusal.ts';
import { formatInstant } from '../../time/instant.ts';
import { type AskGuard, type FactGuard, subjectOf } from '../guard.ts';
import { isOfOne, isTakenOver } from '../persons.ts';
import { handledSince } from './matter.ts';
import { deadlineNamed } from './named.ts';

const basis = plan('四·一');

/** A matter stands for a deadline that runs, or for what its order says: never for another matter (plan §3). */
export const supervisable: FactGuard<'supervision.opened'> = (_, { payload: { deadline: id } }, standing) => {
  if (id === undefined) return undefined;
  const found = deadlineNamed(id, standing);
  if (isRefusal(found)) return found;
  if (found.rule === 'supervised-matter')
    return refuse('not-supervisable', '督办事项本身不能再督办；请退回重办（supervision.returned）', basis, [
      { id, zh: '是督办事项' },
    ]);
  if (found.status === 'open') return undefined;
  const why = found.status === 'suspended' ? '正中止计算' : '已经了结';
  return refuse('deadline-not-open', `期限 ${id} ${why}，不必督办；督办其他事项的请去掉 deadline`, basis);
};

/** Who is supervised is whoever answers for the deadline: nobody else can handle it (plan §3). */
export const ofItsOwner: FactGuard<'supervision.opened'> = (_, { payload }, standing) => {
  const { deadline: id, owner: named } = payload;
  if (id === undefined || standing.believed === true || standing.isRecorded === true) return undefined;
  const found = deadlineNamed(id, standing);
  if (isRefusal(found) || found.owner === named) return undefined;
  const { owner } = found;
  if (partyRoles.has(owner))
    return refuse('not-supervisable', `期限 ${id} 由当事人自行把握，不督办；需要提示的请告知${roles[owner]}`, basis);
  const zh = `期限 ${id} 的责任人是${roles[owner]}，不是${roles[named]}：督办该期限的，owner 请写 ${owner}`;
  return refuse('not-supervisable', zh, basis, [{ id: 'owner', zh: `应为 ${owner} ${roles[owner]}` }]);
};

/** Whoever names a due means the present one: a matter for another would end as it begins (engine.md 25). */
export const dueMeant: FactGuard<'supervision.opened' | 'delay.accepted'> = (_, { payload, node }, standing) => {
  const { deadline: id, dueAt } = payload;
  if (dueAt === undefined || standing.isRecorded === true) return undefined;
  if (id === undefined)
    return refuse('unknown-deadline', 'dueAt 说明督办哪一期限的届满：请写明 deadline，或者去掉 dueAt');
  const found = deadlineNamed(id, standing);
  if (isRefusal(found)) return undefined; // `supervisable` has told
  const at = readInstant(dueAt);
  if (found.dueAt === null || (node === 'delay.accepted' && at === found.lateSince)) return undefined;
  if (at === undefined) return refuse('bad-instant', `dueAt ${dueAt} 不是时刻；不写则为现在的届满时刻`);
  return at === found.dueAt
    ? undefined
    : refuse('due-differs', `期限 ${id} 现在于 ${formatInstant(found.dueAt)} 届满；请照此写 dueAt，或者不写`, basis);
};

/** What has been confirmed is over. */
export const stillUnconfirmed: AskGuard<'supervision.handled' | 'supervision.returned'> = (c, draft) =>
  c.first('supervision.confirmed', draft.subject) === undefined
    ? undefined
    : refuse('already-recorded', `督办事项 ${subjectOf(draft)} 已确认办结；需再督办的请另行督办`, basis);

/** Handled by who holds the role that is supervised (engine.md 25). */
export const mayHandle: AskGuard<'supervision.handled'> = (c, draft, { believed }) => {
  const owner = c.first('supervision.opened', draft.subject)?.payload.owner;
  if (owner === undefined || believed === true || draft.as.includes(owner)) return undefined;
  return refuse('wrong-role', `督办事项 ${subjectOf(draft)} 由被督办人办理并反馈，应为${roles[owner]}`, basis);
};

/** It lies with whoever confirms: it has been handled, and not been sent back since. */
export const toConfirm: AskGuard<'supervision.confirmed' | 'supervision.returned'> = (c, draft) =>
  handledSince(c, draft.subject) === undefined
    ? refuse(
        'node-missing',
        `督办事项 ${subjectOf(draft)} 尚未办理并反馈（supervision.handled），或者退回后尚未重办`,
        basis,
        [{ id: 'supervision.handled', zh: '督办事项办理完毕并反馈', basis: basis.zh }],
      )
    : undefined;

/** Who handles never confirms (engine.md 21). */
export const handledByOther: AskGuard<'supervision.confirmed'> = (c, draft, standing): Refusal | undefined =>
  !isTakenOver(c, draft, standing) && c.all('supervision.handled', draft.subject).some((f) => isOfOne(c, f, draft))
    ? refuse('same-person', '办理督办事项的人不能确认其办结，请由另一名内勤确认', basis, [
        { id: draft.by, zh: '办理过该督办事项' },
      ])
    : undefined;
