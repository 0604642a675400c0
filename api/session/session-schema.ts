import Type from 'typebox';
import { oneOf } from '../../domain/nodes/fields.ts';
import { sessionEventKinds, sessionVias } from '../../domain/people/session.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema } from '../http/named.ts';

/** Who is logged in here, and until when. */
export const SessionHere = namedSchema(
  'SessionHere',
  Type.Object(
    {
      person: Type.String({ description: '人员编号' }),
      name: Type.String({ description: '姓名' }),
      session: orNull(Type.Integer({ description: '会话的编号；用令牌的没有会话，为 null' })),
      since: orNull(InstantShown('何时登录；用令牌的为 null')),
      until: InstantShown('最迟何时结束'),
      idleUntil: orNull(InstantShown('不再使用的，何时结束；用令牌的为 null')),
    },
    { description: '本次登录' },
  ),
);

/** A session as its person sees it. */
export const SessionLine = namedSchema(
  'SessionLine',
  Type.Object(
    {
      id: Type.Integer({ description: '编号' }),
      via: oneOf(sessionVias, '如何登录'),
      since: InstantShown('何时登录'),
      lastSeen: InstantShown('最近使用，约至分钟'),
      until: InstantShown('最迟何时结束'),
      idleUntil: InstantShown('不再使用的，何时结束'),
      here: Type.Boolean({ description: '就是本次登录' }),
    },
    { description: '进行中的会话' },
  ),
);

/** A line of what is kept of log-ins. */
export const SessionEventLine = namedSchema(
  'SessionEvent',
  Type.Object(
    {
      id: Type.Integer({ description: '编号，依次递增' }),
      at: InstantShown('何时'),
      kind: oneOf(sessionEventKinds, '何事'),
      kindZh: Type.String(),
      person: Type.String({ description: '登录服务所说的人员编号' }),
      name: orNull(Type.String({ description: '姓名；系统中没有此人的为 null' })),
      session: orNull(Type.Integer({ description: '会话的编号' })),
      by: orNull(Type.String({ description: '由他人终止的，何人' })),
      code: orNull(Type.String({ description: '未准登录的，其代码' })),
      address: orNull(Type.String({ description: '从何处请求' })),
    },
    { description: '登录和退出的记录' },
  ),
);
