import type { Static } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleInfo } from '../../../api/tables/table-schemas.ts';
import { insertRule } from '../../../db/law/rollout.ts';
import { draftedVersion } from '../../../domain/law/rule-setting.ts';
import { ruleIds } from '../../../domain/plan/deadlines.ts';
import { law1 } from '../../support/given-law.ts';
import { payoutIn5 } from '../../support/given-drafts.ts';
import { startApi, type TestApi } from '../../support/api.ts';

type Rule = Static<typeof RuleInfo>;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  for (const [version, draft] of [
    [2, payoutIn5({ effectiveFrom: '2026-07-01', within: '8d' })],
    [3, payoutIn5({ effectiveFrom: '2027-01-01', ladder: null, roll: 'none', reachesOpen: true })],
  ] as const) {
    await insertRule(api.store.db, draftedVersion(draft, law1.book, version, '2026-07-01'), 'p-administrator-1');
  }
});
afterAll(() => api.close());

const rules = async (query = '') => {
  const { status, body } = await api.as('p-applicant-1').get<Rule[]>(`/api/deadline-rules${query}`);
  expect(status).toBe(200);
  return body;
};
const payout = async (on: string) => (await rules(`?on=${on}`)).find((r) => r.id === 'payout');

describe('the rules in force', () => {
  it('are every row of the table, on any day', async () => {
    for (const query of ['', '?on=1990-01-01', '?on=2026-07-01', '?on=2100-12-31']) {
      expect((await rules(query)).map((r) => r.id)).toEqual(
        ruleIds.filter((id) => id !== 'disclose'), // this court tells nobody: test/support/database.ts
      );
    }
  });

  it.each([
    ['2026-06-30', 1, '10日', '武法〔2022〕11号 三·一(五)1', 'plan', ['in-force', 'future', 'future']],
    ['2026-07-01', 2, '8日', '本院〔2026〕12号', 'court', ['earlier', 'in-force', 'future']],
    ['2026-12-31', 2, '8日', '本院〔2026〕12号', 'court', ['earlier', 'in-force', 'future']],
    ['2027-01-01', 3, '5日', '本院〔2026〕12号', 'court', ['earlier', 'earlier', 'in-force']],
  ])('on %s: version %i', async (on, version, withinZh, basis, basisLayer, states) => {
    const rule = await payout(on);
    expect(rule).toMatchObject({ version, withinZh, basis, basisLayer, courtsOwn: false });
    expect(rule?.versions.map((v) => v.state)).toEqual(states);
  });

  it('say from when they hold, what they set, and who published them', async () => {
    const rule = await payout('2027-01-01');
    expect(rule).toMatchObject({ effectiveFrom: '2027-01-01', roll: 'none', reachesOpen: true, ladder: [] });
    expect(rule?.versions).toMatchObject([
      { version: 1, effectiveFrom: null, within: '10d', roll: null, basisLayer: 'plan', publishedBy: 'system' },
      { version: 2, effectiveFrom: '2026-07-01', within: '8d', basisLayer: 'court', publishedBy: 'p-administrator-1' },
      { version: 3, effectiveFrom: '2027-01-01', within: '5d', ladder: null },
    ]);
    expect(rule?.versions[0]?.ladder, 'as a draft writes it').toMatchObject([
      { id: 'remind' },
      { id: 'urge', rung: 'urge', when: { after: '0h' } },
      { id: 'supervise' },
      { id: 'beyond-law', rung: 'supervise', when: { at: 'legalDue' } },
    ]);
    expect(rule?.legal).toMatchObject({ basis: '法发〔2017〕6号 10', withinZh: '30日' });
  });

  it.each(['2026-02-30', '2026-7-1', 'today', '', '2026-07-01T00:00:00Z', '3026-01-01', '1989-12-31'])(
    'are not asked for on %s',
    async (on) => {
      const answer = await api.as('p-review-1').get(`/api/deadline-rules?on=${on}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'bad-query', missing: [{ id: 'on' }] } });
    },
  );

  it('have no other filter', async () => {
    expect(await api.as('p-review-1').get('/api/deadline-rules?rule=payout')).toMatchObject({ status: 400 });
  });
});
