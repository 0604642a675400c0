import { randomUUID } from 'node:crypto';
import { type Payload, METADATA_ENCODING_KEY, encodingKeys } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealed } from '../../gateway/seal.ts';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { civilYear } from '../../domain/time/instant.ts';
import { messages } from '../../workflows/messages.ts';
import { type Docket, fileCase, filing } from '../support/clerk.ts';
import { type Engine, SEAL_KEY, startEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const waived = { reason: '申请执行人在外地，已电话核对' };
const reception = 'p-reception-1';

/** What came of signals, as the case's log has it. */
const refusals = async (docket: Docket): Promise<readonly unknown[]> =>
  (await docket.log()).filter((l) => l.type === 'refused').map((l) => l.data['code']);

async function goesOn(docket: Docket): Promise<void> {
  expect(await docket.tryTo('reception.waived', waived)).toMatchObject({ accepted: true });
}

const poison: readonly (readonly [name: string, message: unknown, code: string])[] = [
  ['NUL in a text', { node: 'reception.waived', by: reception, payload: { reason: '外地\u0000务工' } }, 'bad-text'],
  ['NUL in a key', { node: 'reception.waived', by: reception, payload: { 'a\u0000': '外地' } }, 'bad-text'],
  ['half a character', { node: 'reception.waived', by: reception, payload: { reason: '\ud800' } }, 'bad-text'],
  ['NUL in the sender', { node: 'reception.waived', by: 'a\u0000', payload: waived }, 'bad-text'],
  ['a sender that is an object', { node: 'reception.waived', by: { toString: 1 }, payload: waived }, 'unknown-person'],
  ['NUL in the node', { node: 'reception\u0000', by: reception, payload: waived }, 'bad-text'],
  ['a node of every object', { node: 'constructor', by: reception, payload: waived }, 'unknown-node'],
  ['an instant of the year 26', { node: 'reception.waived', by: reception, payload: waived, at: '0026-01-20T16:20:00+08:00' }, 'bad-instant'],
  ['a subject that is a list', { node: 'asset.frozen', subject: ['a'], by: 'p-control-1', payload: {} }, 'wrong-type'],
  ['a command id that is an object', { node: 'reception.waived', by: reception, payload: waived, commandId: {} }, 'not-a-command'],
  ['a command id with NUL', { node: 'reception.waived', by: reception, payload: waived, commandId: 'k\u0000' }, 'bad-text'],
  ['a text without end', { node: 'reception.waived', by: reception, payload: { reason: 'x'.repeat(30_000) } }, 'bad-text'],
  ['a list', [], 'not-a-command'],
  ['a person to be looked up, from somebody who may not', { node: 'case.assigned', by: 'p-applicant-1', payload: { officer: 'p-officer-1' } }, 'unknown-case'],
]; // prettier-ignore

test.each(poison)('a signal with %s is refused, kept in the log, and the case goes on', async (_, message, code) => {
  const docket = await fileCase(engine);
  await engine.client.workflow.getHandle(docket.id).signal('nodeCompleted', message);
  await expect.poll(() => refusals(docket)).toEqual([code]);
  await goesOn(docket);
});

test.each([
  ['that are no JSON', { [METADATA_ENCODING_KEY]: encodingKeys.METADATA_ENCODING_JSON }, Buffer.from('{bad')],
  ['that say a thing twice', { [METADATA_ENCODING_KEY]: encodingKeys.METADATA_ENCODING_JSON }, Buffer.from('{"node":"a","node":"b","by":"p-reception-1"}')],
  ['that are GBK', { [METADATA_ENCODING_KEY]: encodingKeys.METADATA_ENCODING_JSON }, Buffer.from([0x22, 0xd6, 0xb4, 0x22])],
  ['in an encoding nobody knows', { [METADATA_ENCODING_KEY]: Buffer.from('binary/odd') }, Buffer.from([0xff, 0x00])],
  ['without any encoding', {}, Buffer.from('{}')],
  ['of an empty encoding', { [METADATA_ENCODING_KEY]: Buffer.alloc(0) }, Buffer.from('{}')],
  ['encrypted with no key', { [METADATA_ENCODING_KEY]: Buffer.from('binary/encrypted'), 'encryption-key-id': Buffer.alloc(0), record: Buffer.alloc(0) }, Buffer.alloc(60)],
  ['encrypted with a key nobody has', { [METADATA_ENCODING_KEY]: Buffer.from('binary/encrypted'), 'encryption-key-id': Buffer.from('x') }, Buffer.alloc(60)],
  ['that nest a list 300,000 times', { [METADATA_ENCODING_KEY]: encodingKeys.METADATA_ENCODING_JSON }, Buffer.from('['.repeat(300_000) + ']'.repeat(300_000))],
  ['that nest an object 30,000 times', { [METADATA_ENCODING_KEY]: encodingKeys.METADATA_ENCODING_JSON }, Buffer.from(`{"node":"reception.waived","by":"p-reception-1","payload":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}`)],
] as const)('bytes %s, signalled, do no harm', async (_, metadata, data) => {
  const docket = await fileCase(engine);
  const payload: Payload = { metadata, data };
  await engine.client.workflowService.signalWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: docket.id },
    signalName: 'nodeCompleted',
    input: { payloads: [payload] },
    requestId: randomUUID(),
  });
  await expect.poll(() => refusals(docket)).toEqual(['not-a-command']);
  await goesOn(docket);
}); // prettier-ignore

