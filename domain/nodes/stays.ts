import Type from 'typebox';
import { bounds } from './bounds.ts';
import { law, plan } from './basis.ts';
import { DateField, Fen, Flag, ofFormat, oneOf, onRequest, Ordinal, record, Some, Text, IdOf } from './fields.ts';
import { node } from './node.ts';
import { names } from './field-classes.ts';

/** Why enforcement stands still (民诉法267, 企业破产法19, 执行担保规定, 执行工作规定). */
const stayGrounds = {
  'applicant-agrees': '申请执行人表示可以延期执行',
  'third-party': '案外人对执行标的提出确有理由的异议',
  death: '公民当事人死亡，需要等待继承人',
  dissolved: '法人或者其他组织终止，尚未确定承受人',
  bankruptcy: '法院已受理被执行人的破产申请',
  settlement: '执行和解',
  guarantee: '执行担保',
  supervision: '执行监督、再审审查',
  'upper-court': '上级法院决定',
  other: '法院认为应当中止、暂缓的其他情形',
} as const;

/** Stays, settlements and what is performed without the court: 武法〔2022〕11号 三·七13; 民诉法267; 执行和解规定. */
export const stayNodes = {
  'stay.ordered': node({
    zh: '中止、暂缓执行',
    basis: law('民诉法第267条'),
    by: ['panel', 'officer'],
    subject: 'stay',
    introduces: true,
    numbered: () => 'stay',
    payload: record({
      kind: oneOf({ suspended: '中止', postponed: '暂缓' }, '中止还是暂缓'),
      ground: oneOf(stayGrounds, '事由'),
      scope: Type.Union([Type.Literal('case'), Some(IdOf('asset', '财产编号'), '财产', bounds.assets)], {
        title: '范围',
        description: '范围：全案写 case；只及于若干财产的，写其编号',
      }),
      from: DateField('起日'),
      to: Type.Optional(DateField('止日，含当日；不写则至恢复执行（须写 review）')),
      review: Type.Optional(DateField('复查日，至多三个月后；未定止期的必填')),
      ruling: Text('裁定书、决定书文号'),
      ...onRequest,
    }),
    example: {
      kind: 'suspended',
      ground: 'applicant-agrees',
      scope: 'case',
      from: '2026-02-10',
      to: '2026-04-10',
      ruling: '（2026）豫0823执123号之五',
    },
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'stay.ended': node({
    zh: '恢复执行（中止、暂缓结束）',
    basis: law('民诉法第267条'),
    by: ['officer', 'panel'],
    subject: 'stay',
    payload: record({ on: DateField('恢复执行之日'), reason: Text('理由') }),
    example: { on: '2026-03-10', reason: '中止的情形已经消失' },
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'settlement.reached': node({
    zh: '执行和解',
    basis: law('执行和解规定1'),
    by: ['officer'],
    subject: 'settlement',
    introduces: true,
    numbered: () => 'settlement',
    payload: record({
      effect: oneOf({ stay: '中止执行', terminate: '撤回申请、终结执行', continue: '继续执行' }, '和解协议的效力'),
      instalments: Some(
        record({ n: Ordinal('期次'), on: DateField('履行之日'), amountFen: Fen('金额') }),
        '分期：一次履行的写一期',
      ),
      totalFen: Type.Optional(Fen('约定的总额；写明的，各期合计应与之一致')),
      text: Text('协议要点'),
    }),
    example: {
      effect: 'stay',
      instalments: [
        { n: 1, on: '2026-03-20', amountFen: 10_000_000 },
        { n: 2, on: '2026-04-20', amountFen: 15_000_000 },
      ],
      text: '分两期付清，逾期恢复执行原判决',
    },
    disclose: 'parties',
  }),
  'settlement.instalment': node({
    zh: '和解分期履行',
    basis: law('执行和解规定9'),
    by: ['officer'],
    subject: 'settlement',
    payload: record({
      n: Ordinal('期次'),
      paid: Flag('该期是否至此付足：数次付款合并计算'),
      amountFen: Type.Integer({
        minimum: 0,
        maximum: 10 ** 15,
        title: '实付金额',
        description: '本次实付金额（分）；未付写 0',
        ...ofFormat('fen'),
      }),
    }),
    example: { n: 1, paid: true, amountFen: 10_000_000 },
    afterClosing: true,
    disclose: 'parties',
  }),
  'settlement.breached': node({
    zh: '不履行和解协议',
    basis: law('执行和解规定9'),
    by: ['officer'],
    subject: 'settlement',
    payload: record({ on: DateField('违约之日'), what: Text('未履行的内容') }),
    example: { on: '2026-03-20', what: '第一期未付' },
    afterClosing: true,
    disclose: 'parties',
  }),
  'settlement.performed': node({
    zh: '和解协议履行完毕',
    basis: law('执行和解规定8'),
    by: ['officer'],
    subject: 'settlement',
    payload: record({ on: DateField('履行完毕之日'), evidence: Text('证据') }),
    example: { on: '2026-04-20', evidence: '两期付款凭证，申请执行人确认' },
    afterClosing: true,
    sealed: true, // the claim is met by it
    disclose: 'parties',
  }),
  'performance.recorded': node({
    zh: '部分履行',
    basis: plan('三·七11'),
    by: ['officer'],
    payload: record({
      amountFen: Fen('金额'),
      way: oneOf(
        { direct: '直接给付', 'in-kind': '以物抵付', 'third-party': '第三人代为履行', conduct: '履行行为' },
        '履行方式',
      ),
      evidence: Text('证据'),
      confirmedBy: Text('确认人', names),
    }),
    example: { amountFen: 5_000_000, way: 'direct', evidence: '收条', confirmedBy: '张建国' },
    afterClosing: 'no-property',
    sealed: true, // the claim is less by it
    disclose: 'parties',
  }),
};
