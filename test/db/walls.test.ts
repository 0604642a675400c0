// The second wall of the reading table (docs/decisions/190): what the API's role reads of kept records in Postgres, whatever route asks.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReadingStore, type Store } from '../../db/client.ts';
import { readFacts } from '../../db/cases/read.ts';
import { askedFor, askedForTheCourt } from '../../db/reader.ts';
import { caseLog, facts } from '../../db/schema/index.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { type Role } from '../../domain/nodes/roles.ts';
import { readsAs } from '../../domain/plan/matters/readers.ts';
import { type Case, filing, startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let walled: Store;
let [ordinary, examined, petition] = ['', '', ''];
beforeAll(async () => {
  api = await startApi();
  walled = openReadingStore(String(api.store.pool.options.connectionString), 2);
  ordinary = (await api.as('p-filing-1').post<Case>('/api/cases', filing())).body.id;
  const found = async (by: string, kind: string, payload: object) => {
    const { status, body } = await api.as(by).post<{ id: string }>('/api/matters', { kind, payload });
    expect(status).toBe(201);
    return body.id;
  };
  examined = await found('p-director-1', 'dual-check', { source: 'evaluation', persons: ['p-officer-2'], lead: 'p-director-1', members: ['p-review-1'], case: ordinary }); // prettier-ignore
  petition = await found('p-review-1', 'petition', { ...(nodeRow('petition.received').example as object), against: ['p-officer-1'], case: ordinary }); // prettier-ignore
});
afterAll(async () => {
  await walled.close();
  await api.close();
});

type Who = readonly [id: string, ...roles: Role[]];
const as = <T>([id, ...roles]: Who, work: () => T): T => askedFor(() => readsAs({ id, roles }), work);
/** Of the three records, in how many facts and lines of the log each says something. */
const said = async () =>
  Promise.all(
    [ordinary, examined, petition].map(async (id) => {
      const log = await walled.db.select().from(caseLog).where(eq(caseLog.caseId, id));
      return [(await readFacts(walled.db, id)).length > 0, log.length > 0].join();
    }),
  );
const [all, nothing] = ['true,true', 'false,false'];

describe('without any route in front of it', () => {
  test.each<readonly [string, Who, string, string]>([
    ['a reader of a dual check', ['p-review-1', 'review'], all, all],
    ['who holds an office that reads it', ['p-president-1', 'president'], all, all],
    ['who is examined', ['p-officer-2', 'officer', 'panel'], nothing, all],
    ['whom a petition is against', ['p-officer-1', 'officer'], nothing, nothing],
    ['who is called as its reader is, in capitals', ['P-REVIEW-1', 'officer'], nothing, all],
  ])('%s reads what is theirs', async (_, who, ofCheck, ofPetition) => {
    expect(await as(who, said)).toEqual([all, ofCheck, ofPetition]);
  });

  test('whoever is not known, or nobody at all, reads no kept record; the court’s own figures have all', async () => {
    expect(await said()).toEqual([all, nothing, nothing]);
    expect(await askedFor(() => undefined, said)).toEqual([all, nothing, nothing]);
    expect(await askedForTheCourt(said)).toEqual([all, all, all]);
  });

  test('nobody passes for the court, or for two, by how they are called', async () => {
    for (const id of ['*', '', 'p-x\n@president', 'p-x","@president', '"@president"', "p'; select 1; --"])
      expect(await as([id, 'officer'], said), JSON.stringify(id)).toEqual([all, nothing, all]);
  });
});

test('connections are shared, whom they ask for is not: each of many at once reads what is theirs', async () => {
  const readers: readonly Who[] = [['p-review-1', 'review'], ['p-officer-2', 'officer'], ['p-officer-1', 'officer'], ['p-director-1', 'director']]; // prettier-ignore
  const once = await Promise.all(readers.map((who) => as(who, said)));
  const many = await Promise.all(
    Array.from({ length: 200 }, (_, i) => as(readers[i % readers.length] ?? ['p-x'], said)),
  );
  for (const [i, each] of many.entries()) expect(each).toEqual(once[i % readers.length]);
});

test('the API adds to no record, takes nothing from it, and does not put its wall off', async () => {
  const denied = (statement: string) => expect(walled.pool.query(statement), statement).rejects.toThrow(/permission denied|must be owner/); // prettier-ignore
  for (const table of ['facts', 'case_log', 'cases', 'deadlines', 'ledger_entries', 'ledger_lines']) {
    await denied(`insert into ${table} default values`);
    await denied(`delete from ${table}`);
  }
  await denied('update facts set payload = payload');
  await denied('alter table facts disable row level security');
  await denied('drop policy facts_kept on facts');
  expect((await api.store.db.select().from(facts).where(eq(facts.caseId, examined))).length, 'the worker has them').toBeGreaterThan(0); // prettier-ignore
});
