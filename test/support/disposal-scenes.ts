/** The scenes of a sale: two things held, the vehicle's auction decided on Thursday 2026-01-22, and so on to the buyer. */
import { addDays } from '../../domain/time/civil-date.ts';
import type { Court } from './given.ts';
import { found, returned } from './histories.ts';
import { day } from './row-scenes.ts';

export const panel = ['p-panel', 'p-panel-2', 'p-panel-3'];
const vehicle = found('a-2', { kind: 'vehicle', valueFen: 8_000_000 });
const house = found('a-3', { kind: 'house', valueFen: 60_000_000 });
/** The vehicle and the house were sealed first in order on 01-21, the vehicle's auction decided on Thursday 01-22. */
export const auctionDecided = (): Court =>
  returned([vehicle, house])
    .complete('case.assigned', { panel })
    .complete('asset.sealed', 'a-2')
    .complete('asset.sealed', 'a-3', { until: '2029-01-20' })
    .at('2026-01-22T09:00')
    .complete('auction.decided', 'a-2');
export const pricing = (way: 'appraisal' | 'online-inquiry' | 'agreed' = 'online-inquiry'): Court =>
  auctionDecided().complete('price.started', 'a-2', { way });
export const valued = (): Court => pricing().complete('price.report-received', 'a-2').complete('price.set', 'a-2');
/** Bidding from 02-07 to 02-08 at 10:00. */
export const firstAnnounced = (): Court => announces(valued(), 'first');
export const failedOnce = (): Court => fails(firstAnnounced(), 'first');
export const failedTwice = (): Court => fails(announces(failedOnce(), 'second', { days: 8 }), 'second');

const says = { reserveFen: 5_600_000, depositFen: 560_000, members: panel } as const;

/** A round is announced on the panel's terms, so many days ahead. */
export const announces = (
  court: Court,
  round: 'first' | 'second' | 'sale',
  { days = 16, lateReason }: { readonly days?: number; readonly lateReason?: string } = {},
): Court => {
  const starts = addDays(day(court), days);
  const terms = round === 'first' ? says : { ...says, reserveFen: 4_480_000, depositFen: 448_000 };
  return court.complete('auction.terms-set', 'a-2', { round, ...terms }).complete('auction.announced', 'a-2', {
    ...{ round, startsAt: `${starts}T10:00:00+08:00`, endsAt: `${addDays(starts, 1)}T10:00:00+08:00` },
    ...(lateReason !== undefined && { lateReason }),
  });
};

/** Nobody bought, as its bidding ended. */
export const fails = (court: Court, round: 'first' | 'second' | 'sale'): Court =>
  court
    .at(`${(court.c.last('auction.announced')?.payload.endsAt ?? '').slice(0, 10)}T11:00`)
    .complete('auction.held', 'a-2', { round, outcome: 'failed', buyer: undefined, priceFen: undefined } as never);
const buyer = { id: 'buyer-1', name: '王秀英' };
export const ruled = (court: Court): Court =>
  court.complete('asset.disposed', 'a-2').complete('documents.issued', { kind: 'sale-ruling', recipients: [buyer] });
export const rulingServed = (court: Court): Court => {
  const made = ruled(court);
  return made.complete('service.recorded', 'sale-ruling-1.buyer-1', { on: day(made) });
};
