// Matters are found by their number, their words, and the case that they are about; to whoever may not know of one nothing tells that it is there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    ['by who sent it', '秀英', ['petition-2026-A7']],
    ['by its words, whatever the quotation marks', '"案款"', ['petition-2026-A7']],
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
    expect((await page('p-reception-1', '反映', '&concluded=true')).items).toEqual([]);
    expect((await page('p-reception-1', '反映', `&case=${caseId}`)).items).toHaveLength(1);
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
    expect(await sought('p-officer-2', '承办人')).toEqual([]);
    expect(await sought('p-officer-1', '承办人')).toEqual(['petition-2026-8']);
  });
});
