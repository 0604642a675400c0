import { describe, expect, test } from 'vitest';
import type { Court } from '../support/given.ts';
import { found, freed, returned } from '../support/histories.ts';

const members = ['p-panel', 'p-panel-2', 'p-panel-3'];
const vehicle = found('a-2', { kind: 'vehicle', valueFen: 8_000_000 });
const house = found('a-3', { kind: 'house', valueFen: 60_000_000 });
const both = (): Court => returned([vehicle, house]).complete('case.assigned', { panel: members });
/** The vehicle and the house were sealed first in order on 01-21 at 10:30. */
const sealed = (): Court => both().complete('asset.sealed', 'a-2').complete('asset.sealed', 'a-3', { until: '2029-01-20' }); // prettier-ignore
const decided = (): Court => sealed().at('2026-01-22T09:00').complete('auction.decided', 'a-2');
const priced = (): Court =>
  decided().complete('price.started', 'a-2').complete('price.report-received', 'a-2').complete('price.set', 'a-2');
const terms = { round: 'first', reserveFen: 5_600_000, cut: 20, depositFen: 560_000, priority: [], members } as const;
const announced = (): Court =>
  priced()
    .complete('auction.terms-set', 'a-2', { members })
    .at('2026-02-26T09:00')
    .complete('auction.announced', 'a-2');
const sold = (): Court => announced().at('2026-03-21T11:00').complete('auction.held', 'a-2');
const disposed = (): Court =>
  sold().at('2026-03-25T10:00').complete('sale.price-paid', 'a-2').complete('asset.disposed', 'a-2');
const status = (court: Court, rule: string, asset = 'a-2') => court.deadline(rule, asset).status;

describe('disposal-register 处置登记', () => {
  test('opens for each thing to be disposed of when it is first in order, once the material is in it ends', () => {
    expect(sealed().deadline('disposal-register', 'a-2')).toMatchObject({ due: '2026-01-23', owner: 'disposal' });
    expect(status(sealed().complete('disposal.registered', 'a-2'), 'disposal-register')).toBe('done');
    expect(status(sealed().at('2026-01-26T09:00').complete('disposal.registered', 'a-2'), 'disposal-register')).toBe('done-late'); // prettier-ignore
    expect(status(freed(sealed(), 'a-2'), 'disposal-register')).toBe('void');
  });

  test('asks nothing of what waits, nor of an account', () => {
    expect(both().complete('asset.sealed', 'a-2', { order: 'waiting' }).deadlines('disposal-register')).toEqual([]);
    expect(
      returned([found('a-1')])
        .complete('asset.frozen', 'a-1')
        .deadlines('disposal-register'),
    ).toEqual([]);
  });
});

describe('auction-handover, price-start, disposal-price', () => {
  test('open with the decision, each with its own end', () => {
    expect(decided().deadline('auction-handover', 'a-2')).toMatchObject({ due: '2026-01-26', status: 'open' });
    expect(decided().deadline('price-start', 'a-2')).toMatchObject({ due: '2026-02-24' });
    expect(decided().deadline('disposal-price', 'a-2')).toMatchObject({ due: '2026-03-23' });
    expect(status(decided().complete('auction.handed-over', 'a-2'), 'auction-handover')).toBe('done');
    expect(status(priced(), 'price-start')).toBe('done');
    expect(status(priced(), 'disposal-price')).toBe('done');
    const late = decided()
      .at('2026-03-26T09:00')
      .complete('price.started', 'a-2')
      .complete('price.report-received', 'a-2')
      .complete('price.set', 'a-2');
    expect([status(late, 'price-start'), status(late, 'disposal-price')]).toEqual(['done-late', 'done-late']);
  });

  test('stand still under a stay of the case or of that asset, and not under one of another', () => {
    const stayed = (scope: 'case' | string[]) =>
      decided()
        .complete('panel.decided', { about: 'stay', members }, { by: 'p-panel' })
        .complete('stay.ordered', { scope, from: '2026-01-22', to: '2026-02-10' }, { by: 'officer' });
    for (const rule of ['auction-handover', 'price-start', 'disposal-price']) {
      expect(status(stayed('case'), rule)).toBe('suspended');
      expect(status(stayed(['a-2']), rule)).toBe('suspended');
      expect(status(stayed(['a-3']), rule)).toBe('open');
    }
  });

  test('fall away when the auction is withdrawn, and open anew with the next', () => {
    const gone = decided().complete('auction.withdrawn', 'a-2');
    for (const rule of ['auction-handover', 'price-start', 'disposal-price']) expect(status(gone, rule)).toBe('void');
    expect(gone.refused('price.started', { subject: 'a-2' })).toMatchObject({
      ...{ code: 'node-missing', missing: [{ id: 'auction.decided' }] },
    });
    expect(status(gone.at('2026-01-23T09:00').complete('auction.decided', 'a-2'), 'price-start')).toBe('open');
  });

  test('the price stands still while an appraiser has the thing, and is counted anew from the report', () => {
    const court = decided().complete('price.started', 'a-2', { way: 'appraisal' }).at('2026-02-26T09:00');
    expect(status(court, 'disposal-price')).toBe('suspended');
    const back = court.complete('price.report-received', 'a-2');
    expect(back.deadline('disposal-price', 'a-2')).toMatchObject({ status: 'open', due: '2026-04-27' });
  });
});

