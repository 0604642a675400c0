import Type from 'typebox';
import { oneOf, rowNames } from '../../domain/nodes/fields.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { turnNames } from '../../domain/engine/foresee.ts';
import { statuses } from '../../domain/plan/derived.ts';
import { rungs } from '../../domain/plan/ladder.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';
import { LateOffice } from './deadline-schema.ts';

const due = (description: string) => orNull(Type.String({ description }));
const Standing = (description: string) =>
  orNull(
    Type.Object(
      {
        status: oneOf(statuses, '状态'),
        targetDue: due('届满：日期，以小时计的为时刻；中止计算时为 null'),
        legalDue: due('法定届满；法律没有规定的为 null'),
        dueAt: orNull(InstantShown('届满的时刻：日期的为当日24时')),
      },
      { description },
    ),
  );

/** What a completion would do to one deadline. */
export const ForeseenLine = Type.Object({
  id: Type.String({ description: '期限编号', examples: ['payout:r-7@12'] }),
  rule: Type.String({ description: '规则，见 GET /api/deadline-rules' }),
  zh: Type.String({ description: '名称' }),
  owner: oneOf(roles, '责任人'),
  ownerZh: Type.String(),
  ownerPerson: orNull(Type.String({ description: '登记以后责任人的编号；未落实到个人的为 null' })),
  ownerName: orNull(Type.String({ description: '责任人姓名' })),
  turns: Type.Array(oneOf(turnNames, '变动'), {
    description: '变动；只有预警、责任人变更或者逾期发放未经批准的为空',
  }),
  turnsZh: Type.Array(Type.String()),
  openedAt: InstantShown('起算'),
  from: Standing('现在；由此才起算的为 null'),
  to: Standing('登记以后；起算的记录不复存在的为 null'),
  rungs: Type.Array(oneOf(rowNames(rungs), '预警级别'), { description: '随即发出的预警' }),
  delayedWithoutApproval: orNull(LateOffice),
  becomesOverdue: Type.Boolean({ description: '登记以后即已逾期' }),
});

/** What a completion would do, as the contract has it. */
export const NodePreview = namedSchema(
  'NodePreview',
  Type.Object(
    {
      accepted: Type.Literal(true),
      dryRun: Type.Literal(true),
      fact: Type.Optional(Type.Integer({ description: '登记后的序号；当事人自行登记的没有' })),
      now: InstantShown('此项记录现在的时间'),
      count: Type.Integer({ description: '会有变动的期限数' }),
      deadlines: Type.Array(ForeseenLine, { description: '会有变动的期限，至多500项' }),
    },
    { description: '会予登记，以及由此引起的变动' },
  ),
);
