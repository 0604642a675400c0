// A completion only to see what it would do: the same rights, the same judgement, and nothing written.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, filing, type Log, startApi, type TestApi } from '../../support/api.ts';

interface Line {
  readonly rule: string;
  readonly turns: readonly string[];
  readonly from: { readonly status: string; readonly targetDue: string | null } | null;
  readonly to: { readonly status: string; readonly targetDue: string | null } | null;
  readonly becomesOverdue: boolean;
}
interface Answer {
  readonly accepted?: boolean;
  readonly code?: string;
  readonly fact: number;
  readonly count: number;
  readonly deadlines: readonly Line[];
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const filed = async (): Promise<Case> => (await api.as('p-filing-1').post<Case>('/api/cases', filing())).body;
const preview = (id: string, node: string, person: string, body: object) =>
  api.as(person).post<Answer>(`/api/cases/${id}/nodes/${node}?dryRun=true`, body);
const complete = (id: string, node: string, person: string, body: object) =>
  api.as(person).post<Answer>(`/api/cases/${id}/nodes/${node}`, body);
const seen = async (id: string) => {
  const reviewer = api.as('p-review-1');
  const { body: shown } = await reviewer.get<Case>(`/api/cases/${id}`);
  const { body: log } = await reviewer.get<Log>(`/api/cases/${id}/log?limit=500`);
  return { ...shown, now: '', log: log.items };
};
const line = ({ deadlines }: Answer, rule: string) => deadlines.find((d) => d.rule === rule);

describe('a preview', () => {
  it('of an ordinary node says what it would end, and writes nothing', async () => {
    const { id, version } = await filed();
    const before = await seen(id);
    const sent = { payload: { reason: '外地务工' } };
    const { status, body } = await preview(id, 'reception.waived', 'p-reception-1', sent);
    expect([status, body.accepted, body.fact]).toEqual([200, true, version + 1]);
    expect(line(body, 'reception')).toMatchObject({ turns: ['done'], from: { status: 'open' }, to: { status: 'done-late' } }); // prettier-ignore
    expect(await seen(id)).toEqual(before);
    const done = await complete(id, 'reception.waived', 'p-reception-1', sent);
    expect([done.status, done.body.fact]).toEqual([200, body.fact]);
  });

  it('of a correction of the filing says which dates would move', async () => {
    const { id } = await filed();
    const payload = {
      fields: { at: '2026-01-12T10:05:00+08:00' },
      askedBy: 'p-filing-1',
      evidence: '立案登记簿第12号',
    };
    const { status, body } = await preview(id, 'filing.corrected', 'p-review-1', { payload });
    expect(status).toBe(200);
    expect(body.count).toBe(body.deadlines.length);
    expect(line(body, 'case-limit-statutory')).toMatchObject({
      turns: ['moved'],
      from: { targetDue: '2026-07-20' },
      to: { targetDue: '2026-07-13' },
    });
  });

  it('of a corrected fact says how what it opened would move', async () => {
    const { id } = await filed();
    const control = (node: string, at: string, payload: object) => complete(id, node, 'p-control-1', { at, payload });
    await control('query.started', '2026-01-20T17:00:00+08:00', { systems: ['总对总'] });
    const asset = { id: 'a-1', kind: 'bank-account', holder: '李卫东', description: '尾号6217', valueFen: 18_000_000 };
    const returned = { complete: true, assets: [asset] };
    const { body: done } = await control('query.returned', '2026-01-21T09:30:00+08:00', returned);
    const payload = {
      fact: done.fact,
      at: '2026-01-21T11:30:00+08:00',
      reason: '时间录入有误',
      askedBy: 'p-control-1',
    };
    const { body } = await preview(id, 'fact.corrected', 'p-review-1', { payload });
    expect(line(body, 'freeze-online')).toMatchObject({
      turns: ['moved'],
      from: { targetDue: '2026-01-22T10:00:00+08:00' },
      to: { targetDue: '2026-01-22T12:00:00+08:00' },
    });
  });

  it('of what would be refused answers as the completion would, and leaves no line in the log', async () => {
    const { id } = await filed();
    const before = await seen(id);
    const sent = { payload: { kind: 'performed' } };
    const refused = await preview(id, 'case.closed', 'p-officer-1', sent);
    expect(await seen(id)).toEqual(before);
    const real = await complete(id, 'case.closed', 'p-officer-1', sent);
    expect([refused.status, refused.body.code]).toEqual([real.status, real.body.code]);
    expect(refused.status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['documents.issued', 'p-reception-1', 'wrong-role', 403],
    ['reception.waived', 'p-applicant-1', 'unknown-case', 404],
    ['reception.waived', 'p-nobody', 'unknown-person', 403],
  ])('of %s by %s, who may not, answers %s', async (node, person, code, status) => {
    const { id } = await filed();
    const example = { kind: 'summons', recipients: ['respondent-1'], channel: 'post' };
    const payload = node === 'documents.issued' ? example : { reason: '外地务工' };
    const answer = await preview(id, node, person, { payload });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    const real = await complete(id, node, person, { payload });
    expect([real.status, real.body.code]).toEqual([status, code]);
  });

  it('is checked as the completion is: form, node, record', async () => {
    const { id } = await filed();
    const code = async (path: string, body: object) =>
      (await api.as('p-reception-1').post<Answer>(`/api/cases/${path}?dryRun=true`, body)).body.code;
    expect(await code(`${id}/nodes/reception.waived`, { payload: {} })).toBe('missing-field');
    expect(await code(`${id}/nodes/reception.waived`, { at: 'today', payload: { reason: '外地' } })).toBe(
      'bad-instant',
    );
    expect(await code(`${id}/nodes/reception.gone`, {})).toBe('unknown-node');
    expect(await code('2026-ha0823-zhi-999999/nodes/reception.waived', { payload: { reason: '外地' } })).toBe('unknown-case'); // prettier-ignore
    const other = await api.as('p-reception-1').post<Answer>(`/api/matters/${id}/nodes/fact.withdrawn?dryRun=true`, {
      payload: { fact: 2, reason: '误录' },
    });
    expect([other.status, other.body.code]).toEqual([404, 'unknown-case']);
  });
});
