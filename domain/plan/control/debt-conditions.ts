import { law } from '../../nodes/basis.ts';
import { refuse } from '../../record/refusal.ts';
import { type AskGuard, subjectOf } from '../guard.ts';
import { debtNotices } from './debts.ts';

/** A debtor who objects in time is not enforced against, whatever the objection is worth (执行工作规定47). */
export const notObjected: AskGuard<'asset.deducted'> = (c, draft, { deadlines }) => {
  const objection = debtNotices(c, subjectOf(draft))
    .map(({ subject }) => c.last('debt.answered', subject))
    .find((answer) => answer?.payload.outcome === 'objected');
  if (objection === undefined) return undefined;
  const time = deadlines().find((d) => d.rule === 'debt-answer' && d.subject === objection.subject);
  if (time?.status === 'done-late') return undefined;
  const zh = `第三人对到期债务 ${objection.subject ?? ''} 提出了异议（第${objection.seq}号记录），不得对其强制执行`;
  return refuse('in-dispute', zh, law('执行工作规定47'), [{ id: objection.subject ?? '', zh: '有异议' }]);
};
