// Messages to neighbouring systems, from the fact to their receiver: real Postgres, real HTTP, the signature checked by the library of Standard Webhooks.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test, vi } from 'vitest';
import { webhookChannel } from '../../process/webhook-channel.ts';
import { HERE, SEAL_KEY } from '../support/api.ts';
import { sendingCourt } from '../support/webhook-sending.ts';

const KILLED = fileURLToPath(new URL('../support/posting-until-killed.ts', import.meta.url));
const { api, admin, start, receiver, make, deliveries, state, filed, started, read, waitFor, sql, closeReceivers } =
  sendingCourt();

test('what happens in a case arrives, signed, in order, and names nobody', async () => {
  const { got, url } = await receiver();
  const { id, secret } = await make(url);
  start();
  const { id: record, caseNo } = await filed();
  await started(record);
  await waitFor(() => expect(got.map((each) => read(each).type)).toContain('node.query.started'));
  const { rows } = await sql('select node from facts where case_id = $1 order by seq', record);
  expect(got.map((each) => read(each).type)).toEqual(rows.map(({ node }: { node: string }) => `node.${node}`));
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(got.length);
  for (const each of got) {
    new Webhook(secret).verify(each.body, each.headers as Record<string, string>);
    expect(read(each).data).toMatchObject({ record, caseNo, href: `/api/cases/${record}` });
    expect(each.body).not.toMatch(/张|李|4108|1380000|木城/);
    expect(each.headers['webhook-id'], 'nobody counts by it what else there is').toMatch(
      /^msg_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
  }
  await waitFor(async () => expect(new Set((await deliveries(id)).map((each) => each.state))).toEqual(new Set(['delivered']))); // prettier-ignore
  const forged = { ...(got[0]?.headers as Record<string, string>), 'webhook-id': 'msg_other' };
  expect(() => new Webhook(secret).verify(got[0]?.body ?? '', forged)).toThrow();
});

test('a court without webhooks writes nothing for them, and an endpoint hears only what it asked for', async () => {
  await filed();
  expect((await sql(`select from outbox where effect = 'event'`)).rowCount).toBe(0);
  const { got, url } = await receiver();
  await make(url, ['node.query.started']);
  start();
  await started((await filed()).id);
  await waitFor(() => expect(got).toHaveLength(1));
  expect((await sql(`select from outbox where effect = 'event'`)).rowCount).toBe(1);
});

test('what waits behind another of its record goes as soon as that has arrived', async () => {
  const { got, url } = await receiver();
  await make(url, ['*']);
  await started((await filed()).id);
  start({ everyMs: 5_000 });
  await vi.waitFor(() => expect(got).toHaveLength(3), { timeout: 4_500, interval: 20 });
});

test('while the secret is changed for another, both sign', async () => {
  const { got, url } = await receiver();
  const { id, secret } = await make(url);
  const { body } = await admin().post<{ secret: string }>(`/api/webhooks/${id}/rotate`, { reason: '例行' });
  start();
  await filed();
  await waitFor(() => expect(got.length).toBeGreaterThan(0));
  expect(String(got[0]?.headers['webhook-signature']).split(' ')).toHaveLength(2);
  for (const each of [secret, body.secret])
    new Webhook(each).verify(got[0]?.body ?? '', got[0]?.headers as Record<string, string>);
});

describe('a receiver that does not take it', () => {
  test('is tried again under the same id, and what comes behind it of that record waits; another record does not', async () => {
    let down = '';
    const { got, url } = await receiver((came, response) => void response.writeHead(read(came).data.record === down ? 500 : 204).end()); // prettier-ignore
    const { id } = await make(url, ['node.case.filed', 'node.query.started']);
    const [one, other] = [await filed(), await filed()];
    down = one.id;
    await started(one.id);
    await started(other.id);
    start();
    await waitFor(() => expect(got.filter((each) => read(each).data.record === other.id)).toHaveLength(2));
    const ofOne = () => got.filter((each) => read(each).data.record === one.id).map((each) => [each.headers['webhook-id'], read(each).type]); // prettier-ignore
    expect(ofOne()).toHaveLength(1);
    await sql('update webhook_deliveries set next_at = now() where done_at is null');
    await waitFor(() => expect(ofOne()).toHaveLength(2));
    down = '';
    await sql('update webhook_deliveries set next_at = now() where done_at is null');
    await waitFor(() => expect(ofOne()).toHaveLength(4));
    const [first] = ofOne();
    expect(ofOne().map(([message]) => message).filter((message) => message === first?.[0])).toHaveLength(3); // prettier-ignore
    expect(ofOne().map(([, type]) => type)).toEqual(['node.case.filed', 'node.case.filed', 'node.case.filed', 'node.query.started']); // prettier-ignore
    await waitFor(async () => expect(await deliveries(id, '?state=waiting')).toEqual([]));
  });

  test('is left alone for as long as it asks', async () => {
    const { got, url } = await receiver((_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end());
    const { id } = await make(url, ['node.case.filed']);
    start();
    await filed();
    await waitFor(async () => expect((await deliveries(id))[0]?.lastStatus).toBe(429));
    await filed();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(got).toHaveLength(1);
    expect(Date.parse((await deliveries(id))[1]?.nextAt ?? '') - Date.now()).toBeGreaterThan(3_000_000);
  });

  test('of one that is slow the others hear nothing', async () => {
    const slow = await receiver(() => undefined);
    const good = await receiver();
    await make(slow.url);
    await make(good.url, ['node.case.filed']);
    for (let i = 0; i < 6; i += 1) await filed();
    start({ post: webhookChannel(HERE, 15_000) });
    await waitFor(() => expect(good.got).toHaveLength(6));
    expect(slow.got.length).toBeLessThanOrEqual(4);
    closeReceivers();
  });

  test('is paused when patience is over, administrators hear of it, and all of it comes once it goes on', async () => {
    let down = true;
    const { got, url } = await receiver((_, response) => void response.writeHead(down ? 503 : 200).end());
    const { id } = await make(url, ['node.case.filed', 'node.query.started']);
    const { id: record } = await filed();
    await sql('update webhook_deliveries set tries = 9');
    start();
    await waitFor(async () => expect(await state(id)).toMatchObject({ state: 'paused', why: expect.stringContaining('503') as string })); // prettier-ignore
    await started(record);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(got).toHaveLength(1);
    const inbox = (await admin().get<{ items: readonly { kind: string; text: string }[] }>('/api/inbox')).body.items;
    expect(inbox).toMatchObject([{ kind: 'webhook', text: expect.stringContaining(`/api/webhooks/${id}/resume`) as string }]); // prettier-ignore
    down = false;
    expect((await admin().post(`/api/webhooks/${id}/resume`, { reason: '已修复' })).status).toBe(200);
    await waitFor(() => expect(got.map((each) => read(each).type)).toEqual(['node.case.filed', 'node.case.filed', 'node.query.started'])); // prettier-ignore
    const { body } = await api().as('p-auditor-1').get<{ items: readonly { by: string; kind: string }[] }>('/api/webhooks/changes'); // prettier-ignore
    expect(body.items.map(({ by, kind }) => `${by} ${kind}`)).toEqual(['p-administrator-1 resumed', 'system paused', 'p-administrator-1 created']); // prettier-ignore
  });

  test('that is gone while something is being recorded leaves nothing of it waiting', async () => {
    const { got, url } = await receiver();
    const { id } = await make(url, ['node.query.started']);
    const { id: record } = await filed();
    const recording = await api().store.pool.connect();
    try {
      await recording.query('begin');
      await recording.query(`insert into webhook_deliveries (webhook, record, type) select id, $2, 'node.query.started' from webhooks where id = $1 and state <> 'ended'`, [id, record]);
      expect((await admin().post(`/api/webhooks/${id}/end`, { reason: '已停用' })).status).toBe(200);
      await recording.query('commit');
    } finally {
      recording.release();
    }
    start();
    await waitFor(async () => expect(await state(id)).toMatchObject({ state: 'ended', waiting: 0 }));
    expect((await deliveries(id)).map((each) => each.state)).toEqual(['dropped']);
    expect(got).toEqual([]);
  }); // prettier-ignore

  test('that is gone is never asked again', async () => {
    const { got, url } = await receiver((_, response) => void response.writeHead(410).end());
    const { id } = await make(url);
    start();
    await started((await filed()).id);
    await waitFor(async () => expect(await state(id)).toMatchObject({ state: 'ended', waiting: 0 }));
    await filed();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(got).toHaveLength(1);
    expect(new Set((await deliveries(id)).map((each) => each.state))).toEqual(new Set(['dropped']));
  });
});

describe('a worker that is killed', () => {
  test('between sending and noting it: another sends the same again, under the same id', async () => {
    const { got, url: to } = await receiver();
    await make(to, ['node.case.filed']);
    await filed();
    const url = api().store.pool.options.connectionString ?? '';
    const worker = spawn(process.execPath, [KILLED, url, SEAL_KEY], { stdio: 'ignore' });
    await waitFor(() => expect(got).toHaveLength(1));
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    start();
    await waitFor(() => expect(got).toHaveLength(2));
    expect(got[1]?.headers['webhook-id']).toBe(got[0]?.headers['webhook-id']);
    expect(got[1]?.body).toBe(got[0]?.body);
  });

  test('two workers send each once', async () => {
    const { got, url } = await receiver((_, response) => void setTimeout(() => response.end(), 20));
    const { id } = await make(url, ['node.*']);
    for (let i = 0; i < 5; i += 1) await started((await filed()).id);
    start();
    start();
    await waitFor(async () => expect(await deliveries(id, '?state=waiting')).toEqual([]));
    const ids = got.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
    for (const own of Map.groupBy(got.map(read), ({ data }) => data.record).values()) {
      expect(own.map(({ type }) => type).indexOf('node.query.started')).toBe(own.length - 1);
    }
  });
});

test('what waits is counted', async () => {
  const { url } = await receiver((_, response) => void response.writeHead(500).end());
  await make(url, ['node.case.filed']);
  await filed();
  const counted: unknown[] = [];
  start({ measures: { delivered: (...what) => void counted.push(what), waiting: (channel, n, ms) => void counted.push([channel, n, ms > 0]) } }); // prettier-ignore
  await waitFor(() => expect(counted).toEqual(expect.arrayContaining([['webhook', 1, true], ['webhook', 'later']]))); // prettier-ignore
});
