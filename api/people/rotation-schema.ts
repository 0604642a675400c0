import Type from 'typebox';
import { Id, oneOf, record, Some, Text } from '../../domain/nodes/fields.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref } from '../http/named.ts';
import { HoldingView } from './holding-schema.ts';

/** Records that go over at once. */
export const MOST_ROTATED = 1_000;

/** The body of `POST /api/desks/{role}/rotation`. */
export const RotationBody = record(
  {
    from: Id('交出的人'),
    to: Type.Optional(Id('接手的人；split 另有安排的除外。不写的，只移交 split 所列的')),
    split: Type.Optional(
      Some(
        record({ to: Id('接手的人'), records: Some(Type.String({ maxLength: 64, description: '案件或者事项的编号' }), '交给他的', MOST_ROTATED) }), // prettier-ignore
        '分给几个人的，各人接手哪些',
        50,
      ),
    ),
    reason: Text('理由：写入各案的指定', { maxLength: 500 }),
    digest: Type.Optional(Type.String({ maxLength: 64, description: '预览答复中的 digest：照此移交' })),
  },
  { examples: [{ from: 'p-control-1', to: 'p-control-2', reason: '岗位轮换' }] },
);

const Refused = orNull(
  Type.Object(
    { code: Type.String({ description: '稳定的代码' }), zh: Type.String({ description: '为何不能移交，怎么办' }) },
    { description: '不能移交的原因；能移交的为 null' },
  ),
);

/** One record that goes over, with what goes with it. */
const Rotated = Type.Object({
  record: Type.String({ description: '案件或者事项的编号' }),
  recordNo: Type.String({ description: '案号' }),
  to: Type.String({ description: '接手的人' }),
  toName: Type.String(),
  deadlines: Type.Array(
    Type.Object({ id: Type.String(), zh: Type.String(), dueAt: orNull(InstantShown('何时届满；停着的为 null')) }),
    { description: '随之移交的未办结期限，待其审批、审查的也在其中' },
  ),
  forms: Type.Array(Type.String(), { description: '随之移交的审批表' }),
  delegations: Type.Array(Type.String(), { description: '原由他人代行的：移交后不再由其代行' }),
  problem: Refused,
});

/** What would go over. */
export const RotationPreview = namedSchema(
  'RotationPreview',
  Type.Object(
    {
      dryRun: Type.Literal(true),
      role: oneOf(roles, '岗位'),
      digest: Type.String({ description: '这一预览的摘要，移交时写入请求' }),
      items: Type.Array(Rotated, { description: '逐件' }),
      left: Type.Array(ref(HoldingView), { description: '不能由此移交、仍在其名下的：岗位责任人由系统管理员改设置，受托代行的请委托人另行安排' }), // prettier-ignore
      more: Type.Boolean({ description: `超过${MOST_ROTATED}件，其余的待这些移交以后再办一次` }),
    },
    { description: '岗位轮换的预览' },
  ),
);

const states = {
  waiting: '待移交',
  recorded: '已移交',
  refused: '未能移交',
  unanswered: '暂未答复，稍后再办',
} as const;

/** How far a rotation has come. */
export const RotationView = namedSchema(
  'Rotation',
  Type.Object(
    {
      id: Type.String({ description: '编号' }),
      role: oneOf(roles, '岗位'),
      from: Type.String({ description: '交出的人' }),
      by: Type.String({ description: '何人办理' }),
      reason: Type.String(),
      status: oneOf({ running: '正在移交', done: '已办完' }, '状态'),
      counts: Type.Record(Type.String(), Type.Integer(), { description: '各种结果的件数' }),
      items: Type.Array(
        Type.Object({
          record: Type.String(),
          recordNo: Type.String(),
          to: Type.String(),
          status: oneOf(states, '结果'),
          statusZh: Type.String(),
          problem: Refused,
        }),
        { description: '逐件答复' },
      ),
    },
    { description: '岗位轮换的进度和逐件结果' },
  ),
);

/** What each outcome is called. */
export const rotationStates = states;
