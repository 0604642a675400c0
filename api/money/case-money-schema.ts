import Type from 'typebox';
import { personal } from '../../domain/nodes/field-classes.ts';
import { ofFormat, oneOf } from '../../domain/nodes/fields.ts';
import { payoutGrounds, payoutsTo } from '../../domain/nodes/payouts-to.ts';
import type { FormState, PartNames } from '../../domain/plan/money/overview.ts';
import { LateOffice, WithoutApproval } from '../cases/deadline-schema.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';
import { PayeeAccountShown } from './payee-account-schema.ts';

const fen = (description: string) => Type.Integer({ description: `${description}（分）`, ...ofFormat('fen') });
const person = (zh: string) => orNull(Type.String({ description: `${zh}，尚无的为 null` }));

/** What a form's state is called. */
export const formStates: Readonly<Record<FormState, string>> = {
  applied: '已申请',
  reviewed: '材料已审查',
  approved: '已批准',
  sent: '在途',
  paid: '已付出',
  refunded: '已退还',
  taken: '已收取',
  escrowed: '已提存',
  transferred: '已划转',
  bounced: '已退票',
  released: '提存已领取、取回',
  withdrawn: '已撤回',
  returned: '已退回',
  rejected: '财务已退回',
  failed: '银行未受理',
  reversed: '案款已被银行冲正',
};

const places: Readonly<Record<PartNames, string>> = {
  arrivedFen: '待确认',
  heldFen: '可支配',
  reservedFen: '审批占用',
  disputedFen: '争议留存',
  transitFen: '在途付款',
  escrowFen: '提存',
  feeFen: '已收执行费',
  paidFen: '已发放（减退票）',
  refundedFen: '已退还',
  transferredFen: '已划转',
  reversedFen: '已被银行冲正',
};

const Clock = Type.Object({
  deadline: Type.String({ description: '期限编号' }),
  zh: Type.String({ description: '名称' }),
  status: Type.String({ description: '状态' }),
  dueAt: orNull(InstantShown('届满')),
  overdue: Type.Boolean({ description: '已逾期' }),
  owner: Type.String({ description: '责任岗位' }),
  person: person('责任人'),
});

const FormSchema = Type.Object({
  id: Type.String({ description: '审批表编号' }),
  state: oneOf(formStates, '状态'),
  stateZh: Type.String(),
  to: oneOf(payoutsTo, '发放给'),
  payee: Type.String({ description: '收款人', ...personal('name') }),
  ground: orNull(oneOf(payoutGrounds, '退还、提存、划转的事由，其他的和以前没有写的为 null')),
  document: orNull(Type.String({ description: '事由所依据的文书、凭证' })),
  onBehalfOf: orNull(Type.String({ description: '代何人收取；不是代收的为 null', ...personal('name') })),
  account: PayeeAccountShown,
  replaces: orNull(Type.String({ description: '所替代的审批表' })),
  appliedFen: fen('申请'),
  approvedFen: orNull(fen('批准')),
  outFen: fen('已付出'),
  returnedFen: fen('退票'),
  persons: Type.Object(
    { applied: person('申请'), reviewed: person('审查'), approved: person('批准'), sent: person('提交银行'), paid: person('支付') }, // prettier-ignore
    { description: '经办人，互不相同' },
  ),
  clocks: Type.Array(Clock, { description: '在办的期限' }),
});

const ReceiptSchema = Type.Object({
  id: Type.String({ description: '案款编号' }),
  amountFen: fen('到账'),
  payer: Type.String({ description: '缴款人', ...personal('name') }),
  source: orNull(Type.String({ description: '来源' })),
  bookedAt: InstantShown('银行记账'),
  notifiedAt: orNull(InstantShown('通知承办法官')),
  payableAt: Type.Array(InstantShown('具备发放条件'), { description: '每一部分具备发放条件的时刻' }),
  countsOn: Type.String({ description: '利息算至该日' }),
  where: Type.Object(
    Object.fromEntries(Object.entries(places).map(([id, zh]) => [id, fen(zh)])) as Record<PartNames, ReturnType<typeof fen>>, // of those names
    { description: '各在何处；合计为到账加应追回' },
  ),
  recoverableFen: fen('应追回（曾记入）'),
  disputedFen: fen('有分配争议的，包括审批占用中的'),
  parts: Type.Array(
    Type.Object({
      deadline: Type.String({ description: '其发放期限的编号' }),
      payableAt: InstantShown('具备发放条件'),
      fen: fen('金额'),
      leftFen: fen('尚未付出'),
    }),
    { description: '具备发放条件的各部分，先到的先付' },
  ),
  deferrals: Type.Array(
    Type.Object({ fact: Type.Integer(), from: InstantShown('自'), until: InstantShown('至'), fen: orNull(fen('延期的部分；尚未发放的全部为 null')), ended: orNull(Type.Object({ fact: Type.Integer({ description: '中止、暂缓终了，或者分配确定' }), on: Type.String({ description: '事由消失之日' }) }, { description: '延期尚未终了而事由已经消失：建议登记 deferral.ended；没有的为 null' })) }),
    { description: '批准的延期' },
  ),
  forms: Type.Array(FormSchema),
  clocks: Type.Array(Clock, { description: '该笔案款在办的期限' }),
  delayedWithoutApproval: orNull(LateOffice),
  withoutApproval: WithoutApproval,
  bounced: Type.Boolean({ description: '被退票而未再付' }),
  claimedLate: Type.Boolean({ description: '由不明款认领而来' }),
}); // prettier-ignore

/** The money of a case. */
export const CaseMoney = namedSchema(
  'CaseMoney',
  Type.Object({ id: Type.String({ description: '案件编号' }), receipts: Type.Array(ReceiptSchema) }),
);

/** What many sums come to is a whole number of any size, written out to its last digit. */
const Side = (zh: string) =>
  Type.Unsafe<number | bigint>(Type.Integer({ description: `${zh}（分）`, ...ofFormat('fen') }));

/** The trial balance of the court. */
export const TrialBalanceDocument = namedSchema(
  'TrialBalance',
  Type.Object({
    by: Type.String({ description: '按记账时刻（posted）还是银行日期（value）' }),
    at: Type.String({ description: '截至' }),
    accounts: Type.Array(
      Type.Object({
        account: Type.String({ description: '科目' }),
        zh: Type.String({ description: '名称' }),
        side: Type.String({ description: '余额方向：debit 借，credit 贷' }),
        debitFen: Side('借方发生额'),
        creditFen: Side('贷方发生额'),
        balanceFen: Type.Unsafe<number | bigint>(Type.Integer({ description: '余额（分）' })),
      }),
    ),
    debitFen: Side('借方合计'),
    creditFen: Side('贷方合计'),
    balanced: Type.Boolean({ description: '借贷相等' }),
  }),
);
