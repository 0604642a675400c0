import Type from 'typebox';
import { assetKinds } from '../../domain/nodes/asset-kinds.ts';
import { personal, recordAt } from '../../domain/nodes/field-classes.ts';
import { oneOf, ofFormat, rowNames } from '../../domain/nodes/fields.ts';
import { orders } from '../../domain/nodes/measures.ts';
import { teams } from '../../domain/nodes/roles.ts';
import { lights } from '../../domain/plan/light.ts';
import { orNull } from '../http/common.ts';
import { namedSchema, refOrNull } from '../http/named.ts';
import { DeadlineBrief } from './deadline-schema.ts';

export const assetKindNames = rowNames(assetKinds);

/** A control in force, as the list of the whole court has it. */
export const ControlItem = namedSchema(
  'Control',
  Type.Object(
    {
      asset: Type.String({ description: '财产编号', examples: ['a-1'] }),
      kind: oneOf(assetKindNames, '种类'),
      kindZh: Type.String(),
      description: Type.String({ description: '财产描述', ...personal('words') }),
      order: oneOf(orders, '查控顺位'),
      orderZh: Type.String(),
      until: orNull(Type.String({ description: '控制的最后一日；此前的版本未记的为 null' })),
      renewBy: orNull(Type.String({ description: '最后一日前的最后一个工作日：最迟于当日续行；轮候的为 null' })),
      daysLeft: orNull(Type.Integer({ description: '距最后一日的天数，当日为0' })),
      light: orNull(oneOf(lights, '亮灯；轮候的为 null')),
      lightZh: orNull(Type.String()),
      heldFen: orNull(Type.Integer({ description: '失效时失去的金额（分）；价值不详为 null', ...ofFormat('fen') })),
      losers: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
        description: '失效时受损失的申请执行人（已隐名）',
      }),
      next: refOrNull(DeadlineBrief),
      case: Type.Object({
        id: Type.String({ description: '编号' }),
        caseNo: Type.String({ description: '案号' }),
        title: Type.String({ description: '当事人（已隐名）' }),
        stage: Type.String({ description: '阶段' }),
        stageZh: Type.String(),
        team: orNull(oneOf(teams, '团队')),
        officer: orNull(Type.String({ description: '承办人编号' })),
        officerName: orNull(Type.String()),
      }),
    },
    { description: '有效的控制', ...recordAt('case.id') },
  ),
);
