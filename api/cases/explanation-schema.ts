import Type, { type TProperties } from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';
import { LateOffice } from './deadline-schema.ts';

const text = (description: string) => orNull(Type.String({ description }));
/** A part that a deadline may be without. */
const part = <P extends TProperties>(fields: P, description: string) => orNull(Type.Object(fields, { description }));
const due = (description: string) => text(`${description}：日期，以小时计的为时刻；中止计算的为 null`);

const Approver = orNull(
  Type.Object(
    { id: Type.String(), name: Type.String(), as: Type.Array(Type.String(), { description: '以何身份' }) },
    { description: '批准人' },
  ),
);

/** How a deadline got its date. */
export const Explanation = namedSchema(
  'Explanation',
  Type.Object(
    {
      deadline: Type.String({ description: '期限编号' }),
      rule: Type.String({ description: '规则' }),
      zh: Type.String({ description: '名称' }),
      status: Type.String({ description: '状态' }),
      statusZh: Type.String(),
      owner: Type.Object(
        {
          role: Type.String(),
          roleZh: Type.String(),
          person: text('人员编号；未落实到个人的为 null'),
          name: text('姓名'),
        },
        { description: '责任人；已了结的为了结时的责任人' },
      ),
      opened: part(
        {
          at: InstantShown('起算'),
          fact: Type.Integer({ description: '起算的记录' }),
          node: text('起算的节点；条件成就的为 null'),
          zh: text('节点名称'),
        },
        '由何起算',
      ),
      article: part(
        {
          basis: Type.String({ description: '依据' }),
          layer: oneOf({ plan: '改革方案', law: '法律', court: '本院自定' }, '依据的层级'),
          text: text('条文：方案为原文，法律为大意'),
          within: Type.String(),
          withinZh: Type.String(),
          version: Type.Integer({ description: '规则的版本' }),
        },
        '依据的条文和期限',
      ),
      counted: part(
        {
          from: Type.String({ description: '自何时' }),
          nominal: Type.String({ description: '扣除、顺延以前的届满' }),
          firstDayCounted: Type.Boolean({ description: '起始的日（时）是否计算在内' }),
        },
        '怎样计算',
      ),
      excluded: Type.Array(
        Type.Object({
          from: Type.String(),
          to: Type.String(),
          ground: Type.String({ description: '事由' }),
          fact: Type.Integer({ description: '批准的记录' }),
          approvedBy: Approver,
        }),
        { description: '扣除的期间' },
      ),
      excludedDays: Type.Integer({ description: '扣除的日数' }),
      extended: part({ until: Type.String(), approvedBy: Approver }, '经批准延长'),
      delayedWithoutApproval: part(
        {
          fact: Type.Integer({ description: '批准或者支付的记录' }),
          office: LateOffice,
          zh: Type.String({ description: '一句话' }),
        },
        '逾期发放而未经批准延期；没有此情形的为 null',
      ),
      skipped: Type.Array(Type.Object({ date: Type.String(), name: Type.String() }), {
        description: '届满日顺延所跳过的休息日',
      }),
      provisional: Type.Boolean({ description: '暂定' }),
      unpublishedYears: Type.Array(Type.Integer(), { description: '所涉而尚未公布的年份' }),
      targetDue: due('届满'),
      legalDue: due('法定届满；法律没有规定的也为 null'),
      legal: part({ basis: Type.String(), text: text('条文大意'), withinZh: Type.String() }, '法定期限'),
      history: Type.Array(
        Type.Object({
          at: InstantShown('何时变动（本案时间）'),
          from: due('变动以前'),
          to: due('变动以后'),
          certain: Type.Boolean({ description: '日期没有变，由暂定变为确定' }),
          why: Type.Array(
            Type.Object(
              { kind: Type.Enum(['calendar', 'rule', 'fact']), zh: Type.String() },
              { additionalProperties: true, description: '其余字段随 kind 而定' },
            ),
          ),
        }),
        { description: '以前的每一届满日和变动的原因，先后为序' },
      ),
      sentences: Type.Array(Type.String(), { description: '当事人可以读懂的说明，一项一句' }),
    },
    { description: '期限的说明' },
  ),
);
