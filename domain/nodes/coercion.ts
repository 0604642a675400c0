import Type from 'typebox';
import { law, plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { Addressee } from './documents.ts';
import { secret } from './field-classes.ts';
import { DateField, Fen, Flag, Maybe, List, oneOf, onRequest, record, Text, IdOf } from './fields.ts';
import { node } from './node.ts';

/** What a person was put on the list of dishonest ones for (失信规定1). */
const dishonesty = {
  '1': '有履行能力而拒不履行',
  '2': '以伪造证据、暴力、威胁等方法妨碍、抗拒执行',
  '3': '以虚假诉讼、仲裁或者隐匿、转移财产等方法规避执行',
  '4': '违反财产报告制度',
  '5': '违反限制消费令',
  '6': '无正当理由拒不履行执行和解协议',
} as const;

const numbered = (word: string) => ({ introduces: true, numbered: () => word }) as const;

/** Restrictions and sanctions: 武法〔2022〕11号 三·一(三)3, law.md L60–L67. */
export const coercionNodes = {
  'restriction.decided': node({
    zh: '失信、限高决定',
    basis: plan('三·一(三)3'),
    by: ['president'],
    subject: 'restriction',
    ...numbered('restriction'),
    payload: record({
      kind: oneOf({ consumption: '限制消费', dishonesty: '纳入失信名单' }, '措施'),
      party: IdOf('party', '被执行人的编号', 'respondent'),
      persons: List(Addressee, '所限制的人：准许时至少一人', bounds.parties),
      granted: Flag('是否准许'),
      ground: Type.Optional(oneOf(dishonesty, '失信规定第一条的情形')),
      reason: Maybe('理由：不写情形（ground）的必填'),
      until: Type.Optional(DateField('期限届满日')),
      ...onRequest,
    }),
    example: {
      kind: 'consumption',
      party: 'respondent-1',
      persons: ['respondent-1'],
      granted: true,
      reason: '未按执行通知书指定的期间履行',
    },
    sealed: true,
    decision: true,
    disclose: 'own',
  }),
  'restriction.lifted': node({
    zh: '屏蔽、解除、撤销失信限高',
    basis: law('失信规定10'),
    by: ['officer', 'documents'],
    subject: 'restriction',
    payload: record({ ground: Text('事由'), on: DateField('解除之日') }),
    example: { ground: '全部债务已经履行', on: '2026-02-20' },
    afterClosing: true,
    disclose: 'own',
  }),
  'sanction.decided': node({
    zh: '罚款、拘留、限制出境、移送决定',
    basis: law('民诉法第118条'),
    by: ['president'],
    subject: 'sanction',
    ...numbered('sanction'),
    payload: record({
      kind: oneOf({ fine: '罚款', detention: '拘留', 'exit-ban': '限制出境', referral: '移送追究刑事责任' }, '措施'),
      party: IdOf('party', '当事人的编号'),
      ground: Text('事由'),
      days: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 15, title: '拘留天数', description: '拘留天数，至多十五日（拘留必填）' }),
      ),
      amountFen: Type.Optional(Fen('罚款金额，罚款必填')),
      ...onRequest,
    }),
    example: { kind: 'detention', party: 'respondent-1', ground: '拒不报告财产', days: 15 },
    sealed: true,
    decision: true,
    disclose: 'own',
  }),
  'sanction.ended': node({
    zh: '强制措施结束',
    basis: law('民诉法第118条'),
    by: ['officer', 'bailiff'],
    subject: 'sanction',
    payload: record({
      how: oneOf({ served: '期满', paid: '缴清', lifted: '解除', revoked: '撤销' }, '如何结束'),
      on: DateField('结束之日'),
    }),
    example: { how: 'served', on: '2026-02-20' },
    once: true,
    afterClosing: true,
    disclose: 'own',
  }),
  'police.requested': node({
    zh: '提请公安机关协查',
    basis: plan('三·七5、6'),
    by: ['officer'],
    subject: 'party',
    orSubjects: ['asset'],
    payload: record({ letter: Text('协查函文号', secret), to: Text('公安机关', secret) }),
    example: { letter: '（2026）豫0823执123号协查函', to: '武陟县公安局' },
    disclose: 'nobody',
  }),
};
