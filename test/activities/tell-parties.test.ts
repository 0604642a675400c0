// How a batch comes to its parties: by the first way that takes it, and what is recorded of those that did not.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { BatchReport } from '../../activities/decided.ts';
import type { Delivery } from '../../activities/deps.ts';
import { sendOutbox } from '../../activities/send-outbox.ts';
import { readFacts } from '../../db/cases/read.ts';
import { readUnsent } from '../../db/outbox/read.ts';
import { lawLibrary } from '../../db/law/library.ts';
import type { Channel, Channels, PartyMessage } from '../../process/channel.ts';
import { openStore } from '../../db/client.ts';
import { apiOver, type Case, directGateway, filing, type TestApi } from '../support/api.ts';
import { makeDatabase } from '../support/database.ts';

const HOUR = 3_600_000;
let api: TestApi;
const made: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const { url, drop } = await makeDatabase({ isTelling: true });
  const store = openStore(url, 5);
  api = await apiOver(store);
  made.push(
    () => api.close(),
    () => store.close(),
    drop,
  );
});
afterAll(async () => {
  for (const undo of made) await undo();
});

/** A case whose applicants wait to be told of it: the first by mail, the second by telephone, the third nobody knows how. */
async function waiting(): Promise<string> {
  const person = (name: string, more: object = {}) => ({ name, kind: 'person', ...more });
  const applicants = [person('张建国', { phone: '138 0000 0000' }), person('王秀英', { phone: '+86-13900000000' }), person('赵大海', { address: '木城街道' })]; // prettier-ignore
  const filedAt = new Date(Date.now() - 120_000).toISOString();
  const { body, status } = await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt, applicants }));
  expect(status).toBe(201);
  const payload = { address: '木城街道', phone: '13800000000', email: 'zhang@example.com', channels: ['electronic'], consentsToElectronic: true }; // prettier-ignore
  const confirmed = await api.as('p-reception-1').post(`/api/cases/${body.id}/nodes/address.confirmed`, { subject: 'applicant-1', payload }); // prettier-ignore
  expect(confirmed.status).toBe(200);
  const moved = await api.as('p-command-1').post(`/api/trial/cases/${body.id}/clock`, { advance: '1h' });
  expect(moved.status).toBe(200);
  await settles(body.id);
  return body.id;
}

const settles = (caseId: string) => directGateway(api.store).settleNow(caseId);

const nobody = () => Promise.resolve();
const send = (caseId: string, channels: Channels, since?: number) =>
  sendOutbox({ store: api.store, sink: nobody, channels })({ caseId }, since);
async function records(caseId: string, batches: readonly BatchReport[] = []): Promise<void> {
  const deps = { store: api.store, laws: lawLibrary(), courtCode: '豫0823', sealKey: 'none', unsealedNodes: new Set<string>(), failed: () => undefined, sink: nobody, caseLaw: () => Promise.resolve('untouched' as const) }; // prettier-ignore
  await decideAndRecord(deps)({ caseId, time: Date.now(), clock: null, seen: null, command: { kind: 'disclosed', batches } }); // prettier-ignore
}
const said = async (caseId: string) =>
  (await readFacts(api.store.db, caseId)).flatMap(({ node, payload }) => {
    const told = payload as { deliveries?: { party: string; channel: string }[]; party?: string; channel?: string; reason?: string }; // prettier-ignore
    if (node === 'node.disclosed') return told.deliveries?.map(({ party, channel }) => `${party} ${channel}`) ?? [];
    return node === 'delivery.failed' ? [`${told.party} not by ${told.channel}: ${told.reason}`] : [];
  });
const takes =
  (got: PartyMessage[]): Channel =>
  (message) =>
    Promise.resolve((got.push(message), {}));
const refuses = (why: string): Channel => () => Promise.resolve({ refused: why }); // prettier-ignore
const isAway: Channel = () => Promise.reject(new Error('away'));

test('each by the way that is theirs; to whom there is none the officer has to speak', async () => {
  const id = await waiting();
  const [mails, texts]: [PartyMessage[], PartyMessage[]] = [[], []];
  const { batches } = await send(id, { mail: takes(mails), sms: takes(texts) });
  expect(mails.map(({ to }) => to)).toEqual(['zhang@example.com']);
  expect(mails[0]?.text).toContain('立案执行');
  expect(mails[0]?.text).toContain('登记您确认的送达地址');
  expect(texts.map(({ to }) => to)).toEqual(['13900000000']);
  expect(texts[0]?.text).not.toContain('送达地址'); // that is the other’s
  expect([...(texts[0]?.text ?? '')].length).toBeLessThanOrEqual(70);
  await records(id, batches);
  expect(await said(id)).toEqual([
    'applicant-1 电子邮件',
    'applicant-2 短信',
    'applicant-3 not by 短信: 没有可用的电子邮件、手机号码和账号',
  ]);
  expect((await readUnsent(api.store.db, id)).filter(({ effect }) => effect === 'disclosure')).toEqual([]);
});

test('its file says by what each was told, or was not, not what was meant', async () => {
  const id = await waiting();
  const files: Delivery[] = [];
  const sink = (file: Delivery) => Promise.resolve(void files.push(file));
  const channels = { mail: isAway, sms: refuses('空号') };
  await sendOutbox({ store: api.store, sink, channels })({ caseId: id });
  const [file] = files.filter(({ effect }) => effect === 'disclosure');
  expect(file?.to).toMatchObject([
    { party: 'applicant-1', outcome: 'later' },
    { party: 'applicant-2', channel: '短信', outcome: 'failed', reason: '空号' },
    { party: 'applicant-3', channel: '短信', outcome: 'failed' },
  ]);
  expect(JSON.stringify(file)).not.toContain('"outcome":"told"');
});

