// Matters are found by their number, what their titles show, and the case that they are about; to whoever may not know of one nothing tells that it is there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../../db/migration.ts';
import { searchLine } from '../../../domain/record/search.ts';
import { filing, startApi, type Case, type TestApi } from '../../support/api.ts';

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

let api: TestApi;
let [caseId, checkId] = ['', ''];
const found = async (by: string, kind: string, payload: object, id?: string): Promise<string> => {
  const { status, body } = await api.as(by).post<{ id: string; detail: string }>('/api/matters', { kind, payload, ...(id !== undefined && { id }) }); // prettier-ignore
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
};
const page = async (by: string, q: string, more = ''): Promise<Page> => {
  const { status, body } = await api.as(by).get<Page>(`/api/matters?limit=200&q=${encodeURIComponent(q)}${more}`);
  expect(status).toBe(200);
  return body;
};
const sought = async (by: string, q: string): Promise<readonly string[]> =>
  (await page(by, q)).items.map(({ id }) => id).toSorted();

beforeAll(async () => {
  api = await startApi();
  const respondents = [{ name: '阿依古丽·买买提', kind: 'person' }];
  caseId = (await api.as('p-filing-1').post<Case>('/api/cases', filing({ respondents, cause: '买卖合同纠纷' }))).body
    .id;
  await found('p-reception-1', 'petition', { from: '王秀英', about: '反映“案款”到账后未发放', channel: 'visit', case: caseId }, 'petition-2026-A7'); // prettier-ignore
  await found('p-reception-1', 'petition', { from: '赵大海', about: '反映承办人态度', channel: 'letter', against: ['p-officer-2'] }, 'petition-2026-8'); // prettier-ignore
  const payload = { source: 'evaluation', persons: ['p-officer-2'], lead: 'p-director-1', members: ['p-review-1'], case: caseId }; // prettier-ignore
  checkId = await found('p-director-1', 'dual-check', payload);
});
afterAll(() => api.close());

describe('a matter is found', () => {
  it.each([
    ['as its title calls who sent it', '王××', ['petition-2026-A7']],
    ['by its kind', '信访', ['petition-2026-8', 'petition-2026-A7']],
    ['not by a part of a name that is masked', '秀英', []],
    ['not by words that are masked', '案款', []],
    ['by a part of its number, in any case', '2026-a7', ['petition-2026-A7']],
    ['by what all numbers of a kind have', 'petition-', ['petition-2026-8', 'petition-2026-A7']],
    ['by a party of its case', '古丽•买', ['petition-2026-A7']],
    ['by the cause of its case', '买卖合同', ['petition-2026-A7']],
    ['not by what stands in no text of it', '不存在', []],
    ['not by what means something to LIKE', '%', []],
    ['nor by an underscore that it has not', '_', []],
    ['nor by nothing that can be seen', '\u3000', []],
  ])('%s', async (_, q, ids) => expect(await sought('p-reception-1', q)).toEqual(ids));

  it('by the number of its case, and with other filters', async () => {
    const { body } = await api.as('p-review-1').get<Case>(`/api/cases/${caseId}`);
    expect(await sought('p-reception-1', body.caseNo)).toEqual(['petition-2026-A7']);
    expect((await page('p-reception-1', '信访', '&concluded=true')).items).toEqual([]);
    expect((await page('p-reception-1', '信访', `&case=${caseId}`)).items).toHaveLength(1);
  });
});

describe('a dual check', () => {
  const words = ['古丽', '买卖', 'dual-check', 'evaluation', '双查', 'p-officer-2'];

  it('is found by its readers, by its number and its case', async () => {
    for (const by of ['p-director-1', 'p-review-1', 'p-president-1']) {
      expect(await sought(by, '古丽'), by).toContain(checkId);
      expect(await sought(by, checkId), by).toEqual([checkId]);
    }
  });

  it('leaves no line, no further page and no other count to anybody else, whatever they look for', async () => {
    for (const by of ['p-officer-1', 'p-officer-2', 'p-review-2', 'p-administrator-1']) {
      for (const q of [...words, checkId, caseId]) {
        const { status, body } = await api.as(by).get<Page>(`/api/matters?limit=1&q=${encodeURIComponent(q)}`);
        if (status === 403) continue; // no list at all
        expect(
          body.items.map(({ id }) => id),
          `${by} ${q}`,
        ).not.toContain(checkId);
        expect(body.next, `${by} ${q}`).toBeNull();
      }
    }
  });

  it('nor does a petition to whom it is against', async () => {
    expect(await sought('p-officer-2', '赵××')).toEqual([]);
    expect(await sought('p-officer-1', '赵××')).toEqual(['petition-2026-8']);
  });
});

it('where a search will be is found piece by piece by nobody, in texts of before either', async () => {
  const payload = { from: '普执第一团队', what: '集中拘传', when: '2026-12-21T06:00:00+08:00', place: '木城街道' };
  const id = await found('p-officer-1', 'assist', payload);
  const parts = async () => Promise.all(['集中', '木城'].map((q) => sought('p-officer-2', q)));
  expect(await parts()).toEqual([[], []]);
  const { pool } = api.store;
  const { rows } = await pool.query<{ text: string }>('select text from case_search where case_id = $1', [id]);
  await pool.query(`update case_search set text = $2, identities = null where case_id = $1`, [id, searchLine('木城街道')]);
  expect((await parts())[1]).toEqual([id]);
  await migrateDatabase(pool.options.connectionString ?? '', { trial: true });
  expect(await parts()).toEqual([[], []]);
  expect((await pool.query('select text from case_search where case_id = $1', [id])).rows).toEqual(rows);
  expect(await sought('p-officer-2', '普执第一')).toEqual([id]);
}); // prettier-ignore
