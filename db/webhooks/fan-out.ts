import { sql } from 'drizzle-orm';

/** Whether a webhook (`w`) is told of a type: by its name, by its kind, or of everything. One that is paused is told later. */
const wants = (type: string) => sql.raw(`w.state <> 'ended' and w.events && array['*', split_part(${type}, '.', 1) || '.*', ${type}]`); // prettier-ignore

/** Puts what happened into the outbox where some webhook wants to hear of it, with what its message will be known by; nothing of it waits there: deliveries stand beside it. Part of the statement that writes the facts. */
export const intoOutbox = sql`
  insert into outbox (case_id, effect, key, "to", body, created_at, sent_at)
  select h.case_id, h.effect, h.key, h."to", h.body || jsonb_build_object('message', gen_random_uuid()), h.created_at, now()
    from json_populate_recordset(null::outbox, ${sql.placeholder('happenings')}) with ordinality h
   where exists (select from webhooks w where ${wants(`(h.body ->> 'type')`)})
   order by h.ordinality
  on conflict do nothing returning id, case_id, body ->> 'type' as type`;

/** Puts what has just been written (`happenings_now`) before each webhook that wants it; what waits behind another of its record waits as long as that. */
export const intoDeliveries = sql`
  insert into webhook_deliveries (webhook, event, record, type, next_at)
  select w.id, h.id, h.case_id, h.type,
         greatest(now(), (select max(d.next_at) from webhook_deliveries d where d.webhook = w.id and d.record = h.case_id and d.done_at is null))
    from happenings_now h join webhooks w on ${wants('h.type')}
   order by h.id`;
