// A party's day over HTTP: what they see of their case, and that to whom nothing was told there is none.
import type { Static } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartyCase, PartyCaseLine, PartySubmission, PartyToldItem } from '../../../api/party/party-schema.ts';
import { nodeRow, type NodeId } from '../../../domain/nodes/index.ts';
import { addDays, addMonths } from '../../../domain/time/civil-date.ts';
import { dateOf } from '../../../domain/time/instant.ts';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';

interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
type Line = Static<typeof PartyCaseLine>;
type Seen = Static<typeof PartyCase>;

let api: TestApi;
let id: string;
const filedAt = () => new Date(Date.now() - 60_000).toISOString();

beforeAll(async () => {
  api = await startApi();
  id = await file();
});
afterAll(() => api.close());

async function file(): Promise<string> {
  const { status, body } = await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt: filedAt() }));
  expect(status).toBe(201);
  return body.id;
}
async function does(person: string, node: NodeId, payload?: object, subject?: string, on = id): Promise<void> {
  const body = { payload: payload ?? nodeRow(node).example, ...(subject !== undefined && { subject }) };
  const answer = await api.as(person).post(`/api/cases/${on}/nodes/${node}`, body);
  expect(answer).toMatchObject({ status: 200, body: { accepted: true } });
}
const tie = (party: string, person: string, more: object = {}, on = id) =>
  does('p-reception-1', 'party.identified', { person, evidence: '居民身份证原件', ...more }, party, on);
const look = (person: string, path = '', on = id) => api.as(person).get<Seen>(`/api/party/cases/${on}${path}`);
const told = async (person: string, query = '') =>
  (await api.as(person).get<Listed<Static<typeof PartyToldItem>>>(`/api/party/cases/${id}/told${query}`)).body;
const list = async (person: string, query = '') =>
  (await api.as(person).get<Listed<Line>>(`/api/party/cases${query}`)).body;
const textOf = async (person: string) => (await told(person)).items.map(({ zh }) => zh).join('\n');
const state = ({ steps }: Line) => Object.fromEntries(steps.map((step) => [step.id, step.state]));

describe('an applicant', () => {
  it('finds no case before the account is theirs, as where there is none', async () => {
    expect(await list('p-applicant-1')).toEqual({ items: [], next: null });
    const there = await look('p-applicant-1');
    const nowhere = await look('p-applicant-1', '', '2026-ha0823-zhi-1');
    expect(there).toMatchObject({ status: 404, body: { code: 'unknown-case' } });
    const same = (body: object) => JSON.stringify(body).replaceAll(id, 'X').replaceAll('2026-ha0823-zhi-1', 'X');
    const plain = ({ body }: { body: object }) => same({ ...body, requestId: '', instance: '' });
    expect(plain(there)).toBe(plain(nowhere));
  });

  it('sees what was filed, what the court must do by when, and why', async () => {
    await tie('applicant-1', 'p-applicant-1');
    await does('p-command-1', 'case.assigned', { officer: 'p-officer-1' });
    const { status, body } = await look('p-applicant-1');
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, you: [{ id: 'applicant-1', name: '张建国', side: 'applicant' }] });
    expect(state(body)).toEqual({
      filed: 'now',
      control: 'ahead',
      disposal: 'ahead',
      payout: 'ahead',
      closed: 'ahead',
    });
    expect(body.officer).toEqual(expect.any(String));
    const query = body.duties.find(({ zh }) => zh.includes('网络查询') || zh.includes('查询'));
    expect(query).toMatchObject({ who: 'court', overdue: false, due: expect.stringMatching(/^\d{4}-\d\d-\d\d/) as string }); // prettier-ignore
    expect(query?.basis).toContain('武法〔2022〕11号');
    expect(query?.because).toContain('立案执行');
    expect(await textOf('p-applicant-1')).toContain('立案执行');
    expect((await list('p-applicant-1')).items).toMatchObject([{ id }]);
  });

  it('hands in an application, has a receipt of it, and sees until when it is answered', async () => {
    const today = dateOf(Date.now());
    const asked = { kind: 'audit', by: 'applicant-1', on: today, text: '请求审计' };
    const path = (await look('p-applicant-1')).body.handIn.find(({ node }) => node === 'application.received')?.path;
    const answer = await api.as('p-applicant-1').post(path ?? '', { payload: asked });
    expect(answer).toMatchObject({ status: 200, body: { accepted: true } });
    const submissions = () =>
      api.as('p-applicant-1').get<Listed<Static<typeof PartySubmission>>>(`/api/party/cases/${id}/submissions`);
    const { items } = (await submissions()).body;
    expect(items).toMatchObject([{ node: 'application.received', zh: '收到当事人申请', payload: asked }]);
    expect(items[0]?.receipt).toMatch(/^HZ-[0-9a-f]{16}$/);
    expect((await submissions()).body.items).toEqual(items);
    const { duties } = (await look('p-applicant-1')).body;
    expect(duties.some(({ zh, who }) => who === 'court' && zh.includes(items[0]?.subject ?? '?'))).toBe(true);
  });
});

