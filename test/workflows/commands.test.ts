import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Answer } from '../../domain/engine/answer.ts';
import { fileCase, filing } from '../support/clerk.ts';
import { sealed } from '../../gateway/seal.ts';
import { type Engine, SEAL_KEY, startEngine } from '../support/engine.ts';
import { keepHistory } from '../support/history.ts';
import { measure } from '../support/story.ts';
import { type CaseInput, type CaseView, ENFORCEMENT_CASE, messages } from '../../workflows/messages.ts';

type Start = (input: CaseInput) => Promise<void>;

let engine: Engine;
const losing = new Set<string>();
beforeAll(async () => {
  engine = await startEngine({
    around: (activities) => ({
      ...activities,
      decideAndRecord: async (asked) => {
        const decided = await activities.decideAndRecord(asked);
        if (losing.delete(asked.caseId)) throw new Error('the answer is lost');
        return decided;
      },
    }),
  });
});
afterAll(() => engine.stop());

const PATIENT = { timeout: 20_000 };
const waived = { reason: '申请执行人在外地，已电话核对' };

test('the same command sent ten times at once is done once and answered ten times the same', async () => {
  const docket = await fileCase(engine);
  const commandId = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => docket.tryTo('reception.waived', waived, { commandId })),
  );
  expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
  expect(answers[0]).toMatchObject({ accepted: true, fact: 3, version: 3, done: ['reception@2'] });
  expect((await docket.log()).filter((l) => l.type === 'fact').length).toBe(3);
});

test('the same key with another body is a conflict; a key that was refused is free', async () => {
  const docket = await fileCase(engine);
  const commandId = randomUUID();
  expect(await docket.tryTo('query.returned', { complete: true, assets: [] }, { commandId })).toMatchObject({
    code: 'node-missing',
  });
  expect(await docket.tryTo('reception.waived', waived, { commandId })).toMatchObject({ accepted: true });
  expect(await docket.tryTo('reception.waived', { reason: '别的' }, { commandId })).toMatchObject({
    code: 'key-reused',
  });
});

test('what comes along with the start of a workflow is what it says: no completion of a node called so', async () => {
  const docket = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(docket.id);
  const start = { workflowId: docket.id, taskQueue: engine.taskQueue, args: [{}] as [CaseInput] };
  await handle.terminate();
  await engine.client.workflow.signalWithStart(ENFORCEMENT_CASE, { ...start, signal: messages.refresh });
  expect(await docket.tryTo('reception.waived', waived)).toMatchObject({ accepted: true });
  expect((await docket.log()).filter(({ type }) => type === 'refused')).toEqual([]);
  await handle.terminate();
  const view = await engine.client.workflow.executeUpdateWithStart<Start, CaseView, []>(messages.settleNow, {
    startWorkflowOperation: new WithStartWorkflowOperation<Start>(ENFORCEMENT_CASE, {
      ...start,
      workflowIdConflictPolicy: 'FAIL',
    }),
  });
  expect(view).toMatchObject({ caseId: docket.id, version: 3 });
});

test('twenty clerks at once: every fact is recorded, in one order', async () => {
  const docket = await fileCase(engine);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      docket.tryTo('funds.arrived', { amountFen: 100 + i, payer: '李卫东' }, { subject: `r-${i}` }),
    ),
  );
  expect(answers.every((a) => a.accepted)).toBe(true);
  const versions = answers.map((a) => (a.accepted ? (a.version ?? 0) : 0)).toSorted((a, b) => a - b);
  expect(versions).toEqual(Array.from({ length: 20 }, (_, i) => i + 3));
});

test('the same filing again is the same case; another body for its number is refused', async () => {
  const docket = await fileCase(engine);
  const { rows } = await engine.store.pool.query<{ filing: object }>('select filing from cases where id = $1', [
    docket.id,
  ]);
  const opening = { caseId: docket.id, caseNo: docket.caseNo, title: '' };
  const again = await engine.gateway.fileCase(opening, { body: rows[0]?.filing, by: 'p-filing-1' });
  expect(again).toEqual(docket.answer);
  const other = filing(docket.caseNo, new Date(Date.now() - 120_000).toISOString());
  expect(await engine.gateway.fileCase(opening, { body: other, by: 'p-filing-1' })).toMatchObject({
    code: 'case-exists',
  });
});

