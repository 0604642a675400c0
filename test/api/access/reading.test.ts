// Who reads what of a case over HTTP (engine.md 23): the same fields for everybody, and in them what the reading table allows.
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesRead } from '../../../api/access/route-reads.ts';
import { nodeRow } from '../../../domain/nodes/index.ts';
import type { NodeId } from '../../../domain/nodes/index.ts';
import { type Case, type Log, startApi, type TestApi } from '../../support/api.ts';
import { caseWithMoney } from '../../support/law-desk.ts';

let api: TestApi;
let id: string;
let matter: string;
const applicants = [{ name: '张建国', kind: 'person', idNo: '410823197001010011', idNoUnverified: true, phone: '13800004321' }]; // prettier-ignore
const respondents = [{ name: '李卫东', kind: 'person', address: '武陟县木城街道东大街8号' }];

beforeAll(async () => {
  api = await startApi();
  ({ id } = await caseWithMoney(api, { applicants, respondents }));
  await complete('p-command-1', 'case.assigned', null, { officer: 'p-officer-1', clerk: 'p-clerk-1' });
  await complete('p-reception-1', 'reception.held');
  await complete('p-control-1', 'query.started');
  await complete('p-control-1', 'query.returned');
  await complete('p-officer-1', 'clue.received', 'clue-9', { form: '调查表第1号', party: 'applicant-1', source: '申请执行人之邻居', specific: true, urgent: true }); // prettier-ignore
  await complete('p-reception-1', 'payee-account.confirmed');
  await complete('p-officer-1', 'payout.applied', 'r-7', { form: 'FK-1', amountFen: 10_000_000, to: 'applicant', payee: '张建国', payeeAccount: 'account-1' }); // prettier-ignore
  const petition = { from: '王秀英', about: '反映李卫东有房', channel: 'visit', case: id };
  matter = (await api.as('p-review-1').post<{ id: string }>('/api/matters', { kind: 'petition', payload: petition })).body.id; // prettier-ignore
});
afterAll(() => api.close());

async function complete(person: string, node: NodeId, subject: string | null = null, payload: object = nodeRow(node).example as object) {
  const answer = await api.as(person).post(`/api/cases/${id}/nodes/${node}`, { ...(subject !== null && { subject }), payload });
  expect(answer, node).toMatchObject({ status: 200 });
} // prettier-ignore

const shown = async (person: string) => (await api.as(person).get<Case>(`/api/cases/${id}`)).body;

