import { describe, expect, test } from 'vitest';
import { assetsInForce } from '../../domain/plan/control/measures.ts';
import { snapshotOf } from '../../domain/engine/snapshot.ts';
import type { Court } from '../support/given.ts';
import { closed, found, returned } from '../support/histories.ts';

const members = ['p-panel', 'p-panel-2', 'p-panel-3'];
/** The account was frozen on 01-21 to 04-20, the vehicle sealed for longer. */
const held = (): Court =>
  returned([found('a-1'), found('a-2', { kind: 'vehicle', valueFen: 8_000_000 })])
    .complete('case.assigned', { panel: members })
    .complete('asset.frozen', 'a-1', { until: '2026-04-20', amountFen: 10_000_000 })
    .complete('asset.sealed', 'a-2', { until: '2027-04-20' });
const inForce = (court: Court) => assetsInForce(court.c).map(({ id }) => id);
const control = (court: Court, asset: string) => snapshotOf(court.c).assets.find(({ id }) => id === asset)?.control;
const own = (court: Court, node: 'asset.expired' | 'asset.passed-on') =>
  court.c.all(node).map(({ subject, by, via, at }) => [subject, by, via, new Date(at + 8 * 3_600_000).toISOString()]);

describe('asset.expired 控制期限届满', () => {
  test('is recorded by the engine itself as the last day ends, and nothing is in force any more', () => {
    const before = held().at('2026-04-20T23:59');
    expect([inForce(before), own(before, 'asset.expired')]).toEqual([['a-1', 'a-2'], []]);
    const after = before.at('2026-04-21T09:00');
    expect(own(after, 'asset.expired')).toEqual([['a-1', 'system', 'system', '2026-04-21T00:00:00.000Z']]);
    expect([inForce(after), control(after, 'a-1'), control(after, 'a-2')]).toEqual([['a-2'], 'expired', 'first']);
    expect(after.log.filter(({ data }) => data['node'] === 'asset.expired')).toHaveLength(1);
  });

  test('a renewal in time moves it; one that was forgotten to be recorded takes it back', () => {
    const renewed = held().at('2026-04-17T09:00').complete('asset.renewed', 'a-1', { until: '2026-10-20' });
    expect(inForce(renewed.at('2026-05-06T09:00'))).toEqual(['a-1', 'a-2']);
    expect(inForce(renewed.at('2026-10-21T09:00'))).toEqual(['a-2']);
    const late = held().at('2026-04-22T09:00').complete('asset.renewed', 'a-1', { until: '2026-10-20' }, { at: '2026-04-17T09:00' }); // prettier-ignore
    expect([inForce(late), control(late, 'a-1')]).toEqual([['a-1', 'a-2'], 'first']);
    expect(inForce(late.at('2026-10-21T09:00'))).toEqual(['a-2']);
  });

  test('what has run out is not renewed, released or deducted; it may be controlled anew', () => {
    const lost = held().at('2026-04-21T09:00');
    expect(lost.refused('asset.renewed', { subject: 'a-1' }).code).toBe('not-in-force');
    expect(lost.refused('asset.released', { subject: 'a-1' }).code).toBe('not-in-force');
    expect(lost.refused('asset.deducted', { subject: 'a-1' }).code).toBe('not-in-force');
    const again = lost.complete('asset.frozen', 'a-1', { ruling: '之二', until: '2026-10-20' });
    expect(inForce(again)).toEqual(['a-1', 'a-2']);
  });

  test('comes all at once where the worker was down, and in a takeover', () => {
    const down = held().workerDownUntil('2027-05-06T09:00');
    expect([inForce(down), own(down, 'asset.expired').map(([id]) => id)]).toEqual([[], ['a-1', 'a-2']]);
  });

  test('what opened meanwhile by itself has warned when it should: the loss that came after it has nothing to do with it', () => {
    const ordered = held()
      .complete('documents.issued', {
        kind: 'property-report-order',
        recipients: ['respondent-1'],
        channel: 'post',
        reportWithin: 10,
      })
      .complete('service.recorded', 'property-report-order-1.respondent-1', { outcome: 'served', on: '2026-01-21' });
    const warnings = (court: Court) =>
      court.log
        .filter((l) => l.type === 'rung' && l.deadline?.startsWith('property-report-check'))
        .map((l) => [l.rung, l.firesAt && new Date(l.firesAt).toISOString()]);
    const until = '2026-06-01T09:00';
    expect(warnings(ordered.workerDownUntil(until))).toEqual(warnings(ordered.at(until)));
    expect(warnings(ordered.at(until))).not.toEqual([]);
  });

  test('by a longer second control the asset stays held', () => {
    const second = held().complete('asset.frozen', 'a-1', { ruling: '之二', until: '2026-10-20' });
    expect(inForce(second.at('2026-04-21T09:00'))).toEqual(['a-1', 'a-2']);
    expect(inForce(second.at('2026-10-21T09:00'))).toEqual(['a-2']);
  });

  test('nobody can say it, nobody can take it back', () => {
    const lost = held().at('2026-04-21T09:00');
    expect(lost.refused('asset.expired', { subject: 'a-2', by: 'review', payload: { until: '2027-04-20' } }).code).toBe('wrong-role'); // prettier-ignore
    const taken = { by: 'review', payload: { fact: lost.seq('asset.expired'), reason: '误' } };
    expect(lost.refused('fact.withdrawn', taken).code).toBe('not-correctable');
  });

  test('measure-release falls away with what it was to release', () => {
    const due = held()
      .complete('panel.decided', { about: 'release', members }, { by: 'p-panel' })
      .at('2026-04-20T09:00')
      .complete('release.decided', { assets: ['a-1'] });
    expect(due.deadline('measure-release', 'a-1')).toMatchObject({ status: 'open' });
    expect(due.at('2026-04-21T09:00').deadline('measure-release', 'a-1')).toMatchObject({ status: 'void' });
  });
});

