// A receiver that is silent takes nothing from others; what is kept from some is no message of any webhook.
import { describe, expect, test, vi } from 'vitest';
import type { WebhookSending } from '../../gateway/webhook-sender.ts';
import { webhookChannel } from '../../process/webhook-channel.ts';
import { HERE } from '../support/api.ts';
import { sendingCourt } from '../support/webhook-sending.ts';

const { api, admin, start, receiver, make, deliveries, state, filed, waitFor, sql, closeReceivers } = sendingCourt();

describe('a receiver that does not answer', () => {
  test('at all has one message out at a time, until it answers again', async () => {
    const silent = await receiver(() => undefined);
    const { id } = await make(silent.url, ['node.case.filed']);
    let [out, most] = [0, 0];
    const channel = webhookChannel(HERE, 300);
    const post: WebhookSending['post'] = async (posting) => {
      out += 1;
      most = Math.max(most, out);
      return channel(posting).finally(() => (out -= 1));
    };
    for (let i = 0; i < 6; i += 1) await filed();
    start({ post });
    await waitFor(async () => expect((await deliveries(id)).every(({ tries }) => tries > 0)).toBe(true));
    expect(most).toBe(4);
    most = 0;
    await sql('update webhook_deliveries set next_at = now()');
    await waitFor(async () => expect((await deliveries(id)).every(({ tries }) => tries > 1)).toBe(true));
    expect(most).toBe(1);
  });

  test('keeps no place from another: of nine that are silent a healthy one hears nothing', async () => {
    const silent = await Promise.all(Array.from({ length: 9 }, () => receiver(() => undefined)));
    const good = await receiver();
    for (const { url } of silent) await make(url, ['node.case.filed']);
    await make(good.url, ['node.case.filed']);
    for (let i = 0; i < 5; i += 1) await filed();
    start({ post: webhookChannel(HERE, 15_000) });
    await vi.waitFor(() => expect(good.got).toHaveLength(5), { timeout: 8_000, interval: 50 });
    closeReceivers();
  });
});

test('of a record that is kept from some nothing is written, and what was is not sent once it is', async () => {
  const { got, url } = await receiver();
  const { id } = await make(url, ['*']);
  const petition = { from: '王秀英', about: '反映案款到账后未发放', channel: 'visit', against: ['p-officer-1'] };
  expect((await api().as('p-reception-1').post('/api/matters', { kind: 'petition', payload: petition })).status).toBe(201); // prettier-ignore
  expect(await deliveries(id)).toEqual([]);
  const { id: record } = await filed();
  const [row] = await deliveries(id);
  await sql(`update cases set barred = '{p-officer-1}' where id = $1`, record);
  const unseen = async () => {
    for (const query of ['', '?state=waiting', '?state=dropped']) expect(await deliveries(id, query)).toEqual([]);
    expect(await state(id)).toMatchObject({ waiting: 0, waitingSince: null });
    for (const path of ['send', 'skip']) expect(await admin().post(`/api/webhooks/${id}/deliveries/${row?.id}/${path}`, path === 'skip' ? { reason: '停用' } : {}), path).toMatchObject({ status: 404, body: { code: 'no-such-delivery' } }); // prettier-ignore
  };
  expect(row).toMatchObject({ state: 'waiting' });
  await unseen();
  expect((await admin().post(`/api/webhooks/${id}/pause`, { reason: '维护' })).status).toBe(200);
  expect((await admin().post(`/api/webhooks/${id}/resume`, { reason: '恢复' })).status).toBe(200);
  start();
  await waitFor(async () => expect((await sql(`select from webhook_deliveries where done_at is null`)).rowCount).toBe(0)); // prettier-ignore
  await unseen();
  expect((await sql(`select from webhook_deliveries where last_failure is not null or outcome <> 'dropped'`)).rowCount).toBe(0); // prettier-ignore
  expect(got).toEqual([]);
});
