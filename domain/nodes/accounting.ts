import Type from 'typebox';
import { law, plan } from './basis.ts';
import { called, DateField, Fen, Flag, Id, IdOf, Maybe, record, Some, Text } from './fields.ts';
import { node } from './node.ts';
import { names } from './field-classes.ts';

const after = { afterClosing: true, sealed: true, disclose: 'parties' } as const;

/** A question of `docs/spec/money-calc.md` as it was computed: kept as it was asked, its form is the calculator's. */
export const Question = (zh: string) => Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), called(zh));
/** A claim as the accounting calls it: `fee`, `costs-1`, `i-1.principal`. */
const ClaimId = (zh: string) => Id(zh, 40);
/** Integer fen, or nothing. */
export const FenOrNothing = (zh: string) => Type.Integer({ minimum: 0, maximum: 10 ** 15, ...called(`${zh}（分）`) });

/** What only the officer can say to an accounting: days that do not count, what the sale cost. */
export const accountedWith = {
  excluded: Type.Optional(
    Some(
      record({ from: DateField('起日'), to: DateField('止日') }),
      '文书本身处于再审、审查而不计加倍部分的期间（非因被执行人申请）：由承办人核定',
    ),
  ),
  costs: Type.Optional(
    Some(
      record({
        id: ClaimId('费用编号，如 costs-1'),
        amountFen: Fen('实际支出'),
        what: Text('何种费用'),
        payee: Maybe('应付给何人（评估机构、网拍平台、保管人等）：在其所得之内向其发放，不须合议庭决定', names),
        asset: Type.Optional(IdOf('asset', '为处置何项财产所支出：已经询价、评估、拍卖或者处分的')),
        document: Maybe('费用的凭证、文书：不写财产的必填'),
      }),
      '变价财产实际支出的费用',
    ),
  ),
};

/** What is owed, who gets what of a receipt, and the court's own fee: docs/spec/money.md 6. */
export const accountingNodes = {
  'funds.allocated': node({
    zh: '核算案款',
    basis: law('民法典第561条'),
    by: ['officer'],
    subject: 'receipt',
    payload: record({
      question: Question('核算的问题：照核算预览所给的写'),
      ...accountedWith,
      shares: Some(record({ claim: ClaimId('受偿的债权'), fen: FenOrNothing('分得的金额') }), '各项所得'),
      override: Maybe('与计算结果不同的理由和依据的文书'),
    }),
    example: {
      question: { kind: 'allocate', amount: 25_000_000, ranks: [{ share: 'in-order', claims: [{ id: 'fee', amount: 365_000 }] }] }, // prettier-ignore
      shares: [{ claim: 'fee', fen: 365_000 }],
    },
    ...after,
  }),
  'fee.assessed': node({
    zh: '核定执行费',
    basis: law('诉讼费用交纳办法第14条'),
    by: ['officer', 'president'], // the president what is waived
    payload: record({
      feeFen: FenOrNothing('执行费'),
      waived: Type.Optional(Flag('免交')),
      document: Maybe('免交、另行决定的文书'),
      reason: Maybe('与计算结果不同的理由'),
    }),
    example: { feeFen: 365_000 },
    ...after,
  }),
  'claim.waived': node({
    zh: '申请执行人放弃部分债权',
    basis: plan('三·七11'),
    by: ['officer'],
    payload: record({
      items: Some(Id('放弃的项目'), '放弃的项目'),
      amountFen: Fen('放弃的金额'),
      evidence: Text('申请执行人放弃的书面材料'),
    }),
    example: { items: ['i-1'], amountFen: 10_000, evidence: '申请执行人书面表示放弃加倍部分利息' },
    ...after,
  }),
};
