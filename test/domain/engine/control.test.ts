import { describe, expect, test } from 'vitest';
import type { AssetKind } from '../../../domain/nodes/asset-kinds.ts';
import { given } from '../../support/given.ts';
import { found, returned } from '../../support/histories.ts';

const little = 1_000_000; // of the 25,000,000 claimed
const kindsBy: Record<string, readonly AssetKind[]> = {
  'freeze-online': ['bank-account', 'e-wallet', 'securities', 'shares', 'insurance'],
  'seal-vehicle': ['vehicle', 'vessel'],
  'seal-real-property': [
    'house', 'plant', 'land', 'machinery', 'cash-in-kind', 'housing-fund', 'income', 'receivable', 'other',
  ], // prettier-ignore
};

describe('each asset that a return brings in has a deadline of its own', () => {
  test.each(Object.entries(kindsBy))('%s: %j', (rule, kinds) => {
    const court = returned(kinds.map((kind, i) => found(`a-${i}`, { kind })));
    const ids = court.deadlines(rule).map((d) => d.id);
    expect(ids).toEqual(kinds.map((_, i) => `${rule}:a-${i}@${court.seq('query.returned')}`));
    const others = Object.keys(kindsBy).filter((other) => other !== rule);
    expect(others.flatMap((other) => court.deadlines(other))).toEqual([]);
  });

  test('freeze-online runs 24 hours from the next full hour after the return', () => {
    const court = returned([found('a-1'), found('a-2', { kind: 'e-wallet' })]);
    const due = { opened: '2026-01-21T10:30', due: '2026-01-22T11:00:00+08:00', owner: 'property-control' };
    expect(court.deadline('freeze-online', 'a-1')).toMatchObject({ ...due, status: 'open' });
    const frozen = court.at('2026-01-22T10:59').complete('asset.frozen', 'a-1');
    expect(frozen.deadline('freeze-online', 'a-1')).toMatchObject({ status: 'done' });
    expect(frozen.deadline('freeze-online', 'a-2')).toMatchObject({ status: 'open' });
    const late = frozen.at('2026-01-22T11:00').complete('asset.skipped', 'a-2');
    expect(late.deadline('freeze-online', 'a-2')).toMatchObject({ status: 'done-late' });
  });

  test('a vehicle is sealed, seized or skipped within two days', () => {
    const court = returned([found('a-2', { kind: 'vehicle' })]);
    expect(court.deadline('seal-vehicle', 'a-2')).toMatchObject({ due: '2026-01-23', passes: '2026-01-24T00:00' });
    expect(court.complete('asset.seized', 'a-2').deadline('seal-vehicle', 'a-2').status).toBe('done');
    expect(court.complete('asset.sealed', 'a-2').deadline('seal-vehicle', 'a-2').status).toBe('done');
    expect(court.complete('asset.skipped', 'a-2').deadline('seal-vehicle', 'a-2').status).toBe('done');
  });

  test('machinery is sealed, seized or skipped within two days of either round’s return', () => {
    const court = returned([found('a-3', { kind: 'machinery', valueFen: little })]);
    const either = (['asset.sealed', 'asset.seized', 'asset.skipped'] as const).map(
      (node) => court.complete(node, 'a-3').deadline('seal-real-property', 'a-3').status,
    );
    expect(either).toEqual(['done', 'done', 'done']);
    const second = court
      .complete('traditional-query.started')
      .at('2026-01-22T09:00')
      .complete('traditional-query.returned', { assets: [found('a-4', { kind: 'land' })] });
    // two days end on Saturday 01-24
    expect(second.deadline('seal-real-property', 'a-4')).toMatchObject({
      opened: '2026-01-22T09:00',
      due: '2026-01-26',
    });
    expect(second.deadline('seal-real-property', 'a-3')).toMatchObject({
      opened: '2026-01-21T10:30',
      due: '2026-01-23',
    });
  });

  test('an asset described again keeps the deadline of its first return', () => {
    const once = returned([]).complete('traditional-query.started');
    const first = once.complete('traditional-query.returned', {
      complete: false,
      assets: [found('a-3', { kind: 'house' })],
    });
    const again = first
      .at('2026-01-22T09:00')
      .complete('traditional-query.returned', { assets: [found('a-3', { kind: 'house', valueFen: 9 })] });
    expect(again.deadlines('seal-real-property')).toMatchObject([{ opened: '2026-01-21T10:30', due: '2026-01-23' }]);
  });
});

