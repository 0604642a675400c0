import { describe, expect, test } from 'vitest';
import { assetsInForce, inForce } from '../../../domain/plan/control/measures.ts';
import { snapshotOf } from '../../../domain/engine/snapshot.ts';
import { type Court, given } from '../../support/given.ts';
import { found, freed, returned } from '../../support/histories.ts';

const claim = 25_000_000;
const unknown = () => returned([found('a-1', { valueFen: null })]).at('2026-01-21T14:00');
const items = (...ids: readonly string[]) => ({ items: ids.map((asset) => ({ asset, valueFen: null })) });
const statuses = (court: Court, rule: string) =>
  court.deadlines(rule).map(({ opened, status, ended }) => `${opened} ${status} ${ended ?? ''}`.trim());

describe('insufficient is a present state', () => {
  test('an account of unknown value, frozen in full with its amount, ends the shortage and the round', () => {
    expect(statuses(unknown(), 'traditional-query')).toEqual(['2026-01-21T10:30 open']);
    const frozen = unknown().complete('asset.frozen', 'a-1', { amountFen: claim });
    expect(statuses(frozen, 'traditional-query')).toEqual(['2026-01-21T10:30 void 2026-01-21T14:00']);
    expect(frozen.derived.find((d) => d.rule === 'traditional-query')?.because.at(-1)).toMatchObject({ zh: /足额/ });
    const filed = frozen.complete('asset-schedule.filed', items('a-1'));
    expect(statuses(filed, 'asset-schedule')).toEqual(['2026-01-21T14:00 done 2026-01-21T14:00']);
  });

  test('so does a value that a later return knows, of an asset already controlled', () => {
    const sealed = returned([found('a-1', { kind: 'house', valueFen: null })]).complete('asset.sealed', 'a-1');
    expect(statuses(sealed, 'traditional-query')).toEqual(['2026-01-21T10:30 open']);
    const again = { complete: true, assets: [found('a-1', { kind: 'house', valueFen: claim })] };
    const valued = sealed.at('2026-01-21T16:00').complete('query.returned', again);
    expect(statuses(valued, 'traditional-query')).toEqual(['2026-01-21T10:30 void 2026-01-21T16:00']);
    expect(statuses(valued, 'asset-schedule')).toEqual(['2026-01-21T16:00 open']);
  });

  test('and a control of what was left alone at first: what was last done counts', () => {
    const skipped = returned([found('a-1')]).complete('asset.skipped', 'a-1');
    expect(statuses(skipped, 'traditional-query')).toEqual(['2026-01-21T10:30 open']);
    const frozen = skipped.at('2026-01-21T15:00').complete('asset.frozen', 'a-1', { amountFen: claim });
    expect(statuses(frozen, 'traditional-query')).toEqual(['2026-01-21T10:30 void 2026-01-21T15:00']);
    expect(snapshotOf(frozen.c).assets).toMatchObject([{ control: 'first' }]);
  });

  test('it comes back when what was had is had no longer, and opens anew', () => {
    const enough = unknown().complete('asset.frozen', 'a-1', { amountFen: claim });
    const released = freed(enough.at('2026-01-22T09:00'), 'a-1');
    expect(statuses(released, 'traditional-query')).toEqual([
      '2026-01-21T10:30 void 2026-01-21T14:00',
      '2026-01-22T09:00 open',
    ]);
    expect(statuses(released, 'asset-schedule')).toEqual(['2026-01-21T14:00 void 2026-01-22T09:00']);
  });

  test('a round that has begun has to come back, whatever is found meanwhile', () => {
    const begun = unknown().complete('traditional-query.started');
    const enough = begun.complete('asset.frozen', 'a-1', { amountFen: claim });
    expect(statuses(enough, 'traditional-query')).toEqual(['2026-01-21T10:30 done 2026-01-21T14:00']);
    expect(enough.refused('asset-schedule.filed', { payload: items('a-1') })).toMatchObject({
      code: 'first-round-open',
      missing: [{ id: 'traditional-query.returned' }],
    });
    const back = enough.complete('traditional-query.returned', { assets: [] });
    expect(statuses(back, 'asset-schedule')).toEqual(['2026-01-21T14:00 open']);
  });

  test('second in line becomes first: the same ruling takes effect, and the money counts', () => {
    const waiting = unknown().complete('asset.frozen', 'a-1', { order: 'waiting', rank: 2, amountFen: claim });
    expect(statuses(waiting, 'traditional-query')).toEqual(['2026-01-21T10:30 open']);
    const first = waiting.complete('asset.frozen', 'a-1', { order: 'first', amountFen: claim });
    expect(statuses(first, 'traditional-query')).toEqual(['2026-01-21T10:30 void 2026-01-21T14:00']);
    const back = { subject: 'a-1', payload: { ...first.c.last('asset.frozen')?.payload, order: 'waiting' } };
    expect(first.refused('asset.frozen', back).code).toBe('already-in-force');
  });
});

