import { law, plan } from './basis.ts';
import { CaseNamed, Fen, oneOf, record, Text } from './fields.ts';
import { bankSide } from './money-fields.ts';
import { node } from './node.ts';
import { escrowGrounds } from './payouts-to.ts';
import { system } from './systems.ts';
import { names } from './field-classes.ts';

const basis = plan('三·一(五)1');
/** Money has moved: it never comes back but by a fact of its own. */
const moved = { final: true, afterClosing: true, sealed: true, promptly: true } as const;

/** What ends a form whose money goes elsewhere than to a payee of the case (plan §9, `payout.paid`). */
export const formEndingNodes = {
  'payout.refunded': node({
    zh: '退还缴款人完成',
    basis,
    by: ['finance', system('case-funds')],
    subject: 'form',
    payload: record({
      amountFen: Fen('退还金额'),
      payee: Text('收款人（与审批表一致）', names),
      payeeAccount: Text('收款账户（与审批表一致）'),
      reference: Text('退款回单号'),
      ...bankSide,
    }),
    example: { amountFen: 100, payee: '李卫东', payeeAccount: '6228480000000000001', reference: 'TK20260213008' },
    ...moved,
    disclose: 'parties',
  }),
  'fee.taken': node({
    zh: '收取执行费',
    basis,
    by: ['finance'],
    subject: 'form',
    payload: record({ amountFen: Fen('收取金额'), receiptNo: Text('诉讼费专用票据号') }),
    example: { amountFen: 365_000, receiptNo: '豫财0001234' },
    ...moved,
    disclose: 'parties',
  }),
  'funds.transferred': node({
    zh: '案款划转他案',
    basis,
    by: ['finance'],
    subject: 'form',
    payload: record({ amountFen: Fen('划转金额'), case: CaseNamed('转入的本院案件') }),
    example: { amountFen: 5_000_000, case: '（2026）豫0823执456号' },
    ...moved,
    disclose: 'parties',
  }),
  'payout.escrowed': node({
    zh: '案款提存',
    basis: law('法发〔2017〕6号 16'),
    by: ['finance'],
    subject: 'form',
    payload: record({
      amountFen: Fen('提存金额'),
      ground: oneOf(escrowGrounds, '提存事由'),
      notice: Text('通知债权人的情况'),
    }),
    example: { amountFen: 25_000_000, ground: 'whereabouts', notice: '已按确认的地址寄送提存通知，被退回' },
    ...moved,
    disclose: 'parties',
  }),
};
