import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, filing, type Log, startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Files a case and answers it. */
async function filed(more: object = {}): Promise<Case> {
  const { status, body } = await api.as('p-filing-1').post<Case>('/api/cases', filing(more));
  expect(status).toBe(201);
  return body;
}
const complete = (id: string, node: string, person: string, body: object, headers = {}) =>
  api.as(person).post(`/api/cases/${id}/nodes/${node}`, body, headers);
const iso = (at: number) => new Date(at).toISOString();
const yesterday = iso(Date.now() - 86_400_000);

describe('filing', () => {
  it('answers 201 with the case, then 200 with the same case for the same body', async () => {
    const body = filing();
    const clerk = api.as('p-filing-1');
    const first = await clerk.post<Case>('/api/cases', body);
    expect(first.status).toBe(201);
    expect(first.headers['location']).toBe(`/api/cases/${first.body.id}`);
    expect(first.body).toMatchObject({
      caseNo: body.caseNo,
      court: '豫0823',
      title: '张×国 申请执行 李×东',
      stage: 'intake',
      stageZh: '收案',
      team: null,
      officer: null,
      filedAt: body.filedAt,
      closedAt: null,
      applicants: [{ id: 'applicant-1', name: '张建国', idNo: '410823197001010011' }],
      respondents: [{ id: 'respondent-1', name: '李卫东' }],
    });
    const again = await clerk.post<Case>('/api/cases', { ...body });
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ ...first.body, now: again.body.now });
  });

  it('shows every deadline with its reasoning in Chinese', async () => {
    const { id, nextDeadline, deadlines } = await filed();
    expect(nextDeadline).toMatchObject({
      id: 'filing-handover@2',
      owner: 'filing',
      dueAt: '2026-01-21T00:00:00+08:00',
    });
    const documents = deadlines.find((d) => d.rule === 'initial-documents');
    expect(documents).toMatchObject({
      zh: '制作送达执行通知书、报告财产令、传票',
      basis: '武法〔2022〕11号 三·一(三)2',
      courtsOwn: false,
      openedAt: '2026-01-20T16:20:00+08:00',
      targetDue: '2026-01-22',
      legalDue: '2026-01-30',
      dueAt: '2026-01-23T00:00:00+08:00',
      status: 'open',
      overdue: true,
      owner: 'documents',
      ownerPerson: null,
      doneAt: null,
    });
    expect(documents?.because[0]).toEqual({
      step: 'opened',
      at: '2026-01-20T16:20:00+08:00',
      fact: 2,
      node: 'case.filed',
      zh: '2026年1月20日16:20“执行立案”（第2号记录），期限由此起算',
    });
    expect(documents?.because.map((b) => b.zh).join('')).not.toContain('undefined');
    const listed = await api.as('p-review-1').get(`/api/cases/${id}/deadlines`);
    expect(listed.body).toEqual({ items: deadlines, next: null });
  });

  it('takes a case over with its history, or not at all', async () => {
    const { example } = { example: { reason: '外地务工，已电话核对' } };
    const history = [{ node: 'reception.waived', at: '2026-01-20T17:00:00+08:00', payload: example }];
    const { deadlines } = await filed({ history });
    expect(deadlines.find((d) => d.rule === 'reception')).toMatchObject({ status: 'done', doneAt: history[0]?.at });
    const bad = filing({ history: [...history, { node: 'asset.frozen', at: yesterday, subject: 'a-9', payload: {} }] });
    const refused = await api.as('p-filing-1').post('/api/cases', bad);
    expect(refused).toMatchObject({ status: 400, body: { code: 'missing-field' } });
  });
});

