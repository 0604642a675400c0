import Type from 'typebox';
import { contentBy, recordAt } from '../../domain/nodes/field-classes.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { matterKinds } from '../../domain/nodes/record-kinds.ts';
import { matterStages } from '../../domain/plan/matters/readings.ts';
import { DeadlineBrief, DeadlineSchema } from '../cases/deadline-schema.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref, refOrNull } from '../http/named.ts';

const head = {
  id: Type.String({ description: '编号', examples: ['petition-2026-7'] }),
  kind: oneOf(matterKinds, '种类'),
  kindZh: Type.String(),
  title: Type.String({ description: '何人之事（已隐名）' }),
  case: orNull(Type.String({ description: '所涉案件的编号' })),
  stage: oneOf(matterStages, '阶段'),
  stageZh: Type.String(),
  handler: orNull(Type.Object({ id: Type.String(), name: Type.String() }, { description: '经办人' })),
  version: Type.Integer({ description: '最后一项记录的序号' }),
  receivedAt: InstantShown('收到'),
  concludedAt: orNull(InstantShown('办结')),
  nextDeadline: refOrNull(DeadlineBrief),
  overdue: Type.Integer({ description: '已逾期的期限数' }),
};

/** A registered matter in a list. */
export const MatterLine = namedSchema('MatterLine', Type.Object(head, { description: '登记事项列表的一行' }));

const { id, kind, kindZh, title, case: about, stage, stageZh, receivedAt } = head;

/** What a party hears of a matter that it has handed in: that it came in, and what it said itself. */
export const MatterReceipt = namedSchema(
  'MatterReceipt',
  Type.Object(
    { id, kind, kindZh, title, case: about, stage, stageZh, receivedAt },
    { description: '当事人自行提交的，收到的回执：只有其本人所写的，和已经收到', additionalProperties: false },
  ),
);

/** A registered matter as the contract has it. */
export const MatterDocument = namedSchema(
  'Matter',
  Type.Object(
    {
      ...head,
      payload: Type.Unknown({ description: '登记的内容，更正过的为更正后的', ...contentBy('kind') }),
      now: InstantShown('此项现在的时间'),
      offered: Type.Array(Type.String(), { description: '现在可以登记的节点' }),
      deadlines: Type.Array(ref(DeadlineSchema), { description: '期限，至多100项；全部见 /deadlines' }),
      draft: orNull(
        Type.Object(
          {
            text: Type.String(),
            figures: Type.Array(Type.Object({ what: Type.String(), value: Type.String() })),
            statistics: Type.String({ description: '所依据的统计' }),
          },
          {
            description:
              '质效分析报告的草稿，由当月的统计生成，text 和 figures 修改后以 report.submitted 提交；其他事项和已经提交的为 null',
          },
        ),
      ),
    },
    { description: '登记事项', ...recordAt('id') },
  ),
);
