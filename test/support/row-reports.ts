/** How each deadline of the plan comes about and ends, in the fewest facts: what the reports of test/plan/rows.test.ts are told of. */
import { filedApart } from './objection-scenes.ts';
import type { RuleId } from '../../domain/plan/deadlines.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import {
  approved,
  closed,
  confirmed,
  controlled,
  found,
  paid,
  preserved,
  preserving,
  released,
  returned,
} from './histories.ts';
import { disposalReports } from './disposal-reports.ts';
import { coercionReports } from './coercion-reports.ts';
import { afterClosingReports } from './after-closing-reports.ts';
import { moneyReports } from './money-reports.ts';
import { matterReports } from './matter-reports.ts';

import {
  filed,
  assigned,
  day,
  does,
  about,
  vehicle,
  sealed,
  auctioned,
  clue,
  applied,
  applicationOf,
  documents,
  closeAs,
  members,
  cancelled,
  brought,
  stopped,
  twoFiled,
  scheduled,
  approvedNow,
  type RowReport,
} from './row-scenes.ts';
/** Every row of the table, TypeScript asks for each, but the engine's own: test/plan/disclosure.test.ts. */
export const rowReports: Readonly<Record<Exclude<RuleId, 'disclose'>, RowReport>> = {
  'filing-handover': { opened: filed, done: does('material.received') },
  reception: { opened: filed, done: does('reception.held') },
  'assign-officer': { opened: filed, done: does('case.assigned') },
  'network-query': { opened: filed, done: does('query.started') },
  'freeze-online': { opened: () => returned([found('a-1')]), done: about('a-1', 'asset.frozen') },
  'seal-vehicle': { opened: () => returned([vehicle]), done: about('a-2', 'asset.sealed') },
  'traditional-query': { opened: () => returned([]), done: does('traditional-query.started') },
  'seal-real-property': {
    opened: () => returned([found('a-3', { kind: 'house' })]),
    done: about('a-3', 'asset.sealed'),
  },
  'related-cases': { opened: filed, done: does('related-cases.checked') },
  'asset-schedule': {
    opened: () => returned([found('a-1')]).complete('asset.frozen', 'a-1', { amountFen: 25_000_000 }),
    done: does('asset-schedule.filed', { items: [{ asset: 'a-1', valueFen: 25_000_000 }] }),
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
        .tries('clue.submitted', { payload: { text: '有门面房一间' }, by: 'p-applicant' }),
    done: about('clue-1', 'clue.received'),
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
  triage: { opened: scheduled, done: does('triage.decided', { team: 'ordinary', criteria: ['ordinary-1'] }) },
  'upper-court-right': { opened: assigned, done: cancelled },
  'trial-service-record': { opened: filed, done: does('trial-service.recorded') },
  'initial-documents': { opened: filed, done: documents },
  'restriction-documents': {
    opened: () => assigned().complete('restriction.decided'),
    done: does('documents.issued', { kind: 'consumption-limit', recipients: ['respondent-1'] }),
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
  'agency-review': {
    opened: () => auctioned().complete('auction.handed-over', 'a-2'),
    done: about('a-2', 'agency.reviewed'),
  },
  'price-start': { opened: auctioned, done: about('a-2', 'price.started') },
  'disposal-price': {
    opened: () => auctioned().complete('price.started', 'a-2').complete('price.report-received', 'a-2'),
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
  'joinder-decide': {
    opened: () => applied('joinder').complete('case.assigned', { panel: members }),
    done: about('application-1', 'application.decided', { granted: true }, 'p-panel'),
  },
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
  'closing-review': { opened: () => paid().complete('closing.submitted'), done: does('closing.reviewed') },
  'case-limit-simple': {
    opened: () => controlled().complete('triage.decided', { team: 'fast', criteria: ['fast-1', 'ordinary-1'] }),
    done: cancelled,
  },
  'case-limit-ordinary': { opened: assigned, done: cancelled },
  'case-limit-statutory': { opened: assigned, done: cancelled },
  'six-month-report': { opened: assigned, done: does('long-case.reported') },
  'panel-study': {
    opened: () => assigned().complete('long-case.reported'),
    done: does('panel.decided'),
  },
  'stop-review': {
    opened: stopped,
    done: (court) => court.complete('exclusion.ended', { exclusion: court.seq('exclusion.approved'), to: day(court) }),
  },
  archive: { opened: closed, done: does('dossier.archived') },
  'termination-target': { opened: () => scheduled().complete('termination-track.entered'), done: cancelled },
  'dossier-handover': { opened: brought, done: about('b-1', 'material.handed-over') },
  'dossier-scan': {
    opened: () => brought().complete('material.handed-over', 'b-1'),
    done: about('b-1', 'material.catalogued'),
  },
  'preservation-carry': {
    opened: preserving,
    done: does('preservation.carried-out', { result: 'none' }),
  },
  'preservation-release': {
    opened: () =>
      preserved().complete('application.received', { kind: 'release', by: 'respondent-1', on: '2026-01-21' }, { by: 'officer' }), // prettier-ignore
    done: (court) =>
      court
        .complete('panel.decided', { about: 'release' })
        .complete('release.decided', { assets: ['a-1'], granted: true }),
  },
  'preservation-renewal': {
    opened: preserved,
    done: (court) =>
      court.complete('application.received', { kind: 'renewal', by: 'applicant-1', about: 'a-1', on: day(court) }, { by: 'officer' }), // prettier-ignore
  },
  'objection-file': {
    opened: () => assigned().complete('objection.received', {}, { by: 'review' }),
    done: (court) => court.hears(filedApart(court)),
  },
  ...matterReports,
  ...moneyReports,
  ...disposalReports,
  ...coercionReports,
  ...afterClosingReports,
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
