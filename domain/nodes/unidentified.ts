import Type from 'typebox';
import { plan } from './basis.ts';
import { BankLine } from './bank-line.ts';
import { personal } from './field-classes.ts';
import { CaseNamed, DateField, Fen, List, Maybe, onRequest, oneOf, PersonId, record, Some, Text } from './fields.ts';
import { receiptIdOf } from './id-part.ts';
import { node } from './node.ts';

const basis = plan('三·一(五)1');
const kind = { in: 'unidentified-receipt', basis, sealed: true, disclose: 'nobody' } as const;

/** Why money that arrived belongs to no case yet (docs/spec/money.md 11). */
export const unidentifiedCodes = {
  'other-court': '写的是其他法院的案号',
  'no-such-case': '本院没有所写的案件',
  'partial-number': '案号不全',
  'basis-number': '只写了执行依据的案号',
  'no-number': '没有写案号',
  'no-clue': '没有付款人，也没有附言',
  'sub-account-and-remark-differ': '子账户与附言所写的案件不一致',
  'several-cases': '写了多个案号',
  'sub-account-of-several': '这一子账户登记在多个案件名下',
  conflict: '与已有的同号流水不一致',
  'return-unknown': '退票所对应的付款不明',
  'reversal-unknown': '冲正所对应的流水不明',
} as const;

/** By what a case is proposed for it. */
export const proposalSigns = {
  'sub-account': '案件子账户',
  'case-number': '案号',
  'partial-number': '不全的案号',
  'basis-number': '执行依据的案号',
  payer: '付款人是案件的当事人',
} as const;

/** Money that arrived for no known case, a record of its own: docs/spec/money.md 3, 10. */
export const unidentifiedNodes = {
  'funds.unidentified': node({
    zh: '不明款入账',
    ...kind,
    by: ['finance', 'system'],
    payload: record({
      line: BankLine,
      amountFen: Fen('金额'),
      payer: Maybe('付款人户名', { maxLength: 200, ...personal('name') }),
      payerAccount: Maybe('付款账号', { maxLength: 64, ...personal('digits') }),
      payerBank: Maybe('付款人开户行', { maxLength: 200 }),
      summary: Maybe('银行摘要'),
      remark: Maybe('附言'),
      code: oneOf(unidentifiedCodes, '为何归不到案件'),
      proposals: Type.Optional(
        List(
          record({
            case: CaseNamed('可能所属的案件'),
            sign: oneOf(proposalSigns, '依据'),
            officer: Type.Optional(PersonId('该案当时的承办人')),
          }),
          '可能所属的案件',
        ),
      ),
    }),
    example: {
      line: { account: '99990823000000001', serial: '2026031000000000110' },
      amountFen: 900_000,
      payer: '某代付公司',
      remark: '执12号案款',
      code: 'partial-number',
    },
    brings: ({ line }) => [{ id: receiptIdOf(line.serial), of: 'receipt' }],
    names: ({ proposals = [] }) =>
      proposals.flatMap(({ officer }) => (officer === undefined ? [] : [{ person: officer, from: 'court' as const }])),
    once: true,
    attested: true,
    keeps: { fields: ['line', 'amountFen'], zh: '银行流水和金额以银行为准，不能更正' },
  }),
  'claim.proposed': node({
    zh: '提出认领',
    ...kind,
    by: ['officer'],
    subject: 'claim',
    introduces: true,
    numbered: () => 'claim',
    payload: record({
      cases: Some(record({ case: CaseNamed('认领到的本院案件'), fen: Fen('金额') }), '认领到哪些案件，各多少', 20),
      evidence: Text('依据：为何是这些案件的款项'),
    }),
    keeps: { fields: ['cases'], zh: '认领到哪些案件不能更正：请撤回（fact.withdrawn）后重新提出' },
    example: { cases: [{ case: '（2026）豫0823执123号', fen: 900_000 }], evidence: '付款人来电说明并提交回单' },
  }),
  'funds.claimed': node({
    zh: '确认认领',
    ...kind,
    by: ['finance'],
    subject: 'claim',
    payload: record({ remarks: Maybe('复核意见') }),
    example: { remarks: '与回单相符' },
    once: true,
    final: true,
  }),
  'funds.publicised': node({
    zh: '公示不明款',
    ...kind,
    by: ['finance'],
    payload: record({ where: Text('公示的地方'), on: DateField('公示之日') }),
    example: { where: '本院网站、诉讼服务中心公告栏', on: '2026-03-23' },
    once: true,
  }),
  'unidentified.reviewed': node({
    zh: '复查不明款',
    ...kind,
    by: ['funds'],
    payload: record({
      steps: Text('已经做过的核查'),
      result: Text('结果'),
      officers: Type.Optional(Some(PersonId('请其辨认的承办人'), '请其辨认的承办人', 20)),
    }),
    example: { steps: '向付款银行查询，比对未结案件当事人', result: '付款人无法联系' },
    names: ({ officers = [] }) => officers.map((person) => ({ person, role: 'officer' as const })),
  }),
  'funds.sent-back': node({
    zh: '退回原付款人',
    ...kind,
    by: ['finance'],
    payload: record({
      payee: Text('收款人：原付款人', { maxLength: 200, ...personal('name') }),
      payeeAccount: Text('收款账户：来款的账户', { maxLength: 64, ...personal('digits') }),
      reference: Maybe('退款回单号；报批时不写', { maxLength: 200 }),
      ...onRequest,
    }),
    example: {
      payee: '某代付公司',
      payeeAccount: '999910000000000006',
      reference: 'TK20260401001',
      request: 'request-1',
    },
    once: true,
    final: true,
  }),
};
