import { panelOn } from './readings.ts';
import type { Case } from '../../record/case.ts';
import { law, plan } from '../../nodes/basis.ts';
import { deadline, type Earlier, type Opening } from '../deadline.ts';
import { any, anySince, discharged, earliest, on, opening, when, isBehind } from '../opens.ts';
import { groundNodes } from '../closing/grounds.ts';
import { onTrack } from '../closing/track.ts';
import { closingReady, underReview } from '../closing/ready.ts';
import { teams } from '../../nodes/roles.ts';
import { endOfStay } from '../stays/readings.ts';
import { teamSpans } from '../triage/teams.ts';

/** One deadline for each stretch that the case spends with teams of a kind, always counted from filing. */
const whileWith = (c: Case, earlier: Earlier, fast: boolean): readonly Opening[] => {
  const spans = teamSpans(c, earlier);
  return spans.flatMap(({ team, from }, i): Opening[] => {
    const before = spans[i - 1];
    if ((team === 'fast') !== fast || (before && (before.team === 'fast') === fast)) return [];
    const left = spans.slice(i + 1).find((s) => (s.team === 'fast') !== fast);
    return [
      {
        at: from.at,
        seq: from.seq,
        subject: null,
        from: c.filed.at,
        ...(left && {
          until: { at: left.from.at, seq: left.from.seq, zh: `案件转${left.team ? teams[left.team] : '其他团队'}` },
        }),
      },
    ];
  });
};

/** The stop that a fact approved or reviewed. */
function stopOf(c: Case, seq: number): number {
  const fact = c.fact(seq);
  return fact?.node === 'stop.reviewed' ? fact.payload.of : seq;
}

const REVIEW = '所定的复查日：';

/** One for each stop without an end, and for each time that somebody has looked at it, due on the day then named. */
const stopsToReview = (c: Case): readonly Opening[] => [
  ...[...c.all('exclusion.approved'), ...c.all('stay.ordered')].flatMap((f) =>
    f.payload.to === undefined && f.payload.review !== undefined
      ? [{ ...opening(f), due: f.payload.review, dueZh: REVIEW }]
      : [],
  ),
  ...c.all('stop.reviewed').map((f) => ({ ...opening(f), due: f.payload.next, dueZh: REVIEW })),
];

/** Closing and the clocks of the whole case: 武法〔2022〕11号 三·七11–13, 三·一(七)3. */
export const limitDeadlines = {
  close: deadline({
    zh: '办理结案手续',
    preservation: 'too',
    basis: plan('三·七11'),
    opens: when('符合结案条件：结案事由具备，该结案方式必须办结的事项均已了结', groundNodes, closingReady),
    within: '1d',
    still: underReview,
    stillInTime: true,
    towards: ['closing.submitted'],
    done: any('case.closed'),
    owner: 'officer',
  }),
  'closing-review': deadline({
    zh: '审查结案',
    preservation: 'too',
    basis: plan('三·一(五)2'),
    opens: on('closing.submitted'),
    within: '1d',
    courtsOwn: true,
    done: anySince('closing.reviewed', 'closing.returned'),
    owner: 'review',
  }),
  'case-limit-simple': deadline({
    zh: '简易案件三十日内结案',
    neverLapses: true,
    basis: plan('三·七12'),
    opens: when('案件分流、转到速执团队（自立案起算）', ['triage.decided', 'team.changed'], (c, earlier) =>
      whileWith(c, earlier, true),
    ),
    within: '30d',
    done: any('case.closed'),
    owner: 'officer',
    still: onTrack,
    clock: 'case',
  }),
  'case-limit-ordinary': deadline({
    zh: '普通案件三个月内结案',
    neverLapses: true,
    basis: plan('三·七12'),
    opens: when('立案，或者案件转出速执团队（自立案起算）', ['case.filed', 'team.changed'], (c, earlier) =>
      whileWith(c, earlier, false),
    ),
    within: '3m',
    done: any('case.closed'),
    owner: 'officer',
    still: onTrack,
    clock: 'case',
  }),
  'case-limit-statutory': deadline({
    zh: '六个月法定执行期限',
    neverLapses: true,
    warnsAtEntry: true,
    basis: plan('三·七13'),
    legal: {
      basis: law('执行工作规定63'),
      within: (c) => (c.filed.payload.nonLitigation === true ? '3m' : '6m'),
    },
    opens: on('case.filed'),
    within: '6m',
    done: any('case.closed'),
    owner: 'officer',
    clock: 'extendable',
  }),
  'six-month-report': deadline({
    zh: '六个月内不能结案的提前一个月报告',
    neverLapses: true,
    basis: plan('三·七13'),
    opens: on('case.filed'),
    within: '-1m',
    roll: 'previous-working-day',
    backFrom: 'case-limit-statutory',
    done: any('long-case.reported', 'case.closed'),
    owner: 'officer',
  }),
  'panel-study': deadline({
    zh: '合议庭研究不能结案的案件',
    basis: plan('三·七13'),
    opens: on('long-case.reported'),
    within: '7d',
    courtsOwn: true,
    done: discharged('合议庭就该案作出决定', ['panel.decided'], (c, o) =>
      panelOn(c, 'long-case').find((f) => isBehind(f, o)),
    ),
    owner: 'panel',
  }),
  'stop-review': deadline({
    zh: '复查未定止期的扣除、中止',
    neverLapses: true,
    basis: plan('三·七13'),
    opens: when(
      '批准扣除或者中止而未定止期，或者每次复查之后',
      ['exclusion.approved', 'stay.ordered', 'stop.reviewed'],
      stopsToReview,
    ),
    within: '0d',
    roll: 'none',
    done: discharged('复查，或者登记扣除、中止结束', ['stop.reviewed', 'exclusion.ended', 'stay.ended'], (c, o) => {
      const of = stopOf(c, o.seq);
      const reviewed = c.all('stop.reviewed').find((f) => f.payload.of === of && f.seq > o.seq);
      return earliest(
        [reviewed, c.all('exclusion.ended').find((f) => f.payload.exclusion === of), endOfStay(c, c.fact(of))].flatMap(
          (f) => f ?? [],
        ),
      );
    }),
    owner: 'officer',
  }),
  archive: deadline({
    zh: '卷宗归档',
    preservation: 'too',
    neverLapses: true,
    runsOn: true,
    basis: plan('三·一(七)3'),
    opens: on('case.closed'),
    within: '30d',
    courtsOwn: true,
    done: any('dossier.archived'),
    owner: 'dossier',
  }),
};