describe('the schedule is due while nothing of the round is outstanding', () => {
  const ended = () => returned([found('a-1')]).at('2026-01-21T14:00').complete('asset.frozen', 'a-1', { amountFen: claim }); // prettier-ignore

  test('void when something is outstanding again, opened anew after it, never refused for ever', () => {
    const more = ended()
      .at('2026-01-22T09:00')
      .complete('query.returned', { complete: true, assets: [found('a-2', { kind: 'vehicle' })] });
    expect(statuses(more, 'asset-schedule')).toEqual(['2026-01-21T14:00 void 2026-01-22T09:00']);
    expect(more.refused('asset-schedule.filed', { payload: items('a-1') })).toMatchObject({
      code: 'first-round-open',
      missing: [{ id: 'a-2' }],
    });
    const again = more.at('2026-01-22T15:00').complete('asset.sealed', 'a-2');
    expect(statuses(again, 'asset-schedule').at(-1)).toBe('2026-01-22T15:00 open');
    expect(again.refused('asset-schedule.filed', { payload: items('a-1') })).toMatchObject({
      code: 'items-missing',
      missing: [{ id: 'a-2' }],
    });
    const filed = again.complete('asset-schedule.filed', items('a-2', 'a-1'));
    expect(statuses(filed, 'asset-schedule').at(-1)).toBe('2026-01-22T15:00 done 2026-01-22T15:00');
  });

  test('what is found after it was filed asks for a further one', () => {
    const filed = ended().complete('asset-schedule.filed', items('a-1'));
    const more = filed.at('2026-01-23T09:00').complete('query.returned', { complete: true, assets: [found('a-2')] });
    const skipped = more.complete('asset.skipped', 'a-2');
    expect(statuses(skipped, 'asset-schedule')).toEqual([
      '2026-01-21T14:00 done 2026-01-21T14:00',
      '2026-01-23T09:00 open',
    ]);
  });

  test('a query sent again has to come back, or fail', () => {
    const asked = ended().at('2026-01-22T09:00').complete('query.started');
    expect(statuses(asked, 'asset-schedule')).toEqual(['2026-01-21T14:00 void 2026-01-22T09:00']);
    const failed = asked.at('2026-01-22T17:00').complete('query.failed');
    expect(statuses(failed, 'asset-schedule').at(-1)).toBe('2026-01-22T17:00 open');
  });

  test('a released asset was dealt with: nothing more is asked about it', () => {
    const both = returned([found('a-1'), found('a-2')]).complete('asset.frozen', 'a-1', { amountFen: claim });
    const released = freed(both.complete('asset.frozen', 'a-2'), 'a-2');
    expect(released.deadlines('asset-schedule').at(-1)?.status).toBe('open');
    expect(snapshotOf(released.c).assets.map((a) => a.control)).toEqual(['first', 'released']);
    expect(assetsInForce(released.c).map((a) => a.id)).toEqual(['a-1']);
  });

  test('dated back, it lists what was known then', () => {
    const later = ended()
      .at('2026-01-22T09:00')
      .complete('query.returned', { complete: true, assets: [found('a-2')] })
      .complete('asset.skipped', 'a-2');
    const at = '2026-01-21T17:00';
    expect(later.refused('asset-schedule.filed', { payload: items('a-1', 'a-2'), at }).code).toBe('unknown-subject');
    expect(later.complete('asset-schedule.filed', items('a-1'), { at }).seq('asset-schedule.filed')).toBeGreaterThan(0);
  });

  test('names no asset twice and none that nobody knows', () => {
    const code = (...ids: string[]) => ended().refused('asset-schedule.filed', { payload: items(...ids) }).code;
    expect([code(), code('a-1', 'a-1'), code('a-1', 'a-9'), code('a-9')]).toEqual([
      'items-missing',
      'named-twice',
      'unknown-subject',
      'unknown-subject',
    ]);
  });
});

