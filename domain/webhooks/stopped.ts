import type { Webhook } from './webhook.ts';

/** How the engine itself stops a webhook: nobody took its messages until patience was over, or its receiver said that it is gone. */
export type WebhookStop = 'paused' | 'ended';

interface Heard {
  readonly status: number | null;
  readonly failure: string | null;
}

/** What was heard last, in a word. */
const heardZh = ({ status, failure }: Heard): string => (status === null ? `没有答复（${failure ?? ''}）` : `答复 ${status}`); // prettier-ignore

/** Why. */
export const whyStopped = (stopped: WebhookStop, heard: Heard): string =>
  stopped === 'ended' ? '对方答复 410：不再接收' : `一条消息历时三天多、多次投递未被接收，最近一次${heardZh(heard)}`;

/** What administrators are told. */
export const stoppedZh = ({ id, name, why }: Pick<Webhook, 'id' | 'name' | 'why'>, stopped: WebhookStop): string =>
  stopped === 'ended'
    ? `【消息推送终止】“${name}”（编号${id}）：${why ?? ''}，待投递的已作废；仍须接收的，请另行设立（POST /api/webhooks）`
    : `【消息推送暂停】“${name}”（编号${id}）：${why ?? ''}；请对方修复后恢复（POST /api/webhooks/${id}/resume），其间的消息届时依次补发`;
