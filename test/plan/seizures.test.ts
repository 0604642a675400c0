import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../domain/engine/snapshot.ts';
import type { Court } from '../support/given.ts';
import { given } from '../support/given.ts';
import { found, freed, preserved, returned } from '../support/histories.ts';

const vehicle = found('a-2', { kind: 'vehicle', valueFen: 8_000_000 });
/** Sealed first in order on 2026-01-21 at 10:30. */
const sealed = (until: string, more: object = {}, before?: Court): Court =>
  returned([vehicle], before).complete('asset.sealed', 'a-2', { until, ...more });
const expiry = (court: Court) => court.deadline('seizure-expiry', 'a-2');

describe('seizure-expiry 控制届满前续行', () => {
  test('is due on the day before the last, and warns five times, counted from the last day', () => {
    const court = sealed('2026-07-16'); // a Thursday
    expect(expiry(court)).toMatchObject({ due: '2026-07-15', legalDue: '2026-07-15', owner: 'officer' });
    expect(court.at('2026-07-16T23:00').rungs('seizure-expiry')).toEqual([
      '2026-04-17T00:00 remind-90 seizure-expiry:a-2@5',
      '2026-06-16T00:00 remind-30 seizure-expiry:a-2@5',
      '2026-07-01T00:00 remind-15 seizure-expiry:a-2@5',
      '2026-07-09T00:00 urge seizure-expiry:a-2@5',
      '2026-07-13T00:00 supervise seizure-expiry:a-2@5',
    ]);
  });

  test('rests before the last day move the hard date back, not the warnings', () => {
    const court = sealed('2026-07-20'); // a Monday
    expect(expiry(court).due).toBe('2026-07-17');
    expect(expiry(court).rungs.at(-1)).toBe('2026-07-17T00:00 supervise');
    expect(expiry(court).rungs[0]).toBe('2026-04-21T00:00 remind-90');
  });

  test('a holiday brings forward what would fall in it, the last as the hard date begins; the others keep their day', () => {
    const court = sealed('2026-10-08'); // National Day from 10-01 to 10-07
    expect(expiry(court).due).toBe('2026-09-30');
    expect(expiry(court).rungs).toEqual([
      '2026-07-10T00:00 remind-90',
      '2026-09-08T00:00 remind-30',
      '2026-09-23T00:00 remind-15',
      '2026-09-26T00:00 urge',
      '2026-09-30T00:00 supervise',
    ]);
  });

  test('of a last day within the holiday only the last warning is brought forward', () => {
    const court = sealed('2026-10-05');
    expect(expiry(court).due).toBe('2026-09-30');
    expect(expiry(court).rungs.slice(-2)).toEqual(['2026-09-28T00:00 urge', '2026-09-30T00:00 supervise']);
  });

  test('held for a week only, of all that falls at once the highest is told', () => {
    const court = sealed('2026-01-27');
    expect(court.at('2026-01-23T23:00').rungs('seizure-expiry')).toEqual([
      '2026-01-21T10:30 remind-90 seizure-expiry:a-2@5, silent',
      '2026-01-21T10:30 remind-30 seizure-expiry:a-2@5, silent',
      '2026-01-21T10:30 remind-15 seizure-expiry:a-2@5, silent',
      '2026-01-21T10:30 urge seizure-expiry:a-2@5',
    ]);
  });

  test('a renewal ends it and opens the next, however late it comes', () => {
    const renewed = (at: string) =>
      sealed('2026-07-20').at(at).complete('asset.renewed', 'a-2', { until: '2028-07-20' });
    const [first, next] = renewed('2026-07-10T09:00').deadlines('seizure-expiry');
    expect([first?.status, next?.status, next?.due]).toEqual(['done', 'open', '2028-07-19']);
    expect(renewed('2026-07-19T09:00').deadlines('seizure-expiry')[0]?.status).toBe('done-late');
  });

  test('lost is lost: void with the control, and shown as having been late', () => {
    const lost = sealed('2026-07-16').at('2026-07-17T00:00');
    expect(expiry(lost)).toMatchObject({ status: 'void', ended: '2026-07-17T00:00', lateSince: '2026-07-16T00:00' });
    expect(expiry(lost).because.at(-1)).toMatchObject({ step: 'ended', zh: '该项财产的控制已经届满' });
    expect(lost.refused('asset.renewed', { subject: 'a-2' }).code).toBe('not-in-force');
  });

  test('void when released, passed on or deducted in full; nobody is late', () => {
    expect(expiry(freed(sealed('2026-07-16'), 'a-2'))).toMatchObject({ status: 'void', lateSince: null });
    const account = returned([found('a-1')]).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 });
    const taken = account.complete('asset.deducted', 'a-1', { amountFen: 25_000_000 });
    expect(taken.deadline('seizure-expiry', 'a-1')).toMatchObject({ status: 'void' });
  });

  test('a renewal entered long after: the control held all the while, and nobody was in time', () => {
    const late = sealed('2026-07-16').at('2026-07-25T09:00').complete('asset.renewed', 'a-2', { until: '2028-07-14' }, { at: '2026-07-15T09:00' }); // prettier-ignore
    expect(late.deadlines('seizure-expiry').map(({ status, due }) => [status, due])).toEqual([
      ['done-late', '2026-07-15'],
      ['open', '2028-07-13'],
    ]);
    expect(late.at('2026-07-26T09:00').c.all('asset.expired', 'a-2')).toHaveLength(1); // said then, and overtaken
  });

  test('what is in force is kept with its last day and what it still holds', () => {
    const account = returned([found('a-1')]).complete('asset.frozen', 'a-1', { amountFen: 25_000_000, until: '2026-07-16' }); // prettier-ignore
    const asset = (court: Court) => snapshotOf(court.c).assets[0];
    expect(asset(account)).toMatchObject({ control: 'first', until: '2026-07-16', heldFen: 25_000_000 });
    const less = account.complete('asset.deducted', 'a-1', { amountFen: 20_000_000 });
    expect(asset(less)).toMatchObject({ control: 'first', heldFen: 5_000_000 });
    expect(asset(account.at('2026-07-17T00:00'))).not.toHaveProperty('until');
  });

  test('what waits has none, what is promoted its own from its own last day', () => {
    const waiting = sealed('2026-07-16', { order: 'waiting' });
    expect(waiting.deadlines('seizure-expiry')).toEqual([]);
    const first = waiting.at('2026-03-02T09:00').complete('asset.promoted', 'a-2', {
      effectiveAt: '2026-03-02T09:00:00+08:00',
      until: '2028-03-01',
    });
    expect(expiry(first)).toMatchObject({ status: 'open', due: '2028-02-29', opened: '2026-03-02T09:00' });
  });

  test('a wrong last day, once corrected, moves it; what already warned warns again of the new one alone', () => {
    const court = sealed('2026-07-16').at('2026-04-20T09:00');
    const { payload } = court.c.first('asset.sealed', 'a-2') ?? { payload: {} };
    const put = court.complete(
      'fact.corrected',
      {
        fact: court.seq('asset.sealed'),
        payload: { ...payload, until: '2027-07-16' },
        reason: '误写',
      },
      { by: 'review' },
    );
    expect(expiry(put).due).toBe('2027-07-15');
    expect(put.at('2027-04-20T00:00').rungs('seizure-expiry').map((line) => line.slice(0, 26))).toEqual(['2026-04-17T00:00 remind-90', '2027-04-17T00:00 remind-90']); // prettier-ignore
  });

  test('of a vehicle sealed and then seized for longer the later day counts', () => {
    const court = sealed('2026-07-16').complete('asset.seized', 'a-2', { until: '2027-07-16', ruling: '之九' });
    expect(court.deadlines('seizure-expiry').map(({ status, due }) => [status, due])).toEqual([
      ['void', '2026-07-15'],
      ['open', '2027-07-15'],
    ]);
  });

  test('goes on when a preservation is closed, and no closing waits for it', () => {
    const over = preserved()
      .complete('preservation.carried-out')
      .reviewed({ kind: 'preserved' })
      .complete('case.closed', { kind: 'preserved' });
    expect(over.deadline('seizure-expiry', 'a-1')).toMatchObject({ status: 'open', due: '2027-01-19' });
    expect(over.at('2027-01-21T00:00').deadline('seizure-expiry', 'a-1').status).toBe('void');
  });

  test('nobody may declare that its purpose has fallen away', () => {
    const court = sealed('2026-07-16');
    const { id } = expiry(court);
    expect(court.refused('deadline.lapsed', { payload: { deadlines: [id], reason: '一' }, by: 'review' }).code).toBe('never-lapses'); // prettier-ignore
  });

  test('taken over with the case it was warned of elsewhere: from the entry on it warns here', () => {
    const sealedThen = { node: 'asset.taken-over', at: '2025-12-01T10:00:00+08:00', payload: { id: 'a-2', kind: 'vehicle', holder: '李卫东', description: '小型轿车', valueFen: 1, measure: 'sealed', from: '（2025）豫0823财保18号', order: 'first', ruling: '之一', effectiveAt: '2025-11-03T09:00:00+08:00', until: '2026-03-02' } }; // prettier-ignore
    const court = given().takenOver('2025-12-01T09:00', '2026-01-20T09:00', [sealedThen] as never);
    expect(court.at('2026-02-01T00:00').rungs('seizure-expiry').map((line) => line.replace(/ seizure[^ ]*/, ''))).toEqual(['2025-12-02T00:00 remind-90 fired 2026-01-20T09:00, taken over', '2026-01-31T00:00 remind-30']); // prettier-ignore
  });
});
