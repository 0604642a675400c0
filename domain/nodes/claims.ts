import Type, { type Static } from 'typebox';
import { Fen, Maybe, oneOf, record } from './fields.ts';

/** What is applied for: sums of money, and conduct (plan §0 Claim, §4). */
export const claimKinds = {
  principal: '本金',
  interest: '利息',
  fee: '费用',
  conduct: '行为',
  'conduct-by-assistance': '发送协助执行通知书即可完成的行为',
  'transfer-movable': '动产过户',
  'transfer-vehicle': '机动车过户',
  'transfer-title': '房产、土地使用权、股权等过户',
  'return-thing': '返还房产、商铺、机器设备等',
} as const;

export type ClaimKind = keyof typeof claimKinds;

const ofMoney: ReadonlySet<ClaimKind> = new Set<ClaimKind>(['principal', 'interest', 'fee']);

/** Whether an item is a sum of money; else it is conduct. */
export const isMoney = ({ kind }: { readonly kind: ClaimKind }): boolean => ofMoney.has(kind);

/** One item of what is applied for. */
export const ClaimItem = record({
  kind: oneOf(claimKinds, '申请执行的内容'),
  amountFen: Type.Optional(Fen('金额，只用于本金、利息、费用')),
  what: Maybe('说明'),
});

export type Claim = Static<typeof ClaimItem>;
