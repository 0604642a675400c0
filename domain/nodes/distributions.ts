import Type from 'typebox';
import { law } from './basis.ts';
import { FenOrNothing, Question } from './accounting.ts';
import { Affirmed, DateField, excuse, Fen, Id, IdOf, Maybe, oneOf, record, Some, Text } from './fields.ts';
import { node } from './node.ts';
import { names } from './field-classes.ts';

const subject = 'distribution';
const by = ['officer', 'applicant', 'respondent'] as const;
const party = Text('债权人、被执行人：当事人的编号，或者参与分配的债权人的姓名名称', { maxLength: 200, ...names });
const shares = Some(record({ party, amountFen: Fen('分得的金额') }), '各人所得');
const toldOn = Type.Optional(DateField('通知其他债权人、被执行人之日'));
/** A sum of money is never put right, nor whose it is (docs/spec/money.md 13). */
const keeps = (...fields: readonly string[]) => ({ fields, zh: '债权、金额、各人所得和是谁的不能更正：请撤回（fact.withdrawn）后重新登记' }); // prettier-ignore
const after = { afterClosing: true, disclose: 'parties' } as const;

/** What a creditor's claims in a plan are, in the order in which they are served (民诉解释508, docs/spec/money.md 7). */
export const rankKinds = {
  costs: '变价和保管费用',
  fee: '执行申请费',
  priority: '优先受偿的债权',
  ordinary: '普通债权',
  doubled: '加倍部分债务利息',
} as const;

const claim = (zh: string) => Id(zh, 40);
const ranks = Some(
  record({
    kind: oneOf(rankKinds, '顺位'),
    claims: Some(
      record({
        id: claim('债权编号，与核算问题一致'),
        party: Type.Optional(Text('谁的债权；费用不写', { maxLength: 200, ...names })),
      }),
      '该顺位的债权',
      200,
    ),
  }),
  '核算问题的各顺位，先后与其一致',
  20,
);

/** Money that several claim: 民诉解释508–510, law.md L59b. */
export const distributionNodes = {
  'participation.applied': node({
    zh: '申请参与分配',
    basis: law('民诉解释507'),
    by: ['officer'],
    payload: record({
      creditor: Text('申请参与分配的债权人：当事人的编号或者姓名名称', { maxLength: 200, ...names }),
      basis: Text('执行依据'),
      claims: Some(record({ id: claim('债权编号'), amountFen: Fen('债权金额') }), '债权'),
      priority: Maybe('主张优先受偿的依据和财产'),
      on: DateField('提出申请之日'),
    }),
    example: {
      creditor: '武陟县农商银行',
      basis: '（2025）豫0823民初88号',
      claims: [{ id: 'bank-1', amountFen: 20_000_000 }],
      on: '2026-02-02',
    },
    afterClosing: true,
    keeps: keeps('creditor', 'claims'),
    sealed: true,
    disclose: 'parties',
  }),
  'distribution.planned': node({
    zh: '制作财产分配方案',
    basis: law('民诉解释509'),
    by: ['officer'],
    subject,
    introduces: true,
    numbered: () => 'distribution',
    keeps: keeps('receipts', 'shares', 'question', 'ranks'),
    payload: record({
      receipts: Some(IdOf('receipt', '案款编号'), '所分配的案款'),
      shares,
      question: Type.Optional(Question('核算的问题（allocate）：几个债权人的必填')),
      ranks: Type.Optional(ranks),
    }),
    example: {
      receipts: ['r-7'],
      shares: [
        { party: 'applicant-1', amountFen: 15_000_000 },
        { party: '武陟县农商银行', amountFen: 10_000_000 },
      ],
      question: {
        kind: 'allocate',
        amount: 25_000_000,
        ranks: [{ share: 'pro-rata', claims: [{ id: 'own-1', amount: 22_500_000 }, { id: 'bank-1', amount: 15_000_000 }] }], // prettier-ignore
      },
      ranks: [{ kind: 'ordinary', claims: [{ id: 'own-1', party: 'applicant-1' }, { id: 'bank-1', party: '武陟县农商银行' }] }], // prettier-ignore
    },
    sealed: true,
    ...after,
  }),
  'distribution.objected': node({
    zh: '对分配方案提出异议',
    basis: law('民诉解释509'),
    by,
    subject,
    payload: record({
      party,
      disputedFen: Fen('有争议的金额'),
      adds: Type.Optional(Affirmed('只写金额的异议合计留存；由系统写明')),
      wants: Type.Optional(
        Some(record({ party, fen: FenOrNothing('主张该人应得的金额') }), '主张各人应得多少；没有写的仍按方案'),
      ),
      ground: Text('理由'),
      toldOn,
      excuse,
    }),
    example: { party: 'applicant-1', disputedFen: 10_000_000, ground: '认为农商银行不享有优先受偿权' },
    keeps: keeps('party', 'disputedFen', 'wants'),
    sealed: true,
    ...after,
  }),
  'distribution.opposed': node({
    zh: '反对分配方案的异议',
    basis: law('民诉解释510'),
    by,
    subject,
    payload: record({
      party,
      objector: Type.Optional(
        Text('所反对的异议是谁提出的；不写的，反对他人此前提出的各项异议', { maxLength: 200, ...names }),
      ),
      toldOn,
      excuse,
    }),
    example: { party: '武陟县农商银行' },
    keeps: keeps('party', 'objector'),
    ...after,
  }),
  'distribution.settled': node({
    zh: '分配确定',
    basis: law('民诉解释510'),
    by: ['officer'],
    subject,
    payload: record({
      how: oneOf(
        {
          unopposed: '按原方案（无人异议，或者异议被反对后无人起诉）',
          corrected: '异议无人反对，修正方案',
          judged: '依判决',
        },
        '如何确定',
      ),
      shares,
      document: Type.Optional(Text('审查异议的文书：修正结果与无人反对的异议所主张的不同的写明')),
      sued: Type.Optional(
        Some(party, '已经起诉、判决尚未确定的异议人：其争议的部分继续留存，依判决（judged）另行确定'),
      ),
    }),
    example: {
      how: 'unopposed',
      shares: [
        { party: 'applicant-1', amountFen: 15_000_000 },
        { party: '武陟县农商银行', amountFen: 10_000_000 },
      ],
    },
    sealed: true, // it says who gets what was disputed
    keeps: keeps('how', 'shares', 'sued'),
    ...after,
  }),
};
