import Type from 'typebox';
import { warningCodes } from '../../domain/law/draft-warnings.ts';
import type { DraftStatus, LawDraft } from '../../domain/law/draft.ts';
import { oneOf } from '../../domain/nodes/fields.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

const counts = {
  zh: Type.String({ description: '一句话：涉及几件案件、几项期限' }),
  cases: Type.Integer({ description: '期限有任何变动的案件数；以下各数都是期限数' }),
  moved: Type.Integer({ description: '届满日（含法定届满日）变动的期限数' }),
  certain: Type.Integer({ description: '由暂定变为确定的期限数' }),
  overdue: Type.Integer({ description: '变动后即已逾期的期限数' }),
  warnings: Type.Integer({ description: '届满日不变、只有预警时点变动的期限数' }),
  handedOver: Type.Integer({ description: '岗位责任人变动的期限数' }),
  voided: Type.Integer({ description: '因此失效的期限数' }),
  explained: Type.Integer({ description: '届满日和预警都不变、只是改按新版本说明的期限数' }),
};
const versions = Type.Object(
  { rules: Type.Integer(), calendar: Type.Integer(), settings: Type.Integer() },
  { description: '预览所依据的版本' },
);
const due = (description: string) => orNull(Type.String({ description }));

const Shift = Type.Object({
  caseId: Type.String({ description: '案件编号' }),
  caseNo: Type.String({ description: '案号' }),
  deadline: Type.String({ description: '期限编号' }),
  zh: Type.String({ description: '名称' }),
  from: due('现在的届满'),
  to: due('将来的届满；失效的为 null；与现在相同的，只有确定与否、预警时点、责任人或者所依版本变动'),
  legalFrom: due('现在的法定届满；法律未规定的为 null'),
  legalTo: due('将来的法定届满'),
  holderFrom: orNull(Type.String({ description: '现在的责任人；未落实到个人的为 null' })),
  holderTo: orNull(Type.String({ description: '将来的责任人' })),
  holderFromName: orNull(Type.String({ description: '现在的责任人的姓名' })),
  holderToName: orNull(Type.String({ description: '将来的责任人的姓名' })),
  becomesCertain: Type.Boolean({ description: '由暂定变为确定' }),
  becomesOverdue: Type.Boolean({ description: '变动后即已逾期' }),
  becomesVoid: Type.Boolean({ description: '因此失效' }),
  warnsOtherwise: Type.Boolean({ description: '预警时点变动' }),
});

/** How far a draft has come. */
export const draftStatuses: Readonly<Record<DraftStatus, string>> = {
  draft: '草案',
  applying: '正在逐案适用',
  applied: '已适用',
  discarded: '已作废',
};

const head = {
  id: Type.String({ description: '草案编号' }),
  status: oneOf(draftStatuses, '状态'),
  statusZh: Type.String(),
  zh: Type.String({ description: '一句话' }),
  body: Type.Unsafe<LawDraft>(Type.Object({}, { additionalProperties: true, description: '内容' })),
  warnings: Type.Array(
    Type.Object({
      id: Type.String({ description: '编号：种类和所指，公布时照写', examples: ['rung-missing:supervise 0/2'] }),
      code: oneOf(warningCodes, '疑点'),
      about: Type.String({ description: '所指及其现状' }),
      zh: Type.String({ description: '一句话' }),
    }),
    {
      description:
        '可疑之处：放假安排与历年相比，预警与方案相比；公布时须在 acknowledge 中按 id 逐一确认。不再是草案的为空',
    },
  ),
  acknowledged: Type.Array(Type.String(), { description: '公布时已确认的疑点，按 id' }),
  createdAt: InstantShown('拟定的时刻'),
  createdBy: Type.String({ description: '拟定人' }),
  createdByName: Type.String({ description: '拟定人的姓名' }),
  version: orNull(Type.Integer({ description: '公布后形成的版本' })),
  appliedAt: orNull(InstantShown('逐案适用完毕的时刻')),
  appliedBy: orNull(Type.String({ description: '公布人' })),
  appliedByName: orNull(Type.String({ description: '公布人的姓名' })),
};

/** A draft in a list. */
export const LawDraftLine = namedSchema(
  'LawDraftLine',
  Type.Object(
    { ...head, preview: orNull(Type.Object({ ...counts, against: versions, stale: Type.Boolean() })) },
    { description: '草案列表的一行' },
  ),
);

/** A draft with what it would do. */
export const LawDraftView = namedSchema(
  'LawDraft',
  Type.Object(
    {
      ...head,
      preview: orNull(
        Type.Object(
          {
            ...counts,
            against: versions,
            stale: Type.Boolean({ description: '此后规则、日历或设置已有新版本，须重新预览' }),
            shifts: Type.Array(Shift, { description: '逐项；过多的只列出一部分' }),
            listed: Type.Boolean({ description: '已全部列出' }),
          },
          { description: '预览；尚未预览的为 null' },
        ),
      ),
    },
    { description: '规则、日历或设置的草案' },
  ),
);

/** How far a rollout has come. */
export const Rollout = namedSchema(
  'Rollout',
  Type.Object(
    {
      draft: Type.String({ description: '草案编号' }),
      version: orNull(Type.Integer({ description: '公布后形成的版本' })),
      status: oneOf({ publishing: '正在公布', running: '正在逐案适用', done: '已全部适用', refused: '未公布' }, '状态'),
      paused: Type.Boolean({ description: '已暂停' }),
      total: orNull(Type.Integer({ description: '未结案件数；早已适用完毕、不再可查的为 null，以下同' })),
      done: orNull(Type.Integer({ description: '已核对' })),
      moved: orNull(Type.Integer({ description: '有期限变动、变为确定，或者预警时点变动的案件数' })),
      skipped: orNull(Type.Integer({ description: '已自行适用新版本' })),
      deferred: orNull(Type.Integer({ description: '流程暂未答复，留待自动补做' })),
    },
    { description: '逐案适用的进度' },
  ),
);
