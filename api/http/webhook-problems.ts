/** What can be wrong with webhooks, by code: rows of the table of `errors.ts`. */
export const webhookProblems = {
  'no-such-webhook': { status: 404, title: '没有此接收端', detail: '全部接收端见 GET /api/webhooks' },
  'no-such-delivery': { status: 404, title: '没有此投递', detail: '各次投递见 GET /api/webhooks/{id}/deliveries' },
  'webhook-ended': { status: 409, title: '接收端已终止', detail: '请另行设立（POST /api/webhooks）' },
  'delivery-done': { status: 409, title: '投递已经结束', detail: '没有可以跳过的；要再投递一次的，见 …/send' },
  'tests-waiting': {
    status: 409,
    title: '待投递的测试过多',
    detail: '请待其结束，或者跳过（…/deliveries/{delivery}/skip）',
  },
  'secrets-full': { status: 409, title: '有效的原密钥过多', detail: '请等原密钥到期，或者写 keepHours 0' },
  'address-internal': { status: 422, title: '内部地址', detail: '请用对外的地址，或者由系统管理员以 WEBHOOK_NETS 设定院内网段' }, // prettier-ignore
  'too-many-webhooks': { status: 422, title: '接收端过多', detail: '请先终止不用的' },
} as const;
