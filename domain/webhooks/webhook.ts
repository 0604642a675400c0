import { happenings } from '../engine/happenings.ts';
import { flawOfName, flawOfText, unseenIn } from '../gate/text.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { HOUR, type Instant } from '../time/instant.ts';

/** How a webhook stands. */
export const webhookStates = { active: '启用', paused: '暂停', ended: '终止' } as const;
export type WebhookState = keyof typeof webhookStates;

/** How a delivery stands; `failed` a test alone, `dropped` with its webhook. */
export const deliveryStates = { waiting: '待投递', delivered: '已接收', failed: '测试未被接收', skipped: '已跳过', dropped: '已作废' } as const; // prettier-ignore
export type DeliveryState = keyof typeof deliveryStates;
/** How one has ended. */
export type DeliveryOutcome = Exclude<DeliveryState, 'waiting'>;

/** What a secret is made of, with a key that is kept elsewhere (docs/decisions/159). */
export interface Salt {
  readonly salt: string;
  /** When it signs no more; null: it is the present one. */
  readonly until: Instant | null;
}

/** What is said of where messages go. */
export interface WebhookSaid {
  readonly name: string;
  readonly url: string;
  /** Types of happenings; `*`: all, `node.*` and `deadline.*` all of their kind, also those of later releases. */
  readonly events: readonly string[];
}

/** An address to which messages are posted. */
export interface Webhook extends WebhookSaid {
  readonly id: number;
  readonly state: WebhookState;
  /** Why it is paused or ended, where that was not a person's wish. */
  readonly why: string | null;
  /** The present one first. */
  readonly salts: readonly Salt[];
}

/** What somebody wants of a webhook that there is. */
export type WebhookWish =
  | { readonly kind: 'changed'; readonly said: Partial<WebhookSaid> }
  | { readonly kind: 'paused' | 'resumed' | 'ended' }
  | { readonly kind: 'rotated'; readonly salt: string; readonly keepHours: number };

/** What can be done with webhooks, as its record calls it. */
export const webhookChanges = {
  created: '设立',
  changed: '变更',
  paused: '暂停',
  resumed: '恢复',
  ended: '终止',
  rotated: '更换密钥',
  skipped: '跳过一条',
} as const;
export type WebhookChangeKind = keyof typeof webhookChanges;

/** Webhooks of a court that run, at most: each of them hears of each command. */
export const MOST_WEBHOOKS = 50;
const MOST_SALTS = 5; // each signs each message
const known: ReadonlySet<string> = new Set(['*', 'node.*', 'deadline.*', ...happenings.map(({ type }) => type)]);

/** Why something cannot be said of a webhook; undefined: it can. */
export function flawOfWebhook({ name, events }: Partial<Pick<WebhookSaid, 'name' | 'events'>>): Refusal | undefined {
  const flaw = name === undefined ? undefined : (flawOfText(name) ?? (/[\n\r\t]/.test(name) ? '不得换行' : unseenIn(name).replace(/^，/, '') || flawOfName(name))); // prettier-ignore
  if (flaw !== undefined) return refuse('bad-text', `名称${flaw}`, undefined, [{ id: 'name', zh: flaw }]);
  const unknown = (events ?? []).filter((type) => !known.has(type));
  if (unknown.length === 0) return undefined;
  return refuse('bad-value', '所订事件中有系统没有的，全部事件见 GET /api/webhooks/events', undefined, unknown.map((id) => ({ id, zh: '没有此种事件' }))); // prettier-ignore
}

/** A webhook as somebody wants it, or why it cannot be. */
export function changedWebhook(before: Webhook, wish: WebhookWish, now: Instant): Webhook | Refusal {
  if (before.state === 'ended') return refuse('webhook-ended', '已经终止，不能再变动；请另行设立');
  switch (wish.kind) {
    case 'changed': {
      const after = { ...before, ...wish.said, events: wish.said.events ? [...new Set(wish.said.events)] : before.events }; // prettier-ignore
      const isSame = after.name === before.name && after.url === before.url && sameOf(after.events, before.events);
      return flawOfWebhook(wish.said) ?? (isSame ? notAChange() : after);
    }
    case 'paused':
      return before.state === 'paused' ? notAChange() : { ...before, state: 'paused', why: null };
    case 'resumed':
      return before.state === 'active' ? notAChange() : { ...before, state: 'active', why: null };
    case 'ended':
      return { ...before, state: 'ended', why: null };
    case 'rotated':
      return withSalts(before, rotated(before.salts, wish, now));
  }
}

const notAChange = (): Refusal => refuse('not-a-change', '与现在相同，没有变动');

const sameOf = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((each) => b.includes(each)); // prettier-ignore

/** A new secret in front; those before sign along for a while, none longer than it would have. */
function rotated(salts: readonly Salt[], { salt, keepHours }: Extract<WebhookWish, { kind: 'rotated' }>, now: Instant): readonly Salt[] {
  const last = now + keepHours * HOUR;
  const kept = salts.map((each) => ({ salt: each.salt, until: Math.min(each.until ?? last, last) })).filter(({ until }) => until > now);
  return [{ salt, until: null }, ...kept];
} // prettier-ignore

const withSalts = (before: Webhook, salts: readonly Salt[]): Webhook | Refusal =>
  salts.length > MOST_SALTS
    ? refuse('secrets-full', `原密钥至多${MOST_SALTS - 1}个同时有效；请等其到期，或者写 keepHours 0，使原密钥立即失效`)
    : { ...before, salts };

/** What of a webhook its record keeps: no salt. */
export const asKept = ({ name, url, events, state, why }: Webhook): Omit<Webhook, 'id' | 'salts'> => ({ name, url, events, state, why }); // prettier-ignore
