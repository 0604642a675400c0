import { readFile } from 'node:fs/promises';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openapiDocument } from '../../../api/http/openapi-document.ts';
import { weekOf } from '../../../api/cases/go-routes.ts';
import { nodeIds } from '../../../domain/nodes/index.ts';
import { caller, type Caller, startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
let nobody: Caller;
const registry = new Registry();
const pingTemporal = vi.fn(() => Promise.resolve());
beforeAll(async () => {
  api = await startApi({ pingTemporal, registry });
  nobody = caller(api.app, () => Promise.resolve(undefined));
});
afterAll(() => api.close());

describe('without a token', () => {
  it('says that it lives, and that it is ready', async () => {
    expect(await nobody.get('/healthz/live')).toMatchObject({ status: 200, body: { status: 'up' } });
    expect(await nobody.get('/healthz/ready')).toMatchObject({ status: 200, body: { postgres: 'up', temporal: 'up' } });
  });

  it('says what is down', async () => {
    pingTemporal.mockImplementationOnce(() => Promise.reject(new Error('no server')));
    const answer = await nobody.get('/healthz/ready');
    expect(answer).toMatchObject({ status: 503, body: { status: 'down', postgres: 'up', temporal: 'down' } });
  });

  it('counts requests by route, not by address', async () => {
    await nobody.get('/api/cases/2026-ha0823-zhi-1');
    const body = await registry.metrics();
    expect(body).toContain('http_request_duration_seconds_count{method="GET",route="/api/cases/:id",status="401"} 1');
    expect(body).toContain('postgres_pool_connections{state="waiting"} 0');
  });

  it('shows its documentation, over plain http too', async () => {
    const page = await nobody.get<string>('/docs/');
    expect(page.status).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(await nobody.get('/docs/json')).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
  });

  it('leads from its first address to the documentation', async () => {
    const { statusCode, headers } = await api.app.inject('/');
    expect([statusCode, headers.location]).toEqual([302, '/docs']);
  });

  it('hands out tokens of the trial court', async () => {
    const { body } = await nobody.get<{ id: string; roles: string[] }[]>('/api/trial/people');
    expect(body.find((p) => p.id === 'p-leader-1')).toEqual({
      id: 'p-leader-1',
      name: '团队负责人甲',
      roles: ['team-leader', 'officer', 'panel'],
    });
    const { body: given } = await nobody.post<{ token: string }>('/api/trial/tokens', { person: 'p-review-1' });
    const asReview = caller(api.app, () => Promise.resolve(given.token));
    expect((await asReview.get('/api/cases')).status).toBe(200);
  });

  it('leads to lists in the Temporal UI', async () => {
    const decoded = async (path: string) => decodeURIComponent(String((await nobody.get(path)).headers['location']));
    expect(await decoded('/go/overdue')).toBe(
      "http://127.0.0.1:8233/namespaces/default/workflows?query=WorkflowType='enforcementCase' AND ExecutionStatus='Running' AND OverdueCount > 0",
    );
    expect(await decoded('/go/officer/p-officer-1')).toContain("AND OfficerId='p-officer-1'");
    const [from, to] = weekOf(Date.now());
    expect(await decoded('/go/due-this-week')).toContain(
      `(UpcomingDue >= '${from}' AND UpcomingDue < '${to}') OR (NextDue >= '${from}' AND NextDue < '${to}')`,
    );
  });

  it('counts weeks from Monday in the court’s zone', () => {
    const week = ['2026-02-23', '2026-03-02'];
    expect(weekOf(Date.parse('2026-02-22T16:00:00Z'))).toEqual(week);
    expect(weekOf(Date.parse('2026-03-01T15:59:59Z'))).toEqual(week);
  });
});

describe('the tables', () => {
  it('are readable by a lawyer', async () => {
    const { body: nodes } = await api.as('p-applicant-1').get<Record<string, unknown>[]>('/api/nodes');
    expect(nodes.map((n) => n['id'])).toEqual(nodeIds);
    expect(nodes.find((n) => n['id'] === 'asset.frozen')).toMatchObject({
      zh: '冻结财产',
      basis: '武法〔2022〕11号 三·一(二)1',
      by: [
        { id: 'property-control', zh: '财产查控组' },
        { id: 'officer', zh: '承办人' },
        { id: 'sys:network-control', zh: '执行网络查控系统' },
      ],
      subject: { kind: 'asset', zh: '财产', introduces: false },
      payload: { type: 'object', additionalProperties: false },
      example: { order: 'first' },
      requiredFor: ['no-property'],
    });
    const { body: rules } = await api.as('p-review-1').get<Record<string, unknown>[]>('/api/deadline-rules');
    expect(rules.find((r) => r['id'] === 'case-limit-statutory')).toMatchObject({
      within: '6m',
      withinZh: '6个月',
      legal: { basis: '执行工作规定63', withinZh: '6个月', nonLitigation: '3个月' },
      owner: { id: 'officer', zh: '承办人' },
      blocksClosing: false,
    });
    expect(rules.find((r) => r['id'] === 'asset-schedule')).toMatchObject({ courtsOwn: true, legal: null });
    expect(rules.find((r) => r['id'] === 'payout')).toMatchObject({
      ladder: [
        { rung: 'remind', zh: '提醒' },
        { rung: 'urge', when: '届满时' },
        { rung: 'supervise', when: '届满后24小时' },
        { step: 'beyond-law', rung: 'supervise', when: '法定期限届满时，晚于督办的' },
      ],
    });
  });
});

describe('docs/openapi.json', () => {
  it('is what the tables say (npm run openapi)', async () => {
    const committed = await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8');
    expect(await openapiDocument()).toBe(committed);
  });
});
