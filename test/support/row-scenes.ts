/** The scenes in which the deadlines of row-reports.ts stand. */
import type { ClosingKind } from '../../domain/nodes/closing-kinds.ts';
import type { NodeId, PayloadOf } from '../../domain/nodes/index.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { type Court, given } from './given.ts';
import { found, released, returned } from './histories.ts';

export const filed = (): Court => given().filed('2026-01-20T16:20');
export const assigned = (): Court => filed().assigned();
export const day = (court: Court): string => dateOf(court.now);

type Payload<N extends NodeId> = Partial<PayloadOf<N>>;
export const does =
  <N extends NodeId>(node: N, payload: Payload<N> = {}, by?: string) =>
  (court: Court): Court =>
    court.complete(node, payload, { by });
export const about =
  <N extends NodeId>(subject: string, node: N, payload: Payload<N> = {}, by?: string) =>
  (court: Court): Court =>
    court.complete(node, subject, payload, { by });

export const vehicle = found('a-2', { kind: 'vehicle', valueFen: 8_000_000 });
export const members = ['p-panel', 'p-panel-2', 'p-panel-3'];
export const sealed = (): Court => returned([vehicle], assigned()).complete('asset.sealed', 'a-2');
export const auctioned = (): Court =>
  sealed().complete('case.assigned', { panel: members }).at('2026-01-22T09:00').complete('auction.decided', 'a-2');
export const clue = (more: Payload<'clue.received'> = {}, court = assigned()): Court =>
  court.at('2026-01-21T09:00').complete('clue.received', 'c-1', more);
export const applied = (kind: 'reward' | 'audit' | 'joinder'): Court =>
  assigned().at('2026-01-21T10:00').complete('application.received', { kind, on: '2026-01-21' }, { by: 'officer' });
export const applicationOf = (court: Court) => about(`application-1`, 'application.decided', { granted: true })(court);
export const documents = (court: Court): Court =>
  (['enforcement-notice', 'property-report-order', 'summons'] as const).reduce(
    (before, kind) => before.complete('documents.issued', { kind }),
    court,
  );
export const closeAs = (kind: ClosingKind) => (court: Court) =>
  court.reviewed({ kind }).complete('case.closed', { kind });
/** However the case stands: it is cancelled, what is in force released, and it is closed. */
export const cancelled = (court: Court): Court => closeAs('cancelled')(released(court.complete('case.cancelled')));
export const brought = (): Court =>
  assigned()
    .at('2026-01-23T18:00')
    .complete('material.brought-back', 'b-1', { returnedAt: '2026-01-23T17:00:00+08:00' });
export const stopped = (): Court =>
  assigned()
    .at('2026-01-22T10:00')
    .complete('exclusion.approved', { from: '2026-01-22', to: undefined, review: '2026-03-20' } as never);
export const twoFiled = (): Court =>
  given({ respondents: ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const })) })
    .filed()
    .assigned();

/** Nothing was found, and the schedule says so. */
export const scheduled = (): Court =>
  returned([], assigned())
    .complete('traditional-query.started')
    .complete('traditional-query.returned', { complete: true, assets: [] })
    .complete('related-cases.checked')
    .complete('asset-schedule.filed', { items: [] });

/** The same of a court in which the money has been confirmed, on whatever day it is. */
export function approvedNow(court: Court): Court {
  return court
    .complete('payout.applied', 'r-7')
    .complete('payout.material-reviewed', 'FK-2026-031')
    .complete('payout.approved', 'FK-2026-031');
}

/** A way to a deadline and out of it. */
export interface RowReport {
  /** The court in which the deadline has just opened. */
  readonly opened: () => Court;
  /** What discharges it, whenever that comes. */
  readonly done: (court: Court) => Court;
  /** It ends with its day, met or not. */
  readonly endsItself?: true;
  /** What it is about, where the case has several. */
  readonly subject?: string;
}
