// A court whose webhooks are sent to receivers of the tests' own.
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { nodes } from '../../domain/nodes/index.ts';
import { sendWebhooks, type WebhookSending } from '../../gateway/webhook-sender.ts';
import { webhookChannel } from '../../process/webhook-channel.ts';
import { type Case, filing, HERE, SEAL_KEY, startApi, type TestApi } from './api.ts';
import { type Answering, type Got, openReceiver } from './receiver.ts';

interface Delivery {
  readonly id: number;
  readonly message: string;
  readonly type: string;
  readonly state: string;
  readonly tries: number;
  readonly nextAt: string | null;
  readonly lastStatus: number | null;
}

/** Stands anew for each test of its file; what was started or opened in it ends with it. */
export function sendingCourt() {
  let api: TestApi | undefined;
  const open = (): TestApi => {
    if (api === undefined) throw new Error('a court stands only while its tests run');
    return api;
  };
  const senders: { stop(): Promise<void> }[] = [];
  const servers: { close(): void }[] = [];
  beforeEach(async () => {
    api = await startApi();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) server.close();
    for (const sender of senders.splice(0)) await sender.stop();
    await api?.close();
  });

  const log = { error: (what: unknown, text?: string) => expect.unreachable(`${text ?? ''} ${JSON.stringify(what)}`) };
  const start = (more: Partial<WebhookSending> = {}) => {
    const sender = sendWebhooks({ store: open().store, sealKey: SEAL_KEY, post: webhookChannel(HERE, 1_000), log, everyMs: 20, ...more }); // prettier-ignore
    senders.push(sender);
    return sender;
  };

  const receiver = async (answer?: Answering) => {
    const { close, ...opened } = await openReceiver(answer);
    servers.push({ close });
    return opened;
  };

  const admin = () => open().as('p-administrator-1');
  const make = async (url: string, events: readonly string[] = ['node.*']) => {
    const { status, body } = await admin().post<{ webhook: { id: number }; secret: string }>('/api/webhooks', { name: '档案', url, events, reason: '上线' }); // prettier-ignore
    expect(status).toBe(201);
    return { id: body.webhook.id, secret: body.secret };
  };
  const deliveries = async (id: number, query = '') => (await admin().get<{ items: readonly Delivery[] }>(`/api/webhooks/${id}/deliveries${query}`)).body.items; // prettier-ignore
  const state = async (id: number) => (await admin().get<{ state: string; why: string | null; waiting: number }>(`/api/webhooks/${id}`)).body; // prettier-ignore
  const filed = async () => (await open().as('p-filing-1').post<Case>('/api/cases', filing())).body;
  const started = async (id: string) => expect((await open().as('p-control-1').post(`/api/cases/${id}/nodes/query.started`, { payload: nodes['query.started'].example })).status).toBe(200); // prettier-ignore
  const read = ({ body }: Got) => JSON.parse(body) as { type: string; data: { record: string; caseNo: string } }; // prettier-ignore
  const waitFor = (look: () => void | Promise<void>) => vi.waitFor(look, { timeout: 20_000, interval: 50 });
  const sql = (text: string, ...values: readonly unknown[]) => open().store.pool.query(text, [...values]);
  const closeReceivers = (): void => {
    for (const server of servers.splice(0)) server.close();
  };
  return {
    api: open,
    admin,
    start,
    receiver,
    make,
    deliveries,
    state,
    filed,
    started,
    read,
    waitFor,
    sql,
    closeReceivers,
  };
}
