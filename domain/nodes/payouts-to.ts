/** Where money of a case may go (plan §9). */
export const payoutsTo = {
  applicant: '申请执行人',
  'court-fee': '执行费',
  refund: '退还缴款人',
  'other-case': '他案',
  'other-court': '他院',
  'third-party': '案外人',
  treasury: '国库',
  escrow: '提存',
} as const;

/** For what money goes back to whoever paid it (docs/spec/money.md 8). */
const refundGrounds = {
  surplus: '余款：费用和债权受偿以后剩余的',
  'set-aside': '发放以前，执行依据、保全裁定被撤销、变更',
  'not-enforced': '不再执行：裁定不予执行、驳回申请，或者撤回申请',
  error: '误缴、误划',
} as const;

/** For what a creditor's money is kept for them (法发〔2017〕6号 16). */
export const escrowGrounds = {
  refuses: '拒绝受领',
  whereabouts: '下落不明',
  'no-heirs': '死亡而未确定继承人',
  'cannot-be-notified': '无法通知',
  other: '其他',
} as const;

/** For what money goes to another case or court: it is left over here, came to the wrong case, or somebody's word there takes it. */
const transferGrounds = {
  surplus: refundGrounds.surplus,
  misdirected: '误入本案：属于该案的款项',
  ordered: '依他案、他院的文书：主持分配、协助扣留提取',
} as const;

/** Every ground of a form. */
export const payoutGrounds = { ...refundGrounds, ...transferGrounds, ...escrowGrounds } as const;
export type PayoutGround = keyof typeof payoutGrounds;

const ids = <T extends string>(grounds: Readonly<Record<T, string>>) => Object.keys(grounds) as T[]; // exactly its type

/** THE TABLE of what a form says for where its money goes; what is not here says none. */
export const groundsTo: { readonly [To in keyof typeof payoutsTo]?: readonly PayoutGround[] } = {
  refund: ids(refundGrounds),
  escrow: ids(escrowGrounds),
  'other-case': ids(transferGrounds),
  'other-court': ids(transferGrounds),
};

/** The grounds that no fact of the catalogue shows: a document does. */
export const shownByDocument: ReadonlySet<PayoutGround> = new Set([
  'set-aside',
  'error',
  'misdirected',
  'ordered',
  'other',
]);
