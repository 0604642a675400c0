import Type, { type Static } from 'typebox';
import { rateTableNames } from '../money/lpr.ts';
import { bounds } from './bounds.ts';
import { DateField, Fen, Flag, Id, Maybe, oneOf, record, Some } from './fields.ts';

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

/** A rate in percent, as `docs/spec/money-calc.md` writes it. */
export const RateText = (zh: string) =>
  Type.String({
    pattern: '^(0|[1-9]\\d{0,2})(\\.\\d{1,6})?$',
    maxLength: 10,
    title: zh,
    description: `${zh}，百分数，如 "3.45"`,
  });

/** One entry of a table of rates: it holds until the next. */
export const RateEntry = record({ from: DateField('公布之日'), annual: RateText('年利率') });

/** The rule by which a principal bears general interest (一般债务利息), as `docs/spec/money-calc.md` has it. */
const InterestTerms = record(
  {
    from: DateField('起算之日，当日计入'),
    to: Type.Optional(DateField('止算之日，当日计入；不写则至付清')),
    annual: Type.Optional(RateText('年利率')),
    daily: Type.Optional(RateText('日利率')),
    table: Type.Optional(oneOf(rateTableNames, '利率表')),
    basis: Type.Optional(
      Type.Union([Type.Literal(360), Type.Literal(365)], { description: '一年按多少日计，日利率的不写' }),
    ),
    times: Type.Optional(RateText('利率表的倍数')),
    plus: Type.Optional(RateText('利率表以外另加')),
    fixedOn: Type.Optional(DateField('按该日的利率固定；不写则随利率表变动')),
  },
  { description: '一般债务利息：annual、daily、table 写明其一；annual、table 并写 basis' },
);

/** One item of what is applied for, with what of it grows until it is paid (money.md 6). */
export const ClaimItem = record({
  kind: oneOf(claimKinds, '申请执行的内容'),
  amountFen: Type.Optional(Fen('金额，只用于本金、利息、费用')),
  what: Maybe('说明'),
  id: Type.Optional(Id('该项的编号，不写则为 i-1、i-2……', 20)),
  dueOn: Type.Optional(DateField('履行期间的最后一日；没有写明的，为文书生效之日')),
  doubled: Type.Optional(Flag('逾期是否加倍支付债务利息；不写则本金加倍')),
  interest: Type.Optional(InterestTerms),
  liable: Type.Optional(Some(Id('承担该项的被执行人的编号'), '承担该项的被执行人；不写则全体连带', bounds.parties)),
  creditor: Type.Optional(Id('享有该项的申请执行人的编号；不写则全体共有')),
});

export type Claim = Static<typeof ClaimItem>;
