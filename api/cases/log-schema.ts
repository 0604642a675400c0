import Type from 'typebox';
import { namedSchema } from '../http/named.ts';
import { logTypes } from '../../domain/engine/log.ts';
import { contentBy, personal, personalWhere } from '../../domain/nodes/field-classes.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { InstantShown } from '../http/common.ts';

const text = (description: string) => Type.Optional(Type.String({ description }));

/** A line of a case's log. */
export const LogItem = namedSchema(
  'LogItem',
  Type.Object(
    {
      type: oneOf(logTypes, '种类'),
      typeZh: Type.String(),
      at: InstantShown('发生时刻；预警为其应发的时刻'),
      recordedAt: InstantShown('记录时刻（本案时间）'),
      by: Type.String({ description: '何人；system 为系统' }),
      byName: text('姓名'),
      byZh: text('代行职责的：何人代何人'),
      inPlaceOf: Type.Optional(Type.Array(Type.String(), { description: '所代行的人的编号' })),
      zh: Type.Optional(
        Type.String({ description: '事项；未予登记的，为原因', ...personalWhere('type', 'refused', 'words') }),
      ),
      fact: Type.Optional(Type.Integer({ description: '所记载或所依据的记录的序号' })),
      late: Type.Optional(
        Type.Boolean({ description: '补录：登记时已过本院所定日数，认可以前按登记时刻认定是否按期' }),
      ),
      node: text('节点'),
      subject: text('所针对的财产、案款等'),
      payload: Type.Optional(Type.Unknown({ description: '所登记的内容', ...contentBy('node') })),
      as: Type.Optional(Type.Array(Type.String(), { description: '以何身份登记' })),
      via: text('api、temporal 或 system'),
      deadline: text('期限编号'),
      rule: text('规则'),
      holder: Type.Optional(
        Type.Union([Type.String(), Type.Null()], {
          description: '当时的责任人（预警应发时、期限了结时）；未落实到个人的为 null',
        }),
      ),
      holderName: text('其姓名'),
      rung: text('预警级别'),
      step: text('预警的步骤'),
      firesAt: text('预警应发的时刻'),
      dueAt: text('当时的届满时刻'),
      provisional: Type.Optional(Type.Boolean({ description: '当时的届满日为暂定' })),
      code: text('未予登记的原因'),
      missing: Type.Optional(Type.Array(Type.Unknown(), { description: '未予登记的，还缺什么', ...personal('words') })),
      because: Type.Optional(Type.Array(Type.Unsafe<object>({ $ref: 'Because#' }), { description: '当时的推算' })),
    },
    { additionalProperties: true, description: '日志的一行；没有的字段不出现' },
  ),
);
