// Webhooks as the system administrator sets them up: who may, what is refused, what is kept; over HTTP, on a database of its own.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressCheck, outsideRules } from '../../../process/outside-address.ts';
import { type Called, startApi, type TestApi } from '../../support/api.ts';

interface Answer {
  readonly code?: string;
  readonly detail?: string;
  readonly webhook: { readonly id: number; readonly state: string; readonly url: string; readonly events: readonly string[]; readonly oldSecretUntil: string | null }; // prettier-ignore
  readonly secret: string | null;
}
interface Change {
  readonly kind: string;
  readonly by: string;
  readonly byName: string;
  readonly reason: string;
  readonly before: object | null;
  readonly after: object;
}

const said = { name: '电子档案系统', url: 'https://archive.example/hooks', events: ['node.case.closed', 'deadline.*'] };
const reason = '档案系统上线';
let api: TestApi;
beforeAll(async () => {
  // names are looked up here as the test says: no test asks a name server
  const found: Readonly<Record<string, string>> = { 'archive.example': '1.1.1.1', 'inside.example': '10.2.3.4' };
  const find = (host: string, _: object, done: (error: Error | null, all: { address: string; family: number }[]) => void) => done(found[host] === undefined ? new Error('ENOTFOUND') : null, [{ address: found[host] ?? '', family: 4 }]); // prettier-ignore
  const rules = outsideRules({ WEBHOOK_PORTS: '443,8443' }, false, []);
  api = await startApi({ webhooks: { check: addressCheck(rules, find), secretOf: (salt) => `whsec_${salt}` } });
});
afterAll(() => api.close());

const admin = () => api.as('p-administrator-1');
const post = (url: string, body: object = {}, headers = {}): Promise<Called<Answer>> => admin().post<Answer>(url, { reason, ...body }, headers); // prettier-ignore
/** Where a test is asked for, or something is sent again, nothing is said. */
const ask = (url: string, body: object = {}): Promise<Called<Answer>> => /\/(?:test|send)$/.test(url) ? admin().post<Answer>(url, {}) : post(url, body); // prettier-ignore
const make = async (more: object = {}) => (await post('/api/webhooks', { ...said, ...more })).body;
const changes = async (id: number) => (await api.as('p-auditor-1').get<{ items: readonly Change[] }>(`/api/webhooks/changes?webhook=${id}`)).body.items; // prettier-ignore

describe('one is set up', () => {
  test('its secret is shown once, and to whoever sends the same once more because the answer was lost', async () => {
    const key = { 'idempotency-key': 'make-1' };
    const made = await post('/api/webhooks', said, key);
    expect(made).toMatchObject({ status: 201, body: { webhook: { ...said, state: 'active', waiting: 0 } } });
    expect(made.headers['location']).toBe(`/api/webhooks/${made.body.webhook.id}`);
    expect(made.body.secret).toMatch(/^whsec_/);
    expect((await post('/api/webhooks', said, key)).body).toEqual(made.body);
    expect(await post('/api/webhooks', { ...said, name: '另一' }, key)).toMatchObject({ status: 409, body: { code: 'key-reused' } }); // prettier-ignore
    const shown = await admin().get(`/api/webhooks/${made.body.webhook.id}`);
    expect(JSON.stringify(shown.body)).not.toContain('whsec_');
    expect(JSON.stringify(shown.body)).not.toContain(String(made.body.secret).slice(6));
    expect(await changes(made.body.webhook.id)).toMatchObject([{ kind: 'created', by: 'p-administrator-1', byName: '系统管理员甲', reason, before: null, after: said }]); // prettier-ignore
  });

  test('what can be heard of is a table', async () => {
    const { body } = await admin().get<{ items: readonly { type: string; zh: string }[] }>('/api/webhooks/events');
    expect(body.items).toContainEqual({ type: 'node.case.closed', zh: '结案' });
    expect(body.items).toContainEqual({ type: 'deadline.urge', zh: '期限催办' });
    const types = body.items.map(({ type }) => type);
    for (const never of ['node.dual-check.opened', 'node.dual-check.concluded', 'node.clue.received']) expect(types).not.toContain(never); // prettier-ignore
    expect(types).toContain('node.petition.registered'); // of those that are kept from nobody
    expect(await post('/api/webhooks', { ...said, events: ['node.dual-check.opened'] })).toMatchObject({ status: 400, body: { code: 'bad-value' } }); // prettier-ignore
  });
});