describe('a case', () => {
  it.each(['p-officer-1', 'p-clerk-1', 'p-filing-1', 'p-funds-1', 'p-president-1'])('is clear to %s, who works on it', async (person) => {
    const { applicants: [applicant], respondents: [respondent] } = await shown(person);
    expect(applicant).toMatchObject({ name: '张建国', idNo: '410823197001010011', phone: '13800004321' });
    expect(respondent).toMatchObject({ name: '李卫东', address: '武陟县木城街道东大街8号' });
  }); // prettier-ignore

  it.each(['p-officer-2', 'p-analysis-1', 'p-command-1', 'p-dossier-1'])('shows %s whose it is in outline, in the same fields', async (person) => {
    const { applicants: [applicant], respondents: [respondent], assets } = await shown(person);
    expect(applicant).toEqual({ id: 'applicant-1', name: '张×国', kind: 'person', idNo: '410823********0011', idNoUnverified: true, phone: '*******4321' });
    expect(respondent).toMatchObject({ name: '李×东', address: '武陟县******' });
    expect(assets[0]).toMatchObject({ id: 'a-1', description: '（已隐去）' });
  }); // prettier-ignore

  it('is clear to whoever carries out cases of the same team, as long as they do', async () => {
    const other = await caseWithMoney(api, {});
    const at = (officer: string, of: string) => api.as('p-command-1').post(`/api/cases/${of}/nodes/case.assigned`, { payload: { officer } }); // prettier-ignore
    await at('p-leader-1', other.id);
    expect((await shown('p-leader-1')).applicants[0]?.name).toBe('张×国');
    for (const of of [id, other.id])
      await api.store.pool.query(`update cases set team = 'ordinary' where id = $1`, [of]);
    expect((await shown('p-leader-1')).applicants[0]?.name).toBe('张建国');
    await api.store.pool.query(`update cases set team = null where id = $1`, [other.id]);
    expect((await shown('p-leader-1')).applicants[0]?.name).toBe('张×国');
  });

  it('is clear to whoever acts in another’s place, for as long as that runs', async () => {
    expect((await shown('p-panel-1')).applicants[0]?.name).toBe('张×国');
    const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await complete('p-officer-1', 'delegation.given', null, { from: 'p-officer-1', to: 'p-officer-2', roles: ['officer'], until }); // prettier-ignore
    expect((await shown('p-officer-2')).applicants[0]?.name).toBe('张建国');
    const log = (await api.as('p-review-1').get<Log>(`/api/cases/${id}/log?limit=500`)).body.items;
    const given = log.find(({ node }) => node === 'delegation.given')?.fact;
    await complete('p-officer-1', 'fact.withdrawn', null, { fact: given, reason: '已返回' });
    expect((await shown('p-officer-2')).applicants[0]?.name).toBe('张×国');
  });

  it('has an ETag of what is shown of it: nobody guesses at digits by it', async () => {
    const tag = async (person: string) => String((await api.as(person).get(`/api/cases/${id}`)).headers['etag']);
    expect(await tag('p-officer-2')).toMatch(/^W\//);
    expect(await tag('p-officer-2')).not.toBe(await tag('p-officer-1'));
    const again = await api.as('p-officer-2').get(`/api/cases/${id}`, { 'if-none-match': await tag('p-officer-2') });
    expect(again.status).toBe(304);
  });
});

it('the plan of a search and whoever told of property are kept from those who work with persons alone', async () => {
  const clue = async (person: string) => {
    const { items } = (await api.as(person).get<Log>(`/api/cases/${id}/log?limit=500`)).body;
    return items.find(({ node }) => node === 'clue.received')?.payload;
  };
  expect(await clue('p-officer-1')).toMatchObject({ source: '申请执行人之邻居', form: '调查表第1号' });
  expect(await clue('p-funds-1')).toMatchObject({ source: '（不公开）', form: '调查表第1号' });
  expect(await clue('p-officer-2')).toMatchObject({ source: '（不公开）', form: '（已隐去）', party: 'applicant-1', urgent: true }); // prettier-ignore
});

it('whoever asks for help sees what they asked for, and their own plan is kept from others', async () => {
  const payload = { from: '普执第一团队', what: '集中拘传', when: '2026-12-21T06:00:00+08:00', place: '木城街道' };
  const { body } = await api.as('p-officer-1').post<{ id: string }>('/api/matters', { kind: 'assist', payload });
  const place = async (person: string) => (await api.as(person).get<{ payload: { place: string } }>(`/api/matters/${body.id}`)).body.payload.place; // prettier-ignore
  expect(await Promise.all(['p-officer-1', 'p-command-1', 'p-bailiff-1'].map(place))).toEqual(['木城街道', '木城街道', '木城街道']); // prettier-ignore
  expect(await Promise.all(['p-officer-2', 'p-finance-1'].map(place))).toEqual(['（不公开）', '（不公开）']);
});

const told = ['张建国', '李卫东', '王秀英', '410823197001010011', '13800004321', '东大街8号', '6217000000000000009', '13800000000', '朝阳路12号', '申请执行人之邻居', '尾号6217']; // prettier-ignore

/** An answer as text, a workbook unpacked. */
async function textOf(person: string, url: string): Promise<string> {
  const answer = await api.app.inject({ url, headers: { authorization: `Bearer ${await api.token(person)}` } });
  if (!url.endsWith('.xlsx') || answer.statusCode !== 200) return answer.body;
  return Object.values(unzipSync(answer.rawPayload)).map((bytes) => strFromU8(bytes)).join(''); // prettier-ignore
}

const filled = (route: string): string =>
  route
    .replace('GET ', '')
    .replace('/cases/:id', `/cases/${id}`)
    .replace('/matters/:id', `/matters/${matter}`)
    .replace(':form', 'FK-1')
    .replace(':month', '2026-02')
    .replace(':day', '2026-02-06')
    .replace('/api/approvals', '/api/approvals?for=funds');

/** Every route that reads but the table of nodes, whose examples bear these names. */
const read = routesRead.filter((route) => /^GET \/api\/(?!nodes|trial)/.test(route));

it.each(['p-officer-2', 'p-analysis-1'])('no route tells %s anything of what is not for them', async (person) => {
  for (const route of read) {
    const text = await textOf(person, filled(route));
    expect([route, told.filter((word) => text.includes(word))]).toEqual([route, []]);
  }
  const deadlines = (await api.as('p-review-1').get<{ items: { id: string }[] }>(`/api/cases/${id}/deadlines?limit=500`)).body.items; // prettier-ignore
  for (const { id: deadline } of deadlines) {
    const text = await textOf(person, `/api/cases/${id}/deadlines/${encodeURIComponent(deadline)}/explanation`);
    expect([deadline, told.filter((word) => text.includes(word))]).toEqual([deadline, []]);
  }
});

it('the same words are all told to whoever leads', async () => {
  const texts = await Promise.all(read.map((route) => textOf('p-president-1', filled(route))));
  expect(told.filter((word) => !texts.some((text) => text.includes(word)))).toEqual([]);
});

it('a workbook of a case shows an officer of elsewhere its sums, and of its persons the outline', async () => {
  const [own, far] = await Promise.all(['p-officer-1', 'p-officer-2'].map((person) => textOf(person, `/api/cases/${id}/money/forms/FK-1/form.xlsx`))); // prettier-ignore
  expect(own).toContain('张建国');
  expect(far).toContain('张××');
  expect(far).toContain('***************0009');
});
