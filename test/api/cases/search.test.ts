import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refold } from '../../../db/cases/refold.ts';
import { migrateDatabase } from '../../../db/migration.ts';
import { type Case, filing, startApi, type TestApi } from '../../support/api.ts';
import { makeEmptyDatabase } from '../../support/database.ts';

let api: TestApi;
const ids: Record<string, string> = {};
const file = async (key: string, more: object) => {
  const { status, body } = await api.as('p-filing-1').post<Case>('/api/cases', filing(more));
  expect(status).toBe(201);
  ids[key] = body.id;
};
beforeAll(async () => {
  api = await startApi();
  await file('quoted', { applicants: [{ name: '郑州"鑫源"商贸有限公司', kind: 'organisation' }] });
  await file('dotted', { respondents: [{ name: '阿依古丽·买买提', kind: 'person' }] });
  await file('latin', {
    applicants: [{ name: 'ＡＢＣ（中国）有限公司', kind: 'organisation' }],
    cause: '买卖合同纠纷',
  });
  const petition = { from: '王秀英', about: '反映承办人态度', channel: 'visit', case: ids['dotted'] };
  expect(await api.as('p-review-1').post('/api/matters', { kind: 'petition', payload: petition })).toMatchObject({
    status: 201,
  });
  await file('bracket', { applicants: [{ name: '某[2]_公司', kind: 'organisation' }] });
});
afterAll(() => api.close());

