import { describe, expect, it } from 'vitest';
import { apiOver, type Case, filing, type Log } from '../../support/api.ts';
import { trialCourt, wholeCourt } from '../../support/court.ts';

const court = wholeCourt(trialCourt);

const justNow = () => new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
const file = async () =>
  (await court.api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt: justNow() }))).body;
const clock = (id: string, body: object) => court.api.as('p-review-1').post<Case>(`/api/trial/cases/${id}/clock`, body);
const complete = (id: string, node: string, person: string, body: object) =>
  court.api.as(person).post(`/api/cases/${id}/nodes/${node}`, body);

describe('over a real Temporal', () => {
  it('two identical filings at once are one case', async () => {
    const body = filing({ filedAt: justNow() });
    const clerk = court.api.as('p-filing-1');
    const [one, two] = await Promise.all([clerk.post<Case>('/api/cases', body), clerk.post<Case>('/api/cases', body)]);
    expect([200, 201], JSON.stringify(one)).toContain(one.status);
    expect([200, 201], JSON.stringify(two)).toContain(two.status);
    expect(two.body).toEqual({ ...one.body, now: two.body.now });
    expect(one.body.version).toBe(2);
  });

  it('moves a case forward and answers when all that fell due is in its log', async () => {
    const { id, now } = await file();
    const { status, body } = await clock(id, { advance: '30d' });
    expect(status).toBe(200);
    const moved = Date.parse(body.now) - Date.parse(now);
    expect(moved).toBeGreaterThanOrEqual(30 * 86_400_000);
    expect(moved).toBeLessThan(30 * 86_400_000 + 60_000);
    const late = body.deadlines.filter((d) => d.dueAt !== null && Date.parse(d.dueAt) < Date.parse(body.now));
    expect(late.length).toBeGreaterThan(5);
    expect(late.every((d) => d.overdue && d.rung !== null)).toBe(true);
    const { body: log } = await court.api.as('p-review-1').get<Log>(`/api/cases/${id}/log?limit=500`);
    const rungs = log.items.filter((i) => i.type === 'rung');
    expect(rungs.length).toBeGreaterThan(20);
    expect(rungs.map((r) => r.firesAt)).toEqual(rungs.map((r) => r.firesAt).toSorted());
  });

  it('goes on from there: to an instant, and then by months', async () => {
    const { id, now } = await file();
    const to = new Date(Date.parse(now) + 3 * 86_400_000).toISOString();
    const first = await clock(id, { to });
    expect(Date.parse(first.body.now)).toBeGreaterThanOrEqual(Date.parse(to));
    const waived = { at: first.body.now, payload: { reason: '外地务工' } };
    expect(await complete(id, 'reception.waived', 'p-reception-1', waived)).toMatchObject({ status: 200 });
    const second = await clock(id, { advance: '2m' });
    expect(Date.parse(second.body.now) - Date.parse(first.body.now)).toBeGreaterThan(58 * 86_400_000);
    expect(await clock(id, { to })).toMatchObject({ status: 422, body: { code: 'clock-backwards' } });
  });

  it('shows a late entry as such, and judges it by when it was recorded until review accepts it', async () => {
    const { id, now } = await file();
    await clock(id, { advance: '10d' });
    const at = new Date(Date.parse(now) + 1_000).toISOString();
    const checked = { at, payload: { scope: 'province', leads: [] } };
    const recorded = await complete(id, 'related-cases.checked', 'p-control-1', checked);
    expect(recorded.status).toBe(200);
    const standing = async () => {
      const { body } = await court.api.as('p-review-1').get<Case>(`/api/cases/${id}`);
      return body.deadlines.find((d) => d.rule === 'related-cases');
    };
    const late = await standing();
    expect(late).toMatchObject({ status: 'done-late' });
    expect(late?.because.find((b) => b.step === 'late-entry')).toMatchObject({
      at: expect.stringContaining('+08:00') as unknown,
      recordedAt: expect.stringContaining('+08:00') as unknown,
      zh: expect.stringContaining('补录') as unknown,
    });
    const { body: log } = await court.api.as('p-review-1').get<Log>(`/api/cases/${id}/log?limit=500`);
    const line = log.items.find((i) => i.late === true);
    expect(line).toMatchObject({ node: 'related-cases.checked' });
    const accepted = { payload: { fact: line?.fact, evidence: '查询回执' } };
    expect(await complete(id, 'entry.accepted', 'p-control-1', accepted)).toMatchObject({ status: 403 });
    expect(await complete(id, 'entry.accepted', 'p-review-1', accepted)).toMatchObject({ status: 200 });
    expect(await standing()).toMatchObject({ status: 'done' });
  });

  it('answers 503 at once where there is no Temporal, and says to send again', async () => {
    const { id } = await file();
    const { Client, Connection } = await import('@temporalio/client');
    const { createGateway } = await import('../../../gateway/cases.ts');
    const connection = Connection.lazy({ address: '127.0.0.1:1', interceptors: [] });
    const options = { taskQueue: 'none', sealKey: 'x'.repeat(32), continueAfter: 1000 };
    const lost = await apiOver(court.engine.store, {
      gateway: createGateway({ client: new Client({ connection }), ...options }),
    });
    const begun = Date.now();
    const body = { payload: { reason: '外地务工' } };
    const answer = await lost.as('p-reception-1').post(`/api/cases/${id}/nodes/reception.waived`, body);
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'temporal-unavailable' },
      headers: { 'retry-after': '5' },
    });
    expect(Date.now() - begun, 'not the half minute for which a command may wait').toBeLessThan(25_000);
    await lost.close();
    await connection.close();
  });
});
