import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseView } from '../../workflows/messages.ts';
import { type Docket, fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { detailsOf, keepHistory, summaryIn } from '../support/history.ts';
import { workThrough } from '../support/story.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const describeOf = (docket: Docket) => engine.client.workflow.getHandle(docket.id).describe();

test('a case goes from filing to archive; its workflow ends when its last clock has stopped', async () => {
  const docket = await fileCase(engine);
  expect(docket.answer).toMatchObject({ accepted: true, fact: 2, version: 2 });
  await workThrough(docket, engine);

  const log = await docket.log();
  expect(log.filter((l) => l.type === 'refused')).toEqual([]);
  const done = log.filter((l) => l.type === 'done').map((l) => l.deadline?.replace(/[:@].*/, ''));
  expect(new Set(done)).toEqual(
    new Set([
      'filing-handover', 'reception', 'assign-officer', 'network-query', 'related-cases', 'trial-service-record',
      'initial-documents', 'officer-notice', 'investigation-complete', 'freeze-online', 'seal-vehicle', 'traditional-query', 'seal-real-property', 'asset-schedule', 'triage', 'title-records', 'disposal-register',
      'funds-review', 'funds-confirm', 'payout', 'payout-review', 'approval-step', 'payout-30-day-approval', 'payout-transfer', 'payout-guide-notice', 'payout-guide-pay', 'measure-release', 'close',
      'closing-review',
      'case-limit-ordinary', 'case-limit-statutory', 'upper-court-right', 'six-month-report', 'archive',
    ]),
  ); // prettier-ignore
  const ended = await describeOf(docket);
  expect(ended.status.name).toBe('COMPLETED');
  expect(ended.historyLength).toBeLessThanOrEqual(400);
  await keepHistory(engine, docket.id, 'from-filing-to-archive');
});

test('the Temporal UI shows a case in the court’s own words', async () => {
  const docket = await fileCase(engine);
  await docket.complete('case.assigned');
  const described = await describeOf(docket);
  expect(await described.staticSummary()).toBe(`${docket.caseNo} · 张×国 申请执行 李×东`);
  expect(described.memo).toEqual({ caseNo: docket.caseNo, parties: '张×国 申请执行 李×东' });
  const view = await engine.client.workflow.getHandle(docket.id).query<CaseView>('case');
  const [next] = view.deadlines;
  expect(next?.zh).toMatch(/\p{Script=Han}/u);
  expect(next?.dueOn, 'the day, not the midnight at its end').toMatch(/^\d{4}-\d{2}-\d{2}( (?!00:00)\d{2}:\d{2})?$/);
  expect(described.searchAttributes).toMatchObject({
    CaseNo: [docket.caseNo],
    Parties: ['张×国 申请执行 李×东'],
    Stage: ['收案'],
    Officer: ['执行员甲'],
    OfficerId: ['p-officer-1'],
    Court: ['豫0823'],
    NextDeadline: [next?.zh],
    NextDue: [next?.dueOn],
    UpcomingDue: [next?.dueOn],
    OverdueCount: [0],
  });
  const { events } = await engine.client.workflow.getHandle(docket.id).fetchHistory();
  const names = (events ?? []).flatMap((e) => e.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ?? []); // prettier-ignore
  expect(names, 'messages are called what they do').toEqual(['立案登记', '确定承办人']);
  const timer = (events ?? []).findLast((e) => e.timerStartedEventAttributes);
  expect(await summaryIn(timer?.userMetadata?.summary)).toMatch(/^(提醒|催办) \S+ · \d{4}-\d{2}-\d{2}/);
  const officers = view.deadlines.filter((d) => d.rule === 'initial-documents' || d.rule.startsWith('case-limit'));
  expect(officers.map((d) => d.owner)).toContain('执行员甲（承办人）');
  expect(await detailsOf(engine, docket.id)).toMatch(
    /^### .* 张×国 申请执行 李×东\n\n阶段：收案 · 团队：未分流 · 承办人：执行员甲 · 无逾期\n/,
  );
  expect(view.officer).toEqual({ id: 'p-officer-1', name: '执行员甲' });
  expect(await engine.client.workflow.getHandle(docket.id).query('nextDeadline')).toEqual(view.deadlines[0]);
});

test('a fact that arrives after the case’s workflow has ended starts it again, in the case’s own time', async () => {
  const docket = await fileCase(engine);
  await workThrough(docket, engine);
  expect((await describeOf(docket)).status.name).toBe('COMPLETED');
  const again = { amountFen: 1_000, payer: '李卫东', reference: 'YH20260206002' };
  const late = await docket.complete('funds.arrived', again, 'r-late');
  expect(late.opened).toEqual([
    `funds-review:r-late@${late.fact}`,
    `funds-confirm:r-late@${late.fact}`,
    `payout-30-day-approval:r-late@${late.fact}`,
  ]);
  expect((await describeOf(docket)).status.name).toBe('RUNNING');
  const { rows } = await engine.store.pool.query<{ ahead: number }>(
    `select extract(epoch from max(recorded_at) - now())::float as ahead from facts where case_id = $1`,
    [docket.id],
  );
  expect(rows[0]?.ahead).toBeGreaterThan(10 * 86_400); // the story moved its time on by weeks
});

test('a filing that is refused leaves no workflow behind', async () => {
  const docket = await fileCase(engine, { filedAt: '2099-01-01T00:00:00+08:00' });
  expect(docket.answer).toMatchObject({ accepted: false, code: 'filed-in-future' });
  await expect.poll(async () => (await describeOf(docket)).status.name).toBe('COMPLETED');
});