describe('by the system administrator alone', () => {
  const doors = [
    ['GET', ''],
    ['POST', ''],
    ['GET', '/events'],
    ['GET', '/1'],
    ['POST', '/1/change'],
    ['POST', '/1/pause'],
    ['POST', '/1/resume'],
    ['POST', '/1/end'],
    ['POST', '/1/rotate'],
    ['POST', '/1/test'],
    ['GET', '/1/deliveries'],
    ['POST', '/1/deliveries/1/send'],
    ['POST', '/1/deliveries/1/skip'],
  ] as const;
  test.each(doors)('%s /api/webhooks%s', async (method, path) => {
    for (const person of [
      'p-security-1',
      'p-auditor-1',
      'p-president-1',
      'p-officer-1',
      'p-applicant-1',
      's-network-control',
    ]) {
      // prettier-ignore
      const as = api.as(person);
      const answer = method === 'GET' ? await as.get(`/api/webhooks${path}`) : await as.post(`/api/webhooks${path}`, { ...said, reason }); // prettier-ignore
      expect(answer, person).toMatchObject({ status: 403 });
    }
  });
  test('what was changed the auditor reads too, and nobody else', async () => {
    for (const person of ['p-administrator-1', 'p-auditor-1'])
      expect((await api.as(person).get('/api/webhooks/changes')).status).toBe(200);
    expect((await api.as('p-security-1').get('/api/webhooks/changes')).status).toBe(403);
  });
});

describe('what cannot be', () => {
  test.each([
    [{ url: 'http://archive.example/' }, 400, 'bad-value'],
    [{ url: 'https://a:b@archive.example/' }, 400, 'bad-value'],
    [{ url: 'https://archive.example:22/' }, 400, 'bad-value'],
    [{ url: 'https://archive.example/hooks?token=1' }, 400, 'bad-value'],
    [{ url: 'https://archive.example/?' }, 400, 'bad-value'],
    [{ url: 'nonsense' }, 400, 'bad-value'],
    [{ url: 'https://127.0.0.1/' }, 422, 'address-internal'],
    [{ url: 'https://[::ffff:169.254.169.254]/' }, 422, 'address-internal'],
    [{ url: 'https://inside.example/' }, 422, 'address-internal'],
    [{ url: 'https://box.local/' }, 422, 'address-internal'],
    [{ events: ['node.nonesuch'] }, 400, 'bad-value'],
    [{ events: ['node.warrant.issued'] }, 400, 'bad-value'],
    [{ events: [] }, 400, 'wrong-type'],
    [{ name: '档案\n库' }, 400, 'bad-text'],
    [{ reason: ' ' }, 400, 'wrong-type'],
    [{ secret: 'mine' }, 400, 'unknown-field'],
  ])('%j is refused: %i %s', async (more, status, code) => {
    const before = (await admin().get<{ items: readonly unknown[] }>('/api/webhooks')).body.items.length;
    expect(await post('/api/webhooks', { ...said, ...more })).toMatchObject({ status, body: { code } });
    const { webhook } = await make();
    const changed = await post(`/api/webhooks/${webhook.id}/change`, more);
    expect(changed).toMatchObject({ status, body: { code } });
    expect((await admin().get<{ items: readonly unknown[] }>('/api/webhooks')).body.items).toHaveLength(before + 1);
    await post(`/api/webhooks/${webhook.id}/end`);
  });
  test('one that there is not, and numbers that are none', async () => {
    for (const path of ['', '/deliveries']) expect(await admin().get(`/api/webhooks/99999${path}`)).toMatchObject({ status: 404, body: { code: 'no-such-webhook' } }); // prettier-ignore
    for (const path of ['pause', 'resume', 'end', 'rotate', 'change', 'test', 'deliveries/1/send', 'deliveries/1/skip'])
      expect(await ask(`/api/webhooks/99999/${path}`, path === 'change' ? { name: '库' } : {}), path).toMatchObject({ status: 404, body: { code: 'no-such-webhook' } }); // prettier-ignore
    expect((await admin().get('/api/webhooks/99999999999')).status).toBeLessThan(500);
    expect((await admin().get('/api/webhooks/x')).status).toBeLessThan(500);
  });
  test('more than fifty', async () => {
    const made: number[] = [];
    for (let last: Called<Answer> | undefined; last?.status !== 422;) {
      last = await post('/api/webhooks', said);
      if (last.status === 201) made.push(last.body.webhook.id);
      else expect(last.body.code).toBe('too-many-webhooks');
      expect(made.length).toBeLessThanOrEqual(50);
    }
    for (const id of made) expect((await post(`/api/webhooks/${id}/end`)).status).toBe(200);
  });
});

