import type { Static } from 'typebox';
import type { DeliveryRow, WebhookChangeRow, WebhookRow } from '../../db/webhooks/read.ts';
import { happenings } from '../../domain/engine/happenings.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import { webhookMessageId, TEST, testMessage } from '../../domain/webhooks/message.ts';
import { deliveryStates, webhookChanges, webhookStates } from '../../domain/webhooks/webhook.ts';
import type { WebhookChangeLine, WebhookDelivery, WebhookView } from './webhook-schema.ts';

const shownAt = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

/** A webhook as it goes out. */
export function webhookView({ salts, restsUntil, ...row }: WebhookRow, now: Instant): Static<typeof WebhookView> {
  const old = salts.flatMap(({ until }) => (until !== null && until > now ? until : []));
  return {
    ...row,
    stateZh: webhookStates[row.state],
    createdAt: formatInstant(row.createdAt),
    oldSecretUntil: old.length === 0 ? null : formatInstant(Math.max(...old)),
    restsUntil: restsUntil !== null && restsUntil > now ? formatInstant(restsUntil) : null,
    waitingSince: shownAt(row.waitingSince),
  };
}

/** A change as it is kept. */
export const webhookChangeLine = (
  { id, at, by, reason, kind, webhook, delivery, before, after }: WebhookChangeRow,
  nameOf: (id: string) => string,
): Static<typeof WebhookChangeLine> => ({
  ...{ id, at: formatInstant(at), by, byName: nameOf(by), reason, kind, kindZh: webhookChanges[kind] },
  ...{ webhook, delivery, before: before && kept(before), after: kept(after) },
});

const kept = (of: WebhookChangeRow['after']) => ({ ...of, events: [...of.events] });

const names: ReadonlyMap<string, string> = new Map([[TEST, '测试'], ...happenings.map(({ type, zh }) => [type, zh] as const)]); // prettier-ignore

/** A delivery as it goes out. */
export function deliveryView({ outcome, event, happenedAt, drawn, ...row }: DeliveryRow, webhook: number): Static<typeof WebhookDelivery> {
  const state = outcome ?? 'waiting';
  const message = event === null || happenedAt === null ? testMessage(row.id, webhook, row.at).id : webhookMessageId({ id: event, createdAt: happenedAt, message: drawn ?? undefined });
  return {
    ...row,
    ...{ message, typeZh: names.get(row.type) ?? row.type, state, stateZh: deliveryStates[state] },
    ...{ at: formatInstant(row.at), nextAt: outcome === null ? formatInstant(row.nextAt) : null },
    ...{ lastAt: shownAt(row.lastAt), doneAt: shownAt(row.doneAt) },
  };
} // prettier-ignore