test.each([
  ['（2026）京0105执34号', '2026-bj0105-zhi-34', 'wrong-court'],
  ['（2026）豫0823执异1号', '2026-ha0823-zhiyi-1', 'not-enforcement'],
  ['（2026）豫0823执2号', '2026-ha0823-zhi-1', 'bad-case-number'],
])('whatever comes through Temporal, %s as %s is %s', async (caseNo, caseId, code) => {
  const body = filing(caseNo, '2026-01-20T16:20:00+08:00');
  const answer = await engine.gateway.fileCase({ caseId, caseNo, title: '' }, { body, by: 'p-filing-1' });
  expect(answer).toMatchObject({ accepted: false, code });
});

test('a signal does what the update does; what it gets wrong is kept in the log', async () => {
  const docket = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(docket.id);
  const send = (message: unknown) => handle.signal('nodeCompleted', message);
  await send({ node: 'reception.waived', by: 'p-reception-1', payload: waived });
  await send({ node: 'reception.waived', by: 'p-officer-1', payload: waived });
  await send({ node: 'no.such.node', by: 'p-reception-1' });
  await send('not even an object');
  await send(null);
  await expect
    .poll(async () => (await docket.log()).filter((l) => l.type === 'refused').map((l) => l.data['code']), PATIENT)
    .toEqual(['wrong-role', 'unknown-node', 'not-a-command', 'not-a-command']);
  const { rows } = await engine.store.pool.query(
    `select via, by from facts where case_id = $1 and node = 'reception.waived'`,
    [docket.id],
  );
  expect(rows, 'without the API’s seal').toEqual([{ via: 'temporal', by: 'p-reception-1' }]);
  expect((await handle.describe()).status.name).toBe('RUNNING');
  await keepHistory(engine, docket.id, 'signals-good-and-bad');
});

test('a refusal whose answer is lost on its way to the workflow is logged once; the same message again is another', async () => {
  const docket = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(docket.id);
  const refused = async () => (await docket.log()).filter((l) => l.type === 'refused').length;
  losing.add(docket.id);
  const message = { node: 'reception.waived', by: 'p-officer-1', payload: waived };
  await handle.signal('nodeCompleted', message);
  await handle.executeUpdate('核对期限');
  expect(losing.size, 'it was lost').toBe(0);
  expect(await refused()).toBe(1);
  await handle.signal('nodeCompleted', message);
  await expect.poll(refused, PATIENT).toBe(2);
});

test('an update from the Temporal UI or CLI hears what the API hears; nonsense is turned away before it is written', async () => {
  const docket = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(docket.id);
  const answer = await handle.executeUpdate<Answer, [object]>('completeNode', {
    args: [{ node: 'asset.frozen', subject: 'a-9', by: 'p-control-1', payload: measure() }],
  });
  expect(answer).toMatchObject({ accepted: false, code: 'unknown-subject', basis: '武法〔2022〕11号 三·一(二)1' });
  await expect(handle.executeUpdate('completeNode', { args: ['nonsense'] })).rejects.toThrow();
  const { events } = await handle.fetchHistory();
  const accepted = (events ?? []).filter((e) => e.workflowExecutionUpdateAcceptedEventAttributes);
  expect(accepted.length, 'the filing and the first completion').toBe(2);
});

test('who may not is told so, and nothing is written', async () => {
  const docket = await fileCase(engine);
  expect(await docket.tryTo('reception.waived', waived, { by: 'p-officer-1' })).toMatchObject({ code: 'wrong-role' });
  expect(await docket.tryTo('reception.waived', waived, { by: 'p-nobody' })).toMatchObject({ code: 'unknown-person' });
  expect(await docket.tryTo('reception.waived', { reason: 1 })).toMatchObject({ code: 'wrong-type' });
  expect((await docket.log()).filter((l) => l.type === 'refused')).toEqual([]);
  expect(await docket.tryTo('reception.waived', waived, { at: '2099-01-01T00:00:00Z' })).toMatchObject({
    code: 'at-in-future',
  });
  expect((await docket.log()).filter((l) => l.type === 'refused').length).toBe(1);
});