describe('a respondent', () => {
  it('finds nothing while no control has effect, and then the case', async () => {
    await tie('respondent-1', 'p-respondent-1');
    await does('p-control-1', 'query.started');
    await does('p-control-1', 'query.returned');
    expect(await list('p-respondent-1')).toEqual({ items: [], next: null });
    for (const path of ['', '/told', '/submissions'])
      expect(await look('p-respondent-1', path)).toMatchObject({ status: 404, body: { code: 'unknown-case' } });
    // nor by writing: what they may send here, what is another's to send, and whatever they only look at
    for (const node of ['address.confirmed', 'objection.received', 'clue.submitted', 'reception.waived'] as const)
      for (const query of ['', '?dryRun=true']) {
        const sent = {
          payload: nodeRow(node).example,
          ...(node === 'address.confirmed' && { subject: 'respondent-1' }),
        };
        const answer = await api.as('p-respondent-1').post(`/api/cases/${id}/nodes/${node}${query}`, sent);
        expect(answer, node).toMatchObject({ status: 404, body: { code: 'unknown-case' } });
      }
    const until = addDays(addMonths(dateOf(Date.now()), 12), -1);
    await does('p-control-1', 'asset.frozen', { order: 'first', ruling: '之一', until, amountFen: 100 }, 'a-1');
    const { status, body } = await look('p-respondent-1');
    expect(status).toBe(200);
    expect(state(body)).toMatchObject({ filed: 'done', control: 'now' });
    expect((await list('p-respondent-1')).items).toMatchObject([{ id, you: [{ side: 'respondent' }] }]);
  });

  it('hears of what was frozen, and not of the searches, nor of what the court has still to do about them', async () => {
    expect(await textOf('p-respondent-1')).toContain('冻结财产a-1');
    expect(await textOf('p-respondent-1')).not.toContain('查询');
    const names = (await look('p-respondent-1')).body.duties.filter(({ who }) => who === 'court').map(({ zh }) => zh);
    expect(names).toContain('控制届满前续行 a-1'); // until when it is frozen they were told
    expect(names.filter((zh) => /查询|查控|查封|线索|登记/.test(zh))).toEqual([]);
    const theirs = (await look('p-applicant-1')).body.duties.map(({ zh }) => zh);
    expect(theirs.length).toBeGreaterThan(names.length);
  });

  it('may hand in what is theirs to say, not what is the applicant’s', async () => {
    const nodes = (await look('p-respondent-1')).body.handIn.map(({ node }) => node);
    expect(nodes).toContain('property-report.received');
    expect(nodes).not.toContain('clue.submitted');
    expect((await look('p-applicant-1')).body.handIn.map(({ node }) => node)).not.toContain('property-report.received');
  });
});

describe('the money', () => {
  it('is where it is: arrived, confirmed, by when it is paid out', async () => {
    await does('p-finance-1', 'funds.arrived', { amountFen: 500_000, payer: '李卫东', reference: `YH-${id}` }, 'r-1');
    const arrived = (await look('p-applicant-1')).body.money;
    expect(arrived).toMatchObject({ arrivedFen: 500_000, paidToYouFen: 0, receipts: [{ restFen: 500_000, parts: [{ state: 'arrived', amountFen: 500_000 }] }] }); // prettier-ignore
    await does('p-funds-1', 'funds.reviewed', undefined, 'r-1');
    const confirmed = { ...(nodeRow('funds.confirmed').example as object), amountFen: 500_000 };
    await does('p-finance-1', 'funds.confirmed', confirmed, 'r-1');
    const { money, duties, steps } = (await look('p-applicant-1')).body;
    expect(money.receipts).toMatchObject([{ parts: [{ state: 'payable', zh: '已确认，待发放', amountFen: 500_000, until: expect.any(String) as string }], confirmedOn: dateOf(Date.now()), movements: [] }]); // prettier-ignore
    expect(duties).toContainEqual(expect.objectContaining({ zh: '发放案款 r-1', who: 'court' }));
    expect(steps.find(({ id: step }) => step === 'payout')).toMatchObject({ state: 'now' });
  });
});

describe('what was told', () => {
  it('comes in pages that together are all of it, each once', async () => {
    const all = (await told('p-applicant-1')).items;
    const found: unknown[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Listed<unknown> = await told('p-applicant-1', `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      found.push(...page.items);
      next = page.next;
    }
    expect(found).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
  });

  it('refuses a cursor that it did not write', async () => {
    for (const cursor of ['x', Buffer.from('[-1]').toString('base64url'), Buffer.from('["1"]').toString('base64url')]) // prettier-ignore
      expect(await look('p-applicant-1', `/told?cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'bad-cursor' } }); // prettier-ignore
    expect(await look('p-applicant-1', '/told?page=2')).toMatchObject({ status: 400, body: { code: 'bad-query' } });
  });
});

