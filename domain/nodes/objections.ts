import Type from 'typebox';
import { law } from './basis.ts';
import { bounds } from './bounds.ts';
import { CaseNamed, DateField, excuse, Fen, Id, IdOf, Maybe, oneOf, record, Some, Text } from './fields.ts';
import { node } from './node.ts';
import { names } from './field-classes.ts';

const ruling = Text('裁定书、判决书文号');
const ofAssets = Type.Optional(Some(IdOf('asset', '财产编号'), '所涉财产', bounds.assets));
/** Decisions against which a remedy is sought: on an application, a sanction, an objection, a plan of distribution. */
const contested = {
  subject: 'objection',
  orSubjects: ['application', 'sanction', 'distribution'],
  basisAbout: { sanction: law('民诉解释185'), distribution: law('民诉解释510') },
} as const;

/** What an objection is about (民诉法236、238、248, 执行程序解释3). */
export const objectionKinds = {
  conduct: '执行行为异议',
  'third-party': '案外人对执行标的的异议',
  jurisdiction: '管辖异议',
  refusal: '不予执行申请',
} as const;

/** How a remedy is sought (民诉法192、236、238). */
export const remedyWays = { reconsideration: '复议', lawsuit: '起诉' } as const;

/** Objections, and what is sought against a decision: law.md L71–L76. */
export const objectionNodes = {
  'objection.received': node({
    zh: '收到异议',
    basis: law('异议复议规定2'),
    by: ['officer', 'review', 'applicant', 'respondent'],
    subject: 'objection',
    introduces: true,
    numbered: () => 'objection',
    payload: record({
      kind: oneOf(objectionKinds, '异议的种类'),
      by: Text('异议人：当事人的编号，或者案外人、利害关系人的姓名名称', { maxLength: 200, ...names }),
      assets: ofAssets,
      on: DateField('收到书面异议之日'),
      text: Text('异议的请求和理由'),
      excuse,
    }),
    example: { kind: 'conduct', by: 'respondent-1', on: '2026-01-20', text: '认为查封明显超标的额' },
    afterClosing: true,
    keeps: {
      fields: 'all',
      once: ['objection.decided'],
      zh: '异议已经裁定，裁定所针对的内容不能更正：确有错误的，先由合议庭撤回裁定',
    },
    disclose: 'parties',
  }),
  'objection.filed': node({
    zh: '异议立案',
    basis: law('异议复议规定2'),
    in: ['case', 'objection-case'],
    by: ['filing'],
    payload: record({
      caseNo: Text('异议案件的案号（执异）', { maxLength: 64 }),
      case: CaseNamed('所异议的执行案件'),
      objection: Id('异议在该案的编号'),
      kind: oneOf(objectionKinds, '异议的种类'),
      receivedOn: DateField('收到书面异议之日'),
    }),
    brings: ({ objection }) => [{ of: 'objection', id: objection }],
    example: {
      caseNo: '（2026）豫0823执异20号',
      case: '2026-ha0823-zhi-123',
      objection: 'objection-1',
      kind: 'conduct',
      receivedOn: '2026-01-20',
    },
    once: true,
    afterClosing: true,
    disclose: 'parties',
  }),
  'objection.decided': node({
    zh: '异议裁定',
    in: ['case', 'objection-case'],
    basis: law('民诉法第236条'),
    by: ['panel'],
    subject: 'objection',
    payload: record({
      outcome: oneOf({ upheld: '成立', rejected: '驳回', withdrawn: '撤回' }, '结论'),
      assets: ofAssets,
      ruling,
    }),
    example: { outcome: 'rejected', ruling: '（2026）豫0823执异20号' },
    once: true,
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'remedy.sought': node({
    zh: '申请复议、提起诉讼',
    basis: law('民诉法第236条'),
    by: ['officer', 'review'],
    ...contested,
    payload: record({
      way: oneOf(remedyWays, '途径'),
      party: Text('何人提出：当事人的编号，或者姓名名称', { maxLength: 200, ...names }),
      caseNo: Maybe('受理的案号'),
      on: DateField('提出之日'),
      excuse,
      holds: Type.Optional(
        Some(
          Text('异议人', { maxLength: 200 }),
          '就分配方案起诉的：所争议的部分到判决为止继续留存，依异议人的写法；由系统写明',
        ),
      ),
      gone: Type.Optional(
        Some(
          record({ party: Text('债权人', { maxLength: 200, ...names }), fen: Fen('已经发放的金额') }),
          '分配确定以后才得知起诉的：各人所得此前已经发放的部分，不再留存；由系统写明',
          bounds.parties,
        ),
      ),
    }),
    example: { way: 'reconsideration', party: 'respondent-1', caseNo: '（2026）豫08执复3号', on: '2026-02-10' },
    afterClosing: true,
    sealed: true, // about a plan it holds money
    disclose: 'parties',
  }),
  'remedy.decided': node({
    zh: '复议、诉讼结果',
    basis: law('民诉法第236条'),
    by: ['officer', 'review'],
    ...contested,
    payload: record({
      outcome: oneOf({ granted: '支持', changed: '变更', refused: '驳回' }, '结果'),
      party: Type.Optional(Text('谁提出的：几个人各自提出、尚未都有结果的必填', { maxLength: 200, ...names })),
      assets: ofAssets,
      ruling,
      on: DateField('作出之日'),
    }),
    example: { outcome: 'refused', ruling: '（2026）豫08执复3号', on: '2026-03-02' },
    afterClosing: true,
    disclose: 'parties',
  }),
};
