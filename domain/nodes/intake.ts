import Type from 'typebox';
import { plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { ClaimItem } from './claims.ts';
import { open, personal, names } from './field-classes.ts';
import { Affirmed, DateField, FenOrNull, Flag, Maybe, ofFormat, record, Some, Text, Texts } from './fields.ts';
import { node } from './node.ts';
import { FiledParty, filedParties, type Sides } from './party.ts';

/** The parties of one side, each with its place in the payload and what to call it. */
const listed = (side: keyof Sides, zh: string, payload: Sides) =>
  payload[side].map((party, i) => ({ field: `${side}.${i}`, zh: `第${i + 1}名${zh}`, party }));

/** Filing and first reception: 武法〔2022〕11号 三·一(一). */
export const filingNodes = {
  'case.filed': node({
    zh: '执行立案',
    basis: plan('三·一(一)1'),
    by: ['filing'],
    payload: record({
      caseNo: Text('案号', ofFormat('case-number')),
      cause: Text('案由', open),
      basis: Text('执行依据文号', open),
      claimFen: FenOrNull('申请执行标的', 1),
      applicants: Some(FiledParty, '申请执行人', bounds.parties),
      respondents: Some(FiledParty, '被执行人', bounds.parties),
      applicationOn: Type.Optional(DateField('收到执行申请之日；不写为立案之日')),
      claims: Type.Optional(Some(ClaimItem, '申请执行的各项内容')),
      nonLitigation: Type.Optional(Flag('非诉执行（法定期限3个月）')),
      financial: Type.Optional(Flag('是否涉金融')),
      criminal: Type.Optional(Flag('执行依据是否刑事判决')),
      urgent: Type.Optional(Flag('执保案件：情况紧急，裁定后应当立即开始执行')),
      restoredFrom: Type.Optional(Text('执恢案件：所恢复的原案的案号', { maxLength: 64 })),
    }),
    example: {
      caseNo: '（2026）豫0823执123号',
      cause: '民间借贷纠纷',
      basis: '（2025）豫0823民初456号',
      claimFen: 25_000_000,
      applicants: [{ name: '张建国', kind: 'person' }],
      respondents: [{ name: '李卫东', kind: 'person' }],
    },
    brings: (filing) => filedParties(filing).map(({ id }) => ({ id, of: 'party' })),
    identities: (p) => [...listed('applicants', '申请执行人', p), ...listed('respondents', '被执行人', p)],
    once: true,
    disclose: 'parties',
  }),
  'material.received': node({
    zh: '接待窗口签收立案材料',
    basis: plan('三·一(一)1'),
    by: ['reception'],
    payload: record({ items: Texts('材料'), note: Maybe('备注') }),
    example: { items: ['执行申请书', '生效判决书', '身份证明'] },
    disclose: 'nobody',
  }),
  'reception.held': node({
    zh: '完成初次接待',
    basis: plan('三·一(一)1–3'),
    by: ['reception'],
    payload: record({
      interviewer: Text('谈话人', names),
      interviewee: Text('被谈话人', names),
      serviceAddress: Text('申请执行人送达地址', personal('address')),
      contact: Text('联系方式', personal('digits')),
      filingFactsVerified: Affirmed('立案信息已核对'),
      respondentAndProperty: Text('被执行人及其财产情况'),
      viewOnTerminating: Text('对终结本次执行程序的意见'),
    }),
    example: {
      interviewer: '接待窗口',
      interviewee: '申请执行人',
      serviceAddress: '武陟县木城街道朝阳路12号',
      contact: '13800000000',
      filingFactsVerified: true,
      respondentAndProperty: '被执行人在县城有住房一套，名下有小型轿车一辆',
      viewOnTerminating: '暂不同意',
    },
    disclose: 'applicant',
  }),
  'reception.waived': node({
    zh: '未进行初次接待（说明原因）',
    basis: plan('三·一(一)2'),
    by: ['reception'],
    payload: record({ reason: Text('原因') }),
    example: { reason: '申请执行人在外地务工，已电话核对并约定线上办理' },
    disclose: 'nobody',
  }),
};
