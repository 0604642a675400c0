// The description of the API against the API: whatever is sent, the answer is one that the description promises.
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openapiDocument } from '../../../api/http/openapi-document.ts';
import { ProblemSchema } from '../../../api/http/problem.ts';
import { withStated } from '../../../api/http/stated.ts';
import { filing, startApi, type TestApi } from '../../support/api.ts';

interface Operation {
  readonly operationId?: string;
  readonly responses: Readonly<Record<string, object>>;
}
interface Described {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const document = JSON.parse(await openapiDocument()) as Described; // OpenAPI's own form
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('docs/openapi.json', () => {
  it('has a name for every operation, and none twice', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(operations.length);
    for (const name of names) expect(name).toMatch(/^(get|post|delete)[A-Z][A-Za-z]+$/);
  });

  it('says where the server is: where the document came from', () => {
    expect(document.servers.map(({ url }) => url)).toEqual(['/']);
  });

  it('keeps nothing of its own workings', () => {
    expect(JSON.stringify(document)).not.toContain('x-stated');
  });
});

describe('what is stated of a schema', () => {
  it('stands in it, wherever it is', () => {
    const date = { type: 'string', 'x-stated': { pattern: '^2' } };
    expect(withStated({ items: [{ properties: { date } }] })).toEqual({
      items: [{ properties: { date: { type: 'string', pattern: '^2' } } }],
    });
    expect(withStated({ required: ['a'], 'x-stated': { required: ['a', 'b'] } })).toEqual({ required: ['a', 'b'] });
  });

  it('and of a query parameter beside its schema, if it is that it is required', () => {
    const schema = { type: 'string', 'x-stated': { required: true, pattern: '^2' } };
    expect(withStated({ in: 'query', name: 'on', required: false, schema })).toEqual({
      in: 'query',
      name: 'on',
      required: true,
      schema: { type: 'string', pattern: '^2' },
    });
  });
});

interface Bad {
  readonly name: string;
  /** What stands for each `{…}` of an address. */
  readonly id?: string;
  readonly query?: string;
  readonly person?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const OF_PEOPLE = /^\/api\/(people|assignments|desks)/;
const json = { 'content-type': 'application/json' };
const bad: readonly Bad[] = [
  { name: 'no token', person: null },
  { name: 'a broken token', person: null, headers: { authorization: 'Bearer x.y.z' } },
  { name: 'nobody known', person: 'p-nobody' },
  { name: 'a party', person: 'p-applicant-1', headers: json, body: '{}' },
  { name: 'NUL in the address', id: '%00' },
  { name: 'a number beyond numbers in the address', id: '99999999999' },
  { name: 'a cursor beyond numbers', query: `?cursor=${Buffer.from('9999999999').toString('base64url')}` },
  { name: 'half a character in the address', id: '%ED%A0%80' },
  { name: 'no UTF-8 in the address', id: '%E0%A4%A' },
  { name: 'a long address', id: 'x'.repeat(300) },
  { name: 'an unknown parameter', query: '?colour=red' },
  { name: 'a parameter twice, and one of another type', query: '?limit=1&limit=x&year=x&version=-1' },
  { name: 'NUL in a parameter', query: '?q=%00&on=%00&cursor=%00&source=%00&person=%00' },
  { name: 'nothing', headers: json, body: '' },
  { name: 'half a document', headers: json, body: '{"a":' },
  { name: 'null', headers: json, body: 'null' },
  { name: 'a list', headers: json, body: '[[]]' },
  { name: 'an unknown field', headers: json, body: '{"\\u0000":"\\u0000"}' },
  { name: 'a field twice', headers: json, body: '{"at":1,"at":2}' },
  { name: 'no UTF-8', headers: json, body: Buffer.from([0x22, 0xff, 0x22]) },
  { name: 'another media type', headers: { 'content-type': 'application/xml' }, body: '<a/>' },
  { name: 'no media type that there is', headers: { 'content-type': ';' }, body: '{}' },
  { name: 'a table', headers: { 'content-type': 'text/csv' }, body: ',,\n\0' },
  { name: 'too much', headers: json, body: `"${'长'.repeat(600_000)}"` },
];

describe('whatever is sent', () => {
  it.each(bad)(
    '($name) to any operation, the answer is documented, and a problem is a problem document',
    async (sent) => {
      const found: string[] = [];
      for (const { path, method, responses } of operations) {
        const url = path.replaceAll(/\{\w+\}/g, sent.id ?? '2026-ha0823-zhi-999') + (sent.query ?? '');
        const known = OF_PEOPLE.test(path) ? 'p-security-1' : 'p-administrator-1'; // whoever gets furthest
        const person = sent.person === undefined ? known : sent.person;
        const authorization = person === null ? {} : { authorization: `Bearer ${await api.token(person)}` };
        const answer = await api.app.inject({
          method: method.toUpperCase() as 'GET' | 'POST' | 'DELETE',
          url,
          headers: { ...authorization, ...sent.headers },
          ...(method !== 'get' && sent.body !== undefined && { payload: sent.body }),
        });
        const where = `${method} ${path} → ${answer.statusCode}`;
        if (!(answer.statusCode in responses)) found.push(`${where}: not documented`);
        if (answer.statusCode >= 500) found.push(`${where}: ${answer.body}`);
        if (answer.statusCode < 400) continue;
        if (answer.headers['content-type'] !== 'application/problem+json; charset=utf-8')
          found.push(`${where}: no problem`);
        if (!Value.Check(ProblemSchema, answer.json())) found.push(`${where}: ${answer.body}`);
      }
      expect(found).toEqual([]);
    },
  );
});

describe('a filing whose history is refused', () => {
  const at = '2026-01-21T09:00:00+08:00';
  it.each([
    ['a node that is none', { node: '' }, 404],
    ['a node of the engine', { node: 'law.applied', payload: { rules: 1, calendar: 1, settings: 1 } }, 403],
    ['a payload that is none', { node: 'reception.waived', payload: {} }, 400],
    ['a subject that is not there', { node: 'asset.skipped', subject: 'a-1', payload: { reason: '价值过低' } }, 422],
  ])('(%s) is answered as the description says', async (_, brought, status) => {
    const body = filing({ history: [{ at, ...brought }] });
    const answer = await api.as('p-filing-1').post<{ code: string }>('/api/cases', body);
    expect(answer.status, answer.body.code).toBe(status);
    expect(document.paths['/api/cases']?.['post']?.responses).toHaveProperty(String(status));
  });
});
