// From the sending to the reading: what became of each thing that a party was told, by which way, and who forges a report is turned away.
import { createHmac } from 'node:crypto';
import type { Static } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ToldItem } from '../../api/cases/told-routes.ts';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import { sendOutbox } from '../../activities/send-outbox.ts';
import { openStore } from '../../db/client.ts';
import { readFacts } from '../../db/cases/read.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { pollSmsReports } from '../../gateway/sms-poll.ts';
import type { Channel, PartyMessage, SmsFate } from '../../process/channel.ts';
import { apiOver, type Case, directGateway, filing, type TestApi } from '../support/api.ts';
import { makeDatabase } from '../support/database.ts';

const KEY = 'a key for reports, thirty-two characters';
let api: TestApi;
const made: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const { url, drop } = await makeDatabase({ isTelling: true });
  const store = openStore(url, 5);
  api = await apiOver(store, { telling: { smsReportKey: KEY, staffMailDomains: [] } });
  made.push(
    () => api.close(),
    () => store.close(),
    drop,
  );
});
afterAll(async () => {
  for (const undo of made) await undo();
});

const deps = () => ({ store: api.store, laws: lawLibrary(), courtCode: '豫0823', sealKey: 'none', unsealedNodes: new Set<string>(), failed: () => undefined, sink: () => Promise.resolve(), caseLaw: () => Promise.resolve('untouched' as const) }); // prettier-ignore

/** A case whose applicant has been told of it by short message, and the message. */
async function texted(): Promise<{ readonly id: string; readonly sms: PartyMessage }> {
  const filedAt = new Date(Date.now() - 120_000).toISOString();
  const { body } = await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt }));
  await tie(body.id, 'p-applicant-1');
  await moveOn(body.id);
  const got: PartyMessage[] = [];
  const sms: Channel = (message) => Promise.resolve((got.push(message), {}));
  const { batches = [] } = await sendOutbox({ store: api.store, sink: () => Promise.resolve(), channels: { sms } })({ caseId: body.id }); // prettier-ignore
  await decideAndRecord(deps())({ caseId: body.id, time: Date.now(), clock: null, seen: null, command: { kind: 'disclosed', batches } }); // prettier-ignore
  const [message] = got;
  if (message === undefined) throw new Error('nothing was sent');
  return { id: body.id, sms: message };
}
const tie = async (id: string, person: string, more: object = {}) => {
  const tied = await api.as('p-reception-1').post(`/api/cases/${id}/nodes/party.identified`, { subject: 'applicant-1', payload: { person, evidence: '身份证', ...more } }); // prettier-ignore
  expect(tied.status).toBe(200);
};
async function moveOn(id: string): Promise<void> {
  await api.as('p-command-1').post(`/api/trial/cases/${id}/clock`, { advance: '1h' });
  await directGateway(api.store).settleNow(id);
}
const toldOf = async (id: string) =>
  (await api.as('p-director-1').get<{ items: Static<typeof ToldItem>[] }>(`/api/cases/${id}/told`)).body.items.filter(({ party }) => party === 'applicant-1'); // prettier-ignore
const factsOf = async (id: string) => (await readFacts(api.store.db, id)).length;

/** Reports as the gateway does; `with_`: signed with what, when. */
const report = (id: string, body: { status: string; reason?: string }, { key = KEY, at = Date.now() } = {}) => {
  const time = String(Math.floor(at / 1_000));
  const signature = createHmac('sha256', key).update([time, id, body.status, body.reason ?? ''].join('\n')).digest('hex'); // prettier-ignore
  return api.app.inject({ method: 'POST', url: `/api/sms/reports/${id}`, payload: body, headers: { 'x-report-time': time, 'x-report-signature': signature } }); // prettier-ignore
};
const codeOf = ({ body }: { body: string }) => (JSON.parse(body) as { code?: string }).code;

