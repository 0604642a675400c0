import Type from 'typebox';
import { Id, InstantText, oneOf, record, Text } from '../../domain/nodes/fields.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { LONGEST_NAME } from '../../domain/people/change.ts';
import { givenRoleNames, peopleChanges } from '../../domain/people/register.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref } from '../http/named.ts';

const Name = Type.String({ minLength: 1, maxLength: LONGEST_NAME, description: '姓名', examples: ['张三'] });
const Reason = Text('理由：写入人员变更记录', { maxLength: 500, examples: ['院政治部〔2026〕12号调配通知'] });
const example = { reason: '院政治部〔2026〕12号调配通知' };

/** The body of `POST /api/people`. */
export const PersonAdded = record(
  { id: Id('人员编号：登录令牌中的 sub'), name: Name, reason: Reason },
  { examples: [{ id: 'zhang-san', name: '张三', ...example }] },
);

/** The body of `POST /api/people/{id}/rename`. */
export const PersonRenamed = record({ name: Name, reason: Reason }, { examples: [{ name: '张叁', ...example }] });

/** The body of `POST /api/assignments`. */
export const RoleGiven = record(
  {
    person: Id('人员编号'),
    role: oneOf(givenRoleNames, '角色'),
    from: Type.Optional(InstantText('自何时起；不写的，自现在起')),
    to: Type.Optional(InstantText('至何时止（不含）；不写的，至终止为止')),
    reason: Reason,
  },
  { examples: [{ person: 'p-clerk-1', role: 'reception', to: '2099-01-01T00:00:00+08:00', ...example }] },
);

/** The body of `POST /api/assignments/{id}/end`. */
export const RoleEnded = record(
  { to: Type.Optional(InstantText('何时终止；不写的，立即')), reason: Reason },
  { examples: [example] },
);

/** An assignment as it goes out. */
export const AssignmentView = namedSchema(
  'Assignment',
  Type.Object(
    {
      id: orNull(Type.Integer({ description: '编号；只预览的尚无编号，为 null' })),
      person: Type.String({ description: '人员编号' }),
      name: Type.String({ description: '姓名' }),
      role: oneOf(roles, '角色'),
      roleZh: Type.String(),
      from: InstantShown('自何时起'),
      to: orNull(InstantShown('至何时止（不含）；没有说的为 null')),
      running: Type.Boolean({ description: '现在担任' }),
    },
    { description: '角色的授予：谁、什么角色、自何时至何时' },
  ),
);

/** A person as they go out. */
export const PersonView = namedSchema(
  'Person',
  Type.Object(
    {
      id: Type.String({ description: '人员编号：登录令牌中的 sub' }),
      name: Type.String({ description: '姓名' }),
      roles: Type.Array(oneOf(roles, '现任角色')),
      assignments: Type.Array(ref(AssignmentView), { description: '历次授予，先授予的在前' }),
    },
    { description: '人员及其角色' },
  ),
);

/** What one change did, before and after. */
export const PeopleChangeView = namedSchema(
  'PeopleChange',
  Type.Object(
    {
      kind: oneOf(peopleChanges, '变更'),
      kindZh: Type.String(),
      person: Type.String({ description: '所涉人员' }),
      name: Type.String({ description: '所涉人员现在的姓名' }),
      nameBefore: orNull(Type.String({ description: '原姓名；不是姓名变更的为 null' })),
      before: Type.Unsafe<unknown>({ anyOf: [{ $ref: 'Assignment#' }, { type: 'null' }], description: '原来的授予' }),
      after: Type.Unsafe<unknown>({ anyOf: [{ $ref: 'Assignment#' }, { type: 'null' }], description: '变更后的授予' }),
      zh: Type.String({
        description: '一句话说明',
        examples: ['张三（zhang-san）担任立案窗口，自2026年1月20日16:20起'],
      }),
    },
    { description: '人员的一项变更' },
  ),
);

/** What a command on the register did, or would do. */
export const PeopleAnswer = namedSchema(
  'PeopleChanged',
  Type.Object(
    {
      dryRun: Type.Boolean({ description: '只预览，没有变更' }),
      changes: Type.Array(ref(PeopleChangeView)),
    },
    { description: '人员变更的结果' },
  ),
);

/** A change as it is kept. */
export const PeopleChangeLine = namedSchema(
  'PeopleChangeLine',
  Type.Object(
    {
      id: Type.Integer({ description: '编号，依次递增' }),
      at: InstantShown('何时'),
      by: Type.String({ description: '何人' }),
      byName: Type.String(),
      reason: Type.String({ description: '理由' }),
      change: ref(PeopleChangeView),
    },
    { description: '人员变更记录的一行' },
  ),
);