describe('whose word it is', () => {
  it('an agent hands in what the power of attorney names, and sees nothing once it is over', async () => {
    await addPerson('p-agent-1', '代理人甲');
    await addPerson('p-agent-2', '代理人乙');
    await tie('applicant-1', 'p-agent-1', { as: 'agent', scope: ['clue.submitted'] });
    expect((await look('p-agent-1')).body.handIn.map(({ node }) => node)).toEqual(['clue.submitted']);
    await tie('applicant-1', 'p-agent-2', { as: 'agent', until: dateOf(Date.now()) });
    expect((await look('p-agent-2')).status).toBe(200);
    const moved = await api.as('p-command-1').post(`/api/trial/cases/${id}/clock`, { advance: '2d' });
    expect(moved.status).toBe(200);
    expect(await look('p-agent-2')).toMatchObject({ status: 404 });
    expect((await list('p-agent-2')).items).toEqual([]);
    expect((await look('p-agent-1')).status).toBe(200);
  });

  it('an account tied by mistake has no case once that is withdrawn, at every door', async () => {
    await addPerson('p-mistaken-1', '误录');
    const other = await file();
    await tie('applicant-1', 'p-mistaken-1', {}, other);
    expect((await look('p-mistaken-1', '', other)).status).toBe(200);
    const facts = (await api.as('p-review-1').get<{ items: { node?: string; fact?: number }[] }>(`/api/cases/${other}/log?limit=500`)).body.items; // prettier-ignore
    const fact = facts.findLast(({ node }) => node === 'party.identified')?.fact;
    await does('p-review-1', 'fact.withdrawn', { fact, reason: '账号误录' }, undefined, other);
    for (const path of ['', '/told', '/submissions'])
      expect((await look('p-mistaken-1', path, other)).status).toBe(404);
    expect((await list('p-mistaken-1')).items).toEqual([]);
    const clue = { payload: nodeRow('clue.submitted').example };
    const sent = await api.as('p-mistaken-1').post(`/api/cases/${other}/nodes/clue.submitted`, clue);
    expect(sent).toMatchObject({ status: 404, body: { code: 'unknown-case' } });
  });

  it('the court’s own people have no case here, and a stranger no door', async () => {
    for (const person of ['p-officer-1', 'p-president-1', 'p-security-1']) {
      expect(await list(person)).toEqual({ items: [], next: null });
      expect((await look(person)).status).toBe(404);
    }
    expect((await api.as('nobody').get('/api/party/cases')).status).toBe(403);
  });
});

describe('somebody who left', () => {
  it('reads what they were told until then, and hands in nothing any more', async () => {
    await addPerson('p-gone-1', '退出人');
    const two = await api.as('p-filing-1').post<Case>('/api/cases', filing({ filedAt: filedAt(), applicants: ['张建国', '王秀英'].map((name) => ({ name, kind: 'person' as const })) })); // prettier-ignore
    await tie('applicant-2', 'p-gone-1', {}, two.body.id);
    const before = (await look('p-gone-1', '', two.body.id)).body;
    expect(before.you).toMatchObject([{ id: 'applicant-2', leftOn: null }]);
    await does('p-command-1', 'case.assigned', { officer: 'p-officer-1' }, undefined, two.body.id);
    await does('p-officer-1', 'party.left', undefined, 'applicant-2', two.body.id);
    await does('p-control-1', 'query.started', undefined, undefined, two.body.id);
    const { status, body } = await look('p-gone-1', '', two.body.id);
    expect([status, body.duties, body.handIn]).toEqual([200, [], []]);
    expect(body.you).toMatchObject([{ leftOn: dateOf(Date.now()) }]);
    const heard = (await look('p-gone-1', '/told', two.body.id)).body as unknown as Listed<{ zh: string }>;
    expect(heard.items.map(({ zh }) => zh).join()).toMatch(/立案执行[^]*退出本案/);
    expect(heard.items.map(({ zh }) => zh).join()).not.toContain('网络财产查询');
    const sent = await api.as('p-gone-1').post(`/api/cases/${two.body.id}/nodes/clue.submitted`, { payload: nodeRow('clue.submitted').example }); // prettier-ignore
    expect(sent).toMatchObject({ status: 403, body: { code: 'wrong-party' } });
    expect((await list('p-gone-1')).items).toMatchObject([{ id: two.body.id }]);
  });
});

async function addPerson(person: string, name: string): Promise<void> {
  const answer = await api.as('p-security-1').post('/api/people', { id: person, name, reason: '演示' });
  expect(answer.status).toBe(201);
}