test('an update or signal named after a node completes it, by its Chinese name or its id; the message need not name it again', async () => {
  const docket = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(docket.id);
  const update = (name: string, message: unknown) => handle.executeUpdate<Answer, [unknown]>(name, { args: [message] });
  const received = { by: 'p-reception-1', payload: { items: ['执行申请书'] } };
  expect(await update('接待窗口签收立案材料', received)).toMatchObject({ accepted: true, fact: 3 });
  const again = { ...received, node: 'reception.waived', payload: waived };
  expect(await update('未进行初次接待（说明原因）', again)).toMatchObject({ accepted: true, fact: 4 });
  await handle.signal('发起网络执行查询', { by: 'p-control-1', payload: { systems: ['总对总网络查控系统'] } });
  await handle.signal('related-cases.checked', { by: 'p-control-1', payload: { scope: 'province', leads: [] } });
  const nodes = async () => (await docket.log()).filter((l) => l.type === 'fact').map((l) => l.data['node']);
  await expect.poll(nodes, PATIENT).toEqual([
    'law.applied', 'case.filed', 'material.received', 'reception.waived', 'query.started', 'related-cases.checked',
  ]); // prettier-ignore
});

test('a name that is no node’s, or another node’s than the message says, is refused with what to do; the case goes on', async () => {
  const docket = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(docket.id);
  const update = (name: string, message: unknown) => handle.executeUpdate<Answer, [unknown]>(name, { args: [message] });
  const by = 'p-reception-1';
  for (const name of ['完成初步接待', 'no.such.node', '“', '__temporal_x', 'a'.repeat(900)]) {
    const answer = await update(name, { by, payload: {} });
    expect(answer, name).toMatchObject({ accepted: false, code: 'unknown-node' });
    expect(answer).toMatchObject({ zh: expect.stringContaining('完成初次接待') as string });
  }
  const other = await update('完成初次接待', { node: 'reception.waived', by, payload: waived });
  expect(other).toMatchObject({ accepted: false, code: 'not-a-command' });
  await expect(update('完成初次接待', '不是对象')).rejects.toThrow();
  await expect(update('完成初次接待', { payload: {} }), 'nobody sends it').rejects.toThrow();
  await handle.signal('完成初步接待', { by, payload: {} });
  await handle.signal('完成初次接待', 5);
  await handle.signal('__temporal_y', { by });
  const refused = async () => (await docket.log()).filter((l) => l.type === 'refused').map((l) => l.data['code']);
  await expect.poll(refused, PATIENT).toEqual(['unknown-node', 'not-a-command', 'unknown-node']);
  expect(await docket.tryTo('reception.waived', waived)).toMatchObject({ accepted: true });
});

test('a seal holds under the node’s own name, and not under another’s', async () => {
  const docket = await fileCase(engine);
  const handle = engine.client.workflow.getHandle(docket.id);
  const update = (name: string, message: unknown) => handle.executeUpdate<Answer, [unknown]>(name, { args: [message] });
  const lapsed = { node: 'deadline.lapsed', by: 'p-review-1', payload: { deadlines: ['x@1'], reason: '无' } };
  const seal = () => sealed(SEAL_KEY, `${docket.id}/completeNode`, { ...lapsed, commandId: randomUUID() });
  expect(await update('撤回记录', seal())).toMatchObject({ code: 'not-a-command' });
  expect(await update('期限因目的消失而终止', lapsed)).toMatchObject({ code: 'seal-required' });
  expect(await update('期限因目的消失而终止', seal()), 'as far as the deadlines').toMatchObject({
    code: 'unknown-deadline',
  });
});
