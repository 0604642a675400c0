import Type from 'typebox';
import { law, plan } from './basis.ts';
import { bounds } from './bounds.ts';
import { caseClocks } from './clocks.ts';
import { DateField, Maybe, oneOf, record, Text } from './fields.ts';
import { node } from './node.ts';
import { stopGroundNames } from './stop-grounds.ts';
import { roleIds, roles } from './roles.ts';

const Deadline = Type.String({
  maxLength: 200,
  pattern: '^[a-z0-9-]+(:[^@]+)?@[0-9]+$',
  description: '期限编号，如 payout:r-7@12',
});
const basis = plan('四·一');
const staff = roleIds.filter((r) => !['applicant', 'respondent', 'administrator', 'system'].includes(r));

/** Supervised matters, reasons, consequences: 武法〔2022〕11号 三·一(五)2, 四·一. */
export const supervisionNodes = {
  'supervision.opened': node({
    zh: '督办',
    in: 'every',
    basis,
    by: ['review', 'director'],
    subject: 'matter',
    introduces: true,
    payload: record({
      about: Text('督办事项'),
      owner: oneOf(roles, '被督办人'),
      deadline: Type.Optional(Deadline),
      due: Type.Optional(DateField('办结日期')),
    }),
    example: { about: '逾期未发放案款', owner: 'officer', due: '2026-03-02' },
    afterClosing: true,
    sealed: true, // a leader's order
    disclose: 'nobody',
  }),
  'supervision.handled': node({
    zh: '督办事项办理完毕并反馈',
    in: 'every',
    basis,
    by: staff,
    subject: 'matter',
    payload: record({ result: Text('办理结果') }),
    example: { result: '已于当日支付完毕，附回单' },
    afterClosing: true,
    disclose: 'nobody',
  }),
  'supervision.confirmed': node({
    zh: '确认督办事项办结',
    in: 'every',
    basis,
    by: ['review'],
    subject: 'matter',
    payload: record({ remarks: Maybe('意见') }),
    example: { remarks: '情况属实' },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'delay.justified': node({
    zh: '说明逾期理由',
    in: 'every',
    basis,
    by: staff,
    payload: record({ deadline: Deadline, reason: Text('理由') }),
    example: { deadline: 'payout:r-7@12', reason: '申请执行人账户被冻结，等待更换账户' },
    afterClosing: true,
    disclose: 'nobody',
  }),
  'delay.accepted': node({
    zh: '认可逾期有正当理由',
    in: 'every',
    basis,
    by: ['director'],
    payload: record({ deadline: Deadline, reason: Text('正当理由') }),
    example: { deadline: 'payout:r-7@12', reason: '银行系统升级，有公告为证' },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'criticism.published': node({
    zh: '通报批评',
    in: 'every',
    basis,
    by: ['director'],
    payload: record({ deadline: Deadline, text: Text('通报内容') }),
    example: { deadline: 'payout:r-7@12', text: '无正当理由逾期发放案款，全院通报批评' },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'discipline.decided': node({
    zh: '依法依纪处理',
    in: 'every',
    basis,
    by: ['president'],
    payload: record({ deadline: Deadline, decision: Text('处理决定') }),
    example: { deadline: 'payout:r-7@12', decision: '造成不良影响，移交纪检组处理' },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'deadline.lapsed': node({
    zh: '期限因目的消失而终止',
    in: 'every',
    basis,
    by: ['review'],
    payload: record({
      deadlines: Type.Array(Deadline, { minItems: 1, maxItems: bounds.list, description: '所终止的期限' }),
      reason: Text('原因'),
    }),
    example: { deadlines: ['seal-vehicle:a-2@4'], reason: '被执行人已履行，车辆无需查封' },
    afterClosing: true,
    sealed: true,
    decision: true,
    disclose: 'nobody',
  }),
  'exclusion.approved': node({
    zh: '批准扣除期限',
    in: 'every',
    basis: plan('三·七13'),
    by: ['supervising-leader'],
    payload: record({
      ground: oneOf(stopGroundNames, '法定事由'),
      from: DateField('起'),
      to: Type.Optional(DateField('止；未定则期限中止计算')),
      review: Type.Optional(DateField('未定止期时的复查日，必填，至多三个月后')),
      clocks: Type.Optional(
        Type.Array(oneOf(caseClocks, '所扣除的期限'), {
          minItems: 1,
          maxItems: bounds.list,
          description: '不写则为本案全部办案期限',
        }),
      ),
      document: Text('依据的文书或材料'),
    }),
    example: { ground: 'announcement', from: '2026-03-02', to: '2026-03-31', document: '（2026）豫0823执123号公告' },
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
  'exclusion.ended': node({
    zh: '扣除事由消失',
    in: 'every',
    basis: plan('三·七13'),
    by: ['officer', 'review'],
    payload: record({
      exclusion: Type.Integer({ minimum: 1, description: '批准扣除的事实序号' }),
      to: DateField('止'),
    }),
    example: { exclusion: 21, to: '2026-04-15' },
    sealed: true,
    disclose: 'parties',
  }),
  'stop.reviewed': node({
    zh: '复查扣除',
    in: 'every',
    basis: plan('三·七13'),
    by: ['officer', 'review'],
    payload: record({
      of: Type.Integer({ minimum: 1, description: '批准扣除的事实序号' }),
      next: DateField('下次复查日，至多三个月后'),
    }),
    example: { of: 21, next: '2026-06-30' },
    disclose: 'nobody',
  }),
  'extension.approved': node({
    zh: '批准延长执行期限',
    in: 'every',
    basis: law('执行工作规定63'),
    by: ['president'],
    payload: record({ until: DateField('延至'), reason: Text('特殊情况') }),
    example: { until: '2026-10-20', reason: '被执行人财产在外省，处置尚需时日' },
    sealed: true,
    decision: true,
    disclose: 'parties',
  }),
};
