import Type from 'typebox';
import { BankLine } from './bank-line.ts';
import { law, plan } from './basis.ts';
import {
  called,
  CaseNamed,
  DateField,
  Fen,
  Flag,
  Id,
  List,
  Maybe,
  oneOf,
  record,
  refers,
  Some,
  Text,
} from './fields.ts';
import { node } from './node.ts';
import { system } from './systems.ts';

const basis = plan('三·一(五)1');
const kind = { in: 'reconciliation', basis, sealed: true, disclose: 'nobody' } as const;

/** A month, `2026-03`. */
export const Month = (zh: string) =>
  Type.String({ pattern: '^(199\\d|20\\d\\d|2100)-(0[1-9]|1[0-2])$', maxLength: 7, ...called(zh) });

/** In what the bank's day and the court's own books differ (docs/spec/money.md 12). */
export const differenceKinds = {
  'bank-only': '银行有、账上没有',
  'ledger-only': '账上有、银行没有',
  'amount-differs': '金额不符',
  'broken-line': '流水无法识读',
  gap: '期初与前一日期末不符',
  'balance-differs': '当日发生额不符',
  'books-differ': '总账与明细不符',
} as const;

/** What a line proves to be that follows from no case (docs/spec/money.md 3). */
export const lineDecisions = {
  charge: '银行手续费',
  replenished: '手续费补足',
  'bank-interest': '专户孳息',
  'interest-remitted': '孳息缴库',
  'unknown-debit': '待查支出',
  explained: '待查支出已查明',
  recovered: '应追回款已追回',
  drop: '不是款项，不计',
} as const;

/** What a debit that nobody ordered proves to be. */
export const debitsProved = { charge: '银行手续费', 'to-recover': '应当追回' } as const;

/** On which side of the statement each of them stands; left out: either. */
export const decidedSides: Readonly<Partial<Record<keyof typeof lineDecisions, 'credit' | 'debit'>>> = {
  charge: 'debit',
  replenished: 'credit',
  'bank-interest': 'credit',
  'interest-remitted': 'debit',
  'unknown-debit': 'debit',
  explained: 'debit',
  recovered: 'credit',
};

/** For whom a month is signed. */
export const signatories = { enforcement: '执行（案款管理员）', finance: '财务' } as const;

/** The bank's days and the months: docs/spec/money.md 12. */
export const reconciliationNodes = {
  'reconciliation.opened': node({
    zh: '对账期',
    ...kind,
    by: [], // time founds it
    payload: record({
      account: Maybe('本院账号（日对账）', { maxLength: 64 }),
      day: Type.Optional(DateField('对账之日')),
      month: Type.Optional(Month('对账之月')),
    }),
    example: { account: '99990823000000001', day: '2026-03-10' },
    once: true,
  }),
  'difference.found': node({
    zh: '发现差异',
    ...kind,
    by: ['finance', system('case-funds')],
    subject: 'difference',
    introduces: true,
    numbered: () => 'difference',
    payload: record({
      kind: oneOf(differenceKinds, '差异的种类'),
      fen: Type.Optional(Fen('相差的金额')),
      missing: Type.Optional(Flag('是否短款：银行的钱少于账上的')),
      line: Type.Optional(BankLine),
      what: Text('情况'),
    }),
    example: { kind: 'broken-line', fen: 8_800_000, what: '第47行金额无法识读' },
    attested: true,
  }),
  'difference.settled': node({
    zh: '差异已查清',
    ...kind,
    by: ['finance'],
    subject: 'difference',
    payload: record({ how: Text('如何查清、如何处理'), entry: Maybe('所据的记录或凭证', { maxLength: 200 }) }),
    example: { how: '与银行核对，该笔为手续费，已另行定性' },
    once: true,
  }),
  'line.decided': node({
    zh: '流水定性',
    ...kind,
    by: ['finance', system('case-funds')], // the system what no one has to judge: charges, interest
    payload: record({
      line: BankLine,
      as: oneOf(lineDecisions, '定为'),
      fen: Fen('该流水的金额'),
      proved: Type.Optional(oneOf(debitsProved, '查明为：定为待查支出已查明的，必填')),
      of: Maybe('所追回的应追回款：案件编号#记录序号', { maxLength: 100 }),
      lots: Type.Optional(
        Some(
          record({ serial: Text('结息的流水号', { maxLength: 128 }), fen: Fen('金额') }),
          '所缴的各笔孳息，合计为该流水的金额：定为孳息缴库的，必填',
        ),
      ),
      why: Text('依据'),
    }),
    example: {
      line: { account: '99990823000000001', serial: '2026031000000000136' },
      as: 'charge',
      fen: 1_500,
      why: '银行对账回单写明为转账手续费',
    },
    keeps: { fields: ['line', 'as', 'fen', 'proved', 'of', 'lots'], zh: '流水、定性和金额不能更正：请撤回后重新登记' },
  }),
  'day.reconciled': node({
    zh: '日对账相符',
    ...kind,
    by: ['finance'],
    payload: record({
      accepted: Type.Optional(Some(Id('差异的编号', 64, refers('difference')), '尚未查清而准予结账的差异', 100)),
      remarks: Maybe('说明'),
    }),
    example: { remarks: '与银行期末余额相符' },
    once: true,
  }),
  'reconciliation.signed': node({
    zh: '月对账签字',
    ...kind,
    basis: law('法发〔2017〕6号 3'),
    by: ['funds', 'finance'],
    payload: record({
      for: oneOf(signatories, '代表'),
      digest: Text('所核对的账目的摘要：双方须相同', { maxLength: 128 }),
    }),
    example: { for: 'enforcement', digest: '5f2c1e0d9b8a7c6d' },
  }),
  'fee.remitted': node({
    zh: '执行费缴库',
    ...kind,
    by: ['finance'],
    payload: record({
      lots: List(
        record({
          case: CaseNamed('收取执行费的案件'),
          receipt: Text('案款编号', { maxLength: 64 }),
          lot: Maybe('该款最初到账的编号，由他案划转、认领而来的才写', { maxLength: 160 }),
          fen: Fen('金额'),
        }),
        '所缴的执行费；本月未收的为空',
      ),
      account: Maybe('缴出的本院账号', { maxLength: 64 }),
      voucher: Maybe('缴款书号', { maxLength: 100 }),
    }),
    example: { lots: [{ case: '（2026）豫0823执123号', receipt: 'r-7', fen: 365_000 }], voucher: '豫缴2026030001' },
    final: true,
  }),
};
