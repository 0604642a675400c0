import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../../api/app-types.ts';
import { storeAcknowledged } from '../../../db/law/drafts.ts';
import { addDays } from '../../../domain/time/civil-date.ts';
import type { RolloutAnswer, RolloutProgress } from '../../../workflows/messages.ts';
import { payoutIn5, rest, work } from '../../support/given-drafts.ts';
import { type Case, noRollouts, startApi, type TestApi } from '../../support/api.ts';
import { ADMINISTRATOR, before2026, caseWithMoney, type Draft, DRAFTS, lawDesk, notice2026, today } from '../../support/law-desk.ts'; // prettier-ignore

const running: RolloutProgress = { status: 'running', paused: false, total: 1, done: 0, moved: 0, skipped: 0, deferred: 0 }; // prettier-ignore
const asked: string[] = [];
let answer: RolloutAnswer = { accepted: true, version: 20, zh: '' };
let progress: RolloutProgress | undefined = running;
/** Stands in for the workflow, which has tests of its own. */
const rollouts: ApiDeps['rollouts'] = {
  ...noRollouts,
  startRollout: (id, by) => Promise.resolve(answer).finally(() => asked.push(`apply ${id} ${by}`)),
  progress: () => Promise.resolve(progress),
  pause: (id) => Promise.resolve(asked.push(`pause ${id}`) > 0),
  resume: (id) => Promise.resolve(asked.push(`resume ${id}`) > 0),
};

let api: TestApi;
let desk: ReturnType<typeof lawDesk>;
let money: Case;
beforeAll(async () => {
  api = await startApi({ rollouts });
  await before2026(api);
  money = await caseWithMoney(api);
  desk = lawDesk(api);
});
afterAll(() => api.close());

const setStatus = (id: string, status: string, version: number | null = null) =>
  api.store.pool.query('update law_drafts set status = $2, version = $3 where id = $1', [id, status, version]);
const inOneYear = () => addDays(today(), 365);
const rule = (more: object = {}) => payoutIn5({ effectiveFrom: inOneYear(), ...more });
const drafted = async (body: unknown): Promise<string> => (await desk.draft(body)).body.id;

describe('a preview', () => {
  it('may be asked for as JSON without a body, as curl does it', async () => {
    const id = await drafted(notice2026());
    const json = { 'content-type': 'application/json' };
    expect(await desk.caller.post(`${DRAFTS}/${id}/preview`, '', json)).toMatchObject({ status: 200 });
  });

  it('shows which deadlines of which cases would move or become certain, and writes nothing into them', async () => {
    const id = await drafted(notice2026());
    const { status, body } = await desk.step(id, 'preview');
    expect(status).toBe(200);
    const { preview } = body;
    expect(preview).toMatchObject({
      cases: 1,
      listed: true,
      stale: false,
      against: { rules: 1, calendar: 19, settings: 1 },
    });
    const payout = preview?.shifts.find((s) => s.deadline.startsWith('payout:'));
    expect(payout).toEqual({
      caseId: money.id,
      caseNo: money.caseNo,
      deadline: expect.stringMatching(/^payout:r-7@\d+$/) as string,
      zh: '发放案款 r-7',
      from: '2026-02-16',
      to: '2026-02-24',
      legalFrom: '2026-03-09',
      legalTo: '2026-03-09',
      ...{ holderFrom: null, holderTo: null, holderFromName: null, holderToName: null },
      becomesCertain: true,
      ...{ becomesOverdue: false, becomesVoid: false, warnsOtherwise: false },
    });
    expect(preview?.moved).toBe(preview?.shifts.filter((s) => s.from !== s.to || s.legalFrom !== s.legalTo).length);
    expect(preview?.zh).toMatch(/^涉及1件案件的期限：届满日变动的\d+项，由暂定变为确定的\d+项/);
    expect(preview?.certain).toBe(preview?.shifts.filter((s) => s.becomesCertain).length);
    expect((await desk.caller.get(`${DRAFTS}/${id}`)).body).toEqual(body);
    const lines = await desk.drafts();
    expect(lines.find((d) => d.id === id)?.preview).not.toHaveProperty('shifts');
    const { body: after } = await api.as('p-review-1').get<Case>(`/api/cases/${money.id}`);
    expect(after.version).toBe(money.version);
  });

  it('of a rule counts open deadlines only where the rule reaches them', async () => {
    const later = await desk.step(await drafted(rule()), 'preview');
    expect(later.body.preview).toMatchObject({ cases: 0, moved: 0, shifts: [], listed: true });
    const reaching = await desk.step(await drafted(rule({ reachesOpen: true, effectiveFrom: today() })), 'preview');
    expect(reaching.body.preview).toMatchObject({
      cases: 1,
      moved: 2,
      shifts: [
        { zh: '发放案款 r-7', from: '2026-02-16', to: '2026-02-11', becomesOverdue: false },
        { zh: '超过十日未发放报主管领导审批 r-7', from: '2026-02-17', to: '2026-02-12' }, // which follows from it
      ],
    });
  });

  it('grows stale when the law moves on, not when somebody works on a case', async () => {
    const id = await drafted(notice2026());
    await desk.step(id, 'preview');
    const waived = { payload: { reason: '外地务工' } };
    await api.as('p-reception-1').post(`/api/cases/${money.id}/nodes/reception.waived`, waived);
    const staleness = async () => (await desk.caller.get<Draft>(`${DRAFTS}/${id}`)).body.preview?.stale;
    expect(await staleness()).toBe(false);
    await api.store.pool.query(
      `insert into calendar_years (version, year, local, source, notices, rest, work)
       values (20, 2025, true, '本院', '["x"]', '{"2025-12-31": "大雪"}', '{}')`,
    );
    expect(await staleness()).toBe(true);
    expect(await desk.step(id, 'apply')).toMatchObject({ status: 409, body: { code: 'preview-stale' } });
    expect((await desk.step(id, 'preview')).body.preview?.stale).toBe(false);
  });

  it('checks the draft again: what was right when it was written may not be any more', async () => {
    const id = await drafted(notice2026());
    await api.store.pool.query(`update law_drafts set body = body || '{"year": 2027}' where id = $1`, [id]);
    expect(await desk.step(id, 'preview')).toMatchObject({ status: 422, body: { code: 'date-outside-span' } });
  });
});