test('signals and updates nobody knows, and odd arguments to those that are known, do no harm', async () => {
  const docket = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(docket.id);
  await handle.signal('no.such.signal', 5);
  await handle.signal('__temporal_signal_x');
  await handle.signal('__stack_trace');
  await handle.signal('完成初次接待');
  await handle.signal('未进行初次接待（说明原因）', { node: 'reception.held', by: 'p-reception-1' });
  await handle.signal(messages.refresh, 'a\u0000', { x: 1 });
  await expect(handle.executeUpdate('no.such.update')).rejects.toThrow();
  await expect(handle.executeUpdate('__temporal_update_x')).rejects.toThrow();
  expect(await handle.executeUpdate(messages.applyLaw, { args: [{ odd: '\u0000' }] })).toBe('skipped');
  expect(await handle.executeUpdate(messages.applyLaw, { args: ['a\u0000'] })).toBe('skipped');
  await handle.executeUpdate(messages.settleNow, { args: [null] });
  await goesOn(docket);
});

test('a workflow started with anything at all decides nothing for others', async () => {
  const { client, taskQueue } = engine;
  const docket = await fileCase(engine);
  const before = await docket.log();
  for (const input of [undefined, null, 5, 'a\u0000', { caseId: docket.id, clockOffset: 31_536_000_000, continueAfter: 1, view: { deadlines: 5 } }]) {
    const workflowId = `odd-${randomUUID()}`;
    const handle = await client.workflow.start('enforcementCase', { workflowId, taskQueue, args: [input] });
    await handle.signal(messages.refresh);
    await handle.result();
  }
  expect(await docket.log()).toEqual(before);
  await goesOn(docket);
}); // prettier-ignore

test.each([
  ['another type', 'rollout', (queue: string) => queue, { draftId: 'x', by: 'p-president-1' }],
  ['another task queue', 'enforcementCase', () => 'nobody', {}],
] as const)('a workflow of %s under a case’s id does not keep the case from being filed', async (_, type, queueOf, input) => {
  const { client, taskQueue, gateway } = engine;
  const caseNo = `（${civilYear(Date.now() - 60_000)}）豫0823执${90_000_000 + Math.floor(Math.random() * 9_999_999)}号`;
  const caseId = parseCaseNumber(caseNo)?.id ?? '';
  await client.workflow.start(type, { workflowId: caseId, taskQueue: queueOf(taskQueue), args: [input] });
  const body = filing(caseNo, new Date(Date.now() - 60_000).toISOString());
  const file = () => gateway.fileCase({ caseId, caseNo, title: '' }, { body, by: 'p-filing-1' });
  // where nobody answers it is noticed only when patience ends: the sender hears 504 and sends again
  expect(await file().catch(file)).toMatchObject({ accepted: true });
  expect((await client.workflow.getHandle(caseId).describe()).taskQueue).toBe(taskQueue);
}, 60_000); // prettier-ignore

test('no clock but the record’s own: a workflow ended and started again by hand keeps the time of its case', async () => {
  const docket = await fileCase(engine);
  const { client, taskQueue } = engine;
  await client.workflow.getHandle(docket.id).terminate('by hand');
  const args = [{ clockOffset: 31_536_000_000, clock: 31_536_000_000 }];
  await client.workflow.start('enforcementCase', { workflowId: docket.id, taskQueue, args });
  await goesOn(docket);
  const { rows } = await engine.store.pool.query<{ ahead: string }>(
    `select extract(epoch from max(recorded_at) - now()) as ahead from facts where case_id = $1`,
    [docket.id],
  );
  expect(Number(rows[0]?.ahead)).toBeLessThan(60);
});

test('a refused message taken out of the history does not count as the officer’s later', async () => {
  const docket = await fileCase(engine);
  await docket.complete('case.assigned', { officer: 'p-officer-1' });
  const message = sealed(SEAL_KEY, `${docket.id}/completeNode`, {
    node: 'long-case.reported',
    by: 'p-officer-1',
    payload: { detail: '案情', reasons: 5 },
    commandId: randomUUID(),
  });
  const handle = engine.client.workflow.getHandle(docket.id);
  const update = (m: object) => handle.executeUpdate<{ code?: string }, [object]>('completeNode', { args: [m] });
  expect(await update(message)).toMatchObject({ accepted: false });
  const waiving = { node: 'deadline.lapsed', by: 'p-review-1', payload: { deadlines: ['x@1'], reason: '无' } };
  expect(await update(waiving), 'unsealed').toMatchObject({ code: 'seal-required' });
  const good = sealed(SEAL_KEY, `${docket.id}/completeNode`, { ...waiving, commandId: randomUUID() });
  const { code } = await update(good);
  expect(code, 'sealed: it gets as far as the deadlines').toBe('unknown-deadline');
  expect(await update(good), 'the same again').toMatchObject({ code: 'seal-required' });
  const old = sealed(SEAL_KEY, `${docket.id}/completeNode`, { ...waiving, commandId: 'k' }, Date.now() - 6 * 60_000);
  expect(await update(old), 'expired').toMatchObject({ code: 'seal-required' });
  expect(await update({ ...good, commandId: 'other' }), 'another command').toMatchObject({ code: 'seal-required' });
});

test('a stored answer is its sender’s alone', async () => {
  const docket = await fileCase(engine);
  const commandId = 'key-of-reception';
  expect(await docket.tryTo('reception.waived', waived, { commandId })).toMatchObject({ accepted: true });
  for (const [by, code] of [
    ['p-documents-1', 'wrong-role'],
    ['p-applicant-1', 'unknown-case'],
  ] as const) {
    // prettier-ignore
    expect(await docket.tryTo('reception.waived', waived, { commandId, by })).toMatchObject({ code });
  }
});
