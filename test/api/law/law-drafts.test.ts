import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/time/civil-date.ts';
import { notice2027, payoutIn5, rest } from '../../support/given-drafts.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { ADMINISTRATOR, before2026, type Draft, DRAFTS, lawDesk, notice2026, today } from '../../support/law-desk.ts';

let api: TestApi;
let desk: ReturnType<typeof lawDesk>;
beforeAll(async () => {
  api = await startApi();
  await before2026(api);
  desk = lawDesk(api);
});
afterAll(() => api.close());

const inOneYear = () => addDays(today(), 365);
const rule = (more: object = {}) => payoutIn5({ effectiveFrom: inOneYear(), ...more });
const drafted = async (body: unknown): Promise<string> => (await desk.draft(body)).body.id;

describe('a draft', () => {
  it('is written and read again', async () => {
    const { status, headers, body } = await desk.draft(notice2026());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'draft',
      statusZh: '草案',
      zh: '2026年放假安排（国务院办公厅 国办发明电〔2025〕7号），39日',
      createdBy: ADMINISTRATOR,
      preview: null,
      version: null,
      body: { kind: 'calendar', year: 2026, local: false },
    });
    expect(headers['location']).toBe(`${DRAFTS}/${body.id}`);
    expect((await desk.caller.get(`${DRAFTS}/${body.id}`)).body).toEqual(body);
    const ruled = await desk.draft(rule({ effectiveFrom: today(), reachesOpen: true, ladder: null }));
    expect(ruled).toMatchObject({ status: 201, body: { body: { rule: 'payout', within: '5d', ladder: null } } });
    expect(ruled.body.zh).toMatch(
      /^“发放案款”期限改为5日，不再预警，自\d+年\d+月\d+日起施行（本院〔2026〕12号），也适用于已经起算的期限$/,
    );
    const all = await desk.drafts();
    expect(all.map((d) => d.id).slice(0, 2)).toEqual([ruled.body.id, body.id]);
    const page = async (query: string) =>
      (await desk.caller.get<{ items: readonly Draft[]; next: string | null }>(`${DRAFTS}?limit=1${query}`)).body;
    const first = await page('');
    const second = await page(`&cursor=${first.next ?? ''}`);
    expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([[ruled.body.id], [body.id]]);
  });

  it('may come as a table, in UTF-8 or as a spreadsheet saves it', async () => {
    const query = `?year=2026&source=${encodeURIComponent('国务院办公厅')}&notice=${encodeURIComponent('7号')}`;
    const send = (text: string | Buffer, more = '') =>
      desk.caller.post<Draft>(`${DRAFTS}/calendar${query}${more}`, text, { 'content-type': 'text/csv; charset=utf-8' });
    const days = [{ date: '2026-01-01', kind: 'rest', name: '元旦' }];
    expect(await send('日期,休或班,名称\r\n2026-01-01,休,元旦\r\n')).toMatchObject({ status: 201, body: { body: { year: 2026, source: '国务院办公厅', days } } }); // prettier-ignore
    const gbk = Buffer.concat([Buffer.from('2026/1/1,'), Buffer.from('d0dd', 'hex'), Buffer.from(',x\r\n')]);
    expect(await send(gbk)).toMatchObject({ status: 201, body: { body: { days: [{ kind: 'rest', name: 'x' }] } } });
    const local = await send(`${today()},休,大雪`, '&local=true');
    expect(local).toMatchObject({ status: today().startsWith('2026') ? 201 : 422 });
    expect(await send('2026-01-01,假,元旦')).toMatchObject({ status: 400, body: { code: 'bad-table', missing: [{ id: 'line-1' }] } }); // prettier-ignore
    expect(await send('2026-02-30,休,元旦')).toMatchObject({ status: 400, body: { code: 'bad-table', missing: [{ id: 'line-1' }] } }); // prettier-ignore
    const wide = Buffer.from('\uFEFF2026年1月1日\t休\t元旦\t\r\n', 'utf16le');
    expect(await send(wide)).toMatchObject({ status: 201, body: { body: { days } } });
    expect(await send(Buffer.from('504b0304', 'hex'))).toMatchObject({ status: 400, body: { code: 'bad-table' } });
    expect(await send('x', '&colour=red')).toMatchObject({ status: 400, body: { code: 'bad-query' } });
    const unnamed = await desk.caller.post(`${DRAFTS}/calendar?year=2026`, '2026-01-01,休,元旦', { 'content-type': 'text/csv' }); // prettier-ignore
    expect(unnamed).toMatchObject({ status: 400, body: { code: 'notice-missing' } });
    const json = await desk.caller.post(`${DRAFTS}/calendar${query}`, { days });
    expect(json).toMatchObject({ status: 415 });
  });

  const twice = [rest('2026-01-01'), { ...rest('2026-01-01'), kind: 'work' }];
  it.each<[string, () => unknown, number, string]>([
    ['no kind', () => ({ year: 2026 }), 400, 'missing-field'],
    ['another kind', () => ({ kind: 'weather' }), 400, 'wrong-type'],
    ['a list', () => [notice2026()], 400, 'missing-field'],
    ['an unknown field', () => notice2026({ colour: 'red' }), 400, 'unknown-field'],
    ['no days', () => notice2026({ days: [] }), 400, 'wrong-type'],
    ['a day of a third kind', () => notice2026({ days: [{ ...rest('2026-01-01'), kind: 'half' }] }), 400, 'wrong-type'],
    ['a year in words', () => notice2026({ year: '2026' }), 400, 'wrong-type'],
    [
      'a ladder of a fifth rung',
      () => rule({ ladder: [{ id: 'arrest', rung: 'arrest', when: { after: '1h' } }] }),
      400,
      'wrong-type',
    ],
    ['no source', () => notice2026({ source: undefined }), 400, 'notice-missing'],
    ['no number', () => notice2026({ notice: ' ' }), 400, 'notice-missing'],
    ['no such day', () => notice2026({ days: [rest('2026-02-30')] }), 400, 'bad-date'],
    ['a gap', () => notice2027(), 422, 'year-gap'],
    ['a day of another year', () => notice2026({ days: [rest('2025-12-28')] }), 422, 'date-outside-span'],
    ['a day both', () => notice2026({ days: twice }), 422, 'rest-and-work'],
    ['what is published', () => notice2026({ year: 2012, days: [] }), 400, 'wrong-type'],
    ['no such rule', () => rule({ rule: 'payday' }), 400, 'unknown-rule'],
    ['no document', () => rule({ basis: undefined }), 400, 'basis-missing'],
    ['no day', () => rule({ effectiveFrom: 'soon' }), 400, 'bad-date'],
    ['no period', () => rule({ within: '5 days' }), 400, 'bad-period'],
    ['hours that roll', () => rule({ within: '48h', roll: 'next-working-day' }), 400, 'bad-roll'],
    [
      'a ladder that falls',
      () => rule({ ladder: [{ id: 'urge', rung: 'urge', when: { after: '-1h' } }] }),
      400,
      'bad-ladder',
    ],
    ['looser than the law', () => rule({ within: '31d' }), 422, 'looser-than-law'],
    ['yesterday', () => rule({ effectiveFrom: addDays(today(), -1) }), 422, 'rule-dated-back'],
    ['nothing new', () => rule({ within: '10d' }), 422, 'not-a-change'],
    ['what is open, by a version of later', () => rule({ reachesOpen: true }), 422, 'not-in-force-yet'],
    ['a report after the limit', () => rule({ rule: 'six-month-report', within: '1m' }), 400, 'bad-period'],
  ])('with %s is refused and nothing is written', async (_, body, status, code) => {
    const count = async () => (await desk.drafts()).length;
    const before = await count();
    expect(await desk.draft(body())).toMatchObject({ status, body: { code } });
    expect(await count()).toBe(before);
  });

  it('names the article that it would be looser than', async () => {
    expect((await desk.draft(rule({ within: '1m' }))).body).toMatchObject({ basis: '法发〔2017〕6号 10', missing: [{ id: 'within' }] }); // prettier-ignore
  });

  it('is an administrator’s alone', async () => {
    const id = await drafted(notice2026());
    for (const person of ['p-president-1', 'p-officer-1']) {
      const { caller } = lawDesk(api, person);
      const answers = [
        await caller.post(DRAFTS, { kind: 'nonsense' }),
        await caller.post(`${DRAFTS}/calendar?year=2026`, 'x', { 'content-type': 'text/csv' }),
        await caller.get(DRAFTS),
        await caller.get(`${DRAFTS}/${id}`),
        await caller.get(`${DRAFTS}/${id}/rollout`),
        ...(await Promise.all(['preview', 'discard', 'apply', 'pause', 'resume'].map((v) => caller.post(`${DRAFTS}/${id}/${v}`, {})))), // prettier-ignore
      ];
      for (const found of answers) expect(found).toMatchObject({ status: 403, body: { code: 'wrong-role' } });
    }
    expect(await api.as('p-applicant-1').get(DRAFTS)).toMatchObject({ status: 403, body: { code: 'wrong-role' } });
  });

  it.each(['', '/rollout'])('that is not there is not found: %s', async (path) => {
    expect(await desk.caller.get(`${DRAFTS}/none${path}`)).toMatchObject({ status: 404, body: { code: 'unknown-draft' } }); // prettier-ignore
  });

  it.each(['preview', 'discard', 'apply', 'pause', 'resume'])('that is not there: %s', async (verb) => {
    expect(await desk.step('none', verb)).toMatchObject({ status: 404, body: { code: 'unknown-draft' } });
  });
});
