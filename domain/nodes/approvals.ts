import Type from 'typebox';
import { law } from './basis.ts';
import { called, Id, Maybe, oneOf, record, rowNames, Text } from './fields.ts';
import { node } from './node.ts';
import type { Role } from './roles.ts';

/** Who may ask for a decision, who passes it on, lowest first, and who decides (plan §5). */
interface Approval {
  readonly zh: string;
  readonly askedBy: readonly Role[];
  /** `panel`: by `panel.decided` that names the request. */
  readonly passedBy: readonly Role[];
  /** Left out: the asker records what the last of the chain has agreed to. */
  readonly decidedBy?: Role;
}

/** THE TABLE of approvals (plan §5): a decision that is asked for by `request.made`, and the chain that it goes up. */
export const approvals = {
  'exclusion.approved': {
    zh: '批准扣除期限',
    askedBy: ['officer'],
    passedBy: ['team-leader', 'director'],
    decidedBy: 'supervising-leader',
  },
  // the panel has decided before it may be asked for: that step has a row of its own, `panel-study`
  'extension.approved': {
    zh: '批准延长执行期限',
    askedBy: ['officer'],
    passedBy: ['supervising-leader'],
    decidedBy: 'president',
  },
  // over thirty days from the arrival one step more: domain/plan/approvals/readings.ts
  'payout.delay-approved': {
    zh: '批准延期发放',
    askedBy: ['officer'],
    passedBy: ['team-leader', 'director'],
    decidedBy: 'supervising-leader',
  },
  'restriction.decided': {
    zh: '失信、限高决定',
    askedBy: ['officer'],
    passedBy: ['director'],
    decidedBy: 'president',
  },
  'sanction.decided': {
    zh: '罚款、拘留、限制出境、移送决定',
    askedBy: ['officer'],
    passedBy: ['director'],
    decidedBy: 'president',
  },
  'warrant.issued': {
    zh: '签发拘传票、搜查令等',
    askedBy: ['officer'],
    passedBy: ['director'],
    decidedBy: 'president',
  },
  'release.decided': { zh: '决定解除控制', askedBy: ['officer'], passedBy: ['panel'] },
  'team.changed': { zh: '变更团队', askedBy: ['team-leader'], passedBy: [], decidedBy: 'director' },
  // what an upper court orders is asked of nobody: domain/plan/stays/conditions.ts
  'stay.ordered': { zh: '中止、暂缓执行', askedBy: ['officer'], passedBy: ['panel', 'supervising-leader'] },
  'auction.terms-set': { zh: '合议起拍价、降幅、保证金', askedBy: ['disposal'], passedBy: [], decidedBy: 'panel' },
  'termination-track.entered': { zh: '进入终本轨道', askedBy: ['officer'], passedBy: [], decidedBy: 'team-leader' },
  'termination.approved': { zh: '院长批准终本', askedBy: ['officer'], passedBy: ['panel'], decidedBy: 'president' },
  'enforcement.dismissed': { zh: '裁定驳回申请', askedBy: ['officer'], passedBy: [], decidedBy: 'panel' },
  'enforcement.refused': { zh: '裁定不予执行', askedBy: ['officer'], passedBy: [], decidedBy: 'panel' },
  'enforcement.terminated': { zh: '裁定终结执行', askedBy: ['officer'], passedBy: [], decidedBy: 'panel' },
  'case.cancelled': { zh: '销案', askedBy: ['officer'], passedBy: [], decidedBy: 'director' },
  'case.transferred': { zh: '移送他院', askedBy: ['officer'], passedBy: [], decidedBy: 'director' },
  'restoration.decided': { zh: '恢复执行决定', askedBy: ['officer'], passedBy: [], decidedBy: 'director' },
} as const satisfies Record<string, Approval>;

export type Approvable = keyof typeof approvals;

/** The chain of a decision, without its own letter. */
export const approvalOf = (of: Approvable): Approval => approvals[of];

export const approvables = Object.keys(approvals) as Approvable[]; // the keys of a constant record are exactly its type

export const isApprovable = (node: string): node is Approvable => Object.hasOwn(approvals, node);

/** The offices of a court, lower before higher: a higher one may decide for a lower (plan §5). */
export const offices = [
  'team-leader',
  'director',
  'supervising-leader',
  'president',
] as const satisfies readonly Role[];

const basis = law('法发〔2006〕35号 12');
const answered = { in: 'every', basis, subject: 'request', afterClosing: true, sealed: true, decision: true } as const;

/** Asking for a decision and passing it on, in every kind of record: plan §5, 法发〔2006〕35号 12. */
export const approvalNodes = {
  'request.made': node({
    zh: '报批',
    in: 'every',
    basis,
    by: ['officer', 'team-leader', 'disposal'],
    subject: 'request',
    introduces: true,
    numbered: () => 'request',
    hereOnly: true,
    payload: record({
      of: oneOf(rowNames(approvals), '所报批的决定'),
      about: Type.Optional(Id('该决定所针对的编号，如案款的编号：决定本身要写针对哪一项的必填', 129)),
      payload: Type.Record(Type.String(), Type.Unknown(), called('拟作决定的内容，与该决定的节点一致')),
      reason: Text('理由'),
    }),
    example: {
      of: 'exclusion.approved',
      payload: { ground: 'announcement', from: '2026-03-02', to: '2026-03-31', document: '（2026）豫0823执123号公告' },
      reason: '被执行人下落不明，已公告送达',
    },
    afterClosing: true,
    disclose: 'nobody',
  }),
  'request.passed': node({
    zh: '同意并上报',
    ...answered,
    by: offices,
    hereOnly: true,
    payload: record({ remarks: Maybe('意见') }),
    example: { remarks: '情况属实，同意上报' },
    disclose: 'nobody',
  }),
  'request.returned': node({
    zh: '退回报批',
    ...answered,
    by: offices,
    hereOnly: true,
    payload: record({ reason: Text('退回的理由') }),
    example: { reason: '未附公告样张' },
    disclose: 'nobody',
  }),
};
