/** How each deadline of the plan comes about and ends, in the fewest facts: what the reports of test/plan/rows.test.ts are told of. */
import type { RuleId } from '../../domain/plan/deadlines.ts';
import type { ClosingKind } from '../../domain/nodes/closing-kinds.ts';
import type { NodeId, PayloadOf } from '../../domain/nodes/index.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import { dateOf } from '../../domain/time/instant.ts';
import { type Court, given } from './given.ts';
import { approved, closed, confirmed, controlled, found, paid, released, returned } from './histories.ts';

/** A way to a deadline and out of it. */
export interface RowReport {
  /** The court in which the deadline has just opened. */
  readonly opened: () => Court;
  /** What discharges it, whenever that comes. */
  readonly done: (court: Court) => Court;
  /** What it is about, where the case has several. */
  readonly subject?: string;
}

const filed = (): Court => given().filed('2026-01-20T16:20');
const assigned = (): Court => filed().assigned();
const day = (court: Court): string => dateOf(court.now);

type Payload<N extends NodeId> = Partial<PayloadOf<N>>;
const then =
  <N extends NodeId>(node: N, payload: Payload<N> = {}, by?: string) =>
  (court: Court): Court =>
    court.complete(node, payload, { by });
const about =
  <N extends NodeId>(subject: string, node: N, payload: Payload<N> = {}, by?: string) =>
  (court: Court): Court =>
    court.complete(node, subject, payload, { by });

const vehicle = found('a-2', { kind: 'vehicle', valueFen: 8_000_000 });
const members = ['p-panel', 'p-panel-2', 'p-panel-3'];
const sealed = (): Court => returned([vehicle], assigned()).complete('asset.sealed', 'a-2');
const auctioned = (): Court =>
  sealed().complete('case.assigned', { panel: members }).at('2026-01-22T09:00').complete('auction.decided', 'a-2');
const clue = (more: Payload<'clue.received'> = {}, court = assigned()): Court =>
  court.at('2026-01-21T09:00').complete('clue.received', 'c-1', more);
const applied = (kind: 'reward' | 'audit'): Court =>
  assigned().at('2026-01-21T10:00').complete('application.received', { kind, on: '2026-01-21' }, { by: 'officer' });
const applicationOf = (court: Court) => about(`application-1`, 'application.decided', { granted: true })(court);
const documents = (court: Court): Court =>
  (['enforcement-notice', 'property-report-order', 'summons'] as const).reduce(
    (before, kind) => before.complete('documents.issued', { kind }),
    court,
  );
const closeAs = (kind: ClosingKind) => (court: Court) => court.reviewed({ kind }).complete('case.closed', { kind });
/** However the case stands: it is cancelled, what is in force released, and it is closed. */
const cancelled = (court: Court): Court => closeAs('cancelled')(released(court.complete('case.cancelled')));
const brought = (): Court =>
  assigned()
    .at('2026-01-23T18:00')
    .complete('material.brought-back', 'b-1', { returnedAt: '2026-01-23T17:00:00+08:00' });
const stopped = (): Court =>
  assigned()
    .at('2026-01-22T10:00')
    .complete('exclusion.approved', { from: '2026-01-22', to: undefined, review: '2026-03-20' } as never);
const twoFiled = (): Court =>
  given({ respondents: ['李卫东', '王秀英'].map((name) => ({ name, kind: 'person' as const })) })
    .filed()
    .assigned();

/** Nothing was found, and the schedule says so. */
const scheduled = (): Court =>
  returned([], assigned())
    .complete('traditional-query.started')
    .complete('traditional-query.returned', { complete: true, assets: [] })
    .complete('related-cases.checked')
    .complete('asset-schedule.filed', { items: [] });