describe('拍卖的条件', () => {
  test('is decided of what is first in order, held for thirty days more, and not exempt', () => {
    const waiting = both().complete('asset.sealed', 'a-2', { order: 'waiting' });
    expect(waiting.refused('auction.decided', { subject: 'a-2' }).code).toBe('not-in-force');
    const short = both().complete('asset.sealed', 'a-2', { until: '2026-02-10' });
    const { code, missing } = short.refused('auction.decided', { subject: 'a-2' });
    expect([code, missing[0]?.id]).toEqual(['dates-out-of-order', 'asset.renewed']);
    const exempt = sealed().complete('disposal.impossible', 'a-2', { reason: 'exempt' });
    expect(exempt.refused('auction.decided', { subject: 'a-2' }).code).toBe('not-approved');
    expect(exempt.complete('auction.decided', 'a-3').deadlines('price-start'), 'the other is sold all the same').toHaveLength(1); // prettier-ignore
  });

  test('the panel sets terms on a price: seven tenths, a fifth', () => {
    const set = (change: object) => ({ subject: 'a-2', payload: { ...terms, ...change } });
    expect(decided().refused('auction.terms-set', set({})).missing).toMatchObject([{ id: 'price.set' }]);
    expect(priced().refused('auction.terms-set', set({ reserveFen: 5_599_999 })).code).toBe('beyond-the-cap');
    expect(priced().refused('auction.terms-set', set({ depositFen: 1_120_001 })).code).toBe('beyond-the-cap');
    expect(priced().refused('auction.terms-set', set({ cut: 21 })).code).toBe('wrong-type');
    expect(priced().refused('auction.terms-set', set({ members: members.slice(0, 2) })).code).toBe('not-qualified');
  });

  test('a round is announced on its terms, so many days ahead', () => {
    const early = { subject: 'a-2', payload: { round: 'first', startsAt: '2026-02-05T10:00:00+08:00', endsAt: '2026-02-06T10:00:00+08:00', url: 'x' } } as const; // prettier-ignore
    expect(priced().refused('auction.announced', early).missing).toMatchObject([{ id: 'auction.terms-set' }]);
    const ready = priced().complete('auction.terms-set', 'a-2', { members });
    expect(ready.refused('auction.announced', early)).toMatchObject({ code: 'notice-too-short', basis: '网拍规定12' });
    const due = { ...early, payload: { ...early.payload, startsAt: '2026-02-06T09:00:00+08:00' } };
    expect(ready.tries('auction.announced', due)).not.toBe(ready);
  });

  test('a result is that of a round that was announced and has begun; the ruling rests on the price paid', () => {
    expect(priced().refused('auction.held', { subject: 'a-2' }).missing).toMatchObject([{ id: 'auction.announced' }]);
    expect(announced().refused('auction.held', { subject: 'a-2' }).code).toBe('dates-out-of-order');
    expect(sold().refused('asset.disposed', { subject: 'a-2' }).missing).toMatchObject([{ id: 'sale.price-paid' }]);
    const unknown = { subject: 'a-2', payload: { receipt: 'r-9' } };
    expect(sold().refused('sale.price-paid', unknown).code).toBe('unknown-subject');
    expect(sold().refused('in-kind.asked', { subject: 'a-2' }).code).toBe('node-missing');
  });

  test('what nobody bought a creditor takes', () => {
    const failed = announced().at('2026-03-21T11:00').complete('auction.held', 'a-2', { outcome: 'failed' });
    expect(failed.refused('sale.price-paid', { subject: 'a-2' }).code).toBe('node-missing');
    const inKind = { subject: 'a-2', payload: { way: 'in-kind', priceFen: 5_600_000, to: '张建国', ruling: '之九' } };
    expect(failed.refused('asset.disposed', inKind).missing).toMatchObject([{ id: 'in-kind.asked' }]);
    const asked = failed.complete('in-kind.asked', 'a-2', { priceFen: 5_600_000 });
    expect(asked.tries('asset.disposed', inKind)).not.toBe(asked);
  });
});

describe('处置之后', () => {
  test('is no longer in force; its seals are lifted within three days, and the thing is handed over', () => {
    const court = disposed();
    expect(court.deadline('measure-release', 'a-2')).toMatchObject({ status: 'open', due: '2026-03-30' });
    expect(status(court, 'title-records')).toBe('void');
    expect(court.refused('asset.deducted', { subject: 'a-2' }).code).toBe('not-in-force');
    expect(court.refused('auction.decided', { subject: 'a-2' }).code).toBe('not-in-force');
    const lifted = court.complete('asset.released', 'a-2');
    expect(status(lifted, 'measure-release')).toBe('done');
    expect(lifted.refused('asset.released', { subject: 'a-2' }).code).toBe('not-in-force');
    expect(lifted.complete('asset.handed-over', 'a-2').seq('asset.handed-over')).toBeGreaterThan(0);
    expect(sealed().refused('asset.handed-over', { subject: 'a-2' }).code).toBe('node-missing');
  });

  test('the other asset stands as it stood', () => {
    expect(status(disposed(), 'disposal-register', 'a-3')).toBe('open');
    expect(disposed().deadlines('measure-release')).toHaveLength(1);
    expect(disposed().complete('auction.decided', 'a-3').deadline('price-start', 'a-3').status).toBe('open');
  });
});
