import Type from 'typebox';
import { law, plan } from './basis.ts';
import { DateField, Flag, oneOf, onRequest, record, Text, Texts } from './fields.ts';
import { node } from './node.ts';
import { orHigher } from './roles.ts';
import { names } from './field-classes.ts';

/** On what enforcement is terminated: 民诉法268(1)–(6), 民诉解释464, 513, 492. */
const terminationGrounds = {
  '268-1': '申请执行人撤销申请（民诉法268(1)）',
  '268-2': '据以执行的法律文书被撤销（民诉法268(2)）',
  '268-3': '作为被执行人的公民死亡，无遗产可供执行，又无义务承担人（民诉法268(3)）',
  '268-4': '追索赡养费、扶养费、抚养费案件的权利人死亡（民诉法268(4)）',
  '268-5': '作为被执行人的公民因生活困难无力偿还借款，无收入来源，又丧失劳动能力（民诉法268(5)）',
  '268-6': '人民法院认为应当终结执行的其他情形（民诉法268(6)）',
  '464': '达成和解协议后撤回申请（民诉解释464）',
  '513': '被执行人被裁定宣告破产（民诉解释513）',
  '492': '特定物毁损、灭失，折价赔偿协商不成（民诉解释492）',
} as const;

const told = { sealed: true, decision: true, disclose: 'parties' } as const;
const ruling = Text('裁定书文号');

/** How a case ends otherwise than by performance: 武法〔2022〕11号 三·七10, plan §5. */
export const endingNodes = {
  'termination.interviewed': node({
    zh: '终本约谈',
    basis: plan('三·七10'),
    by: ['officer'],
    payload: record({
      with: Text('约谈的申请执行人或者其代理人', names),
      mode: oneOf({ 'in-person': '当面', phone: '电话', video: '视频' }, '方式'),
      told: Texts('告知的事项：执行情况、采取的措施、财产状况、终本的后果'),
      consents: Flag('是否同意终结本次执行程序'),
      signed: Type.Optional(Flag('是否已签字确认')),
      record: Text('笔录'),
    }),
    example: {
      with: '张建国',
      mode: 'in-person',
      told: ['执行情况及采取的措施', '终结本次执行程序的依据和后果'],
      consents: true,
      signed: true,
      record: '约谈笔录第1号',
    },
    disclose: 'applicant',
  }),
  'termination.approved': node({
    zh: '院长批准终本',
    basis: law('民诉解释517'),
    by: ['president'],
    payload: record(onRequest),
    example: {},
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'termination.published': node({
    zh: '录入终本库并公布',
    basis: law('法〔2016〕373号13'),
    by: ['review'],
    payload: record({ reference: Text('终本案件库的编号') }),
    example: { reference: 'ZB-2026-0823-017' },
    afterClosing: 'no-property',
    disclose: 'parties',
  }),
  'enforcement.dismissed': node({
    zh: '裁定驳回申请',
    basis: law('执行工作规定16'),
    by: ['panel'],
    payload: record({ ground: Text('事由'), ruling, ...onRequest }),
    example: { ground: '据以执行的法律文书尚未生效', ruling: '（2026）豫0823执123号之九' },
    ...told,
  }),
  'enforcement.refused': node({
    zh: '裁定不予执行',
    basis: law('民诉法第248条'),
    by: ['panel'],
    payload: record({ ground: Text('事由'), ruling, ...onRequest }),
    example: { ground: '仲裁裁决有不予执行的情形', ruling: '（2026）豫0823执异20号' },
    ...told,
  }),
  'enforcement.terminated': node({
    zh: '裁定终结执行',
    basis: law('民诉法第268条'),
    by: ['panel'],
    payload: record({ ground: oneOf(terminationGrounds, '事由'), ruling, ...onRequest }),
    example: { ground: '268-6', ruling: '（2026）豫0823执123号之九' },
    ...told,
  }),
  'case.cancelled': node({
    zh: '销案',
    basis: law('执行工作规定64'),
    by: orHigher('director'),
    payload: record({
      ground: oneOf({ jurisdiction: '管辖异议成立', 'filed-elsewhere': '其他法院已先立案', transferred: '已移送其他法院' }, '事由'), // prettier-ignore
      ...onRequest,
    }),
    example: { ground: 'filed-elsewhere' },
    ...told,
  }),
  'case.transferred': node({
    zh: '移送他院',
    basis: law('委托执行规定1'),
    by: orHigher('director'),
    payload: record({
      to: Text('受移送的法院', names),
      ground: oneOf({ entrusted: '委托执行', designated: '指定执行', 'taken-up': '提级执行', bankruptcy: '移送破产' }, '事由'), // prettier-ignore
      materials: Texts('移送的材料'),
      ...onRequest,
    }),
    example: { to: '焦作市中级人民法院', ground: 'taken-up', materials: ['执行卷宗一册'] },
    ...told,
  }),
  'transfer.accepted': node({
    zh: '他院立案',
    basis: law('委托执行规定7'),
    by: ['officer'],
    payload: record({ caseNo: Text('他院案号'), on: DateField('他院立案之日') }),
    example: { caseNo: '（2026）豫08执45号', on: '2026-01-20' },
    afterClosing: true,
    sealed: true, // the case ends by it
    disclose: 'applicant',
  }),
  'preservation.carried-out': node({
    zh: '保全实施',
    basis: law('财产保全规定4'),
    by: ['property-control'],
    payload: record({ result: oneOf({ full: '全部', partial: '部分', none: '没有可供保全的财产' }, '实施的结果') }),
    example: { result: 'full' },
    disclose: 'applicant',
  }),
};
