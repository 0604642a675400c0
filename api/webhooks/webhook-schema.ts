import Type from 'typebox';
import { oneOf, record, Some, Text } from '../../domain/nodes/fields.ts';
import { deliveryStates, webhookChanges, webhookStates } from '../../domain/webhooks/webhook.ts';
import { InstantShown, orNull } from '../http/common.ts';
import { namedSchema, ref, refOrNull } from '../http/named.ts';

const Reason = Text('理由：写入变更记录', { maxLength: 500, examples: ['档案系统上线'] });
const Name = Text('名称：哪一系统', { maxLength: 64, examples: ['电子档案系统'] });
const Url = Text('接收地址：https，不含用户名和密码，也不含 ?', { maxLength: 2000, examples: ['https://archive.court.example/hooks/zhixing'] }); // prettier-ignore
const Events = Some(
  Type.String({ minLength: 1, maxLength: 100, examples: ['node.case.closed'] }),
  '所订的事件，见 GET /api/webhooks/events；`*`：全部，`node.*`、`deadline.*`：该类全部',
  500,
);
const said = { name: '电子档案系统', url: 'https://archive.court.example/hooks/zhixing', events: ['node.case.closed', 'deadline.*'] }; // prettier-ignore

/** The body of `POST /api/webhooks`. */
export const WebhookMade = record({ name: Name, url: Url, events: Events, reason: Reason }, { examples: [{ ...said, reason: '档案系统上线' }] }); // prettier-ignore
/** The body of `POST /api/webhooks/{id}/change`. */
export const WebhookRevised = record(
  { name: Type.Optional(Name), url: Type.Optional(Url), events: Type.Optional(Events), reason: Reason },
  { examples: [{ events: ['*'], reason: '增订全部事件' }] },
);
/** The body of what needs nothing but a reason. */
export const WebhookReason = record({ reason: Reason }, { examples: [{ reason: '对方系统停机维护' }] });
/** The body of `POST /api/webhooks/{id}/rotate`. */
export const SecretRotated = record(
  {
    keepHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 168, default: 24, description: '原密钥再用几小时，其间两个密钥都签名；已经泄露的写 0' })), // prettier-ignore
    reason: Reason,
  },
  { examples: [{ keepHours: 24, reason: '例行更换' }] },
);

/** A webhook as it goes out: never its secret. */
export const WebhookView = namedSchema(
  'Webhook',
  Type.Object(
    {
      id: Type.Integer({ description: '编号' }),
      name: Type.String({ description: '名称' }),
      url: Type.String({ description: '接收地址' }),
      events: Type.Array(Type.String(), { description: '所订的事件' }),
      state: oneOf(webhookStates, '状态'),
      stateZh: Type.String(),
      why: orNull(Type.String({ description: '系统暂停、终止的原因；否则为 null' })),
      createdAt: InstantShown('何时设立'),
      oldSecretUntil: orNull(InstantShown('原密钥用到何时；只有一个密钥的为 null')),
      restsUntil: orNull(InstantShown('对方要求此前不再发送（Retry-After）；没有要求的为 null')),
      waiting: Type.Integer({ description: '待投递几条' }),
      waitingSince: orNull(InstantShown('其中最早的何时发生；没有的为 null')),
    },
    { description: '消息的接收端' },
  ),
);

/** What a change of a webhook is answered. */
export const WebhookAnswer = namedSchema(
  'WebhookChanged',
  Type.Object(
    {
      webhook: ref(WebhookView),
      secret: orNull(Type.String({ description: '新密钥：只在此处显示一次，接收方以它核验签名；没有新密钥的为 null', examples: ['whsec_…'] })), // prettier-ignore
    },
    { description: '接收端变更的结果' },
  ),
);

/** What is kept of a webhook before and after a change. */
export const WebhookKept = namedSchema(
  'WebhookKept',
  Type.Object({
    name: Type.String(),
    url: Type.String(),
    events: Type.Array(Type.String()),
    state: oneOf(webhookStates, '状态'),
    why: orNull(Type.String()),
  }),
);

/** A change as it is kept. */
export const WebhookChangeLine = namedSchema(
  'WebhookChangeLine',
  Type.Object(
    {
      id: Type.Integer({ description: '编号，依次递增' }),
      at: InstantShown('何时'),
      by: Type.String({ description: '何人；system：系统自动' }),
      byName: Type.String(),
      reason: Type.String({ description: '理由' }),
      kind: oneOf(webhookChanges, '变更'),
      kindZh: Type.String(),
      webhook: Type.Integer({ description: '接收端' }),
      delivery: orNull(Type.Integer({ description: '所跳过的投递；不是跳过的为 null' })),
      before: refOrNull(WebhookKept),
      after: ref(WebhookKept),
    },
    { description: '接收端变更记录的一行' },
  ),
);

/** A delivery as it goes out. */
export const WebhookDelivery = namedSchema(
  'WebhookDelivery',
  Type.Object(
    {
      id: Type.Integer({ description: '编号' }),
      message: Type.String({ description: '消息编号：webhook-id 首部，重发时不变' }),
      type: Type.String({ description: '事件', examples: ['node.case.closed'] }),
      typeZh: Type.String(),
      record: orNull(Type.String({ description: '案件、登记事项的编号；测试为 null' })),
      at: InstantShown('何时列入投递'),
      askedBy: orNull(Type.String({ description: '由何人要求；自动的为 null' })),
      state: oneOf(deliveryStates, '状态'),
      stateZh: Type.String(),
      tries: Type.Integer({ description: '已投递几次' }),
      nextAt: orNull(InstantShown('下次投递的时刻，不早于此；已结束的为 null')),
      lastAt: orNull(InstantShown('最近一次投递')),
      lastStatus: orNull(Type.Integer({ description: '对方最近答复的 HTTP 状态；没有答复的为 null' })),
      lastFailure: orNull(Type.String({ description: '没有答复的原因', examples: ['ECONNREFUSED', 'TIMEOUT', 'ADDRESS_INTERNAL'] })), // prettier-ignore
      doneAt: orNull(InstantShown('何时结束')),
    },
    { description: '一条消息向一个接收端的投递' },
  ),
);
