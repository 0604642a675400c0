import Type from 'typebox';
import { law } from './basis.ts';
import { contentBy, secretWhere } from './field-classes.ts';
import { called, Id, Maybe, oneOf, record, rowNames, Text } from './fields.ts';
import { node } from './node.ts';
import { leading, type Role } from './roles.ts';

/** Who may ask for a decision, who passes it on, lowest first, and who decides (plan §5). */
interface Approval {
  readonly zh: string;
  readonly askedBy: readonly Role[];
  /** Who has to have spoken before it may be asked for: that step has a deadline of its own. */
  readonly before?: readonly Role[];
  /** `panel`: by `panel.decided` that names the request. */
  readonly passedBy: readonly Role[];
  /** Left out: the asker records what the last of the chain has agreed to. */
  readonly decidedBy?: Role;
  /** What the plan asks for besides, in a sentence for whoever decides. */
  readonly also?: string;
}

const higherProvince = '移送外省法院的，报请高级人民法院';
const notWhoCarriedOut = '实施执行的人员回避（异议复议规定11）';
const noSecondDetention = '同一行为不得再次拘留';

/** THE TABLE of approvals (plan §5): a decision that is asked for by `request.made`, and the chain that it goes up. */
export const approvals = {
  'exclusion.approved': {
    zh: '批准扣除期限',
    askedBy: ['officer'],
    passedBy: ['team-leader', 'director'],
    decidedBy: 'supervising-leader',
    also: '事由和文书须为表列的扣除事由',
  },
  'extension.approved': {
    zh: '批准延长执行期限',
    askedBy: ['officer'],
    before: ['panel'], // `panel-study`
    passedBy: ['supervising-leader'],
    decidedBy: 'president',
    also: '此前已报告不能结案的情况并经合议庭研究；一次至多延长三个月，第二次起报高级人民法院（审限规定5）',
  },
  // over thirty days from the arrival one step more: domain/plan/approvals/readings.ts
  'payout.delay-approved': {
    zh: '批准延期发放',
    askedBy: ['officer'],
    passedBy: ['team-leader', 'director'],
    decidedBy: 'supervising-leader',
    also: '延期事由限于：参与分配、被其他法院冻结、无人领取、中止暂缓、其他；自到账超过30日的由院长批准',
  },
  'escrow.released': { zh: '提存款领取、取回', askedBy: ['officer'], passedBy: ['director'] },
  'restriction.decided': {
    zh: '失信、限高决定',
    askedBy: ['officer'],
    passedBy: ['director'],
    decidedBy: 'president',
    also: noSecondDetention,
  },
  'sanction.decided': {
    zh: '罚款、拘留、限制出境、移送决定',
    askedBy: ['officer'],
    passedBy: ['director'],
    decidedBy: 'president',
    also: noSecondDetention,
  },
  'warrant.issued': {
    zh: '签发拘传票、搜查令等',
    askedBy: ['officer'],
    passedBy: ['director'],
    decidedBy: 'president',
    also: noSecondDetention,
  },
  'release.decided': { zh: '决定解除控制', askedBy: ['officer'], passedBy: ['panel'] },
  'team.changed': {
    zh: '变更团队',
    askedBy: ['team-leader'],
    passedBy: [],
    decidedBy: 'director',
    also: higherProvince,
  },
  // what an upper court orders is asked of nobody: domain/plan/stays/conditions.ts
  'stay.ordered': {
    zh: '中止、暂缓执行',
    askedBy: ['officer'],
    passedBy: ['panel', 'supervising-leader'],
    also: '上级法院决定的，不报批',
  },
  'auction.terms-set': { zh: '合议起拍价、降幅、保证金', askedBy: ['disposal'], passedBy: [], decidedBy: 'panel' },
  'termination-track.entered': { zh: '进入终本轨道', askedBy: ['officer'], passedBy: [], decidedBy: 'team-leader' },
  'termination.approved': { zh: '院长批准终本', askedBy: ['officer'], passedBy: ['panel'], decidedBy: 'president' },
  'enforcement.dismissed': {
    zh: '裁定驳回申请',
    askedBy: ['officer'],
    passedBy: [],
    decidedBy: 'panel',
    also: notWhoCarriedOut,
  },
  'enforcement.refused': {
    zh: '裁定不予执行',
    askedBy: ['officer'],
    passedBy: [],
    decidedBy: 'panel',
    also: notWhoCarriedOut,
  },
  'enforcement.terminated': {
    zh: '裁定终结执行',
    askedBy: ['officer'],
    passedBy: [],
    decidedBy: 'panel',
    also: notWhoCarriedOut,
  },
  'case.cancelled': { zh: '销案', askedBy: ['officer'], passedBy: [], decidedBy: 'director', also: higherProvince },
  'case.transferred': {
    zh: '移送他院',
    askedBy: ['officer'],
    passedBy: [],
    decidedBy: 'director',
    also: higherProvince,
  },
  'restoration.decided': {
    zh: '恢复执行决定',
    askedBy: ['officer'],
    passedBy: [],
    decidedBy: 'director',
    also: higherProvince,
  },
  'filing.corrected': { zh: '更正立案信息', askedBy: ['filing'], passedBy: [], decidedBy: 'review' },
  'funds.sent-back': {
    zh: '退回原付款人',
    askedBy: ['funds'],
    passedBy: ['supervising-leader'],
    decidedBy: 'finance',
    also: '由财务人员按批准办理；报批、批准、办理的人不得相同',
  },
  // of a closing alone: any other fact its recorder takes back (engine.md 3)
  'fact.withdrawn': { zh: '撤销结案', askedBy: ['officer'], passedBy: [], decidedBy: 'president' },
} as const satisfies Record<string, Approval>;

