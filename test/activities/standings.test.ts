// A worker keeps the records that it worked on last: what another has written since, or what never was written, is seen.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { CaseCommand, Decided } from '../../activities/decided.ts';
import { readStanding } from '../../db/cases/read.ts';
import { openStore, type Store } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { filing, personFor } from '../support/clerk.ts';
import { makeDatabase, type TestDatabase } from '../support/database.ts';
import { run } from '../support/template.ts';

const caseId = '2026-ha0823-zhi-772';
const DAY = 86_400_000;
const filedAt = Date.now() - 60_000;

let database: TestDatabase;
let store: Store;
/** Two workers, and one that has never seen the case before. */
let [one, other]: ReturnType<typeof worker>[] = [];
beforeAll(async () => {
  database = await makeDatabase();
  store = openStore(database.url, 2);
  [one, other] = [worker(), worker()];
  const body = filing('（2026）豫0823执772号', new Date(filedAt).toISOString());
  await ask(one, { kind: 'file', message: { body, by: 'p-filing-1' }, spent: false });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const worker = () =>
  decideAndRecord({
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: 'a key that is only for tests, 32+ characters',
    unsealedNodes: new Set(['case.filed', 'material.received', 'fact.withdrawn', 'reception.waived']),
    failed: () => undefined,
    sink: () => Promise.resolve(),
    caseLaw: () => Promise.resolve('untouched'),
  });

const ask = (by: ReturnType<typeof worker> | undefined, command: CaseCommand, at = Date.now()): Promise<Decided> =>
  (by ?? worker())({ caseId, time: at, clock: 0, seen: null, command });

const completing = (
  node: NodeId,
  commandId: string,
  payload: object = nodeRow(node).example as object,
): CaseCommand => ({
  kind: 'complete',
  message: { node, payload, by: node === 'fact.withdrawn' ? 'p-reception-1' : personFor(node) },
  commandId,
  waits: true,
  spent: false,
});

const stored = () => readStanding(store.db, caseId, null);

test('two workers take turns: each goes on from what the other has written, and a command sent again is known to both', async () => {
  for (const [i, by] of [one, other, one, one, other, other].entries()) {
    const { answer, view } = await ask(by, completing('material.received', `turn-${i}`));
    expect(answer, `turn ${i}`).toMatchObject({ accepted: true, fact: i + 3 });
    expect(view?.version).toBe(i + 3);
  }
  for (const by of [one, other, undefined])
    expect((await ask(by, completing('material.received', 'turn-4'))).answer).toMatchObject({ fact: 7 });
  expect((await stored()).record).toHaveLength(8);
});

test('what time has done in one, the other goes on from', async () => {
  await ask(one, { kind: 'settle' });
  const { view } = await ask(other, { kind: 'settle' }, Date.now() + 2 * DAY);
  const { answer } = await ask(one, { kind: 'settle' }, Date.now() + 2 * DAY);
  expect(answer).toBeNull();
  const again = await ask(undefined, { kind: 'settle' }, Date.now() + 2 * DAY);
  expect(again.view).toEqual(view);
});

test('a transaction that is broken off at its commit leaves nothing behind that the next command would build on', async () => {
  const before = (await stored()).record.length;
  await run(
    database.url,
    `create function broken() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
    create constraint trigger broken after insert on facts deferrable initially deferred for each row execute function broken()`,
  );
  const { answer } = await ask(one, completing('material.received', 'broken'));
  expect(answer).toMatchObject({ accepted: false });
  await run(database.url, 'drop trigger broken on facts');
  const next = await ask(one, completing('material.received', 'whole'));
  expect(next.answer).toMatchObject({ accepted: true, fact: before + 1 });
  expect((await ask(other, completing('material.received', 'whole'))).answer).toEqual(next.answer);
});

test('rows put right by hand along with the case’s own are seen by whoever has the case in mind', async () => {
  await ask(one, completing('material.received', 'before'));
  await run(
    database.url,
    `with mended as (update facts set by = 'p-officer-1' where case_id = '${caseId}' and command_id = 'temporal before' returning seq)
     update cases set version = version where id = '${caseId}'`,
  );
  const { length } = (await stored()).record;
  const withdrawn = completing('fact.withdrawn', 'after', { fact: length, reason: '重复登记' });
  expect((await ask(one, withdrawn)).answer, 'it is another’s now').toMatchObject({ code: 'not-your-fact' });
});
