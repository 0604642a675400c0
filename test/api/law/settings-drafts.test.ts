import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultSettings } from '../../../domain/plan/court-settings.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { ADMINISTRATOR, caseWithMoney, DRAFTS, lawDesk } from '../../support/law-desk.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await caseWithMoney(api);
});
afterAll(() => api.close());

const settings = (more: object) => ({ kind: 'settings', basis: '本院〔2026〕3号', ...more });

describe('the court’s settings', () => {
  test('stand as the house has them until the court sets something', async () => {
    const { status, body } = await api.as('p-officer-1').get('/api/settings');
    expect(status).toBe(200);
    const first = { version: 1, basis: null, settings: defaultSettings };
    expect(body).toMatchObject({ inForce: first, versions: [first] });
  });

  test('change by a draft: written, previewed, seen in the list', async () => {
    const desk = lawDesk(api);
    const written = await desk.draft(settings({ lead: { funds: 'p-funds-1' }, lateEntry: { days: 5 } }));
    expect(written).toMatchObject({ status: 201, body: { status: 'draft', preview: null, warnings: [] } });
    const { id, zh } = written.body;
    expect(id).toMatch(/^settings-[0-9a-f]{8}$/);
    expect(zh).toBe('本院设置：案款管理员的责任人改为案款管理员甲，发生后超过5日登记的为补录（本院〔2026〕3号）');
    const { body } = await desk.step(id, 'preview');
    expect(body.preview).toMatchObject({ against: { settings: 1 }, stale: false, moved: 0, warnings: 0 });
    expect((await api.as(ADMINISTRATOR).get(`${DRAFTS}/${id}`)).status).toBe(200);
    const documents = await desk.draft(settings({ lead: { documents: 'p-documents-1' } }));
    const { body: other } = await desk.step(documents.body.id, 'preview');
    expect(other.preview?.handedOver).toBeGreaterThan(0);
    expect(other.preview?.shifts[0]).toMatchObject({ holderFrom: null, holderTo: 'p-documents-1' });
  });

  test.each([
    ['an unknown desk', { lead: { court: 'p-funds-1' } }, 400, 'unknown-field'],
    ['a party’s desk', { lead: { applicant: 'p-applicant-1' } }, 400, 'unknown-field'],
    ['a lead who is no text', { lead: { funds: 7 } }, 400, 'wrong-type'],
    ['a leader that is neither role nor person', { leaderOf: { funds: 'p-funds-1' } }, 400, 'wrong-type'],
    ['days beyond bounds', { lateEntry: { days: 31 } }, 400, 'wrong-type'],
    ['days below nothing', { lateEntry: { decisions: -1 } }, 400, 'wrong-type'],
    ['a field that is not there', { triage: [] }, 400, 'unknown-field'],
    ['a lead of another desk', { lead: { funds: 'p-documents-1' } }, 422, 'not-qualified'],
    ['a lead whom nobody knows', { lead: { funds: 'p-无名' } }, 422, 'not-qualified'],
    ['a text that cannot be stored', { lead: { funds: 'p\u0000' } }, 400, 'bad-text'],
    ['what need not be confirmed', { confirmed: ['payout'] }, 400, 'bad-value'],
    ['nothing', {}, 422, 'not-a-change'],
    ['no basis', { basis: '', lateEntry: { days: 5 } }, 400, 'basis-missing'],
  ])('%s is refused', async (_, more, status, code) => {
    const answer = await lawDesk(api).draft(settings(more));
    expect(answer).toMatchObject({ status, body: { code } });
  });

  test('are the administrator’s', async () => {
    const answer = await lawDesk(api, 'p-director-1').draft(settings({ lead: { funds: 'p-funds-1' } }));
    expect(answer).toMatchObject({ status: 403, body: { code: 'wrong-role' } });
  });
});