/** Every row of the table: TypeScript asks for each. */
export const rowReports: Readonly<Record<RuleId, RowReport>> = {
  'filing-handover': { opened: filed, done: then('material.received') },
  reception: { opened: filed, done: then('reception.held') },
  'assign-officer': { opened: filed, done: then('case.assigned') },
  'network-query': { opened: filed, done: then('query.started') },
  'freeze-online': { opened: () => returned([found('a-1')]), done: about('a-1', 'asset.frozen') },
  'seal-vehicle': { opened: () => returned([vehicle]), done: about('a-2', 'asset.sealed') },
  'traditional-query': { opened: () => returned([]), done: then('traditional-query.started') },
  'seal-real-property': {
    opened: () => returned([found('a-3', { kind: 'house' })]),
    done: about('a-3', 'asset.sealed'),
  },
  'related-cases': { opened: filed, done: then('related-cases.checked') },
  'asset-schedule': {
    opened: () => returned([found('a-1')]).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 }),
    done: then('asset-schedule.filed', { items: [{ asset: 'a-1', valueFen: 25_000_000 }] }),
  },
  'related-cases-control': {
    opened: () =>
      assigned().complete('related-cases.checked', {
        leads: [
          {
            id: 'l-1',
            caseNo: '（2025）豫0823执7号',
            respondent: 'respondent-1',
            finding: '另案查封的车辆',
            asset: vehicle,
          },
        ],
      }),
    done: about('a-2', 'asset.sealed', { order: 'waiting' }),
  },
  'title-records': { opened: sealed, done: about('a-2', 'title-records.retrieved') },
  'locate-vehicle': { opened: sealed, done: about('a-2', 'asset.seized') },
  'measure-release': {
    opened: () => approved().at('2026-02-13T14:00').complete('payout.paid', 'FK-2026-031'),
    done: released,
  },
  'deduct-cash': {
    opened: () => returned([found('a-1')], assigned()).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 }),
    done: about('a-1', 'asset.deducted', { amountFen: 25_000_000 }),
  },
  'clue-receive': {
    opened: () =>
      assigned()
        .complete('party.identified', 'applicant-1', { person: 'p-applicant' })
        .complete('clue.submitted', 'c-1', {}, { by: 'p-applicant' }),
    done: about('c-1', 'clue.received'),
  },
  'clue-verify': { opened: clue, done: about('c-1', 'clue.verified') },
  'clue-verify-urgent': { opened: () => clue({ urgent: true }), done: about('c-1', 'clue.verified') },
  'clue-measure': {
    opened: () => clue().complete('clue.verified', 'c-1', { real: true, assets: [vehicle] }),
    done: about('a-2', 'asset.sealed'),
  },
  'new-clue-recheck': {
    opened: () => clue({}, assigned().complete('final-query.started').complete('final-query.done')),
    done: about('c-1', 'clue.fully-verified'),
  },
  triage: { opened: scheduled, done: then('triage.decided', { team: 'ordinary', criteria: ['ordinary-1'] }) },
  'upper-court-right': { opened: assigned, done: cancelled },
  'trial-service-record': { opened: filed, done: then('trial-service.recorded') },
  'initial-documents': { opened: filed, done: documents },
  'restriction-documents': {
    opened: () => assigned().complete('restriction.decided'),
    done: then('documents.issued', { kind: 'consumption-limit', recipients: ['respondent-1'] }),
  },
  'other-documents': {
    opened: () => assigned().complete('document.ready', { id: 'd-1', kind: 'other', recipients: ['respondent-1'] }),
    done: about('d-1', 'document.sent', { recipients: ['respondent-1'] }),
  },
  'service-by-notice': {
    opened: () => documents(assigned()).complete('service.exhausted', 'summons-1.respondent-1'),
    done: (court) => court.complete('notice.published', 'summons-1.respondent-1', { on: day(court) }),
  },
  'disposal-register': { opened: sealed, done: about('a-2', 'disposal.registered') },
  'auction-handover': { opened: auctioned, done: about('a-2', 'auction.handed-over') },
  'price-start': { opened: auctioned, done: about('a-2', 'price.started') },
  'disposal-price': {
    opened: () => auctioned().complete('price.started', 'a-2'),
    done: about('a-2', 'price.set'),
  },
  'funds-review': { opened: () => assigned().complete('funds.arrived', 'r-7'), done: about('r-7', 'funds.reviewed') },
  'funds-confirm': {
    opened: () => assigned().complete('funds.arrived', 'r-7').complete('funds.reviewed', 'r-7'),
    done: about('r-7', 'funds.confirmed'),
  },
  payout: {
    opened: confirmed,
    done: (court) => approvedNow(court).complete('payout.paid', 'FK-2026-031'),
  },
  'payout-review': {
    opened: () => confirmed().complete('payout.applied', 'r-7'),
    done: about('FK-2026-031', 'payout.material-reviewed'),
  },
  'payout-late-approval': {
    opened: () => confirmed().at('2026-02-25T00:00'),
    done: about('r-7', 'payout.delay-approved', {}, 'president'),
  },
  'payout-30-day-approval': {
    opened: confirmed,
    done: (court) =>
      court.complete('payout.delay-approved', 'r-7', { until: addDays(day(court), 20) }, { by: 'president' }),
  },
  'payout-transfer': { opened: approved, done: about('FK-2026-031', 'payout.paid') },
  'reward-decide': { opened: () => applied('reward'), done: applicationOf },
  'reward-publish': {
    opened: () => applicationOf(applied('reward')),
    done: about('application-1', 'reward.published'),
  },
  'audit-decide': { opened: () => applied('audit'), done: applicationOf },
  'succession-search': {
    opened: () => twoFiled().at('2026-02-02T10:00').complete('party.ceased', 'respondent-1'),
    done: about('respondent-1', 'succession.established'),
  },
  'compel-appearance': {
    opened: () => assigned().at('2026-01-22T10:00').complete('whereabouts.unknown', 'respondent-1'),
    done: about('respondent-1', 'police.requested'),
  },
  'approval-step': {
    opened: () => assigned().complete('request.made', 'q-1'),
    done: about('q-1', 'request.passed', {}, 'team-leader'),
  },
  close: { opened: paid, done: closeAs('performed') },
  'closing-review': { opened: () => paid().complete('closing.submitted'), done: then('closing.reviewed') },
  'case-limit-simple': {
    opened: () => controlled().complete('triage.decided', { team: 'fast', criteria: ['fast-1', 'ordinary-1'] }),
    done: cancelled,
  },
  'case-limit-ordinary': { opened: assigned, done: cancelled },
  'case-limit-statutory': { opened: assigned, done: cancelled },
  'six-month-report': { opened: assigned, done: then('long-case.reported') },
  'panel-study': {
    opened: () => assigned().complete('long-case.reported'),
    done: then('panel.decided', {}, 'team-leader'),
  },
  'stop-review': {
    opened: stopped,
    done: (court) => court.complete('exclusion.ended', { exclusion: court.seq('exclusion.approved'), to: day(court) }),
  },
  archive: { opened: closed, done: then('dossier.archived') },
  'termination-target': { opened: () => scheduled().complete('termination-track.entered'), done: cancelled },
  'dossier-handover': { opened: brought, done: about('b-1', 'material.handed-over') },
  'dossier-scan': {
    opened: () => brought().complete('material.handed-over', 'b-1'),
    done: about('b-1', 'material.catalogued'),
  },
  'petition-register': {
    opened: () => given().petitioned(),
    done: then('petition.registered', { handler: 'p-review' }),
  },
  petition: {
    opened: () => given().petitioned().complete('petition.registered', { handler: 'p-review' }),
    done: (court) => court.complete('petition.concluded', { toldOn: day(court) }, { by: 'p-review' }),
  },
  'contest-answer': {
    opened: () => {
      const court = assigned();
      return court.complete('deadline.contested', { deadline: court.deadline('reception').id }, { by: 'reception' });
    },
    done: (court) => court.complete('contest.rejected', { contest: court.seq('deadline.contested') }),
  },
  'supervised-matter': {
    opened: () => {
      const court = assigned();
      return court.complete('supervision.opened', 'm-1', { deadline: court.deadline('reception').id, owner: 'reception' } as never); // prettier-ignore
    },
    done: (court) =>
      court.complete('supervision.handled', 'm-1', {}, { by: 'reception' }).complete('supervision.confirmed', 'm-1'),
  },
};

/** The same of a court in which the money has been confirmed, on whatever day it is. */
function approvedNow(court: Court): Court {
  return court
    .complete('payout.applied', 'r-7')
    .complete('payout.material-reviewed', 'FK-2026-031')
    .complete('payout.approved', 'FK-2026-031');
}
