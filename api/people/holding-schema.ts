import Type from 'typebox';
import { DateField, oneOf, record, Text } from '../../domain/nodes/fields.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { holdingKinds } from '../../domain/people/holdings.ts';
import { orNull } from '../http/common.ts';
import { namedSchema, ref } from '../http/named.ts';
import { PeopleChangeView } from './people-schema.ts';

const kinds = { lead: '岗位责任人', leader: '负责人', ...holdingKinds } as const;

/** Something that somebody holds by name. */
export const HoldingView = namedSchema(
  'Holding',
  Type.Object(
    {
      kind: oneOf(kinds, '种类'),
      kindZh: Type.String(),
      role: oneOf(roles, '角色'),
      roleZh: Type.String(),
      record: orNull(Type.String({ description: '案件或者事项的编号；全院的、对你不公开的为 null' })),
      recordNo: orNull(Type.String({ description: '案号' })),
      zh: Type.String({ description: '一句话说明', examples: ['（2026）豫0823执123号：承办人'] }),
      step: orNull(
        Type.Object(
          { url: Type.String({ description: '发往何处（POST）' }), body: Type.Unknown({ description: '请求内容' }) },
          { description: '移交给 to 的请求：由执行指挥中心或者执行局长发出，本院设置由系统管理员拟定草案；没有写 to、to 不担任该角色、须由他人处理的为 null' }, // prettier-ignore
        ),
      ),
    },
    { description: '落实到某人名下的一项' },
  ),
);

const Held = (description: string) => Type.Array(ref(HoldingView), { description });

/** What the end of a role did, or would do. */
export const EndAnswer = namedSchema(
  'RoleEnd',
  Type.Object(
    {
      dryRun: Type.Boolean({ description: '只预览' }),
      changes: Type.Array(ref(PeopleChangeView)),
      holds: Held('以这一角色仍在名下的：不因角色终止而移交，请另行指定；至多列100项，全部见 GET /api/people/{id}/holdings'), // prettier-ignore
    },
    { description: '终止角色的结果' },
  ),
);

/** The body of `POST /api/people/{id}/leave`. */
export const Leaving = record(
  {
    on: DateField('离任之日：该日终了，各项角色终止'),
    reason: Text('理由：写入人员变更记录', { maxLength: 500 }),
  },
  { examples: [{ on: '2099-01-01', reason: '调离本院' }] },
);

/** What a departure did, or would do. */
export const LeaveAnswer = namedSchema(
  'Leave',
  Type.Object(
    {
      dryRun: Type.Boolean({ description: '只预览' }),
      changes: Type.Array(ref(PeopleChangeView)),
      holds: Held('尚在名下、须先移交的；至多列100项，全部见 GET /api/people/{id}/holdings'),
      vacant: Type.Array(oneOf(roles, '角色'), { description: '届时无人担任的角色' }),
    },
    { description: '离任' },
  ),
);
