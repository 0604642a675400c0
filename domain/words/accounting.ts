import type { Accounting } from '../plan/money/accounting.ts';
import type { InterestLine } from '../money/interest.ts';
import { isOfClaim } from '../plan/money/serving.ts';
import { itemOf } from '../record/claim-items.ts';
import { dateZh } from './time.ts';

const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}元`;

const parts: Readonly<Record<string, string>> = {
  costs: '费用',
  interest: '一般债务利息',
  principal: '本金',
  doubled: '加倍部分债务利息',
};

/** What a share of an accounting is called: 执行费, i-1 本金. */
export function shareZh(claim: string): string {
  const at = claim.lastIndexOf('.');
  if (at < 0) return claim === 'fee' ? '执行费' : `变价费用 ${claim}`;
  return `${claim.slice(0, at)} ${parts[claim.slice(at + 1)] ?? claim.slice(at + 1)}`;
}

const per: Readonly<Record<InterestLine['per'], string>> = { day: '日利率', 'year/360': '年利率（360日）', 'year/365': '年利率（365日）' }; // prettier-ignore

/** A line of interest as it was computed: 100000.00元×年利率（360日）6%×402日. */
export const lineZh = ({ from, to, days, base, rate, per: of, amount }: InterestLine): string =>
  `${dateZh(from)}至${dateZh(to)}${days}日，${yuan(base)}×${per[of]}${rate}%，${yuan(amount)}`;

/** Why a share is what it is, in a sentence (money.md 6: each line with its reason). */
export function shareReason(
  claim: string,
  { owed, fee, isShared }: Pick<Accounting, 'owed' | 'fee' | 'isShared'>,
): string {
  if (claim === 'fee')
    return fee === undefined
      ? '执行费'
      : `已执行到位${yuan(fee.base)}，执行费${yuan(fee.fee)}，尚应收${yuan(fee.due)}（诉讼费用交纳办法第14条）`;
  if (!isOfClaim(claim)) return '变价财产实际支出的费用，先予扣除（执行工作规定34）';
  const item = itemOf(claim);
  const part = claim.slice(item.length + 1);
  const among = isShared ? '；不足清偿全部债权，各申请执行人按债权比例受偿（执行工作规定55）' : '';
  const lines = (owed?.lines ?? []).filter((line) => line.item === item && line.part === part);
  if (lines.length > 0) return `${lines.map(lineZh).join('；')}${among}`;
  const { unpaid = 0n } = owed?.items.find(({ id }) => id === item) ?? {};
  return `${parts[part] ?? part}尚欠${yuan(unpaid)}（民法典第561条）${among}`;
}