describe('a case number', () => {
  const written = (caseNo: string) => encodeURIComponent(caseNo.replace('（', '[').replace('）', ']').replace('执', ' 执字第00') + '\u200B'); // prettier-ignore

  it('leads to its case however it is written', async () => {
    const { id, caseNo } = await filed();
    const reader = api.as('p-review-1');
    const seen = await reader.get<Case>(`/api/cases/${written(caseNo)}`);
    expect(seen).toMatchObject({ status: 200, body: { id, caseNo, warnings: [{ id: 'applicants.0.idNo' }] } });
    const paths = [`${written(caseNo)}/deadlines`, `${written(caseNo)}/log`, `${written(caseNo)}/assets`];
    const answers = await Promise.all(paths.map((path) => reader.get(`/api/cases/${path}`)));
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200]);
    for (const filter of ['caseNo', 'q']) {
      const list = await reader.get<{ items: Case[] }>(`/api/cases?${filter}=${written(caseNo)}`);
      expect(list.body.items.map((c) => c.id)).toEqual([id]);
    }
    const payload = { reason: '外地务工，已电话核对' };
    expect(await complete(written(caseNo), 'reception.waived', 'p-reception-1', { payload })).toMatchObject({ status: 200 }); // prettier-ignore
  });

  it('of before 2016 comes with a takeover, is kept as written, and is one case', async () => {
    const caseNo = '（2014）武执字第00123号';
    const old = { caseNo, filedAt: '2014-12-30T09:00:00+08:00', history: [] };
    const { id, court, warnings } = await filed(old);
    expect([id, court]).toEqual(['2014-old-6b66-6267-123', '武']);
    expect(warnings.filter((w) => w.id === 'caseNo')).toEqual([]);
    const again = await api.as('p-filing-1').post('/api/cases', filing({ ...old, caseNo: '(2014)武执字第123号' }));
    expect(again).toMatchObject({ status: 409, body: { code: 'case-exists' } });
    const seen = await api.as('p-review-1').get<Case>(`/api/cases/${encodeURIComponent('（2014）武执字第123号')}`);
    expect(seen.body).toMatchObject({ id, caseNo });
  });

  it('of another year than its filing comes with a takeover, and says so', async () => {
    const { warnings } = await filed({ caseNo: '（2025）豫0823执900001号', history: [] });
    expect(warnings.slice(0, 1)).toEqual([{ id: 'caseNo', zh: '案号的年度是2025年，而立案时刻在2026年，请核对' }]);
  });
});

describe('completing a node', () => {
  const payload = { reason: '外地务工，已电话核对' };

  it('answers what it opened and discharged, and the same again for the same key', async () => {
    const { id } = await filed();
    const headers = { 'idempotency-key': 'k-1' };
    const first = await complete(id, 'reception.waived', 'p-reception-1', { at: yesterday, payload }, headers);
    expect(first).toMatchObject({ status: 200, body: { accepted: true, opened: [], done: ['reception@2'] } });
    expect(first.headers['idempotency-key']).toBe('k-1');
    const again = await complete(id, 'reception.waived', 'p-reception-1', { at: yesterday, payload }, headers);
    expect(again.body).toEqual(first.body);
    const other = await complete(id, 'reception.waived', 'p-reception-1', { payload: { reason: '另一理由' } }, headers);
    expect(other).toMatchObject({ status: 409, body: { code: 'key-reused' } });
  });

  it('makes a key where none is given', async () => {
    const { id } = await filed();
    const { headers } = await complete(id, 'reception.waived', 'p-reception-1', { payload });
    expect(headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names the officer once there is one', async () => {
    const { id } = await filed();
    await complete(id, 'case.assigned', 'p-command-1', { payload: { officer: 'p-officer-1' } });
    const { body } = await api.as('p-officer-1').get<Case>(`/api/cases/${id}`);
    expect(body.officer).toEqual({ id: 'p-officer-1', name: '执行员甲' });
    expect(body.deadlines.find((d) => d.rule === 'case-limit-statutory')).toMatchObject({
      ownerPerson: 'p-officer-1',
      ownerName: '执行员甲',
    });
  });

  it('keeps a refusal in the log, with what is missing', async () => {
    const { id } = await filed();
    await complete(id, 'case.assigned', 'p-command-1', { payload: { officer: 'p-officer-1' } });
    const refused = await complete(id, 'case.closed', 'p-officer-1', { payload: { kind: 'performed' } });
    expect(refused.status).toBe(422);
    const { body } = await api.as('p-review-1').get<Log>(`/api/cases/${id}/log`);
    expect(body.items.at(-1)).toMatchObject({
      type: 'refused',
      typeZh: '未予登记',
      by: 'p-officer-1',
      byName: '执行员甲',
      node: 'case.closed',
    });
    expect(body.items.at(-1)?.code).toBe((refused.body as { code: string }).code);
  });
});

describe('the log', () => {
  it('tells everything in order, page by page', async () => {
    const { id } = await filed();
    const reader = api.as('p-review-1');
    const whole = await reader.get<Log>(`/api/cases/${id}/log?limit=500`);
    expect(whole.body.next).toBeNull();
    expect(whole.body.items.slice(0, 2)).toMatchObject([
      { type: 'fact', node: 'law.applied', by: 'system' },
      { type: 'fact', node: 'case.filed', zh: '执行立案', by: 'p-filing-1', via: 'api', as: ['filing'], fact: 2 },
    ]);
    expect(whole.body.items.find((i) => i.type === 'opened')?.because?.[0]).toMatchObject({ step: 'opened' });
    expect(whole.body.items.find((i) => i.type === 'opened')).not.toHaveProperty('rung');
    const pages: Log['items'][number][] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { body: Log } = await reader.get<Log>(`/api/cases/${id}/log?limit=7${next && `&cursor=${next}`}`);
      pages.push(...page.body.items);
      next = page.body.next;
    }
    expect(pages).toEqual(whole.body.items);
  });
});
