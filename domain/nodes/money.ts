import Type from 'typebox';
import { law, plan } from './basis.ts';
import { personal } from './field-classes.ts';
import { DateField, FactNo, Fen, Flag, Id, IdOf, Maybe, oneOf, onRequest, record, Text } from './fields.ts';
import { arrivalFields, bankSide, returnKind } from './money-fields.ts';
import { node } from './node.ts';
import { system } from './systems.ts';

const basis = plan('三·一(五)1');

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

/** What a payout may be put off for (法发〔2017〕6号 10). */
const deferralGrounds = {
  distribution: '参与分配尚未确定',
  'frozen-elsewhere': '案款被另案冻结',
  'not-collected': '通知后未领取',
  stay: '中止、暂缓执行',
  other: '其他特殊情况',
} as const;
const subject = 'receipt';
/** The case's money: 武法〔2022〕11号 三·一(五)1. Its subjects are receipts, and forms 审批表 under them. */
export const moneyNodes = {
  'funds.arrived': node({
    zh: '案款到账',
    basis,
    by: ['finance', system('case-funds'), 'officer'], // the officer what was received in cash
    subject,
    introduces: true,
    payload: record({
      amountFen: Fen('金额'),
      payer: Text('缴款人', personal('name')),
      reference: Maybe('银行流水号'),
      ...arrivalFields,
    }),
    example: { amountFen: 25_000_000, payer: '李卫东', reference: 'YH20260206001' },
    names: ({ source, officers = [] }) =>
      source === 'cash' ? officers.map((person) => ({ person, from: 'court' as const })) : [],
    afterClosing: true,
    sealed: true,
    attested: true,
    keeps: {
      fields: ['amountFen'],
      zh: '到账的金额不能更正：请撤回（fact.withdrawn）后重新登记；银行流水所登记的不能撤回，他案的款项请划转（funds.transferred），银行有误的等其冲正（funds.reversed）',
    },
    disclose: 'parties',
  }),
  'funds.reviewed': node({
    zh: '到账审查',
    basis,
    by: ['funds'],
    subject,
    payload: record({ belongs: Text('款项归属：是否本案案款，为谁缴纳，来自何项财产'), remarks: Maybe('审查意见') }),
    example: { belongs: '本案被执行人李卫东缴纳的执行款' },
    once: true,
    afterClosing: true,
    sealed: true,
    disclose: 'nobody',
  }),
  'funds.confirmed': node({
    zh: '逐笔确认案款',
    basis,
    by: ['finance'],
    subject,
    payload: record({
      amountFen: Fen('金额'),
      payer: Text('缴款人', personal('name')),
      payerAccount: Text('缴款人账户', personal('digits')),
      handler: Text('经办人'),
      subAccount: Text('案件子账户'),
    }),
    example: {
      amountFen: 25_000_000,
      payer: '李卫东',
      payerAccount: '6228480000000000001',
      handler: '财务室',
      subAccount: '2026-123-01',
    },
    once: true,
    afterClosing: true,
    sealed: true,
    disclose: 'parties',
  }),
  'payout.applied': node({
    zh: '提交发放申请',
    basis,
    by: ['officer'],
    subject,
    payload: record({
      form: Id('审批表编号'),
      amountFen: Fen('申请发放金额'),
      to: oneOf(payoutsTo, '发放给'),
      payee: Text('收款人', personal('name')),
      payeeAccount: Text(
        '收款账户：发放给申请执行人、案外人的写收款账户的编号（payee-account.confirmed），其他的写账号',
        personal('digits'),
      ),
      replaces: Type.Optional(IdOf('form', '所替代的审批表：已经终了或者被退票的')),
      allocation: Type.Optional(FactNo('所依据的核算（funds.allocated）的序号')),
    }),
    brings: ({ form: id }) => [{ id, of: 'form' }],
    example: {
      form: 'FK-2026-031',
      amountFen: 25_000_000,
      to: 'applicant',
      payee: '张建国',
      payeeAccount: 'account-1',
    },
    afterClosing: true,
    sealed: true,
    keeps: [
      {
        fields: 'all',
        once: ['payout.material-reviewed'],
        zh: '审批表已经审查，其金额、去向、收款人和账户不能更正：请退回审批表（payout.rejected）、另提交发放申请',
      },
      {
        fields: ['form', 'amountFen', 'to', 'payee'],
        zh: '审批表的编号、金额、去向和收款人不能更正：请撤回（fact.withdrawn）后重新提交发放申请',
      },
    ],
    disclose: 'nobody',
  }),
  'payout.material-reviewed': node({
    zh: '审查发放材料',
    basis,
    by: ['funds'],
    subject: 'form',
    payload: record({ passed: Flag('材料是否齐备'), remarks: Maybe('审查意见') }),
    example: { passed: true },
    afterClosing: true,
    sealed: true,
    disclose: 'nobody',
  }),
  'payout.approved': node({
    zh: '批准发放，审批表送财务',
    basis: law('法发〔2017〕6号 12'),
    by: ['director', 'supervising-leader', 'president'],
    subject: 'form',
    payload: record({ amountFen: Fen('批准发放金额') }),
    example: { amountFen: 25_000_000 },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'payout.rejected': node({
    zh: '财务退回审批表',
    basis,
    by: ['finance'],
    subject: 'form',
    payload: record({ wrong: Text('何处有误') }),
    example: { wrong: '收款账户户名与申请执行人不符' },
    afterClosing: true,
    sealed: true,
    disclose: 'nobody',
  }),
  'payout.paid': node({
    zh: '案款支付完成',
    basis,
    by: ['finance', system('case-funds')],
    subject: 'form',
    payload: record({
      amountFen: Fen('支付金额'),
      to: oneOf(payoutsTo, '支付给（与审批表一致）'),
      payee: Text('收款人（与审批表一致）', personal('name')),
      payeeAccount: Text('收款账户（与审批表一致，或者其账号）', personal('digits')),
      reference: Text('付款回单号'),
      ...bankSide,
    }),
    example: {
      amountFen: 25_000_000,
      to: 'applicant',
      payee: '张建国',
      payeeAccount: 'account-1',
      reference: 'ZF20260213007',
    },
    final: true,
    afterClosing: true,
    sealed: true,
    promptly: true,
    disclose: 'parties',
  }),
  'payout.returned': node({
    zh: '退票',
    basis,
    by: ['finance', system('case-funds')],
    subject: 'form',
    payload: record({
      amountFen: Fen('退回金额'),
      reference: Text('退票回单号'),
      reason: Text('退票原因'),
      kind: returnKind,
      ...bankSide,
    }),
    example: { amountFen: 25_000_000, reference: 'TP20260216002', reason: '收款账户户名不符' },
    afterClosing: true,
    sealed: true,
    disclose: 'applicant',
  }),
  'payout.delay-approved': node({
    zh: '批准延期发放',
    basis,
    by: ['supervising-leader', 'president'],
    subject,
    payload: record({
      ground: oneOf(deferralGrounds, '事由'),
      reason: Text('情况特殊的理由'),
      until: DateField('延至（含当日）'),
      amountFen: Type.Optional(Fen('延期的金额；不写为尚未发放的全部')),
      ...onRequest,
    }),
    example: { ground: 'distribution', reason: '申请执行人之间对分配方案有异议，正在听证', until: '2026-03-06' },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'deferral.ended': node({
    zh: '延期事由消失',
    basis,
    by: ['officer', 'review'],
    subject,
    payload: record({ on: DateField('事由消失之日'), why: Text('情况') }),
    example: { on: '2026-03-02', why: '分配方案已无异议' },
    afterClosing: true,
    sealed: true,
    disclose: 'parties',
  }),
};
