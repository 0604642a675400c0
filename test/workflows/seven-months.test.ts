import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadlineRow, type RuleId } from '../../domain/plan/deadlines.ts';
import { defaultLadder } from '../../domain/plan/ladder.ts';
import { fileCase } from '../support/clerk.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { keepHistory } from '../support/history.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const DAY = 86_400_000;

test('nobody does anything for seven months: every rung fires once, in order, at its instant', async () => {
  const docket = await fileCase(engine);
  await engine.moveTo(docket.id, Date.now() + 213 * DAY);
  await keepHistory(engine, docket.id, 'seven-months-of-nothing');
  const fired = (await docket.log()).filter((l) => l.type === 'rung');

  const keys = fired.map((l) => `${l.deadline} ${l.step} ${l.due_at?.toISOString()}`);
  expect(new Set(keys).size, 'no rung fires twice for a due').toBe(keys.length);

  const late = fired.filter((l) => Math.abs(l.recorded_at.getTime() - (l.fires_at?.getTime() ?? 0)) > 1_000);
  // what lay between filing and entry into the system could not be awaited
  expect(
    late.filter((l) => (l.fires_at?.getTime() ?? 0) > Date.now()),
    'every rung fires at its instant',
  ).toEqual([]);

  for (const [deadline, rungs] of Map.groupBy(fired, (l) => l.deadline)) {
    const rule = deadline?.replace(/[:@].*/, '') as RuleId; // of the log
    const { ladder } = deadlineRow(rule);
    expect(
      rungs.map((l) => l.step).filter((id) => id !== 'beyond-law'),
      `${deadline} climbs its whole ladder`,
    ).toEqual((ladder ?? defaultLadder).map((s) => s.id).filter((id) => id !== 'beyond-law'));
  }
  const rules = new Set(fired.map((l) => l.deadline?.replace(/[:@].*/, '')));
  expect([...rules].toSorted()).toEqual(
    [
      'assign-officer', 'case-limit-ordinary', 'case-limit-statutory', 'filing-handover', 'initial-documents', 'investigation-complete',
      'network-query', 'reception', 'related-cases', 'six-month-report', 'supervised-matter', 'trial-service-record',
      'upper-court-right',
    ].toSorted(),
  ); // prettier-ignore
});

test('each notice arrives in the sandbox exactly once', async () => {
  const docket = await fileCase(engine);
  await engine.moveTo(docket.id, Date.now() + 30 * DAY);
  const notified = (await docket.log()).filter((l) => l.type === 'rung' && l.data['notified'] === true);
  await expect
    .poll(async () => (await engine.outbox()).filter((n) => n['caseId'] === docket.id).length)
    .toBe(notified.length);
  const keys = (await engine.outbox()).map((n) => `${String(n['caseId'])} ${String(n['key'])}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a case taken over warns nobody of what had passed before it came', async () => {
  const filedAt = new Date(Date.now() - 40 * DAY).toISOString();
  const history = [
    { node: 'case.assigned', at: new Date(Date.now() - 39 * DAY).toISOString(), payload: { officer: 'p-officer-2' } },
  ];
  const docket = await fileCase(engine, { filedAt, history });
  expect(docket.answer).toMatchObject({ accepted: true });
  const log = await docket.log();
  expect(log.filter((l) => l.type === 'rung')).toEqual([]);
  expect(log.filter((l) => l.type === 'taken-over').length).toBeGreaterThan(10);
  await expect
    .poll(async () => (await engine.outbox()).filter((n) => n['caseId'] === docket.id))
    .toMatchObject([
      {
        kind: 'taken-over',
        to: [
          { role: 'officer', person: 'p-officer-2' },
          { role: 'review', person: null },
        ],
      },
    ]);
});
