import { describe, expect, test } from 'vitest';
import type { ClosingKind } from '../../domain/nodes/closing-kinds.ts';
import { type Court, given } from '../support/given.ts';
import { controlled, found, released, returned } from '../support/histories.ts';

const ids = (missing: readonly { id: string }[]) => missing.map(({ id }) => id);
const first = given().filed('2026-01-20T16:20').assigned();
const panel = ['p-panel', 'p-panel-2', 'p-judge'];
const asPanel = (court: Court, about: 'ending' | 'termination', outcome: 'agreed' | 'refused' = 'agreed') =>
  court
    .complete('case.assigned', { panel })
    .complete('panel.decided', { about, outcome, members: panel }, { by: 'p-panel' });

/** The ruling is served on both sides on the day. */
const served = (court: Court): Court =>
  ['applicant-1', 'respondent-1'].reduce(
    (before, to, i) =>
      before
        .complete('documents.issued', { kind: 'closing-document', id: `jd-${i}`, recipients: [to] })
        .complete('service.recorded', `jd-${i}.${to}`, { on: '2026-02-10', outcome: 'served' }),
    court,
  );

const ruled = {
  terminated: 'enforcement.terminated',
  dismissed: 'enforcement.dismissed',
  refused: 'enforcement.refused',
} as const;

describe.each(['terminated', 'dismissed', 'refused'] as const)('a case that ends %s', (kind) => {
  const at = controlled().at('2026-02-10T09:00');
  const court = asPanel(at, 'ending').complete(ruled[kind]);

  test('needs its ruling, served on each party, and nothing in force', () => {
    expect(asPanel(at, 'ending').refused('case.closed', { payload: { kind } }).code).toBe('closing-ground-missing');
    expect(court.refused('case.closed', { payload: { kind } })).toMatchObject({ code: 'nodes-open' });
    expect(court.deadline('measure-release', 'a-1')).toMatchObject({ status: 'open', due: '2026-02-13' });
    const free = released(court);
    expect(ids(free.refused('closing.submitted', { payload: { kind } }).missing)).toEqual(['ruling-served']);
    const closed = served(free).reviewed({ kind }).complete('case.closed', { kind });
    expect(closed.c.first('case.closed')?.payload.kind).toBe(kind);
  });

  test('asks for nothing more: what has become pointless is void, and the day of closing begins', () => {
    const early = asPanel(first, 'ending').complete(ruled[kind]);
    for (const rule of ['network-query', 'related-cases', 'trial-service-record'])
      expect(early.deadline(rule).status, rule).toBe('void');
    expect(early.deadline('close')).toMatchObject({ opened: '2026-01-20T16:20', due: '2026-01-21' });
  });

  test('is ruled on by a panel that agreed, not by who carried it out', () => {
    expect(first.complete('case.assigned', { panel }).refused(ruled[kind])).toMatchObject({
      code: 'node-missing',
      missing: [{ id: 'panel.decided' }],
    });
    expect(asPanel(first, 'ending', 'refused').refused(ruled[kind]).code).toBe('not-approved');
    const judge = asPanel(first, 'ending').complete('case.assigned', { officer: 'p-judge' });
    expect(judge.refused(ruled[kind], { by: 'p-judge' }).code).toBe('same-person');
    const froze = returned([found('a-1')], first.complete('case.assigned', { officer: 'p-judge' }))
      .complete('asset.frozen', 'a-1', {}, { by: 'p-judge' })
      .complete('case.assigned', { officer: 'p-officer-1' });
    expect(asPanel(froze, 'ending').refused(ruled[kind], { by: 'p-judge' }).code).toBe('same-person');
  });
});

test('an application taken back is on record before the case ends by it', () => {
  const payload = { ground: '268-1', ruling: '一' } as const;
  const court = asPanel(first, 'ending');
  expect(court.refused('enforcement.terminated', { payload })).toMatchObject({ missing: [{ id: 'application.received' }] }); // prettier-ignore
  const asked = court.complete('application.received', { kind: 'withdrawal', on: '2026-01-20' }, { by: 'officer' });
  expect(asked.complete('enforcement.terminated', payload).seq('enforcement.terminated')).toBeGreaterThan(0);
});

describe('a case that is cancelled', () => {
  const kind: ClosingKind = 'cancelled';
  const sent = first.complete('case.transferred');

  test('needs the decision, or the other court’s number; its papers are asked for no more', () => {
    expect(first.refused('case.closed', { payload: { kind } }).code).toBe('closing-ground-missing');
    const closed = first.complete('case.cancelled').reviewed({ kind }).complete('case.closed', { kind });
    expect(closed.c.first('case.closed')).toBeDefined();
    const accepted = sent.complete('transfer.accepted', { on: '2026-01-20' });
    const [open] = accepted.refused('closing.submitted', { payload: { kind } }).missing ?? [];
    expect(open?.id.split('@')[0]).toBe('transfer-told');
    const told = accepted.complete('documents.issued', { kind: 'court-transfer-notice', recipients: ['applicant-1'] });
    expect(told.reviewed({ kind }).complete('case.closed', { kind }).c.first('case.closed')).toBeDefined();
  });

  test('is sent away before it is cancelled for that, and filed there after it was sent, once', () => {
    expect(first.refused('case.cancelled', { payload: { ground: 'transferred' } }).code).toBe('node-missing');
    expect(first.refused('transfer.accepted').code).toBe('node-missing');
    expect(sent.refused('transfer.accepted', { payload: { caseNo: '一', on: '2026-01-21' } }).code).toBe('dates-out-of-order'); // prettier-ignore
    expect(sent.complete('transfer.accepted').refused('transfer.accepted').code).toBe('already-recorded');
  });

  test('is not sent away while a measure ends within a month', () => {
    const held = returned([found('a-1')], first).complete('asset.frozen', 'a-1', { until: '2026-05-01' });
    expect(held.at('2026-03-31T09:00').complete('case.transferred').seq('case.transferred')).toBeGreaterThan(0);
    const late = held.at('2026-04-02T09:00');
    expect(late.refused('case.transferred')).toMatchObject({
      code: 'node-missing',
      missing: [{ id: 'asset.renewed' }],
    });
    const renewed = late.complete('asset.renewed', 'a-1', { until: '2026-10-01' });
    expect(renewed.complete('case.transferred').seq('case.transferred')).toBeGreaterThan(0);
  });
});

test('under a number of 执恢 a case ends performed, without property or terminated', () => {
  const restored = given({ caseNo: '（2026）豫0823执恢12号' }).filed('2026-01-20T16:20').assigned();
  expect(restored.refused('closing.submitted', { payload: { kind: 'cancelled' } }).code).toBe('closing-ground-missing');
  const zh = (kind: ClosingKind) => restored.refused('closing.submitted', { payload: { kind } }).zh;
  expect([zh('cancelled'), zh('terminated')]).toEqual([
    expect.stringContaining('执恢案件以'),
    expect.stringContaining('尚未登记'),
  ]);
});
