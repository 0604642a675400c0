import Type from 'typebox';
import { FenOrNothing } from './accounting.ts';
import { plan } from './basis.ts';
import { closingKinds } from './closing-kinds.ts';
import { Affirmed, Maybe, oneOf, onRequest, Ordinal, record, Text, Texts } from './fields.ts';
import { node } from './node.ts';
import { names } from './field-classes.ts';

/** What a panel decides on (plan §9). */
const panelMatters = {
  'long-case': '六个月内不能结案',
  extension: '延长执行期限',
  termination: '终结本次执行程序',
  release: '解除控制',
  stay: '中止、暂缓执行',
  payee: '收款人不是申请执行人',
  ending: '终结、驳回、不予执行',
  other: '其他',
} as const;

/** How a panel decided on what was put to it. */
const panelOutcomes = { agreed: '同意', refused: '不同意' } as const;

export type PanelMatter = keyof typeof panelMatters;

/** Long cases, closing, archive: 武法〔2022〕11号 三·七11–13, 三·一(七)3. */
export const closingNodes = {
  'long-case.reported': node({
    zh: '报告六个月内不能结案的情况',
    basis: plan('三·七13'),
    by: ['officer'],
    payload: record({
      detail: Text('案件详细情况'),
      reasons: Text('不能结案的原因'),
      referredToPanel: Affirmed('提请合议庭研究'),
    }),
    example: { detail: '房产评估中，尚未拍卖', reasons: '评估机构更换', referredToPanel: true },
    disclose: 'nobody',
  }),
  'panel.decided': node({
    zh: '合议庭研究决定',
    basis: plan('三·七13'),
    by: ['panel'],
    payload: record({
      about: Type.Optional(oneOf(panelMatters, '所决定的事项；不写的为六个月内不能结案（long-case）')),
      payee: Maybe('所决定的收款人，与审批表一致；about 为 payee 的必填', names),
      outcome: oneOf(panelOutcomes, '结论：是否同意所提请的事项'),
      decision: Text('决定'),
      members: Texts('成员：本案合议庭（case.assigned 的 panel）成员的编号或者姓名'),
      record: Text('评议笔录'),
      ...onRequest,
    }),
    example: {
      about: 'long-case',
      outcome: 'agreed',
      decision: '继续执行，加快评估拍卖',
      members: ['p-panel-1', 'p-officer-2', 'p-leader-1'],
      record: '2026年6月9日评议笔录',
    },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'performance.completed': node({
    zh: '义务已履行完毕',
    basis: plan('三·七11'),
    by: ['officer'],
    payload: record({
      how: oneOf({ voluntary: '自动履行', settlement: '和解协议履行完毕', conduct: '行为执行完毕' }, '履行方式'),
      detail: Text('履行情况'),
      amountFen: Type.Optional(FenOrNothing('未经法院账户直接履行的金额；不写为申请执行人尚未得到的全部')),
      evidence: Text('证据'),
      applicantWord: Maybe('申请执行人的确认'),
      reason: Maybe('没有申请执行人确认的理由'),
    }),
    example: {
      how: 'voluntary',
      detail: '被执行人已直接向申请执行人付清',
      evidence: '收条和双方笔录',
      applicantWord: '确认已经全部收到',
    },
    sealed: true,
    disclose: 'parties',
  }),
  'closing.submitted': node({
    zh: '提交结案审查',
    basis: plan('三·一(五)2'),
    by: ['officer'],
    payload: record({ kind: oneOf(closingKinds, '结案方式') }),
    example: { kind: 'performed' },
    disclose: 'nobody',
  }),
  'closing.returned': node({
    zh: '退回结案',
    basis: plan('三·一(五)2'),
    by: ['review'],
    payload: record({ missing: Texts('尚缺的事项') }),
    example: { missing: ['报告财产令回执未附卷'] },
    sealed: true,
    disclose: 'nobody',
  }),
  'closing.reviewed': node({
    zh: '结案审查通过',
    basis: plan('三·一(五)2'),
    by: ['review'],
    payload: record({ kind: oneOf(closingKinds, '结案方式'), remarks: Maybe('审查意见') }),
    example: { kind: 'performed', remarks: '各节点完成，材料齐全' },
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'case.closed': node({
    zh: '结案',
    basis: plan('三·七11'),
    by: ['officer'],
    payload: record({ kind: oneOf(closingKinds, '结案方式'), document: Maybe('结案文书文号') }),
    example: { kind: 'performed', document: '（2026）豫0823执123号结案通知书' },
    once: true,
    sealed: true,
    promptly: true,
    keeps: { fields: ['kind'], zh: '结案方式不能更正；请撤回结案后重新办理' },
    disclose: 'parties',
  }),
  'dossier.archived': node({
    zh: '卷宗归档',
    basis: plan('三·一(七)3'),
    by: ['dossier'],
    payload: record({ archiveNo: Text('档号'), volumes: Ordinal('卷数') }),
    example: { archiveNo: '2026-执-123', volumes: 1 },
    once: true,
    afterClosing: true,
    disclose: 'nobody',
  }),
};
