import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import type { Missing } from '../../record/refusal.ts';
import type { Instant } from '../../time/instant.ts';
import { barredBy } from '../objections/barring.ts';
import { auctionOf } from './readings.ts';

/** An asset that is being auctioned while a third party claims it. */
interface Claimed {
  readonly asset: string;
  readonly objection: FactOf<'objection.received'>;
  /** Why it may not be disposed of meanwhile. */
  readonly why: string;
}

/** The assets of an objection for which an auction runs: decided, not withdrawn, and not ruled on yet. */
const auctionedOf = (c: Case, { payload }: FactOf<'objection.received'>): readonly string[] =>
  (payload.assets ?? []).filter((asset) => {
    const decided = auctionOf(c, asset);
    const disposed = c.last('asset.disposed', asset);
    return decided !== undefined && (disposed === undefined || inOrder(disposed, decided) < 0);
  });

/** What is being auctioned while a third party claims it, at an instant (plan D5, L72). */
export const claimedInAuction = (c: Case, at: Instant): readonly Claimed[] => {
  const objections = c.all('objection.received').filter(({ payload }) => payload.kind === 'third-party');
  const ids = new Set(objections.flatMap((objection) => auctionedOf(c, objection)));
  return [...ids].flatMap((asset) => {
    const barred = barredBy(c, asset, { at });
    return barred === undefined ? [] : [{ asset, ...barred }];
  });
};

/** The same as whoever looks at the case is warned of it: nothing stands still, and nothing may be disposed of. */
export const auctionWarnings = (c: Case, at: Instant): readonly Missing[] =>
  claimedInAuction(c, at).map(({ asset, objection, why }) => ({
    id: 'third-party-objection',
    zh: `${asset} 正在拍卖，案外人异议 ${objection.subject} ${why}：期间不得公告、成交裁定等处分，进行中的拍卖应当撤回或者暂缓（auction.withdrawn、stay.ordered）`,
    basis: '民诉解释463',
  }));