describe('a party', () => {
  it('has read what it opens: once, by name, for the officer to see', async () => {
    const { id } = await texted();
    expect(await toldOf(id)).toMatchObject([
      { told: { way: '短信' }, read: null },
      { told: { way: '短信' }, read: null },
    ]);
    const before = await factsOf(id);
    await api.as('p-applicant-1').get(`/api/party/cases/${id}`);
    expect(await factsOf(id), 'the overview is no reading of what was told').toBe(before);
    const looks = await Promise.all([1, 2, 3].map(() => api.as('p-applicant-1').get(`/api/party/cases/${id}/told`)));
    expect(looks.map(({ status }) => status)).toEqual([200, 200, 200]);
    await api.as('p-applicant-1').get(`/api/party/cases/${id}/told`);
    expect(await factsOf(id)).toBe(before + 1);
    for (const line of await toldOf(id)) expect(line.read).toMatchObject({ way: '网上查阅', person: 'p-applicant-1', personName: expect.any(String) as string }); // prettier-ignore
    await api.as('p-officer-1').get(`/api/cases/${id}/told`);
    expect(await factsOf(id), 'nor does the court’s looking').toBe(before + 1);
  });

  it('is not held up where that cannot be recorded', async () => {
    const { id } = await texted();
    await api.store.pool.query(`update assignments set valid_to = now() where role = 'sys:disclosure'`);
    const before = await factsOf(id);
    expect(await api.as('p-applicant-1').get(`/api/party/cases/${id}/told`)).toMatchObject({ status: 200 });
    expect(await factsOf(id)).toBe(before);
    await api.store.pool.query(`update assignments set valid_to = null where role = 'sys:disclosure'`);
    await api.as('p-applicant-1').get(`/api/party/cases/${id}/told`);
    expect(await factsOf(id), 'the next look records it').toBe(before + 1);
  });

  it('says nothing of what others read, by any door', async () => {
    const { id } = await texted();
    const payload = { facts: [2], deliveries: [{ party: 'applicant-1', channel: '网上查阅', outcome: 'read' }] };
    expect((await api.as('p-applicant-1').post(`/api/cases/${id}/nodes/node.disclosed`, { payload })).status).toBe(403);
    const handIn = (await api.as('p-applicant-1').get<{ handIn: { node: string }[] }>(`/api/party/cases/${id}`)).body.handIn; // prettier-ignore
    expect(handIn.map(({ node }) => node)).not.toContain('node.disclosed');
  });
});

describe('a report of the gateway', () => {
  it('is recorded once; a second word about the message changes nothing', async () => {
    const { id, sms } = await texted();
    const first = await report(sms.id, { status: 'delivered' });
    expect([first.statusCode, first.json()]).toEqual([200, { recorded: true }]);
    for (const more of [{ status: 'delivered' }, { status: 'failed', reason: '停机' }, { status: 'unknown' }])
      expect((await report(sms.id, more)).json()).toEqual({ recorded: false });
    for (const line of await toldOf(id)) expect(line).toMatchObject({ delivered: { way: '短信' }, failed: null });
  });

  it('that it failed makes it the officer’s to tell, with the reason', async () => {
    const { id, sms } = await texted();
    expect((await report(sms.id, { status: 'unknown' })).json()).toEqual({ recorded: false });
    expect((await report(sms.id, { status: 'failed', reason: '停机' })).json()).toEqual({ recorded: true });
    for (const line of await toldOf(id)) expect(line).toMatchObject({ told: null, failed: { way: '短信', reason: '停机' } }); // prettier-ignore
  });

  it('that is forged, stale, about nothing or not wanted is refused by its own code, and nothing is recorded', async () => {
    const { id, sms } = await texted();
    const before = await factsOf(id);
    const failed = { status: 'failed', reason: '停机' };
    const forged = await report(sms.id, failed, { key: 'another key that somebody has guessed' });
    expect([forged.statusCode, codeOf(forged)]).toEqual([401, 'bad-report-signature']);
    const bare = await api.app.inject({ method: 'POST', url: `/api/sms/reports/${sms.id}`, payload: failed });
    expect(codeOf(bare)).toBe('bad-report-signature');
    expect(codeOf(await report(sms.id, failed, { at: Date.now() - 3_600_000 }))).toBe('report-too-old');
    for (const none of [
      '999999999-applicant-1-sms',
      `${sms.id}x`,
      sms.id.replace('-sms', '-old'),
      sms.id.replace('applicant-1', 'applicant-7'),
      '1',
    ])
      // prettier-ignore
      expect(codeOf(await report(none, failed)), none).toBe('no-such-message');
    expect(codeOf(await report(sms.id, { status: 'lost' }))).toBe('wrong-type');
    const off = await apiOver(api.store);
    expect(codeOf(await off.app.inject({ method: 'POST', url: `/api/sms/reports/${sms.id}`, payload: failed }))).toBe('reports-not-set'); // prettier-ignore
    await off.close();
    expect(await factsOf(id)).toBe(before);
  });

  it('that comes before the telling is recorded is to come again', async () => {
    const { id, sms } = await texted();
    await api.store.pool.query('update outbox set sent_at = null where id = $1', [sms.id.split('-')[0]]);
    const early = await report(sms.id, { status: 'delivered' });
    expect([early.statusCode, codeOf(early), early.headers['retry-after']]).toEqual([503, 'report-too-early', '60']);
    await api.store.pool.query('update outbox set sent_at = now() where id = $1', [sms.id.split('-')[0]]);
    expect((await report(sms.id, { status: 'delivered' })).json()).toEqual({ recorded: true });
    expect((await toldOf(id))[0]?.delivered).not.toBeNull();
  });
});

