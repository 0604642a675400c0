import { readInstant } from '../../gate/instant.ts';
import { rounds } from '../../nodes/sales.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import type { Missing } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { holdOf } from '../control/measures.ts';

/**
 * A bidding that ends behind the last day of what holds the thing: what it is sold by would be gone. It is announced all the
 * same, for it stands on the platform and the control can be renewed while it runs; by when is said at once (查封规定27).
 */
export function endsBehindControl(
  c: Case,
  { subject, at, payload }: Pick<DraftOf<'auction.announced'>, 'subject' | 'at' | 'payload'>,
): readonly Missing[] {
  const asset = subject ?? '';
  const [{ until }, ends] = [holdOf(c, asset, at), readInstant(payload.endsAt)];
  if (until === undefined || ends === undefined || dateOf(ends) <= until) return [];
  const zh = `${asset} 的控制于${until}届满，${rounds[payload.round]}至${dateOf(ends)}才结束：届满以前须办理续行（asset.renewed），逾期效力消灭，不能成交裁定`;
  return [{ id: 'asset.renewed', zh, basis: `${nodeRow('asset.renewed').basis.zh}；查封规定27` }];
}

/** Nobody said when the parties were told of it: that has to be three days before (网拍规定16). */
export const untold = ({ payload: { toldOn } }: Pick<DraftOf<'auction.announced'>, 'payload'>): readonly Missing[] =>
  toldOn === undefined
    ? [{ id: 'toldOn', zh: '公告发布三日以前应当通知当事人和已知优先购买权人，通知之日请在 toldOn 写明', basis: '网拍规定16' }] // prettier-ignore
    : [];
