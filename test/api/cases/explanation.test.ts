import { addDays } from '../../../domain/time/civil-date.ts';
import { dateOf } from '../../../domain/time/instant.ts';
import { dateZh } from '../../../domain/words/time.ts';
import { law1 } from '../../support/given-law.ts';
import type { Static } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../../../api/cases/explanation-schema.ts';
import { insertCalendar, insertRule } from '../../../db/law/rollout.ts';
import { draftedVersion } from '../../../domain/law/rule-setting.ts';
import { nodeRow } from '../../../domain/nodes/index.ts';
import { asDays, notice2027, payoutIn5, publications } from '../../support/given-drafts.ts';
import { type Case, startApi, type TestApi } from '../../support/api.ts';
import { before2026, caseWithMoney } from '../../support/law-desk.ts';

type Explained = Static<typeof Explanation>;

let api: TestApi;
let money: Case;
beforeAll(async () => {
  api = await startApi();
  await before2026(api);
  money = await caseWithMoney(api);
});
afterAll(() => api.close());

const idOf = (rule: string) => money.deadlines.find((d) => d.rule === rule)?.id ?? '';
const explanation = async (deadline: string) => {
  const answer = await api.as('p-review-1').get<Explained>(`/api/cases/${money.id}/deadlines/${deadline}/explanation`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const complete = async (node: string, person: string, body: object) => {
  const answer = await api.as(person).post(`/api/cases/${money.id}/nodes/${node}`, body);
  expect(answer).toMatchObject({ status: 200 });
};

describe('a deadline explained', () => {
  it('says what opened it, the article, how it was counted, and that it is provisional', async () => {
    const found = await explanation(encodeURIComponent(idOf('payout')));
    expect(found).toMatchObject({
      deadline: idOf('payout'),
      zh: '发放案款 r-7',
      status: 'open',
      opened: { at: '2026-02-06T15:00:00+08:00', node: 'funds.confirmed', zh: '逐笔确认案款' },
      article: { basis: '武法〔2022〕11号 三·一(五)1', layer: 'plan', withinZh: '10日', version: 1 },
      counted: { from: '2026-02-06', nominal: '2026-02-16', firstDayCounted: false },
      excluded: [],
      skipped: [],
      provisional: true,
      unpublishedYears: [2026],
      targetDue: '2026-02-16',
      legalDue: '2026-03-09',
      legal: { basis: '法发〔2017〕6号 10', withinZh: '30日' },
      history: [],
    });
    expect(found.article?.text).toBe('执行款具备发放条件的，执行人员一般应在10日内发放完毕');
    expect(found.sentences[0]).toBe('“发放案款 r-7”应在2026年2月16日（含当日）以前完成，此日期为暂定。');
    expect(found.sentences.every((s) => s.endsWith('。') && !/第\d+号记录/.test(s))).toBe(true);
  });

  it('is found under its id as it is, too', async () => {
    expect(idOf('payout')).toMatch(/^payout:r-7@\d+$/);
    expect(await explanation(idOf('payout'))).toEqual(await explanation(encodeURIComponent(idOf('payout'))));
  });

  it('in hours: no first hour, no rest days', async () => {
    const found = await explanation(idOf('network-query'));
    expect(found).toMatchObject({ targetDue: '2026-01-21T17:00:00+08:00', provisional: false, skipped: [] });
    expect(found.sentences.join('')).toContain('自2026年1月20日16:20的次一整点起算，至2026年1月21日17:00');
    expect(found.sentences[0]).toContain('2026年1月21日17:00以前完成');
  });

  it('names the rest days stepped over and why the date moved: a notice, then an exclusion with who approved it', async () => {
    await insertCalendar(api.store.db, notice2027({ year: 2026, notice: '国办发明电〔2025〕7号', days: asDays(publications.at(-1)) }), 20, 'p-administrator-1'); // prettier-ignore
    await complete('material.received', 'p-reception-1', { payload: nodeRow('material.received').example });
    const payout = await explanation(idOf('payout'));
    expect(payout).toMatchObject({ targetDue: '2026-02-24', provisional: false });
    expect(payout.skipped).toHaveLength(8);
    expect(payout.skipped[0]).toEqual({ date: '2026-02-16', name: '春节' });
    expect(payout.history).toMatchObject([
      { from: '2026-02-16', to: '2026-02-24', certain: false, why: [{ kind: 'calendar', year: 2026, version: 20 }] },
    ]);
    expect(payout.sentences.at(-1)).toContain(
      '因国务院办公厅公布2026年放假安排（国办发明电〔2025〕7号），由2026年2月16日改为2026年2月24日。',
    );
    const certain = await explanation(idOf('case-limit-ordinary'));
    expect(certain.history).toMatchObject([{ from: '2026-04-20', to: '2026-04-20', certain: true }]);

    const exclusion = { from: '2026-03-02', to: '2026-03-31', ground: 'announcement', document: '公告' };
    await complete('exclusion.approved', 'p-supervising-1', { payload: exclusion });
    const limit = await explanation(idOf('case-limit-ordinary'));
    expect(limit).toMatchObject({
      targetDue: '2026-05-20',
      excludedDays: 30,
      excluded: [
        {
          from: exclusion.from,
          to: exclusion.to,
          ground: '公告',
          approvedBy: { id: 'p-supervising-1', name: '分管副院长', as: ['分管领导'] },
        },
      ],
    });
    expect(limit.history.at(-1)).toMatchObject({
      from: '2026-04-20',
      to: '2026-05-20',
      why: [{ kind: 'fact', node: 'exclusion.approved', byName: '分管副院长' }],
    });
    expect(limit.sentences.join('')).toContain('公告（2026年3月2日至2026年3月31日），经分管副院长（分管领导）批准');
  });

  it('tells a correction from a rule, also where one command brought both', async () => {
    const draft = payoutIn5({ reachesOpen: true });
    await insertRule(api.store.db, draftedVersion(draft, law1.book, 2, '2026-07-01'), 'p-administrator-1');
    const seq = Number(idOf('payout').split('@')[1]);
    const corrected = { fact: seq, at: '2026-02-09T15:00:00+08:00', reason: '时间录入有误' };
    await complete('fact.corrected', 'p-review-1', { payload: corrected });
    const { history, article, sentences } = await explanation(idOf('payout'));
    expect(history.at(-1)).toMatchObject({
      from: '2026-02-24',
      to: '2026-02-14',
      why: [
        { kind: 'rule', version: 2, basis: '本院〔2026〕12号', within: '5d' },
        { kind: 'fact', node: 'fact.corrected', by: 'p-review-1' },
      ],
    });
    expect(article).toMatchObject({ layer: 'court', basis: '本院〔2026〕12号', withinZh: '5日', version: 2 });
    expect(sentences.join('')).toContain('本院另有规定（本院〔2026〕12号）');
    await complete('query.started', 'p-control-1', { payload: { systems: ['总对总'] } });
    expect((await explanation(idOf('payout'))).history).toHaveLength(history.length);
    const limit = await explanation(idOf('case-limit-ordinary'));
    expect(limit.history.length, 'a rule of another deadline moves nothing here').toBe(2);
  });

  it('stands still, ends, goes on', async () => {
    const review = addDays(dateOf(Date.now()), 30);
    await complete('exclusion.approved', 'p-supervising-1', { payload: { from: '2026-04-01', review, ground: 'suspension', document: '中止裁定' } }); // prettier-ignore
    const stopped = await explanation(idOf('case-limit-statutory'));
    expect(stopped).toMatchObject({ status: 'suspended', targetDue: null, counted: null });
    expect(stopped.sentences[0]).toBe('“六个月法定执行期限”现在中止计算，没有届满日。');
    expect(stopped.sentences.join('')).toContain(`批准，自2026年4月1日起中止计算，定于${dateZh(review)}复查。`);
    const done = await explanation(idOf('filing-handover'));
    expect(done.status).toBe('done-late');
    expect(done.sentences.join('')).toContain('逾期完成');
  });

  it.each([
    ['no/deadlines/payout:r-7@1', 'unknown-case'],
    ['CASE/deadlines/payout:r-7@99', 'no-such-deadline'],
    ['CASE/deadlines/nonsense', 'no-such-deadline'],
  ])('%s is not found', async (path, code) => {
    const url = `/api/cases/${path.replace('CASE', money.id)}/explanation`;
    expect(await api.as('p-review-1').get(url)).toMatchObject({ status: 404, body: { code } });
  });

  it('is not for parties, who see what is disclosed to them', async () => {
    const url = `/api/cases/${money.id}/deadlines/${idOf('payout')}/explanation`;
    expect(await api.as('p-applicant-1').get(url)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
