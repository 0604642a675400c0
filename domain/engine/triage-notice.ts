import { teams } from '../nodes/roles.ts';
import { criterionRow } from '../nodes/triage-criteria.ts';
import type { NodeId } from '../nodes/index.ts';
import { whenGroundHolds } from '../plan/closing/grounds.ts';
import { describingNodes } from '../plan/control/assets.ts';
import { stepNodes } from '../plan/control/measures.ts';
import type { CourtSettings } from '../plan/court-settings.ts';
import { type Proposal, proposalFor } from '../plan/triage/proposal.ts';
import { aboutFacts, type Case, readCase } from '../record/case.ts';
import type { Fact } from '../record/fact.ts';
import { recordName } from '../words/titles.ts';
import type { Notice } from './notice.ts';

/** The nodes that a criterion of triage reads (plan §4), and those by which what it read is put right. */
const readByTriage: ReadonlySet<NodeId> = new Set<NodeId>([
  ...aboutFacts,
  ...describingNodes,
  ...stepNodes,
  ...([
    'traits.recorded',
    'case.linked',
    'party.joined',
    'party.left',
    'whereabouts.unknown',
    'whereabouts.found',
  ] as const),
  ...(['trial-service.recorded', 'clue.received', 'termination-track.entered', 'termination-track.left'] as const),
]);

/** What the facts are told with. */
interface Telling {
  /** The record without them. */
  readonly before: readonly Fact[];
  readonly settings: () => CourtSettings;
}

/**
 * One notice to review where new facts propose another team than before for a case that has been put with one (plan §4): no
 * deadline, and no more once nothing is left to be done. `facts`: what has been recorded.
 */
export function triageNotices(c: Case, facts: readonly Fact[], { before, settings }: Telling): readonly Notice[] {
  const isAsked = before.length > 0 && c.kind === 'case' && c.first('triage.decided') !== undefined;
  if (!isAsked || !facts.some(({ node }) => readByTriage.has(node))) return [];
  const was = readCase(before);
  if (was.first('triage.decided') === undefined || whenGroundHolds(c) !== undefined || c.first('case.closed'))
    return [];
  const [old, next] = [was, c].map((each) => proposalFor(each, settings().triageOrder));
  if (old === undefined || next === undefined || old.team === next.team) return [];
  return [
    {
      effect: 'notice',
      kind: 'triage',
      key: `triage/${facts.at(-1)?.seq ?? 0}`,
      caseNo: recordName(c),
      rung: null,
      deadline: null,
      to: [{ role: 'review', person: null }],
      text: `【分流建议变动】${recordName(c)} 原建议${teamZh(old)}，现建议${teamZh(next)}${reasonZh(next)}；在办案件转团队的，登记“变更团队”`,
    },
  ];
}

const teamZh = ({ team }: Proposal): string => (team === null ? '由执行局长决定' : teams[team]);

function reasonZh({ criteria: [deciding] }: Proposal): string {
  return deciding === undefined ? '' : `（${criterionRow(deciding.id).no} ${deciding.because}）`;
}