describe('a query asks about each respondent', () => {
  const two = () => given({ respondents: ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' })) }).filed();

  test('network-query is met when the last of them was asked about; until then the round is not back', () => {
    const one = two()
      .at('2026-01-21T09:00')
      .complete('query.started', { respondents: ['respondent-1'] });
    const back = one.complete('query.returned', { complete: true, assets: [found('a-1')] });
    const frozen = back.complete('asset.frozen', 'a-1', { amountFen: claim });
    expect(frozen.deadline('network-query').status).toBe('open');
    expect(frozen.refused('asset-schedule.filed', { payload: items('a-1') }).missing).toMatchObject([
      { id: 'query.returned' },
    ]);
    const both = frozen.at('2026-01-21T11:00').complete('query.started', { respondents: ['respondent-2'] });
    expect(both.deadline('network-query')).toMatchObject({ status: 'done', ended: '2026-01-21T11:00' });
    const all = both.complete('query.returned', { complete: true, assets: [] });
    expect(statuses(all, 'asset-schedule')).toEqual(['2026-01-21T11:00 open']);
  });

  test('left out, it asks about all; nobody else is asked about', () => {
    expect(two().complete('query.started').deadline('network-query').status).toBe('done');
    const payload = { systems: ['总对总'], respondents: ['respondent-3'] };
    expect(two().refused('query.started', { payload }).code).toBe('unknown-party');
  });

  test('a traditional round fails after it has begun', () => {
    const court = given().filed().complete('query.started').complete('query.failed');
    const failed = { payload: { round: 'traditional', reason: '无反馈' } };
    expect(court.refused('query.failed', failed)).toMatchObject({
      code: 'node-missing',
      missing: [{ id: 'traditional-query.started' }],
    });
  });
});

describe('what is in force', () => {
  const frozen = () =>
    returned([found('a-1')])
      .at('2026-01-21T14:00')
      .complete('asset.frozen', 'a-1');

  test('is not left alone, is released once, and may be controlled again', () => {
    const reason = { subject: 'a-1', payload: { reason: '余额不足十元' } };
    expect(frozen().refused('asset.skipped', reason).code).toBe('already-in-force');
    const released = freed(frozen().at('2026-01-22T09:00'), 'a-1');
    expect(inForce(released.c, 'a-1')).toEqual([]);
    expect(released.refused('asset.released', { subject: 'a-1' }).code).toBe('not-in-force');
    expect(released.complete('asset.skipped', 'a-1').c.last('asset.skipped')).toBeDefined();
    expect(inForce(released.complete('asset.frozen', 'a-1').c, 'a-1')).toHaveLength(1);
  });

  test('one ruling controls an asset once; another adds to it', () => {
    const again = { subject: 'a-1', payload: { ...frozen().c.last('asset.frozen')?.payload } };
    expect(frozen().refused('asset.frozen', again)).toMatchObject({ code: 'already-in-force' });
    const raised = frozen().complete('asset.frozen', 'a-1', { ruling: '之五', amountFen: 20_000_000 });
    expect(inForce(raised.c, 'a-1')).toHaveLength(2);
  });

  test('a vehicle that is sealed may be seized too; one release frees it of both', () => {
    const both = returned([found('a-2', { kind: 'vehicle' })])
      .complete('asset.sealed', 'a-2')
      .complete('asset.seized', 'a-2');
    expect(inForce(both.c, 'a-2').map((f) => f.node)).toEqual(['asset.sealed', 'asset.seized']);
    expect(assetsInForce(freed(both, 'a-2').c)).toEqual([]);
  });

  test('looks at what was in force then: a skip dated before the freeze stands', () => {
    const early = frozen().complete('asset.skipped', 'a-1', {}, { at: '2026-01-21T12:00' });
    expect(inForce(early.c, 'a-1')).toHaveLength(1);
    expect(frozen().at('2026-01-22').refused('asset.released', { subject: 'a-1', at: '2026-01-21T13:00' }).code).toBe(
      'not-in-force',
    );
  });

  test('its release stands in the way of taking the control back', () => {
    const released = freed(frozen(), 'a-1');
    const withdrawn = { by: 'review', payload: { fact: released.seq('asset.frozen'), reason: '误录' } };
    expect(released.refused('fact.withdrawn', withdrawn)).toMatchObject({
      code: 'has-dependents',
      missing: [{ id: String(released.seq('release.decided')) }, { id: String(released.seq('asset.released')) }],
    });
  });
});
