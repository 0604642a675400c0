// One line of the bank's is one receipt in the whole court (plan §9: `funds.arrived`, docs/decisions/034).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideAndRecord } from '../../activities/decide-and-record.ts';
import type { CaseCommand } from '../../activities/decided.ts';
import { openStore, type Store } from '../../db/client.ts';
import { lawLibrary } from '../../db/law/library.ts';
import { type NodeId, nodeRow } from '../../domain/nodes/index.ts';
import { filing, personFor } from '../support/clerk.ts';
import { makeDatabase, type TestDatabase } from '../support/database.ts';

const HOUR = 3_600_000;
const filedAt = Date.now() - HOUR;
const numbers = [881, 882, 883] as const;
const idOf = (number: number) => `2026-ha0823-zhi-${number}`;

let database: TestDatabase;
let store: Store;
let decide: ReturnType<typeof decideAndRecord>;
beforeAll(async () => {
  database = await makeDatabase();
  store = openStore(database.url, 4);
  decide = decideAndRecord({
    store,
    laws: lawLibrary(),
    courtCode: '豫0823',
    sealKey: 'a key that is only for tests, 32+ characters',
    unsealedNodes: new Set(['case.filed', 'funds.arrived', 'fact.withdrawn', 'fact.corrected']),
    failed: ({ cause }) => {
      throw cause;
    },
    sink: () => Promise.resolve(),
    caseLaw: () => Promise.resolve('untouched'),
  });
  for (const number of numbers) {
    const body = filing(`（2026）豫0823执${number}号`, new Date(filedAt).toISOString());
    await ask(number, { kind: 'file', message: { body, by: 'p-filing-1' }, spent: false });
  }
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const ask = async (number: number, command: CaseCommand) =>
  (await decide({ caseId: idOf(number), time: Date.now(), clock: 0, seen: null, command })).answer as unknown as Answer;

interface Answer {
  readonly accepted: boolean;
  readonly code?: string;
  readonly zh?: string;
  readonly fact?: number;
}

let sent = 0;
const send = (number: number, node: NodeId, payload: object, subject?: string, by = personFor(node)) =>
  ask(number, {
    kind: 'complete',
    message: { node, payload: { ...(nodeRow(node).example as object), ...payload }, by, ...(subject && { subject }) },
    commandId: `c-${sent++}`,
    spent: false,
    waits: true,
  });
const arrives = (number: number, subject: string, reference: string) =>
  send(number, 'funds.arrived', { reference }, subject);

test('the same line of the bank’s in another case is refused, and the case named', async () => {
  const first = await arrives(881, 'r-1', 'YH-900');
  expect(first.accepted).toBe(true);
  for (const written of ['YH-900', 'yh-900 ', 'ＹＨ－９００']) {
    const refused = await arrives(882, 'r-1', written);
    expect(refused).toMatchObject({ accepted: false, code: 'duplicate-receipt' });
    expect(refused.zh).toContain('（2026）豫0823执881号');
  }
  expect((await arrives(882, 'r-1', 'YH-901')).accepted).toBe(true);
});

test('nor does a correction bring it there, nor a withdrawal taken back; withdrawn in the wrong case it is free', async () => {
  const wrong = await arrives(881, 'r-2', 'YH-910');
  const right = await arrives(882, 'r-2', 'YH-911');
  const payload = { ...(nodeRow('funds.arrived').example as object), reference: 'YH-910' };
  const by = personFor('funds.arrived');
  const corrected = { fact: right.fact, payload, reason: '笔误', at: undefined, askedBy: undefined };
  expect(await send(882, 'fact.corrected', corrected, undefined, by)).toMatchObject({ code: 'duplicate-receipt' });
  const withdrawn = await send(881, 'fact.withdrawn', { fact: wrong.fact, askedBy: undefined }, undefined, by);
  expect(withdrawn.accepted).toBe(true);
  expect((await send(882, 'fact.corrected', corrected, undefined, by)).accepted).toBe(true);
  const back = await send(881, 'fact.withdrawn', { fact: withdrawn.fact, askedBy: undefined }, undefined, by);
  expect(back).toMatchObject({ code: 'duplicate-receipt' });
});

test('two cases at once: one has it', async () => {
  const tried = async (number: number): Promise<Answer> => {
    try {
      return await arrives(number, 'r-9', 'YH-990');
    } catch {
      return arrives(number, 'r-9', 'YH-990'); // what may pass is tried again by the workflow
    }
  };
  const answers = await Promise.all(numbers.map(tried));
  expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'duplicate-receipt']));
});