describe('asset.passed-on 控制转入他案', () => {
  const moved = (): Court =>
    held()
      .at('2026-01-22T09:00')
      .complete('case.transferred', {}, { by: 'director' })
      .at('2026-02-03T09:00')
      .complete('transfer.accepted', { on: '2026-02-03' });

  test('whatever is in force passes into the case that another court has filed; nothing has to be released', () => {
    expect(own(moved(), 'asset.passed-on').map(([id]) => id)).toEqual(['a-1', 'a-2']);
    expect([inForce(moved()), control(moved(), 'a-2')]).toEqual([[], 'passed-on']);
    expect(moved().c.last('asset.passed-on')?.payload).toEqual({ to: '（2026）豫08执45号' });
    expect(
      moved()
        .deadlines('measure-release')
        .filter(({ status }) => status === 'open'),
    ).toEqual([]);
    expect(moved().at('2028-01-04T09:00').c.all('asset.expired')).toEqual([]);
  });

  test('a case that ends otherwise frees it all', () => {
    const cancelled = held().complete('case.cancelled', {}, { by: 'director' });
    expect(inForce(cancelled)).toEqual(['a-1', 'a-2']);
    expect(cancelled.deadlines('measure-release').map(({ status }) => status)).toEqual(['open', 'open']);
  });
});

describe('more is controlled than is left of the claim (查封规定19)', () => {
  test('warns in the answer, and refuses nothing', () => {
    expect(inForce(closed())).toEqual([]);
    const more = returned([found('a-1'), found('a-3', { valueFen: 1 })]).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 }); // prettier-ignore
    const answered = more.answer('asset.frozen', { subject: 'a-3' });
    expect(answered).toMatchObject({ accepted: true, warnings: [{ id: 'over-seizure' }] });
    expect(more.answer('query.started', {})).not.toHaveProperty('warnings');
  });
});
