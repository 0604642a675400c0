import Type from 'typebox';
import { namedSchema } from '../http/named.ts';
import { closingKinds } from '../../domain/nodes/closing-kinds.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { disclosures } from '../../domain/nodes/node.ts';
import { orNull } from '../http/common.ts';

const Named = Type.Object({ id: Type.String(), zh: Type.String() });
const text = (description: string) => orNull(Type.String({ description }));
const Cause = Type.Object({
  zh: Type.String({ description: '何时' }),
  nodes: Type.Array(Named, { description: '有关节点' }),
});
const basis = {
  basis: Type.String({ description: '依据' }),
  basisLayer: oneOf({ plan: '改革方案', law: '法律', court: '本院自定' }, '依据的层级'),
};

/** A row of the node table. */
export const NodeInfo = namedSchema(
  'NodeInfo',
  Type.Object(
    {
      id: Type.String({ description: '节点' }),
      zh: Type.String({ description: '名称' }),
      in: Type.Array(Type.String(), { description: '在哪几种记录中登记：case 为案件' }),
      ...basis,
      by: Type.Array(Named, { description: '谁可以登记；为空则由系统自动记录' }),
      subject: orNull(
        Type.Object(
          { kind: Type.String(), zh: Type.String(), introduces: Type.Boolean({ description: '编号由此引入' }) },
          { description: '针对什么；为 null 则针对全案' },
        ),
      ),
      payload: Type.Unknown({ description: '内容的 JSON Schema' }),
      example: Type.Unknown({ description: '内容的例子' }),
      once: Type.Boolean({ description: '只能登记一次' }),
      final: Type.Boolean({ description: '不能撤回或更正' }),
      beforeFiling: Type.Boolean({ description: '可以发生在立案以前' }),
      sealed: Type.Boolean({ description: '作出决定或者动用案款：未经接口签章，不能直接经 Temporal 登记' }),
      afterClosing: Type.Union([Type.Boolean(), Type.Literal('no-property')], {
        description: '结案后仍可登记；no-property：仅以终结本次执行程序结案的',
      }),
      disclose: oneOf(disclosures, '向谁公开'),
      requiredFor: Type.Array(Type.String(), { description: '以何种方式结案前必须完成' }),
    },
    { description: '节点表的一行' },
  ),
);

const Settings = {
  within: Type.String({ description: '期限，如 10d' }),
  withinZh: Type.String({ description: '期限，如 10日' }),
  roll: text('届满日遇休息日的处理；为 null 则顺延'),
};
const dated = {
  version: Type.Integer({ description: '规则的版本' }),
  effectiveFrom: text('自哪一日起施行；自始施行的为 null'),
  reachesOpen: Type.Boolean({ description: '也适用于公布时已经起算的期限' }),
};

/** A version of a rule's settings. */
const RuleVersion = Type.Object(
  {
    ...dated,
    ...basis,
    ...Settings,
    ladder: orNull(
      Type.Array(Type.Unsafe<object>({ type: 'object', additionalProperties: true }), {
        description: '预警各步的设定，与草案同一写法；不预警的为 null',
      }),
    ),
    state: oneOf({ earlier: '已被取代', 'in-force': '施行中', future: '尚未施行' }, '在所问之日'),
    publishedAt: Type.String({ description: '公布的时刻' }),
    publishedBy: Type.String({ description: '公布人；system 为系统自带' }),
  },
  { description: '规则的一个版本' },
);

/** A row of the deadline table with the settings in force on a day. */
export const RuleInfo = namedSchema(
  'RuleInfo',
  Type.Object(
    {
      id: Type.String({ description: '规则' }),
      zh: Type.String({ description: '名称' }),
      ...basis,
      courtsOwn: Type.Boolean({ description: '方案没有规定天数，由本院自定；本院后来另定的，见 basisLayer' }),
      known: text('数字未核对原文的，说明其来由；凭记忆、由推得的，本院确认以前只提醒'),
      opens: Cause,
      ...dated,
      ...Settings,
      legal: orNull(
        Type.Object(
          {
            basis: Type.String(),
            within: Type.String(),
            withinZh: Type.String(),
            nonLitigation: text('非诉执行不同的，在此写明'),
          },
          { description: '法定期限；法律没有规定的为 null' },
        ),
      ),
      done: Cause,
      owner: Named,
      ladder: Type.Array(
        Type.Object({
          step: Type.String({ description: '步骤编号' }),
          rung: Type.String(),
          zh: Type.String(),
          when: Type.String({ description: '何时' }),
          to: Type.Array(Named, { description: '告知谁' }),
        }),
        { description: '预警各步，按先后' },
      ),
      blocksClosing: Type.Boolean({ description: '未了结则不能以某种方式结案' }),
      requiredFor: Type.Array(oneOf(closingKinds, '结案方式'), { description: '以何种方式结案前必须了结' }),
      clock: text('case：扣除期限使其中止；extendable：还可以经批准延长'),
      versions: Type.Array(RuleVersion, { description: '全部版本，按施行先后' }),
    },
    { description: '期限表的一行' },
  ),
);
