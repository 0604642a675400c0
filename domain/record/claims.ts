import { type Claim, isMoney } from '../nodes/claims.ts';
import { nodeRow } from '../nodes/index.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { refuse, type Refusal } from './refusal.ts';

/** What a filing says of what is applied for, and since when. */
interface Applied {
  readonly claimFen?: number | null;
  readonly claims?: readonly Claim[] | undefined;
  readonly applicationOn?: CivilDate | undefined;
}

/**
 * Whether a filing agrees with itself: only money has a sum, the sums of all of it together are the money applied for, and
 * nobody applied after the case was filed (plan §0 Claim). `at`: the instant of filing.
 */
export function checkClaims(
  { claimFen = null, claims = [], applicationOn }: Applied,
  at: Instant,
): Refusal | undefined {
  const { basis } = nodeRow('case.filed');
  if (applicationOn !== undefined && applicationOn > dateOf(at))
    return refuse('dates-out-of-order', `收到执行申请之日（applicationOn）不能晚于立案之日${dateOf(at)}`, basis, [
      { id: 'applicationOn', zh: applicationOn },
    ]);
  const priced = claims.findIndex((item) => !isMoney(item) && item.amountFen !== undefined);
  if (priced >= 0)
    return refuse('amount-differs', '行为类的申请没有金额，请去掉 amountFen', basis, [
      { id: `claims.${priced}.amountFen`, zh: '去掉' },
    ]);
  const sums = claims.filter(isMoney).map(({ amountFen }) => amountFen);
  if (sums.length === 0 || sums.includes(undefined)) return undefined;
  const sum = sums.reduce<number>((all, fen = 0) => all + fen, 0);
  return sum === claimFen
    ? undefined
    : refuse('amount-differs', `各项金额合计${sum}分，与申请执行标的 claimFen 不一致`, basis, [
        { id: 'claimFen', zh: claimFen === null ? '没有填写' : `${claimFen}分` },
      ]);
}