/** `askedIn`: the node that is the request, and the kind of thing under whose id it goes up. */
type AskedElsewhere = Approval & { readonly askedIn: string };

/** Decisions of that table whose request is a node of its own: nobody makes another for them (plan §5). */
export const askedElsewhere = {
  'payout.approved': {
    zh: '批准发放',
    askedIn: 'payout.applied',
    askedBy: ['officer'],
    passedBy: ['funds'], // by a passed `payout.material-reviewed`: `payout-review`
    decidedBy: 'director',
    also: '发放期限已过的由分管领导批准，自到账超过30日的由院长批准，否则照付并标明未经批准；划转他院的由分管领导批准；发放给案外人（核算所列的费用除外）、退还到来款以外的账户的先经合议庭决定；换收款人、账户的另提交发放申请',
  },
  'objection.decided': {
    zh: '异议裁定',
    askedIn: 'objection.received',
    askedBy: ['applicant', 'respondent'],
    passedBy: [],
    decidedBy: 'panel',
    also: notWhoCarriedOut,
  },
  'application.decided': {
    zh: '变更、追加当事人的裁定',
    askedIn: 'application.received',
    askedBy: ['applicant', 'respondent'],
    passedBy: [],
    decidedBy: 'panel',
    also: notWhoCarriedOut,
  },
  'funds.claimed': {
    zh: '确认认领',
    askedIn: 'claim.proposed',
    askedBy: ['officer'],
    passedBy: [],
    decidedBy: 'finance',
    also: '认领的金额为不明款的全部；提出和确认的人不得相同',
  },
  'payee-account.changed': {
    zh: '变更收款账户',
    askedIn: 'payee-account.change-proposed',
    askedBy: ['officer', 'reception'],
    passedBy: [],
    decidedBy: 'director',
    also: '先按变更以前留存的电话、地址向本人核实；决定后经过冷静期才能使用；提出、决定的人一段时间内不得批准、支付往该账户的款项',
  },
} as const satisfies Record<string, AskedElsewhere>;

export type Approvable = keyof typeof approvals;

/** A decision of the table, whichever way it is asked for. */
export type Decision = Approvable | keyof typeof askedElsewhere;

/** The chain of a decision, without its own letter. */
export const approvalOf = (of: Decision): Approval => ({ ...approvals, ...askedElsewhere })[of];

export const approvables = Object.keys(approvals) as Approvable[]; // the keys of a constant record are exactly its type

export const isApprovable = (node: string): node is Approvable => Object.hasOwn(approvals, node);

const basis = law('法发〔2006〕35号 12');
const answered = { in: 'every', basis, subject: 'request', afterClosing: true, sealed: true, decision: true } as const;

/** Asking for a decision and passing it on, in every kind of record: plan §5, 法发〔2006〕35号 12. */
export const approvalNodes = {
  'request.made': node({
    zh: '报批',
    in: 'every',
    basis,
    by: ['officer', 'team-leader', 'disposal', 'filing', 'funds'],
    subject: 'request',
    introduces: true,
    numbered: () => 'request',
    hereOnly: true,
    payload: record({
      of: oneOf(rowNames(approvals), '所报批的决定'),
      about: Type.Optional(Id('该决定所针对的编号，如案款的编号：决定本身要写针对哪一项的必填', 129)),
      payload: Type.Record(Type.String(), Type.Unknown(), { ...called('拟作决定的内容，与该决定的节点一致'), ...contentBy('of') }), // prettier-ignore
      reason: Text('理由', secretWhere('of', 'warrant.issued')), // it says where a search is to be
    }),
    example: {
      of: 'exclusion.approved',
      payload: { ground: 'announcement', from: '2026-03-02', to: '2026-03-31', document: '（2026）豫0823执123号公告' },
      reason: '被执行人下落不明，已公告送达',
    },
    afterClosing: true,
    keeps: {
      fields: 'all',
      once: ['request.passed', 'request.returned'],
      zh: '报批已经有人同意，内容和理由都不能更正：请由其退回（request.returned）后重新报批，或者先撤回其同意',
    },
    disclose: 'nobody',
  }),
  'request.passed': node({
    zh: '同意并上报',
    ...answered,
    by: leading,
    hereOnly: true,
    payload: record({ remarks: Maybe('意见') }),
    example: { remarks: '情况属实，同意上报' },
    disclose: 'nobody',
  }),
  'request.returned': node({
    zh: '退回报批',
    ...answered,
    orSubjects: ['form', 'claim', 'payee-account'], // each of them is its own request: finance sends a claim back
    by: [...leading, 'finance'],
    hereOnly: true,
    payload: record({ reason: Text('退回的理由') }),
    example: { reason: '未附公告样张' },
    disclose: 'nobody',
  }),
};