test('what mail refuses goes as a short message, and both are recorded', async () => {
  const id = await waiting();
  const texts: PartyMessage[] = [];
  const { batches } = await send(id, { mail: refuses('邮件服务器拒收（550）'), sms: takes(texts) });
  await records(id, batches);
  expect(texts.map(({ to }) => to)).toEqual(['13800000000', '13900000000']);
  expect((await said(id)).slice(0, 3)).toEqual([
    'applicant-1 not by 电子邮件: 邮件服务器拒收（550）',
    'applicant-1 短信',
    'applicant-2 短信',
  ]);
});

test('whose channel is closed for now is told with the next batch, and nobody else hears it twice', async () => {
  const id = await waiting();
  const texts: PartyMessage[] = [];
  const first = await send(id, { mail: isAway, sms: takes(texts) });
  await records(id, first.batches);
  expect(await said(id)).toEqual(['applicant-2 短信', expect.stringMatching(/^applicant-3 not by/)]);
  await api.as('p-command-1').post(`/api/trial/cases/${id}/clock`, { advance: '1h' });
  await settles(id);
  const mails: PartyMessage[] = [];
  const second = await send(id, { mail: takes(mails), sms: takes(texts) });
  await records(id, second.batches);
  expect(mails).toHaveLength(1);
  expect(texts).toHaveLength(1);
  expect((await said(id)).at(-1)).toBe('applicant-1 电子邮件');
});

test('where a gateway is slow the try ends in time, and whose turn did not come is told with the next batch, once', async () => {
  const id = await waiting();
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const told: string[] = [];
    const slow: Channel = ({ to }) => {
      told.push(to);
      vi.setSystemTime(Date.now() + 25_000);
      return Promise.resolve({});
    };
    const { batches } = await send(id, { mail: slow, sms: slow });
    expect(told).toEqual(['zhang@example.com']);
    expect(batches?.[0]?.reports).toMatchObject([{ party: 'applicant-1', way: 'mail' }, { party: 'applicant-2', later: true }, { party: 'applicant-3', later: true }]); // prettier-ignore
    await records(id, batches);
  } finally {
    vi.useRealTimers();
  }
  await api.as('p-command-1').post(`/api/trial/cases/${id}/clock`, { advance: '1h' });
  await settles(id);
  const texts: PartyMessage[] = [];
  const second = await send(id, { mail: takes([]), sms: takes(texts) });
  await records(id, second.batches);
  expect(texts).toHaveLength(1);
  expect(await said(id)).toEqual([
    'applicant-1 电子邮件',
    'applicant-2 短信',
    expect.stringMatching(/^applicant-3 not by/),
  ]);
});

test('while every channel is closed the batch is tried again, and after six hours by what is left', async () => {
  const id = await waiting();
  const away = { mail: isAway, sms: isAway };
  const tied = await api.as('p-reception-1').post(`/api/cases/${id}/nodes/party.identified`, { subject: 'applicant-3', payload: { person: 'p-applicant-1', evidence: '身份证' } }); // prettier-ignore
  expect(tied.status).toBe(200);
  const { batches: some } = await send(id, away);
  expect(some?.[0]?.reports).toMatchObject([
    { later: true },
    { later: true },
    { party: 'applicant-3', way: 'account' },
  ]);
  const { batches } = await send(id, away, Date.now() - 6 * HOUR);
  await records(id, batches);
  expect(await said(id)).toEqual([
    'applicant-1 not by 电子邮件: 多次未能发出',
    'applicant-3 网上查阅',
    'applicant-1 not by 短信: 多次未能发出',
    'applicant-2 not by 短信: 多次未能发出',
  ]);
});

test('a batch that nobody can be told is not reported at all: the activity is tried again', async () => {
  const filedAt = new Date(Date.now() - 120_000).toISOString();
  const { body } = await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt }));
  await api.as('p-command-1').post(`/api/trial/cases/${body.id}/clock`, { advance: '1h' });
  await settles(body.id);
  await expect(send(body.id, { sms: isAway })).rejects.toThrow('no channel takes anything of this batch now');
  expect(await said(body.id)).toEqual([]);
});

test('at night nobody’s telephone rings: it waits for the morning, mail does not, and an alarm neither', async () => {
  const id = await waiting();
  const quiet = { from: 20 * 60, to: 7 * 60 + 30 };
  const [mails, texts]: [PartyMessage[], PartyMessage[]] = [[], []];
  const at = async (time: string) => {
    vi.setSystemTime(`2026-03-02T${time}:00+08:00`);
    const sending = {
      store: api.store,
      sink: nobody,
      partyQuiet: quiet,
      channels: { mail: takes(mails), sms: takes(texts) },
    };
    return (await sendOutbox(sending)({ caseId: id }, Date.now())).batches?.[0]?.reports;
  };
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    expect(await at('00:10')).toMatchObject([{ way: 'mail' }, { party: 'applicant-2', later: true }, {}]);
    expect(await at('07:29')).toMatchObject([{}, { later: true }, {}]);
    expect([mails.length, texts.length]).toEqual([2, 0]);
    expect(await at('07:30')).toMatchObject([{}, { party: 'applicant-2', way: 'sms' }, {}]);
    expect(await at('21:00')).toMatchObject([{}, { party: 'applicant-2', way: 'sms' }, {}]); // its day is over before the morning
  } finally {
    vi.useRealTimers();
  }
});
