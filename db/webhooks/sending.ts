import { and, eq, isNull, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/time/instant.ts';
import type { KeptHappening } from '../../domain/webhooks/message.ts';
import { type WebhookStop, stoppedZh, whyStopped } from '../../domain/webhooks/stopped.ts';
import { asKept, type DeliveryOutcome, type Salt } from '../../domain/webhooks/webhook.ts';
import { type Db, type Store, withTx } from '../client.ts';
import { receivedBy } from '../inbox/receivers.ts';
import { outbox, webhookChanged, webhookDeliveries as deliveries, webhooks } from '../schema/index.ts';

/** A delivery that this worker has in hand. */
export interface Held {
  readonly id: number;
  readonly webhook: number;
  readonly url: string;
  readonly salts: readonly Salt[];
  /** How often it has been tried, this time included. */
  readonly tries: number;
  readonly record: string | null;
  readonly at: Instant;
  /** Undefined: somebody tries the webhook. */
  readonly happening: KeptHappening | undefined;
  /** Its record has come to be kept from some since: nobody outside hears of it. */
  readonly kept: boolean;
}

/** What a worker takes at most. */
export interface Room {
  /** How many it has in hand beside the first of each webhook, and how many of one. */
  readonly shared: number;
  readonly mostOfOne: number;
  /** Webhooks of which it takes one at a time. */
  readonly silent: readonly number[];
  /** How many of each webhook it has in hand, by id. */
  readonly busy: Readonly<Record<number, number>>;
  /** How long they stay in hand if nothing more is heard of them (ms). */
  readonly heldMs: number;
}

/**
 * Takes deliveries in hand whose time has come: of each record and webhook the first that waits, so that they arrive in order. The first of
 * each webhook has a place of its own; what is taken beside goes round by webhook. Workers take none that another has in hand; what one that was killed had comes free by itself.
 * What a command wrote for a webhook that ended meanwhile is dropped: no command waits for the end of a webhook, nor that for commands.
 */
export async function takeDue(db: Db, { shared, mostOfOne, busy, silent, heldMs }: Room): Promise<readonly Held[]> {
  const beside = Object.values(busy).reduce((sum, n) => sum + n - 1, 0);
  const { rows } = await db.execute<{ id: string; webhook: number; url: string; salts: readonly Salt[]; tries: number; record: string | null; at: string; event: string | null; created: string | null; body: KeptHappening['body'] | null; kept: boolean }>(sql`
    with late as (
      update webhook_deliveries set outcome = 'dropped', done_at = now() where id in (
        select d.id from (select id from webhooks where state = 'ended') w cross join lateral (
          select d.id from webhook_deliveries d where d.webhook = w.id and d.done_at is null limit 1000 for update of d skip locked) d)
    ), ready as (
      select d.id, w.busy + row_number() over (partition by w.id order by d.next_at, d.id) as place
        from (select id, coalesce((${JSON.stringify(busy)}::jsonb ->> id::text)::int, 0) as busy, case when ${JSON.stringify(silent)}::jsonb @> to_jsonb(id) then 1 else ${mostOfOne}::int end as most
                from webhooks where state = 'active' and coalesce(rests_until, '-infinity') <= now()) w cross join lateral (
        select d.id, d.next_at from webhook_deliveries d
         where d.webhook = w.id and d.done_at is null and d.next_at <= now() and coalesce(d.held_until, '-infinity') <= now()
           and not exists (select from webhook_deliveries b where b.webhook = d.webhook and b.record = d.record and b.done_at is null and b.id < d.id)
         order by d.next_at, d.id
         limit greatest(0, w.most - w.busy)
           for update of d skip locked
      ) d
    ), due as (
      select id from (select id, place, row_number() over (partition by place = 1 order by place, id) as turn from ready) r
       where place = 1 or turn <= ${Math.max(0, shared - beside)}::int
    ), taken as (
      update webhook_deliveries d set held_until = now() + make_interval(secs => ${heldMs / 1000}), tries = d.tries + 1, last_at = now()
        from due where d.id = due.id returning d.*
    )
    select t.id, t.webhook, w.url, w.salts, t.tries, t.record, floor(extract(epoch from t.at) * 1000) as at,
           o.id as event, floor(extract(epoch from o.created_at) * 1000) as created, o.body, coalesce(c.barred is not null or c.readers is not null, false) as kept
      from taken t join webhooks w on w.id = t.webhook left join outbox o on o.id = t.event left join cases c on c.id = t.record order by t.id`); // prettier-ignore
  return rows.map(({ id, at, event, created, body, ...row }) => ({
    ...row,
    id: Number(id),
    at: Number(at),
    happening: body === null ? undefined : { id: Number(event), caseId: row.record ?? '', createdAt: Number(created), body },
  })); // prettier-ignore
}

/** What was heard at a try. */
export interface TryHeard {
  readonly status: number | null;
  readonly failure: string | null;
}

const heard = ({ status, failure }: TryHeard) => ({ heldUntil: null, lastStatus: status, lastFailure: failure });
const waits = isNull(deliveries.doneAt);

/** Notes how a delivery ended. */
export async function noteDone(db: Db, id: number, outcome: DeliveryOutcome, said: TryHeard): Promise<void> {
  await db
    .update(deliveries)
    .set({ ...heard(said), outcome, doneAt: sql`now()` })
    .where(and(eq(deliveries.id, id), waits));
}

/** Notes when a delivery is tried again; what waits behind it waits as long, and nothing more goes to a receiver that asked for a rest. */
export async function noteAgain(
  db: Db,
  { id, webhook, record }: Pick<Held, 'id' | 'webhook' | 'record'>,
  { at, restUntil, ...said }: TryHeard & { readonly at: Instant; readonly restUntil: Instant | null },
): Promise<void> {
  const until = (instant: Instant) => sql`${new Date(instant).toISOString()}::timestamptz`;
  const own = and(eq(deliveries.id, id), waits);
  await db.update(deliveries).set({ ...heard(said), nextAt: at }).where(own); // prettier-ignore
  const behind = and(eq(deliveries.webhook, webhook), eq(deliveries.record, record ?? ''), waits);
  await db.update(deliveries).set({ nextAt: sql`greatest(${deliveries.nextAt}, ${until(at)})` }).where(behind); // prettier-ignore
  if (restUntil === null) return;
  await db.update(webhooks).set({ restsUntil: sql`greatest(${webhooks.restsUntil}, ${until(restUntil)})` }).where(eq(webhooks.id, webhook)); // prettier-ignore
}

/**
 * Pauses a webhook whose receiver took nothing until patience was over, or ends one whose receiver is gone, and tells the administrators. What
 * waits for one that is paused stays where it is.
 */
export const stopWebhook = (
  store: Pick<Store, 'pool'>,
  held: Held,
  stopped: WebhookStop,
  said: TryHeard,
): Promise<void> =>
  withTx(store, async (tx) => {
    const [before] = await tx.select().from(webhooks).where(eq(webhooks.id, held.webhook)).for('update');
    await tx.update(deliveries).set(heard(said)).where(eq(deliveries.id, held.id));
    if (before === undefined || held.record === null || before.state !== 'active') return; // somebody else came first
    const why = whyStopped(stopped, said);
    const after = { ...before, state: stopped, why };
    await tx.update(webhooks).set({ state: stopped, why }).where(eq(webhooks.id, held.webhook));
    const ids = { webhook: held.webhook, command: randomUUID() };
    await tx.insert(webhookChanged).values({ ...ids, by: 'system', hash: '', reason: why, kind: stopped, before: asKept(before), after: asKept(after) }); // prettier-ignore
    if (stopped === 'ended') await dropWaiting(tx, held.webhook);
    await tellAdministrators(tx, { record: held.record, key: `webhook/${ids.command}`, caseNo: held.happening?.body.caseNo ?? '', text: stoppedZh(after, stopped) }); // prettier-ignore
  });

/** What waits for a webhook that has ended goes nowhere any more. */
export async function dropWaiting(tx: Db, webhook: number): Promise<void> {
  await tx
    .update(deliveries)
    .set({ outcome: 'dropped', doneAt: sql`now()`, heldUntil: null })
    .where(and(eq(deliveries.webhook, webhook), waits));
}

interface Told {
  readonly record: string;
  readonly key: string;
  readonly caseNo: string;
  readonly text: string;
}

/** A notice like any other: in the inboxes at once, and sent out with what else its record has to send. */
async function tellAdministrators(tx: Db, { record, key, caseNo, text }: Told): Promise<void> {
  const to = [{ role: 'administrator', person: null }];
  const body = { kind: 'webhook', caseNo, rung: null, deadline: null, text };
  await tx.execute(sql`
    with outbox_now as (
      insert into ${outbox} (case_id, effect, key, "to", body, created_at)
      values (${record}, 'notice', ${key}, ${JSON.stringify(to)}::jsonb, ${JSON.stringify(body)}::jsonb, now())
      on conflict do nothing returning id, effect, key
    ) ${receivedBy(JSON.stringify(to.map((each) => ({ ...each, key }))))}`);
}

/** How much waits to be sent to webhooks that run, and for how long the first of it has (ms). */
export async function readWebhookBacklog(db: Db): Promise<{ readonly waiting: number; readonly oldestMs: number }> {
  const { rows } = await db.execute<{ waiting: number; oldest: string }>(sql`
    select count(*)::int as waiting, coalesce(extract(epoch from now() - min(d.at)) * 1000, 0) as oldest
      from webhook_deliveries d join webhooks w on w.id = d.webhook and w.state = 'active' where d.done_at is null`);
  return { waiting: rows[0]?.waiting ?? 0, oldestMs: Number(rows[0]?.oldest ?? 0) };
}
