import { law, plan } from './basis.ts';
import { Fen, Flag, Maybe, oneOf, onRequest, record, Text } from './fields.ts';
import { bankSide } from './money-fields.ts';
import { node } from './node.ts';
import { system } from './systems.ts';

const basis = plan('三·一(五)1');
/** The bank has done it: what it did is never taken back, only another movement follows. */
const atTheBank = { final: true, afterClosing: true, sealed: true, attested: true } as const;
const inCourt = { afterClosing: true, sealed: true } as const;

/** How an order goes to the bank. */
const channels = { counter: '柜面', 'online-bank': '网银', 'case-funds': '案款系统直连' } as const;

/** What moves money of a receipt or a form besides its arrival and its payment: docs/spec/money.md 3. */
export const moneyMovementNodes = {
  'payout.withdrawn': node({
    zh: '撤回发放申请',
    basis,
    by: ['officer'],
    subject: 'form',
    payload: record({ reason: Text('撤回的理由') }),
    example: { reason: '收款账户需要重新核实' },
    final: true,
    ...inCourt,
    disclose: 'nobody',
  }),
  'payout.sent': node({
    zh: '付款指令提交银行',
    basis,
    by: ['finance', system('case-funds')],
    subject: 'form',
    payload: record({
      reference: Text('付款指令号', { maxLength: 128 }),
      batch: Maybe('付款批次号', { maxLength: 128 }),
      channel: oneOf(channels, '提交方式'),
    }),
    example: { reference: 'ZL20260213001', channel: 'online-bank' },
    final: true,
    promptly: true,
    ...inCourt,
    disclose: 'nobody',
  }),
  'payout.failed': node({
    zh: '银行未受理付款',
    basis,
    by: ['finance', system('case-funds')],
    subject: 'form',
    payload: record({
      reference: Text('付款指令号', { maxLength: 128 }),
      reason: Text('银行未受理的原因'),
      again: Flag('同一审批表以同一指令号再提交一次；否则审批表终了，另提交发放申请'),
    }),
    example: { reference: 'ZL20260213001', reason: '系统超时，未扣款', again: true },
    ...atTheBank,
    disclose: 'nobody',
  }),
  'funds.reversed': node({
    zh: '银行冲正',
    in: ['case', 'unidentified-receipt'],
    basis,
    by: ['finance', system('case-funds')],
    subject: 'receipt',
    payload: record({
      amountFen: Fen('冲正金额，与到账金额一致'),
      reason: Text('银行冲正的原因'),
      ...bankSide,
    }),
    example: { amountFen: 25_000_000, reason: '重复入账，银行冲正' },
    once: true,
    ...atTheBank,
    disclose: 'parties',
  }),
  'cash.deposited': node({
    zh: '现金解款',
    basis: law('法发〔2017〕6号 9'),
    by: ['finance'],
    subject: 'receipt',
    payload: record({ remarks: Maybe('说明'), ...bankSide }),
    example: { remarks: '当日存入专户' },
    once: true,
    ...inCourt,
    disclose: 'nobody',
  }),
  'escrow.released': node({
    zh: '提存款领取、取回',
    basis: law('法发〔2017〕6号 16'),
    by: ['officer'],
    subject: 'form',
    payload: record({ amountFen: Fen('领取、取回的金额'), why: Text('事由'), ...onRequest }),
    example: { amountFen: 25_000_000, why: '申请执行人已到院确认收款账户' },
    ...inCourt,
    decision: true,
    disclose: 'applicant',
  }),
  'escrow.reviewed': node({
    zh: '复查提存款',
    basis: law('法发〔2017〕6号 16'),
    by: ['officer'],
    subject: 'form',
    payload: record({ steps: Text('所做的查找、联系'), result: Text('结果') }),
    example: { steps: '按户籍地和社保信息再次联系', result: '仍下落不明' },
    ...inCourt,
    disclose: 'nobody',
  }),
  'shortage.recognised': node({
    zh: '确认应追回款',
    basis,
    by: ['president'],
    subject: 'receipt',
    orSubjects: ['form'],
    payload: record({ amountFen: Fen('应追回的金额'), cause: Text('原因：如何少款，向谁追回') }),
    example: { amountFen: 100_000, cause: '误付他人，已发函追回，由本院先行补足' },
    ...inCourt,
    decision: true,
    disclose: 'nobody',
  }),
};