test('one is changed, paused, goes on, gets another secret, and ends for good; each with who and why', async () => {
  const { webhook, secret } = await make();
  const at = `/api/webhooks/${webhook.id}`;
  expect(await post(`${at}/change`, { events: ['*'] })).toMatchObject({ status: 200, body: { webhook: { events: ['*'], url: said.url }, secret: null } }); // prettier-ignore
  expect(await post(`${at}/change`, { events: ['*'] })).toMatchObject({ status: 422, body: { code: 'not-a-change' } });
  expect(await post(`${at}/pause`)).toMatchObject({ status: 200, body: { webhook: { state: 'paused' } } });
  expect(await post(`${at}/pause`)).toMatchObject({ status: 422, body: { code: 'not-a-change' } });
  expect(await post(`${at}/resume`)).toMatchObject({ body: { webhook: { state: 'active' } } });
  const rotated = await post(`${at}/rotate`, { keepHours: 1 }, { 'idempotency-key': 'r-1' });
  expect(rotated.body.secret).not.toBe(secret);
  expect(Date.parse(rotated.body.webhook.oldSecretUntil ?? '') - Date.now()).toBeLessThanOrEqual(3_600_000);
  expect((await post(`${at}/rotate`, { keepHours: 1 }, { 'idempotency-key': 'r-1' })).body.secret).toBe(rotated.body.secret); // prettier-ignore
  expect(await post(`${at}/end`)).toMatchObject({ body: { webhook: { state: 'ended' } } });
  expect(await post(`${at}/rotate`, { keepHours: 1 }, { 'idempotency-key': 'r-1' })).toMatchObject({ status: 200, body: { webhook: { state: 'ended' }, secret: null } }); // prettier-ignore
  for (const path of ['change', 'pause', 'resume', 'end', 'rotate', 'test'])
    expect(await ask(`${at}/${path}`, path === 'change' ? { name: '库' } : {}), path).toMatchObject({ status: 409, body: { code: 'webhook-ended' } }); // prettier-ignore
  const kept = await changes(webhook.id);
  expect(kept.map(({ kind }) => kind)).toEqual(['ended', 'rotated', 'resumed', 'paused', 'changed', 'created']);
  expect(JSON.stringify(kept)).not.toMatch(/salt|whsec/);
});

describe('a delivery', () => {
  const deliver = async () => {
    const { webhook } = await make({ events: ['*'] });
    const sent = await admin().post<{ id: number; state: string; type: string }>(
      `/api/webhooks/${webhook.id}/test`,
      {},
    );
    expect(sent).toMatchObject({ status: 202, body: { state: 'waiting', type: 'webhook.test', record: null, askedBy: 'p-administrator-1' } }); // prettier-ignore
    return { at: `/api/webhooks/${webhook.id}`, id: sent.body.id, webhook: webhook.id };
  };
  test('of a test is listed, and can be asked for again', async () => {
    const { at, id } = await deliver();
    const again = await admin().post<{ id: number }>(`${at}/deliveries/${id}/send`, {});
    expect(again.status).toBe(202);
    expect(again.body.id).not.toBe(id);
    const { body } = await admin().get<{ items: readonly { id: number }[]; next: string | null }>(`${at}/deliveries?limit=1`); // prettier-ignore
    expect(body.items.map((each) => each.id)).toEqual([again.body.id]);
    const rest = await admin().get<{ items: readonly { id: number }[] }>(`${at}/deliveries?limit=1&cursor=${body.next ?? ''}`); // prettier-ignore
    expect(rest.body.items.map((each) => each.id)).toEqual([id]);
  });
  test('of a test waits with two others at most, those that are sent again too', async () => {
    const { at, id } = await deliver();
    const asked = [`${at}/test`, `${at}/deliveries/${id}/send`, `${at}/test`, `${at}/deliveries/${id}/send`];
    const answers: unknown[] = [];
    for (const url of asked) answers.push((await admin().post<{ code?: string }>(url, {})).body.code);
    expect(answers).toEqual([undefined, undefined, 'tests-waiting', 'tests-waiting']);
    expect((await post(`${at}/deliveries/${id}/skip`)).status).toBe(200);
    const both = await Promise.all([admin().post(`${at}/test`, {}), admin().post(`${at}/test`, {})]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  });
  test('is skipped once, with who and why; that of another webhook is not found', async () => {
    const { at, id, webhook } = await deliver();
    const other = await deliver();
    expect(await post(`${other.at}/deliveries/${id}/skip`)).toMatchObject({ status: 404, body: { code: 'no-such-delivery' } }); // prettier-ignore
    expect((await post(`${at}/deliveries/${id}/skip`)).status).toBe(200);
    expect(await post(`${at}/deliveries/${id}/skip`)).toMatchObject({ status: 409, body: { code: 'delivery-done' } });
    expect(await changes(webhook)).toMatchObject([{ kind: 'skipped', reason, delivery: id }, { kind: 'created' }]);
  });
});

test('what was changed stays: the application adds to it, and takes nothing away', async () => {
  const url = api.store.pool.options.connectionString ?? '';
  const client = new pg.Client({ connectionString: url, options: '-c role=zhixing_app' });
  await client.connect();
  try {
    for (const sql of [
      'update webhook_changes set reason = 1',
      'delete from webhook_changes',
      'truncate webhook_changes',
      'delete from webhooks',
    ])
      // prettier-ignore
      await expect(client.query(sql), sql).rejects.toThrow(/permission denied/);
  } finally {
    await client.end();
  }
});