describe('giving up', () => {
  it('is for ever', async () => {
    const id = await drafted(notice2026());
    expect(await desk.step(id, 'discard')).toMatchObject({ status: 200, body: { status: 'discarded' } });
    for (const verb of ['discard', 'preview', 'apply']) {
      expect(await desk.step(id, verb)).toMatchObject({ status: 409, body: { code: 'not-a-draft' } });
    }
  });
});

describe('applying', () => {
  it('wants a preview first', async () => {
    const id = await drafted(notice2026());
    expect(await desk.step(id, 'apply')).toMatchObject({ status: 422, body: { code: 'no-preview' } });
    expect(await desk.caller.get(`${DRAFTS}/${id}/rollout`)).toMatchObject({ status: 409, body: { code: 'not-applying' } }); // prettier-ignore
    expect(await desk.step(id, 'pause')).toMatchObject({ status: 409, body: { code: 'not-applying' } });
    expect(asked).toEqual([]);
  });

  it('hands the draft to its rollout and tells how far it has come', async () => {
    const id = await drafted(notice2026());
    await desk.step(id, 'preview');
    expect(await desk.step(id, 'apply')).toEqual({
      status: 202,
      headers: expect.objectContaining({ location: `${DRAFTS}/${id}/rollout` }) as object,
      body: { draft: id, version: 20, ...running },
    });
    expect(asked).toEqual([`apply ${id} ${ADMINISTRATOR}`]);
    await setStatus(id, 'applying', 21);
    expect(await desk.caller.get(`${DRAFTS}/${id}/rollout`)).toMatchObject({
      status: 200,
      body: { status: 'running' },
    });
    expect(await desk.step(id, 'pause')).toMatchObject({ status: 200 });
    expect(await desk.step(id, 'resume')).toMatchObject({ status: 200 });
    expect(await desk.step(id, 'apply'), 'its answer may have been lost').toMatchObject({ status: 202 });
    expect(asked.slice(1)).toEqual([`pause ${id}`, `resume ${id}`, `apply ${id} ${ADMINISTRATOR}`]);

    const second = await desk.draft(notice2026());
    expect(second, 'no second draft meanwhile').toMatchObject({ status: 409, body: { code: 'draft-while-applying' } });
    await setStatus(id, 'draft');
    const other = await drafted(notice2026({ notice: '另一号' }));
    await desk.step(other, 'preview');
    await setStatus(id, 'applying', 21);
    expect(await desk.step(other, 'apply')).toMatchObject({ status: 409, body: { code: 'draft-while-applying' } });
    expect(await desk.step(id, 'discard')).toMatchObject({ status: 409, body: { code: 'not-a-draft' } });

    await setStatus(id, 'applied', 21);
    progress = undefined;
    expect((await desk.caller.get(`${DRAFTS}/${id}/rollout`)).body, 'long ago').toMatchObject({ status: 'done', total: null }); // prettier-ignore
    expect(await desk.step(id, 'pause')).toMatchObject({ status: 409, body: { code: 'not-applying' } });
    expect(await desk.step(id, 'apply')).toMatchObject({ status: 409, body: { code: 'not-a-draft' } });
  });

  it('of a year that nobody would publish wants each warning acknowledged', async () => {
    const days = [rest('2026-01-01', '元旦'), work('2026-03-03', '春节')];
    const { body } = await desk.draft(notice2026({ days }));
    const kinds = ['festival-missing', 'weekday-worked', 'few-rest-days'];
    expect([...new Set(body.warnings.map((w) => w.code))]).toEqual(kinds);
    const previewed = await desk.step(body.id, 'preview');
    expect(previewed.body.warnings).toEqual(body.warnings);
    expect((await desk.caller.get<Draft>(`${DRAFTS}/${body.id}`)).body.warnings).toEqual(body.warnings);
    const lines = await desk.drafts();
    expect(lines.find((d) => d.id === body.id)?.warnings).toEqual(body.warnings);

    const before = asked.length;
    const ids = body.warnings.map((w) => w.id);
    expect(ids).toContain('weekday-worked:2026-03-03');
    for (const acknowledge of [undefined, [], kinds, ids.slice(1), [...kinds, ...ids.slice(1)]]) {
      const refused = await desk.step(body.id, 'apply', acknowledge && { acknowledge });
      expect(refused).toMatchObject({ status: 422, body: { code: 'warnings-open' } });
    }
    const bare = await desk.caller.post(`${DRAFTS}/${body.id}/apply`, '', { 'content-type': 'application/json' });
    expect(bare).toMatchObject({ status: 422, body: { code: 'warnings-open' } });
    const unknown = await desk.step(body.id, 'apply', { acknowledge: ['everything'] });
    expect(unknown).toMatchObject({ status: 400, body: { code: 'wrong-type' } });
    expect(await desk.step(body.id, 'apply', { force: true })).toMatchObject({ status: 400, body: { code: 'unknown-field' } }); // prettier-ignore
    expect(asked).toHaveLength(before);

    expect(await desk.step(body.id, 'apply', { acknowledge: [...ids, 'rest-astray:2026-08-11'] })).toMatchObject({
      status: 202,
    });
    expect(asked.at(-1)).toBe(`apply ${body.id} ${ADMINISTRATOR}`);
    expect(
      (await desk.caller.get<Draft>(`${DRAFTS}/${body.id}`)).body.acknowledged,
      'what is no warning is not noted',
    ).toEqual(ids);
    expect((await desk.step(body.id, 'preview')).body.acknowledged, 'a new preview, a new look').toEqual([]);
  });

  it('of an acknowledgement that came with an older preview notes nothing: the publishing transaction asks again', async () => {
    const { body } = await desk.draft(notice2026({ days: [rest('2026-01-01', '元旦')] }));
    await desk.step(body.id, 'preview');
    const ids = body.warnings.map((w) => w.id);
    const seen = { previewRules: 1, previewCalendar: 1, previewSettings: 1 };
    await storeAcknowledged(api.store.db, body.id, { ids, seen });
    expect((await desk.caller.get<Draft>(`${DRAFTS}/${body.id}`)).body.acknowledged).toEqual([]);
  });

  it('of a rule that lacks what the plan warns of wants each rung acknowledged by what was found', async () => {
    const { body } = await desk.draft(rule({ ladder: null }));
    await desk.step(body.id, 'preview');
    const ids = ['remind 0/1', 'urge 0/1', 'supervise 0/2'].map((about) => `rung-missing:${about}`);
    expect(body.warnings.map((w) => w.id)).toEqual(ids);
    const refused = await desk.step(body.id, 'apply', { acknowledge: ['rung-missing', ids[0]] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'warnings-open', missing: [{ id: ids[1] }, { id: ids[2] }] } }); // prettier-ignore
    expect(await desk.step(body.id, 'apply', { acknowledge: ids })).toMatchObject({ status: 202 });
  });

  it('asks nothing about a rule', async () => {
    const { body } = await desk.draft(rule());
    expect(body).toMatchObject({ warnings: [], acknowledged: [] });
  });

  it('passes on why the publishing transaction said no', async () => {
    const id = await drafted(notice2026());
    await desk.step(id, 'preview');
    answer = { accepted: false, code: 'preview-stale', zh: '预览之后日历已有新版本', basis: null, missing: [] };
    expect(await desk.step(id, 'apply')).toMatchObject({ status: 409, body: { code: 'preview-stale', detail: answer.zh } }); // prettier-ignore
  });
});
