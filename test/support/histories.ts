/** Stretches of cases that many reports begin with: 250,000.00 yuan, filed on Tuesday 2026-01-20 at 16:20. */
import { holders } from '../../domain/record/holders.ts';
import type { PayloadOf } from '../../domain/nodes/index.ts';
import { assetsInForce } from '../../domain/plan/control/measures.ts';
import { proposalFor } from '../../domain/plan/triage/proposal.ts';
import type { Filing } from '../../domain/engine/filing.ts';
import type { Case } from '../../domain/record/case.ts';
import { type Court, given } from './given.ts';
import { sitting } from './given-people.ts';

type Found = PayloadOf<'query.returned'>['assets'][number];

/** An asset as a return describes it; a bank account of 250,000.00 yuan unless told otherwise. */
export const found = (id: string, more: Partial<Found> = {}): Found => ({
  ...{ id, kind: 'bank-account', holder: '李卫东', description: '财产', valueFen: 25_000_000 },
  ...more,
});

/** The network query went out on 01-21 at 9:00 and came back complete at 10:30 with these assets. */
export const returned = (assets: readonly Found[], court: Court = given().filed()): Court =>
  court
    .at('2026-01-21T09:00')
    .complete('query.started')
    .at('2026-01-21T10:30')
    .complete('query.returned', { complete: true, assets: [...assets] });

/** A case of 执保, filed then. */
export const preserving = (at = '2026-01-20T16:20', more: Partial<Filing> = {}): Court =>
  given({ caseNo: '（2026）豫0823执保29号', ...more }).filed(at);

/** Account a-1 was found and frozen on 01-21 at 10:30, until 2027-01-20. */
export const preserved = (court: Court = preserving().assigned(), amountFen = 25_000_000): Court =>
  returned([found('a-1')], court).complete('asset.frozen', 'a-1', { amountFen });

/** Nothing is left to do but the money: control, documents, reception are done by 01-21 at 17:00. */
export function controlled(before: Court = given().filed()): Court {
  const handed = before.complete('material.received').complete('reception.held').assigned();
  const issued = (['enforcement-notice', 'property-report-order', 'summons'] as const).reduce(
    (court, kind) => court.complete('documents.issued', { kind }),
    returned([found('a-1')], handed)
      .complete('related-cases.checked')
      .complete('trial-service.recorded'),
  );
  return issued
    .at('2026-01-21T15:00')
    .complete('asset.frozen', 'a-1', { amountFen: 25_000_000 })
    .at('2026-01-21T17:00')
    .complete('asset-schedule.filed', { items: [{ asset: 'a-1', valueFen: 25_000_000 }] });
}

/** What the criteria propose, as triage says it; an ordinary team where nothing matches. */
export function proposed(c: Case): PayloadOf<'triage.decided'> {
  const { team, criteria } = proposalFor(c);
  return { team: team ?? 'ordinary', criteria: criteria.map(({ id }) => id) };
}

/** Triage is decided as proposed, unless told otherwise. */
export const triaged = (court: Court, more: Partial<PayloadOf<'triage.decided'>> = {}): Court =>
  court.complete('triage.decided', { ...proposed(court.c), ...more });

/** 250,000.00 yuan arrived as r-7 on Friday 02-06 at 10:00 and were confirmed at 15:00. */
export const confirmed = (before: Court = controlled()): Court =>
  before
    .at('2026-02-06T10:00')
    .complete('funds.arrived', 'r-7')
    .complete('funds.reviewed', 'r-7')
    .at('2026-02-06T15:00')
    .complete('funds.confirmed', 'r-7');

/** The payout of r-7 was applied for, reviewed and approved on Wednesday 02-11. */
export const approved = (before: Court = confirmed()): Court =>
  before
    .at('2026-02-11T09:00')
    .complete('payout.applied', 'r-7')
    .complete('payout.material-reviewed', 'FK-2026-031')
    .at('2026-02-11T16:00')
    .complete('payout.approved', 'FK-2026-031');

/** Paid in full on Friday 02-13 at 14:00, inside every limit, and nothing is in force any more. */
export const paid = (before: Court = approved()): Court =>
  released(before.at('2026-02-13T14:00').complete('payout.paid', 'FK-2026-031'));

/** Every measure is released. */
export const released = (before: Court): Court =>
  assetsInForce(before.c).reduce((court, { id }) => court.complete('asset.released', id), before);

/** The panel and the officer have decided to give up the control of an asset, and it is released. */
export function freed(before: Court, id: string): Court {
  const court = before.c.first('case.assigned') === undefined ? before.assigned() : before;
  const members = [...holders(court.c, 'panel')];
  return court
    .complete('panel.decided', { about: 'release', ...(members.length > 0 && { members }) }, { by: members[0] })
    .complete('release.decided', { assets: [id] })
    .complete('asset.released', id);
}

/** Not for the applicant: the whole sum went back to the payer. */
export function refunded(): Court {
  const applied = confirmed().at('2026-02-11T09:00').complete('payout.applied', 'r-7', { to: 'refund' });
  const approvedToo = applied
    .complete('payout.material-reviewed', 'FK-2026-031')
    .complete('panel.decided', { about: 'payee', payee: '张建国' })
    .complete('payout.approved', 'FK-2026-031');
  return approvedToo.complete('payout.refunded', 'FK-2026-031', {
    ...{ amountFen: 25_000_000, payee: '张建国', payeeAccount: 'account-1' },
  });
}

/** Reviewed and closed the same day at 16:00. */
export const closed = (before: Court = paid()): Court =>
  before.at('2026-02-13T16:00').reviewed().complete('case.closed');

/** The officer has reported that the case will not close in time, and the panel has dealt with it. */
export const reported = (before: Court): Court =>
  before.assigned().complete('long-case.reported').complete('panel.decided', {});

/** The case has its panel. */
export const sits = (court: Court): Court => court.complete('case.assigned', { panel: [...sitting] });
