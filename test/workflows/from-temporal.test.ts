// What comes straight through Temporal is taken as strictly as what comes over HTTP (engine.md 11, 15; docs/decisions/019).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../domain/engine/answer.ts';
import type { Refusal } from '../../domain/record/refusal.ts';
import { type Docket, fileCase, filing } from '../support/clerk.ts';
import { sealed } from '../../gateway/seal.ts';
import { type Engine, SEAL_KEY, startEngine } from '../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const PATIENT = { timeout: 20_000 };
const by = 'p-reception-1';
const received = { node: 'material.received', by, payload: { items: ['执行申请书'] } };
const waived = { reason: '申请执行人在外地，已电话核对' };
const handleOf = ({ id }: Docket) => engine.client.workflow.getHandle(id);
const update = (docket: Docket, name: string, message: unknown) =>
  handleOf(docket).executeUpdate<Answer, [unknown]>(name, { args: [message] });
const refusals = async (docket: Docket) =>
  (await docket.log()).filter((l) => l.type === 'refused').map((l) => l.data['code']);
const facts = async (docket: Docket) =>
  (await docket.log()).filter((l) => l.type === 'fact').map((l) => l.data['node']);

test.each<[string, object]>([
  ['a field that nobody knows', { colour: 'red' }],
  ['who recorded it, and how', { via: 'api', as: ['president'] }],
  ['when it was recorded', { recordedAt: '2026-01-20T16:20:00+08:00' }],
  ['a number in the record', { seq: 1 }],
])('%s beside the payload is refused, as an update and under the node’s name', async (_, more) => {
  const docket = await fileCase(engine);
  for (const name of ['completeNode', '接待窗口签收立案材料', 'material.received']) {
    const answer = (await update(docket, name, { ...received, ...more })) as Refusal;
    expect(answer, name).toMatchObject({ accepted: false, code: 'unknown-field' });
    expect(answer.missing.map(({ id }) => id)).toEqual(Object.keys(more));
  }
  expect(await facts(docket)).toEqual(['law.applied', 'case.filed']);
  expect(await update(docket, 'completeNode', received)).toMatchObject({ accepted: true });
});

test('as a signal it is refused too, which the log tells; the case goes on', async () => {
  const docket = await fileCase(engine);
  await handleOf(docket).signal('nodeCompleted', { ...received, colour: 'red' });
  await handleOf(docket).signal('接待窗口签收立案材料', { ...received, via: 'api' });
  await handleOf(docket).signal('nodeCompleted', { ...received, payload: { ...received.payload, colour: 'red' } });
  await expect.poll(() => refusals(docket), PATIENT).toEqual(Array(3).fill('unknown-field'));
  expect(await facts(docket)).toEqual(['law.applied', 'case.filed']);
  await handleOf(docket).signal('nodeCompleted', received);
  await expect.poll(() => facts(docket), PATIENT).toContain('material.received');
});

test('a filing with such a field, in its message, its body, its history, founds nothing', async () => {
  const docket = await fileCase(engine);
  const body = filing(docket.caseNo, new Date(Date.now() - 60_000).toISOString());
  const row = { node: 'material.received', at: body.filedAt, payload: received.payload };
  for (const message of [
    { body, by: 'p-filing-1', colour: 'red' },
    { body: { ...body, colour: 'red' }, by: 'p-filing-1' },
    { body: { ...body, history: [{ ...row, colour: 'red' }] }, by: 'p-filing-1' },
    { body: { ...body, history: [{ ...row, via: 'api' }] }, by: 'p-filing-1' },
  ])
    expect(await update(docket, 'fileCase', message)).toMatchObject({ accepted: false, code: 'unknown-field' });
  expect(await facts(docket)).toEqual(['law.applied', 'case.filed']);
});

test('what comes without the API’s seal uses up no Idempotency-Key, accepted or refused', async () => {
  const docket = await fileCase(engine);
  const commandId = 'k-1';
  expect(await update(docket, 'completeNode', { ...received, commandId })).toMatchObject({ accepted: true, fact: 3 });
  const own = await docket.tryTo('reception.waived', waived, { commandId, by });
  expect(own, 'the same key, from its own sender, for something else').toMatchObject({ accepted: true, fact: 4 });
  expect(await docket.tryTo('reception.waived', waived, { commandId, by }), 'sent again').toEqual(own);
  const again = { ...received, payload: { items: ['授权委托书'] } };
  expect(await update(docket, 'completeNode', { ...again, commandId: 'k-2', by: 'p-officer-1' })).toMatchObject({ code: 'wrong-role' }); // prettier-ignore
  expect(await update(docket, 'completeNode', { ...again, commandId: 'k-2', colour: 'red' })).toMatchObject({ code: 'unknown-field' }); // prettier-ignore
  expect(await docket.tryTo('material.received', again.payload, { commandId: 'k-2', by })).toMatchObject({ accepted: true, fact: 5 }); // prettier-ignore
  await handleOf(docket).signal('nodeCompleted', { ...received, commandId: 'k-3' });
  await expect.poll(async () => (await facts(docket)).length, PATIENT).toBe(6);
  expect(await docket.tryTo('material.received', again.payload, { commandId: 'k-3', by })).toMatchObject({ accepted: true, fact: 7 }); // prettier-ignore
});

