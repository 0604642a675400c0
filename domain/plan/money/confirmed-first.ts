import { nodeRow } from '../../nodes/index.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { type AskGuard, subjectOf } from '../guard.ts';

/** Nothing is done with money before finance has confirmed that it is there (docs/spec/money.md 3, 14). */
export function notConfirmed(receipt = ''): Refusal {
  const { zh, basis } = nodeRow('funds.confirmed');
  return refuse(
    'not-confirmed',
    `${receipt === '' ? '本案没有已经确认的案款' : `案款 ${receipt} 尚未确认`}：请先由财务登记“${zh}”（funds.confirmed）`,
    basis,
    [{ id: 'funds.confirmed', zh, basis: basis.zh }],
  );
}

/** What is paid, allocated or distributed has been confirmed. */
export const confirmedFirst: AskGuard<'payout.applied' | 'funds.allocated'> = (c, draft) =>
  c.first('funds.confirmed', draft.subject) === undefined ? notConfirmed(subjectOf(draft)) : undefined;
