import Type from 'typebox';
import { law } from './basis.ts';
import { DateField, excuse, Fen, oneOf, record, Some, Text, IdOf } from './fields.ts';
import { node } from './node.ts';

const subject = 'distribution';
const by = ['officer', 'applicant', 'respondent'] as const;
const party = Text('债权人、被执行人：当事人的编号，或者参与分配的债权人的姓名名称', { maxLength: 200 });
const shares = Some(record({ party, amountFen: Fen('分得的金额') }), '各人所得');
const toldOn = Type.Optional(DateField('通知其他债权人、被执行人之日'));
const after = { afterClosing: true, disclose: 'parties' } as const;

/** Money that several claim: 民诉解释508–510, law.md L59b. */
export const distributionNodes = {
  'distribution.planned': node({
    zh: '制作财产分配方案',
    basis: law('民诉解释509'),
    by: ['officer'],
    subject,
    introduces: true,
    numbered: () => 'distribution',
    payload: record({ receipts: Some(IdOf('receipt', '案款编号'), '所分配的案款'), shares }),
    example: {
      receipts: ['r-7'],
      shares: [
        { party: 'applicant-1', amountFen: 15_000_000 },
        { party: '武陟县农商银行', amountFen: 10_000_000 },
      ],
    },
    ...after,
  }),
  'distribution.objected': node({
    zh: '对分配方案提出异议',
    basis: law('民诉解释509'),
    by,
    subject,
    payload: record({ party, disputedFen: Fen('有争议的金额'), ground: Text('理由'), toldOn, excuse }),
    example: { party: 'applicant-1', disputedFen: 10_000_000, ground: '认为农商银行不享有优先受偿权' },
    ...after,
  }),
  'distribution.opposed': node({
    zh: '反对分配方案的异议',
    basis: law('民诉解释510'),
    by,
    subject,
    payload: record({ party, toldOn, excuse }),
    example: { party: '武陟县农商银行' },
    ...after,
  }),
  'distribution.settled': node({
    zh: '分配确定',
    basis: law('民诉解释510'),
    by: ['officer'],
    subject,
    payload: record({
      how: oneOf(
        { unopposed: '无人反对，按方案或者异议人的意见', corrected: '修正方案', judged: '依判决' },
        '如何确定',
      ),
      shares,
    }),
    example: {
      how: 'unopposed',
      shares: [
        { party: 'applicant-1', amountFen: 15_000_000 },
        { party: '武陟县农商银行', amountFen: 10_000_000 },
      ],
    },
    once: true,
    sealed: true, // it says who gets what was disputed
    ...after,
  }),
};
