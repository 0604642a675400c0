// Deriving is most of what a command costs: how often each one does it.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { CaseCommand } from '../../activities/decided.ts';
import { openStore, type Store } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import type * as Deriving from '../../domain/engine/derive.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { filing, personFor } from '../support/clerk.ts';
import { makeDatabase, type TestDatabase } from '../support/database.ts';

/** What was derived; the same answer given again is no second derivation. */
const derived = vi.hoisted(() => new Set<unknown>());

vi.mock('../../domain/engine/derive.ts', async (original) => {
  const real = await original<typeof Deriving>();
  const deriveSteps: typeof real.deriveSteps = function* (...asked) {
    const answer = yield* real.deriveSteps(...asked);
    derived.add(answer);
    return answer;
  };
  return { ...real, deriveSteps };
});

const HOUR = 3_600_000;
const caseId = '2026-ha0823-zhi-771';
const filedAt = Date.now() - 60_000;

let database: TestDatabase;
let store: Store;
let decide: ReturnType<typeof decideAndRecord>;
beforeAll(async () => {
  database = await makeDatabase();
  store = openStore(database.url, 2);
  decide = decideAndRecord({
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: 'a key that is only for tests, 32+ characters',
    unsealedNodes: new Set(['case.filed', 'reception.waived', 'deadline.lapsed', 'material.received']),
    failed: ({ cause }) => {
      throw cause;
    },
    sink: () => Promise.resolve(),
    caseLaw: () => Promise.resolve('untouched'),
  });
  const body = filing('（2026）豫0823执771号', new Date(filedAt).toISOString());
  await ask({ kind: 'file', message: { body, by: 'p-filing-1' }, spent: false });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});
beforeEach(() => derived.clear());

const ask = (command: CaseCommand, { at = Date.now(), seen = null as number | null } = {}) =>
  decide({ caseId, time: at, clock: 0, seen, command });

const completing = (node: NodeId, payload: object = nodeRow(node).example as object): CaseCommand => ({
  kind: 'complete',
  message: { node, payload, by: personFor(node) },
  commandId: node,
  waits: true,
  spent: false,
});

test('a command that is accepted derives the case once', async () => {
  const { answer, view } = await ask(completing('reception.waived'));
  expect(answer).toMatchObject({ accepted: true });
  expect(view?.version).toBe(3);
  expect(derived.size).toBe(1);
});

test('one whose guard looks at the deadlines does so too', async () => {
  const lapsing = { deadlines: ['network-query@2'], reason: '无需查询' };
  expect((await ask(completing('deadline.lapsed', lapsing))).answer).toMatchObject({ accepted: true });
  expect(derived.size).toBe(1);
});

test('one that is refused, and one sent again, derive nothing where the workflow has seen the case as it is', async () => {
  const refused = completing('deadline.lapsed', { deadlines: ['network-query@9'], reason: '没有' });
  for (const [command, accepted] of [
    [refused, false],
    [completing('reception.waived'), true],
  ] as const) {
    // prettier-ignore
    const { answer, view } = await ask(command, { seen: 4 });
    expect(answer).toMatchObject({ accepted });
    expect(view).toBeNull();
  }
  expect(derived.size).toBe(0);
  expect((await ask(refused, { seen: 3 })).view?.version, 'an answer was lost').toBe(4);
});

test('a settling derives once, and once more for the supervised matter that it opens; then comes the late command', async () => {
  const { view: before } = await ask({ kind: 'settle' });
  const first = before?.deadlines[0]?.dueAt ?? 0; // today may be a day of rest
  derived.clear();
  const { view } = await ask({ kind: 'settle' }, { at: first + HOUR });
  expect(derived.size).toBe(1);
  expect(view?.overdue).toBeGreaterThan(0);
  derived.clear();
  const late = completing('material.received');
  expect((await ask(late, { at: first + 2 * 24 * HOUR })).answer).toMatchObject({ accepted: true });
  expect(derived.size, 'what had fallen due, 督办 of it, the command').toBe(3);
});
