import { randomUUID } from 'node:crypto';
import proto from '@temporalio/proto';
import { inject, expect, test } from 'vitest';
import { fileCase } from '../support/clerk.ts';
import { makeDatabase } from '../support/database.ts';
import { type Engine, type EngineSite, startEngine } from '../support/engine.ts';
import { detailsOf } from '../support/history.ts';
import { PAYLOAD_KEYS } from '../support/payload-keys.ts';

const SECRETS = [
  '欧阳秘言',
  '司空见惯',
  '11010519491231002X',
  '13800138000',
  '6217000010001234567',
  '武陟县兴华路99号',
  '先到其兄家中查看',
];
const [APPLICANT, RESPONDENT, NUMBER, PHONE, ACCOUNT, ADDRESS, PLAN] = SECRETS; // prettier-ignore

/** All that Temporal has of a workflow, as it lies in its store: texts in it are found as bytes. */
async function storedOf({ client }: Engine, id: string): Promise<Buffer> {
  const { events } = await client.workflow.getHandle(id).fetchHistory();
  const { raw } = await client.workflow.getHandle(id).describe();
  const { History } = proto.temporal.api.history.v1;
  const { DescribeWorkflowExecutionResponse } = proto.temporal.api.workflowservice.v1;
  return Buffer.concat([
    History.encode({ events: events ?? [] }).finish(),
    DescribeWorkflowExecutionResponse.encode(raw).finish(),
  ]);
}

const party = (name: string, more: object = {}) => ({ name, kind: 'person', idNo: NUMBER, ...more });

async function courtOf(): Promise<EngineSite> {
  const database = await makeDatabase();
  return { temporalAddress: inject('temporalAddress'), database, taskQueue: `test-${randomUUID()}` };
}

/** Of a court whose worker is replaced: the database stays. */
const keeping = (site: EngineSite): EngineSite => ({
  ...site,
  database: { ...site.database, drop: () => Promise.resolve() },
});

test('of what people write about a case nothing lies in Temporal in clear, its pages say what the court may see', async () => {
  const engine = await startEngine();
  const docket = await fileCase(engine, {
    applicants: [party(APPLICANT ?? '', { phone: PHONE, address: ADDRESS })],
    respondents: [party(RESPONDENT ?? '')],
  });
  expect(docket.answer).toMatchObject({ accepted: true });
  await docket.complete('reception.waived', { reason: PLAN });
  expect(await docket.tryTo('payee-account.confirmed', { account: 'acc-1', party: 'applicant-1', holder: APPLICANT, number: ACCOUNT }), 'a refusal is an answer too').toMatchObject({ accepted: false }); // prettier-ignore
  await engine.client.workflow.getHandle(docket.id).signal('nodeCompleted', { node: 'reception.waived', by: 'p-reception-1', payload: { reason: ADDRESS, [PLAN ?? '']: PHONE } }); // prettier-ignore
  await expect.poll(async () => (await docket.log()).filter(({ type }) => type === 'refused').length).toBe(1);

  const stored = await storedOf(engine, docket.id);
  expect(SECRETS.filter((secret) => stored.includes(secret))).toEqual([]);
  expect(stored.includes('欧××言 申请执行 司××惯'), 'the list shows masked names').toBe(true);
  expect(await detailsOf(engine, docket.id), 'read with the key').toMatch(/^### .* 欧××言 申请执行 司××惯/);
  await engine.stop();
});

test('what was written to one case and sent to another as it is stored is refused there', async () => {
  const engine = await startEngine();
  const [one, other] = [await fileCase(engine), await fileCase(engine)];
  await engine.client.workflow.getHandle(one.id).signal('nodeCompleted', { node: 'reception.waived', by: 'p-reception-1', payload: { reason: '申请执行人在外地' } }); // prettier-ignore
  const { events } = await engine.client.workflow.getHandle(one.id).fetchHistory();
  const input = events?.findLast((e) => e.workflowExecutionSignaledEventAttributes)?.workflowExecutionSignaledEventAttributes?.input; // prettier-ignore
  await engine.client.workflowService.signalWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: other.id },
    signalName: 'nodeCompleted',
    input: input ?? null,
    requestId: randomUUID(),
  });
  await expect.poll(async () => (await other.log()).filter(({ type }) => type === 'refused').map(({ data }) => data['code'])).toEqual(['not-a-command']); // prettier-ignore
  expect(await other.tryTo('reception.waived', { reason: '申请执行人在外地' })).toMatchObject({ accepted: true });
  await engine.stop();
});

test('a worker without the key of a case waits for it and decides nothing; with a new key in front it goes on', async () => {
  const site = await courtOf();
  const before = await startEngine({ site: keeping(site) });
  const docket = await fileCase(before);
  await before.stop();

  const added = `young:${'n'.repeat(43)}`;
  const without = await startEngine({ site: keeping(site), payloadKeys: added });
  const handle = without.client.workflow.getHandle(docket.id);
  await handle.signal('nodeCompleted', { node: 'reception.waived', by: 'p-reception-1', payload: { reason: '申请执行人在外地' } }); // prettier-ignore
  const failure = async () => {
    const { events } = await handle.fetchHistory();
    return events?.findLast((e) => e.workflowTaskFailedEventAttributes)?.workflowTaskFailedEventAttributes?.failure?.message; // prettier-ignore
  };
  await expect.poll(failure, { timeout: 20_000 }).toBe('Encoded failure');
  expect(without.setAside, 'nothing was lost').toEqual([]);
  await without.stop();

  const rotated = await startEngine({ site, payloadKeys: `${added},${PAYLOAD_KEYS}` });
  const waived = async () => (await rotated.store.pool.query<{ node: string }>('select node from facts where case_id = $1', [docket.id])).rows.map(({ node }) => node); // prettier-ignore
  await expect.poll(waived, { timeout: 30_000 }).toContain('reception.waived');
  await rotated.stop();
});
