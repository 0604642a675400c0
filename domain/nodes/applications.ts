import Type from 'typebox';
import { plan } from './basis.ts';
import { DateField, excuse, Fen, Flag, Maybe, oneOf, record, Some, Text, IdOf } from './fields.ts';
import { node } from './node.ts';
import { system } from './systems.ts';
import { names } from './field-classes.ts';

/** What a party may apply for (plan §9). */
export const applicationKinds = {
  reward: '悬赏',
  audit: '审计',
  investigation: '调查',
  joinder: '变更、追加当事人',
  restriction: '纳失限高',
  correction: '纠正失信限高',
  release: '解除控制',
  renewal: '续行控制',
  price: '对定价提出异议',
  extension: '延长期限：评估，变更、追加当事人的审查',
  withdrawal: '撤回执行申请',
  restore: '恢复执行',
} as const;

/** Where a reward has to be published, and where it may be (三·七7). */
const platforms = {
  'reward-platform': '全国法院执行悬赏公告平台',
  weibo: '法院微博',
  wechat: '法院微信',
  newspaper: '报刊',
  television: '电视台',
  exposure: '失信曝光台',
  other: '其他',
} as const;

/** The platforms of which a reward needs one. */
export const platformsNeeded: ReadonlySet<keyof typeof platforms> = new Set(['reward-platform', 'weibo', 'wechat']);

/** Applications of the parties: 武法〔2022〕11号 三·七3, 三·七7. */
export const applicationNodes = {
  'application.received': node({
    zh: '收到当事人申请',
    basis: plan('三·七7'),
    by: ['applicant', 'respondent', 'officer', 'reception', 'disposal'],
    subject: 'application',
    introduces: true,
    numbered: () => 'application',
    payload: record({
      kind: oneOf(applicationKinds, '所申请的事项'),
      by: Type.Optional(IdOf('party', '申请的当事人的编号；本院依职权延长期限（extension）的不写')),
      about: Maybe('所申请的对象：财产、限制措施等的编号'),
      on: DateField('收到书面申请之日'),
      text: Text('申请的内容和理由'),
      urgent: Type.Optional(Flag('执保案件申请解除保全的：情况紧急')),
      excuse,
    }),
    example: { kind: 'reward', by: 'applicant-1', on: '2026-01-20', text: '被执行人隐匿车辆，申请公告悬赏' },
    afterClosing: true,
    keeps: {
      fields: 'all',
      once: ['application.decided'],
      zh: '申请已经答复，所答复的内容不能更正：确有错误的，先由作出答复的职务撤回答复',
    },
    disclose: 'own',
  }),
  'application.decided': node({
    zh: '答复当事人申请',
    basis: plan('三·七7'),
    by: ['officer', 'panel', 'disposal', 'president'],
    subject: 'application',
    payload: record({
      granted: Flag('是否准许'),
      reason: Text('理由'),
      ruling: Maybe('裁定书文号'),
      amountFen: Type.Optional(Fen('悬赏金额')),
      agency: Maybe('审计机构', names),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, title: '天数', description: '所准许的天数' })),
    }),
    example: { granted: true, reason: '线索不足，确有必要' },
    once: true,
    afterClosing: true,
    decision: true,
    disclose: 'own',
  }),
  'reward.published': node({
    zh: '发布悬赏公告',
    basis: plan('三·七7'),
    by: ['officer', system('reward-notice')],
    subject: 'application',
    payload: record({ platforms: Some(oneOf(platforms, '平台'), '发布的平台') }),
    example: { platforms: ['reward-platform'] },
    disclose: 'parties',
  }),
  'audit.reported': node({
    zh: '收到审计报告',
    basis: plan('三·七3'),
    by: ['officer'],
    subject: 'application',
    payload: record({ findings: Text('审计结论') }),
    example: { findings: '未发现转移财产' },
    disclose: 'applicant',
  }),
};
