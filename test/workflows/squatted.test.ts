// Whoever reaches Temporal can start anything under an id that is ours: what is ended for it, how soon, and what is not lost.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPulse, pulseId } from '../../gateway/pulse.ts';
import { parseCaseNumber } from '../../domain/record/case-number.ts';
import { civilYear } from '../../domain/time/instant.ts';
import { fileCase, filing } from '../support/clerk.ts';
import { type Engine, SEAL_KEY, startEngine } from '../support/engine.ts';
import { rollingOut } from '../support/rolling-out.ts';
import { rollOutLeft } from '../../gateway/left-rollout.ts';
import { createRolloutGateway } from '../../gateway/rollouts.ts';
import type { RuleDraft } from '../../domain/law/draft.ts';
import type { RolloutAnswer } from '../../workflows/messages.ts';

let engine: Engine;
let published = 0;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const elsewhere = () => `nobody-${randomUUID()}`;
const squat = (type: string, workflowId: string, taskQueue = engine.taskQueue, args: unknown[] = []) =>
  engine.client.workflow.start(type, { workflowId, taskQueue, args });
const quick = async <T>(call: () => Promise<T>): Promise<T> => {
  const began = Date.now();
  const answer = await call();
  expect(Date.now() - began, 'milliseconds').toBeLessThan(2_000);
  return answer;
};

describe('under the id of the pulse', () => {
  test.each([
    ['another type of ours', 'enforcementCase', () => engine.taskQueue],
    ['a type that nobody knows', 'whatever', elsewhere],
    ['the pulse on a queue where nobody asks', 'pulse', elsewhere],
  ])('%s is ended, with a line for the operator, and the worker is heard', async (_, type, queueOf) => {
    const id = pulseId(engine.taskQueue);
    await engine.client.workflow.getHandle(id).terminate().catch(() => undefined); // prettier-ignore
    await squat(type, id, queueOf());
    const lines: object[] = []; // a case's workflow that knows no such case ends by itself
    await quick(createPulse(engine.client, engine.taskQueue, { warn: (what) => void lines.push(what) }));
    if (type !== 'enforcementCase' || lines.length > 0) expect(lines).toMatchObject([{ workflowId: id }]);
    const { type: now, taskQueue } = await engine.client.workflow.getHandle(id).describe();
    expect([now, taskQueue]).toEqual(['pulse', engine.taskQueue]);
  });

  test('a pulse that somebody ended is begun again', async () => {
    await createPulse(engine.client, engine.taskQueue)();
    await engine.client.workflow.getHandle(pulseId(engine.taskQueue)).terminate();
    await quick(createPulse(engine.client, engine.taskQueue));
  });
});

describe('under the id of a rollout', () => {
  const sooner: RuleDraft = { kind: 'rule', rule: 'assign-officer', within: '3d', basis: '本院〔2026〕1号', effectiveFrom: null, reachesOpen: true }; // prettier-ignore
  const rollouts = () =>
    createRolloutGateway({ client: engine.client, taskQueue: engine.taskQueue, sealKey: SEAL_KEY });
  const begins = (draftId: string) => quick(() => rollouts().startRollout(draftId, 'p-administrator-1'));

  test.each([
    ['a pulse', 'pulse', () => engine.taskQueue],
    ['a case', 'enforcementCase', () => engine.taskQueue],
    ['what nobody runs', 'whatever', elsewhere],
  ])('%s does not keep law from being published', async (_, type, queueOf) => {
    const draftId = await rollingOut(engine).previewed({ ...sooner, within: `${2 + (published += 1)}d` });
    await squat(type, `rollout-${draftId}`, queueOf());
    expect(await rollouts().progress(draftId)).toBeUndefined();
    if (type !== 'enforcementCase') expect(await rollouts().pause(draftId)).toBe(false);
    expect(await begins(draftId)).toMatchObject({ accepted: true });
    await rollingOut(engine).finished(draftId);
  });

  test('one that was ended goes on by asking again, and by the sweeper, whoever published it', async () => {
    const law = rollingOut(engine);
    const sweeping = { ...engine, log: { warn: () => undefined, error: () => undefined } };
    const draftId = await law.previewed({ ...sooner, within: `${2 + (published += 1)}d` });
    await law.applyPaused(draftId);
    expect(await rollOutLeft(sweeping), 'it runs').toBeUndefined();
    await law.handleOf(draftId).terminate();
    expect(await rollouts().progress(draftId)).toBeUndefined();
    await squat('whatever', `rollout-${draftId}`, elsewhere());
    expect(await rollOutLeft(sweeping)).toBe(draftId);
    expect(await law.finished(draftId)).toMatchObject({ status: 'done' });
    expect(await rollOutLeft(sweeping), 'nothing is left to do').toBeUndefined();
  });

  test('a refusal of somebody who may not is no answer to one who may', async () => {
    const law = rollingOut(engine);
    const draftId = await law.previewed({ ...sooner, within: `${2 + (published += 1)}d` });
    const running = await squat('rollout', `rollout-${draftId}`, engine.taskQueue, [{ draftId, by: 'p-officer-1' }]);
    const [theirs, ours] = await Promise.all([
      running.executeUpdate<RolloutAnswer, []>('begin').catch(() => ({ accepted: false })),
      begins(draftId),
    ]);
    expect([theirs.accepted, ours.accepted]).toEqual([false, true]);
    await law.finished(draftId);
  });
});

describe('under the id of a case', () => {
  const waived = { reason: '电话核对' };
  const signal = { node: 'reception.waived', by: 'p-reception-1', payload: waived };

  test.each([
    ['a pulse', 'pulse', () => engine.taskQueue],
    ['what nobody runs', 'whatever', elsewhere],
  ])('%s is ended: the case is filed within two seconds, and hears what was signalled to it meanwhile', async (_, type, queueOf) => {
    const caseNo = `（${civilYear(Date.now() - 60_000)}）豫0823执${80_000_000 + Math.floor(Math.random() * 9_999_999)}号`;
    const caseId = parseCaseNumber(caseNo)?.id ?? '';
    const squatter = await squat(type, caseId, queueOf());
    await squatter.signal('nodeCompleted', signal);
    const body = filing(caseNo, new Date(Date.now() - 60_000).toISOString());
    const file = () => engine.gateway.fileCase({ caseId, caseNo, title: '' }, { body, by: 'p-filing-1' });
    expect(await quick(file)).toMatchObject({ accepted: true });
  }); // prettier-ignore

  test('a pulse keeps neither commands nor signals from a case that was filed before', async () => {
    const docket = await fileCase(engine);
    await engine.client.workflow.getHandle(docket.id).terminate();
    const squatter = await squat('pulse', docket.id);
    await squatter.signal('nodeCompleted', signal);
    await new Promise((resolve) => setTimeout(resolve, 300)); // it has looked at it, and made nothing of it
    expect(await quick(() => docket.tryTo('material.received', { items: ['执行申请书'] }))).toMatchObject({ accepted: true }); // prettier-ignore
    await expect
      .poll(async () => (await docket.log()).filter((l) => l.type === 'fact').length, { timeout: 5_000 })
      .toBeGreaterThanOrEqual(4);
    const { rows } = await engine.store.pool.query<{ node: string }>('select node from facts where case_id = $1', [docket.id]); // prettier-ignore
    expect(rows.map(({ node }) => node)).toEqual(expect.arrayContaining(['material.received', 'reception.waived']));
  });
});
