// Urgent on a Friday evening, part of it carried out, closed, a seizure renewed; then the judgment is enforced, and finds it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonths } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { detailsOf } from '../support/history.ts';
import { measure } from '../support/story.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const zhang = { name: '张建国', kind: 'person', idNo: '11010519491231002X' };
const li = { name: '李卫东', kind: 'person', idNo: '440524188001010014' };
const account = (id: string) => ({
  id,
  kind: 'bank-account',
  holder: '李卫东',
  description: `账户${id}`,
  valueFen: 5_000_000,
});
const car = { id: 'a-3', kind: 'vehicle', holder: '李卫东', description: '小型轿车', valueFen: 8_000_000 };

async function carriedOut(docket: Docket): Promise<void> {
  await docket.complete('case.assigned');
  await docket.complete('query.started');
  await docket.complete('query.returned', { complete: true, assets: [account('a-1'), account('a-2'), car] });
  for (const id of ['a-1', 'a-2']) await docket.complete('asset.frozen', measure({ amountFen: 5_000_000 }), id);
  await docket.complete('asset.sealed', measure(), 'a-3');
  await docket.complete('preservation.carried-out', { result: 'partial' });
}

async function closed(docket: Docket): Promise<void> {
  const kind = 'partly-preserved';
  for (const node of ['closing.submitted', 'closing.reviewed', 'case.closed'] as const) await docket.complete(node, { kind }); // prettier-ignore
}

/** The links of a case, as its record has them. */
const linksOf = async ({ id }: Docket) => {
  const sql = "select seq, by, payload from facts where case_id = $1 and node = 'case.linked' order by seq";
  return (await engine.store.pool.query<{ seq: number; by: string; payload: object }>(sql, [id])).rows;
};

test('a preservation from its filing to the case that enforces the judgment', async () => {
  const basis = '（2026）豫0823民初789号';
  const kept = await fileCase(engine, { type: '执保', urgent: true, applicants: [zhang], respondents: [li], basis });
  expect(kept.answer).toMatchObject({ accepted: true, version: 2 });
  expect(await detailsOf(engine, kept.id)).toMatch(/申请保全.*\n\n财产保全执行 · 阶段：收案 · 承办人：未确定/);
  await carriedOut(kept);
  await closed(kept);
  await kept.complete('asset.renewed', { ruling: '续封', until: addMonths(dateOf(Date.now()), 20) }, 'a-3');

  const byTrial = await fileCase(engine, { basis: '(2026)豫0823民初789号民事判决书' });
  const [link] = await linksOf(byTrial);
  expect(link).toMatchObject({
    by: 'system',
    payload: { caseNo: kept.caseNo, as: 'previous', kind: 'partly-preserved' },
  });

  const stranger = await fileCase(engine, { applicants: [{ ...zhang, idNo: '110105194912310011', idNoUnverified: true }], respondents: [li], basis: '（2026）豫0823民初1号' }); // prettier-ignore
  expect(await linksOf(stranger), 'another applicant against the same respondent').toEqual([]);

  const between = await fileCase(engine, { applicants: [zhang], respondents: [{ ...li, idNo: ' ４４０５２４188001010014' }], basis: '（2026）豫0823民终2号' }); // prettier-ignore
  expect((await linksOf(between)).map(({ payload }) => payload)).toMatchObject([{ caseNo: kept.caseNo }]);
  expect(await linksOf(kept)).toEqual([]);
});