const urlOf = ({ store }: TestApi): string => store.pool.options.connectionString ?? '';
const found = async (q: string): Promise<readonly string[]> => {
  const { status, body } = await api
    .as('p-review-1')
    .get<{ items: Case[] }>(`/api/cases?sort=filedAt&q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return body.items.map((line) => Object.entries(ids).find(([, id]) => id === line.id)?.[0] ?? line.id).toSorted();
};

describe('search', () => {
  it.each([
    ['"鑫源"', ['quoted']],
    ['鑫源', ['quoted']],
    ['鑫', ['quoted']],
    ['“鑫源”', ['quoted']],
    ['古丽•买', ['dotted']],
    ['abc(中国)', ['latin']],
    ['买卖', ['latin']],
    ['[', ['bracket']],
    ['［2］', ['bracket']],
    ['_', ['bracket']],
    ['\\', []],
    ['%', []],
    ['{', []],
    ['":', []],
    ['name', []],
    ['kind', []],
    ['\u3000', []],
    ['豫0823执', ['bracket', 'dotted', 'latin', 'quoted']],
  ])('%s', async (q, expected) => expect(await found(q)).toEqual(expected));

  it('finds a corrected name, and no more the one that was wrong', async () => {
    const id = ids['dotted'] ?? '';
    const log = await api.as('p-review-1').get<{ items: { node?: string; fact?: number }[] }>(`/api/cases/${id}/log`);
    const fact = log.body.items.find((line) => line.node === 'case.filed')?.fact;
    const { body } = await api.as('p-review-1').get<Case>(`/api/cases/${id}`);
    const applicants = body.applicants.map(({ id: _, ...party }) => party);
    const { caseNo, cause, basis, claimFen } = body;
    const respondents = [{ name: '阿依古丽·艾山', kind: 'person' }];
    const payload = { caseNo, cause, basis, claimFen, applicants, respondents };
    const correct = { payload: { fact, payload, reason: '姓名误录' } };
    const corrected = await api.as('p-review-1').post(`/api/cases/${id}/nodes/fact.corrected`, correct);
    expect(corrected).toMatchObject({ status: 200 });
    expect(await found('艾山')).toEqual(['dotted']);
    expect(await found('买买提')).toEqual([]);
  });

  it.each([
    ['410823197001010011', ['dotted']],
    ['４１０８２３ 19700101 0011', ['dotted']],
    ['41082319700101001', []],
    ['0823197001010011', []],
    ['410823', []],
  ])('by an identity number finds it whole and no part of it: %s', async (q, keys) => {
    expect(await found(q)).toEqual(keys);
  });

  it('by an identity number shows whom it does not concern no more of it', async () => {
    const answer = await api.as('p-officer-2').get<{ items: Case[] }>('/api/cases?q=410823197001010011');
    expect(answer.body.items).toHaveLength(1);
    expect(JSON.stringify(answer.body)).not.toContain('0101');
  });

  it('by an identity number finds nothing for whoever may not have one shown: they would try until one fits', async () => {
    for (const [person, cases] of [
      ['p-analysis-1', 0],
      ['p-officer-2', 1],
    ] as const) {
      const answer = await api.as(person).get<{ items: Case[] }>('/api/cases?q=410823197001010011');
      expect([person, answer.body.items.length]).toEqual([person, cases]);
      const matters = await api.as(person).get<{ items: Case[] }>('/api/matters?q=410823197001010011');
      expect([person, matters.body.items.length]).toEqual([person, cases]);
    }
    expect((await api.as('p-analysis-1').get<{ items: Case[] }>('/api/cases?q=%E5%8F%A4%E4%B8%BD')).status).toBe(200);
  });

  it('each search by an identity number is noted, without the number, and no other', async () => {
    for (const q of ['110105194912310021', '（2026）豫0823执1号', '豫0823', '2026-01', 'petition-2026-77', '王建国李秀英'])
      for (const person of ['p-command-1', 'p-analysis-1'])
        expect((await api.as(person).get(`/api/cases?q=${encodeURIComponent(q)}`)).status).toBe(200);
    await new Promise((done) => setTimeout(done, 500));
    const noted = async (person: string) =>
      (await api.as('p-auditor-1').get<{ items: object[] }>(`/api/access-log?person=${person}`)).body.items;
    expect(await noted('p-command-1')).toMatchObject([{ outcome: 'sought', record: null, fields: [], code: null, times: 1, route: 'GET /api/cases' }]);
    const denied = await noted('p-analysis-1');
    expect(denied.length).toBeGreaterThan(0);
    for (const line of denied) expect(line).toMatchObject({ outcome: 'denied', record: null, code: 'not-revealable' });
    const { rows } = await api.store.pool.query<{ all: string }>(`select string_agg(l::text, '') as all from access_log l`);
    expect(rows[0]?.all).not.toContain('110105194912310021');
  }); // prettier-ignore

  it('has an index that two characters are looked up in', async () => {
    const { pool } = api.store;
    const explained = await pool.query<{ 'QUERY PLAN': string }>(
      `begin; set local enable_seqscan = off; explain select case_id from case_search where text like '%鑫鑫源源%'; commit`,
    );
    // one answer for each statement
    expect(JSON.stringify(explained)).toContain('case_search_text');
  });
});

describe('the migration', () => {
  it('makes cases of before be found, as corrected since', async () => {
    const before = await found('艾山');
    await api.store.pool.query('delete from case_search');
    await api.store.pool.query(`update cases set snapshot = jsonb_set(snapshot, '{title}', '"阿××"')`);
    expect(await found('艾山')).toEqual([]);
    await migrateDatabase(urlOf(api), { trial: true });
    expect(await found('艾山')).toEqual(before);
    expect(await found('鑫源')).toEqual(['quoted']);
    expect(await found('410823197001010011')).toEqual(['dotted']);
    expect((await refold(api.store.db)).differences, 'and called by the mask of now').toEqual([]);
    const { rows } = await api.store.pool.query('select * from case_search order by case_id');
    await migrateDatabase(urlOf(api), { trial: true });
    expect((await api.store.pool.query('select * from case_search order by case_id')).rows).toEqual(rows);
  });

  it('goes through where no extension may be created', async () => {
    const database = await makeEmptyDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      // as hosts do it that keep a list of what they allow
      await client.query(`create function no_extension() returns event_trigger language plpgsql as
        $$ begin raise insufficient_privilege using message = 'not on our list'; end $$`);
      await client.query(`create event trigger no_extension on ddl_command_start
        when tag in ('CREATE EXTENSION') execute function no_extension()`);
      await migrateDatabase(database.url, { trial: false });
      const { rows } = await client.query<{ indexname: string }>(
        `select indexname from pg_indexes where tablename = 'case_search'`,
      );
      expect(rows.map(({ indexname }) => indexname).toSorted()).toEqual(['case_search_identities', 'case_search_pkey']);
    } finally {
      await client.end();
      await database.drop();
    }
  });
});
