import Type from 'typebox';
import { namedSchema } from '../http/named.ts';
import { statuses } from '../../domain/plan/derived.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { lights } from '../../domain/plan/light.ts';
import { rungs } from '../../domain/plan/ladder.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { InstantShown, orNull } from '../http/common.ts';

/** One step of the reasoning: structured, with its sentence. */
export const BecauseSchema = namedSchema(
  'Because',
  Type.Object(
    {
      step: Type.String({
        description:
          'opened、rule、counted、excluded、rolled、provisional、extended、extended-late、ordered、suspended、stood-still、legal、late-entry、ended、was-late、without-approval、justified、accepted',
      }),
      zh: Type.String({ description: '一句话' }),
    },
    { additionalProperties: true, description: '期限怎样得来的一步；其余字段随 step 而定' },
  ),
);

const text = (description: string) => orNull(Type.String({ description }));
const Rung = orNull(
  Type.String({
    description: `预警级别：${Object.entries(rungs)
      .map(([id, r]) => `${id} ${r.zh}`)
      .join('，')}`,
  }),
);

const Said = (description: string) =>
  orNull(
    Type.Object(
      { fact: Type.Integer({ description: '登记的序号' }), reason: Type.String({ description: '理由' }) },
      { description },
    ),
  );

/** Whose approval late money went without. */
export const LateOffice = oneOf(
  { 'supervising-leader': roles['supervising-leader'], president: roles.president },
  '逾期发放而未经批准延期：应由谁批准；没有此情形的为 null',
);

/** Each time that money was sent out late without approval. */
export const WithoutApproval = Type.Array(
  Type.Object({ fact: Type.Integer({ description: '批准或者支付的记录' }), office: LateOffice }),
  { description: '逾期发放而未经批准延期的每一次；delayedWithoutApproval 是其中第一次' },
);

/** All of a deadline but its reasoning. */
export const deadlineFields = {
  id: Type.String({ description: '期限编号', examples: ['payout:r-7@12'] }),
  rule: Type.String({ description: '规则，见 GET /api/deadline-rules' }),
  subject: text('所针对的财产、案款等'),
  zh: Type.String({ description: '名称' }),
  basis: Type.String({ description: '依据' }),
  courtsOwn: Type.Boolean({ description: '方案没有规定天数，由本院自定' }),
  known: text('数字未核对原文的，说明其来由；凭记忆、由推得的，本院确认以前只提醒'),
  openedAt: InstantShown('起算'),
  targetDue: text('届满：日期，以小时计的为时刻；中止计算时为 null'),
  legalDue: text('法定届满；法律没有规定的为 null'),
  dueAt: orNull(InstantShown('届满的时刻：日期的为当日24时')),
  provisional: Type.Boolean({ description: '所涉年份的放假安排尚未公布，暂定' }),
  status: oneOf(statuses, '状态'),
  rung: Rung,
  overdue: Type.Boolean({ description: '尚未办结而已届满' }),
  lateSince: orNull(InstantShown('停止计算或者不再适用以前已经届满的时刻：曾经逾期；没有的为 null')),
  light: oneOf(lights, '亮灯'),
  daysLeft: orNull(Type.Integer({ description: '距届满日的天数：当日为0，已过的为负；中止计算或已了结的为 null' })),
  review: text('中止计算而未定止期的，何日复查'),
  owner: oneOf(roles, '责任人'),
  ownerZh: Type.String(),
  ownerPerson: text('责任人的编号：未办结的为现在的责任人，已了结的为了结时的责任人；未落实到个人的为 null'),
  ownerName: text('责任人姓名'),
  doneAt: orNull(InstantShown('办结或终止的时刻')),
  justified: Said('责任人说明的逾期理由；逾期的状态不变；没有说明的为 null'),
  accepted: Said('执行局长认可的正当理由：不再提请通报批评；没有认可的为 null'),
  delayedWithoutApproval: orNull(LateOffice),
  withoutApproval: WithoutApproval,
};

/** A deadline as the contract has it. */
export const DeadlineSchema = namedSchema(
  'Deadline',
  Type.Object(
    {
      ...deadlineFields,
      because: Type.Array(Type.Unsafe<Record<string, unknown> & { step: string; zh: string }>({ $ref: 'Because#' })),
    },
    { description: '期限' },
  ),
);

/** A deadline in few words. */
export const DeadlineBrief = namedSchema(
  'DeadlineBrief',
  Type.Object(
    {
      id: Type.String({ description: '期限编号' }),
      zh: Type.String({ description: '名称' }),
      targetDue: Type.String({ description: '届满：日期，以小时计的为时刻' }),
      dueAt: InstantShown('届满的时刻：日期的为当日24时'),
      provisional: Type.Boolean({ description: '所涉年份的放假安排尚未公布，暂定' }),
      owner: oneOf(roles, '责任人'),
    },
    { description: '最近的期限' },
  ),
);