describe('traditional-query opens when what can effectively be controlled is below the claim', () => {
  const opened = (assets: Parameters<typeof returned>[0]) => returned(assets).deadlines('traditional-query');

  test('nothing found: due the same day', () => {
    const court = returned([]);
    const due = { opened: '2026-01-21T10:30', due: '2026-01-21', owner: 'property-control', status: 'open' };
    expect(court.deadline('traditional-query')).toMatchObject(due);
    const started = court.at('2026-01-21T18:00').complete('traditional-query.started');
    expect(started.deadline('traditional-query').status).toBe('done');
    expect(court.at('2026-01-22').complete('traditional-query.started').deadline('traditional-query').status).toBe(
      'done-late',
    );
  });

  test('exactly the claim is enough; one fen less is not', () => {
    expect(opened([found('a-1', { valueFen: 25_000_000 })])).toEqual([]);
    expect(opened([found('a-1', { valueFen: 24_999_999 })])).toHaveLength(1);
    expect(opened([found('a-1', { valueFen: 24_999_999 }), found('a-2', { valueFen: 1 })])).toEqual([]);
  });

  test('an unknown value counts nothing', () => {
    expect(opened([found('a-1', { valueFen: null })])).toHaveLength(1);
  });

  test('what turns out to be frozen second in line counts nothing, from that instant', () => {
    const court = returned([found('a-1')]).at('2026-01-21T15:00');
    const waiting = court.complete('asset.frozen', 'a-1', { order: 'waiting', rank: 2, amountFen: 25_000_000 });
    expect(waiting.deadline('traditional-query')).toMatchObject({ opened: '2026-01-21T15:00', due: '2026-01-21' });
    expect(court.complete('asset.frozen', 'a-1', { amountFen: 25_000_000 }).deadlines('traditional-query')).toEqual([]);
  });

  test('so does what is frozen for less, and what is skipped', () => {
    const court = returned([found('a-1')]);
    expect(
      court.complete('asset.frozen', 'a-1', { amountFen: 24_000_000 }).deadlines('traditional-query'),
    ).toHaveLength(1);
    expect(court.complete('asset.skipped', 'a-1').deadlines('traditional-query')).toHaveLength(1);
  });

  test('not before the network round is complete', () => {
    const court = given().filed().complete('query.started').complete('query.returned', { complete: false, assets: [] });
    expect(court.deadlines('traditional-query')).toEqual([]);
    expect(court.complete('query.failed').deadlines('traditional-query')).toHaveLength(1);
  });

  test('a failed network round opens it', () => {
    const court = given().filed().complete('query.started').at('2026-01-21T09:00').complete('query.failed');
    expect(court.deadline('traditional-query')).toMatchObject({ opened: '2026-01-21T09:00', due: '2026-01-21' });
  });

  test('a claim without an amount can never be fallen short of', () => {
    expect(returned([], given({ claimFen: null }).filed()).deadlines('traditional-query')).toEqual([]);
  });
});

describe('asset-schedule opens when the first round has ended', () => {
  test('everything returned, enough found, everything controlled: at the last measure', () => {
    const court = returned([found('a-1'), found('a-2', { kind: 'vehicle', valueFen: null })]);
    const half = court.at('2026-01-21T15:00').complete('asset.frozen', 'a-1', { amountFen: 25_000_000 });
    expect(half.deadlines('asset-schedule')).toEqual([]);
    const whole = half.at('2026-01-22T09:00').complete('asset.skipped', 'a-2');
    // two days end on Saturday 01-24
    const due = { opened: '2026-01-22T09:00', due: '2026-01-26', owner: 'property-control' };
    expect(whole.deadline('asset-schedule')).toMatchObject({ ...due, status: 'open' });
    const items = ['a-1', 'a-2'].map((asset) => ({ asset, valueFen: null }));
    expect(whole.complete('asset-schedule.filed', { items }).deadline('asset-schedule').status).toBe('done');
  });

  test('also when nothing was found in either round', () => {
    const court = returned([]).complete('traditional-query.started').at('2026-01-23T11:00');
    expect(court.deadlines('asset-schedule')).toEqual([]);
    const ended = court.complete('traditional-query.returned', { assets: [] });
    expect(ended.deadline('asset-schedule')).toMatchObject({ opened: '2026-01-23T11:00', due: '2026-01-26' });
    expect(ended.complete('asset-schedule.filed', { items: [] }).deadline('asset-schedule').status).toBe('done');
  });

  test('also when both rounds failed', () => {
    const failed = given().filed().complete('query.started').complete('query.failed');
    const both = failed
      .complete('traditional-query.started')
      .at('2026-01-22T10:00')
      .complete('query.failed', { round: 'traditional' });
    expect(both.deadline('asset-schedule')).toMatchObject({ opened: '2026-01-22T10:00' });
  });

  test('a traditional round begun of one’s own accord has to come back too', () => {
    const court = given().filed().complete('traditional-query.started');
    const network = returned([found('a-1')], court).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 });
    expect(network.deadlines('asset-schedule')).toEqual([]);
    const both = network.complete('traditional-query.returned', { assets: [] });
    expect(both.deadlines('asset-schedule')).toHaveLength(1);
  });
});