it('a provider that reports nothing by itself is asked, until it says what became of a message', async () => {
  const { id, sms } = await texted();
  const asked: string[] = [];
  let fate: SmsFate = { state: 'taken' };
  const find = (message: { id: string }) => Promise.resolve((asked.push(message.id), message.id === sms.id ? fate : undefined)); // prettier-ignore
  const gateway = directGateway(api.store);
  const tell = (caseId: string, message: Parameters<typeof gateway.completeNode>[1]) =>
    gateway.completeNode(caseId, message, () => Promise.reject(new Error('it is there')));
  const polls = () => pollSmsReports({ store: api.store, tell, find, log: { warn: () => undefined } });
  expect(await polls()).toBe(0);
  expect(asked).toContain(sms.id);
  fate = { state: 'delivered' };
  expect(await polls()).toBe(1);
  expect((await toldOf(id))[0]).toMatchObject({ delivered: { way: '短信' } });
  asked.length = 0;
  expect(await polls()).toBe(0);
  expect(asked, 'what is known is asked no more').not.toContain(sms.id);
});

it('figures: how much of what was told has been read, and how soon; not what has been taken back', async () => {
  interface Figures { groups: { figures: { measure: string; lines: number; counted: number; figure: number | null }[] }[] } // prettier-ignore
  const figures = async () => {
    const { body } = await api.as('p-president-1').get<Figures>('/api/statistics?from=2026-01-01&to=2027-12-31&by=court'); // prettier-ignore
    const of = (measure: string) => body.groups[0]?.figures.find((each) => each.measure === measure);
    return { read: of('disclosures-read'), hours: of('reading-hours') };
  };
  const { id } = await texted(); // its own account is told to the applicant alone: of all it was told that is done
  const before = await figures();
  await api.as('p-applicant-1').get(`/api/party/cases/${id}/told`);
  const after = await figures();
  expect(after.read).toMatchObject({ lines: before.read?.lines, counted: (before.read?.counted ?? 0) + 1 });
  expect(after.hours?.lines).toBe(after.read?.counted);
  expect(after.hours?.figure).toBeLessThan(1);
  const back = await api.as('p-review-1').post(`/api/cases/${id}/nodes/fact.withdrawn`, { payload: { fact: await factsOf(id), reason: '误录' } }); // prettier-ignore
  expect(back.status).toBe(200);
  expect((await figures()).read?.counted).toBe(before.read?.counted);
});