test('nor does it answer for a key that the API used: it hears nothing of what was said under it', async () => {
  const docket = await fileCase(engine);
  const commandId = 'k-1';
  const first = await docket.tryTo('material.received', received.payload, { commandId, by });
  expect(await update(docket, 'completeNode', { ...received, commandId })).not.toEqual(first);
});

/** A lawyer who comes to the court later: her account still speaks for whom it spoke. */
const becomes = async (...roles: string[]) => {
  await engine.store.pool.query(`insert into people values ('p-both', '钱律师') on conflict do nothing`);
  await engine.store.pool.query(`insert into assignments (person, role) select 'p-both', unnest($1::text[])`, [roles]);
};

test('a desk is given to nobody who speaks for a party there, whichever way it comes', async () => {
  const docket = await fileCase(engine);
  await becomes('applicant');
  const tie = { person: 'p-both', evidence: '身份证' };
  expect(await docket.tryTo('party.identified', tie, { subject: 'applicant-1' })).toMatchObject({ accepted: true });
  await becomes('property-control', 'officer');
  const payload = { role: 'property-control', person: 'p-both' };
  const sent = { node: 'desk.assigned', by: 'p-command-1', payload };
  const seal = () => sealed(SEAL_KEY, `${docket.id}/completeNode`, { ...sent, commandId: randomUUID() });
  expect(await docket.tryTo('desk.assigned', payload)).toMatchObject({ code: 'not-qualified' });
  expect(await update(docket, '指定集约岗位责任人', sent)).toMatchObject({ code: 'seal-required' });
  await handleOf(docket).signal('nodeCompleted', seal());
  await handleOf(docket).signal('nodeCompleted', sent);
  await expect.poll(() => refusals(docket), PATIENT).toEqual(['not-qualified', 'not-qualified', 'seal-required']);
  expect(await facts(docket)).not.toContain('desk.assigned');
  expect(await docket.tryTo('desk.assigned', { ...payload, person: 'p-control-1' })).toMatchObject({ accepted: true });
});

test('whoever has no role any more does nothing, also where the record still has them act in another’s place', async () => {
  const docket = await fileCase(engine);
  await engine.store.pool.query(`insert into people values ('p-gone', '离任'); `);
  await engine.store.pool.query(`insert into assignments (person, role) values ('p-gone', 'clerk')`);
  const stood = { from: 'p-reception-1', to: 'p-gone', roles: ['reception'], until: '2099-01-01' };
  expect(await docket.tryTo('delegation.given', stood, { by })).toMatchObject({ accepted: true });
  const sent = { ...received, by: 'p-gone' };
  expect(await update(docket, 'completeNode', sent)).toMatchObject({ accepted: true });
  await engine.store.pool.query(`update assignments set valid_to = now() where person = 'p-gone'`);
  expect(await update(docket, 'completeNode', sent)).toMatchObject({ accepted: false, code: 'wrong-role' });
  expect(await docket.tryTo('material.received', received.payload, { by: 'p-gone' })).toMatchObject({ code: 'wrong-role' }); // prettier-ignore
  await handleOf(docket).signal('nodeCompleted', sent);
  await expect.poll(() => refusals(docket), PATIENT).toContain('wrong-role');
});

test('nor by a takeover’s history, nor the case itself', async () => {
  const filedAt = new Date(Date.now() - 5 * 86_400_000).toISOString();
  const at = (hours: number) => new Date(Date.parse(filedAt) + hours * 3_600_000).toISOString();
  const tied = (person: string) => ({ node: 'party.identified', subject: 'applicant-1', at: at(1), payload: { person, evidence: '身份证' } }); // prettier-ignore
  const desk = (person: string, hours: number) => ({ node: 'desk.assigned', at: at(hours), payload: { role: 'property-control', person } }); // prettier-ignore
  const cases: readonly (readonly [object[], string | undefined])[] = [
    [[tied('p-applicant-1')], 'not-in-a-takeover'],
    [[desk('p-both', 0.5), tied('p-both')], 'not-in-a-takeover'],
    [[desk('p-control-2', 2)], undefined],
  ];
  for (const [history, code] of cases) {
    const { answer } = await fileCase(engine, { filedAt, history });
    expect(answer).toMatchObject(code === undefined ? { accepted: true } : { accepted: false, code });
  }
});
