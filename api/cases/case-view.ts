import type { Static } from 'typebox';
import type { CaseRow } from '../../db/cases/case.ts';
import type { MatterRow } from '../../db/cases/matters.ts';
import { recordKinds } from '../../domain/nodes/record-kinds.ts';
import type { DeadlineCounts, DeadlineRecord } from '../../db/cases/deadlines.ts';
import { offered } from '../../domain/engine/offered.ts';
import type { Snapshot } from '../../domain/engine/snapshot.ts';
import { closingKinds } from '../../domain/nodes/closing-kinds.ts';
import { caseTypes, parseCaseNumber } from '../../domain/record/case-number.ts';
import type { Case } from '../../domain/record/case.ts';
import { overControlled } from '../../domain/plan/control/over-control.ts';
import { auctionWarnings } from '../../domain/plan/disposal/claimed.ts';
import { filingWarnings } from '../../domain/record/filing-warnings.ts';
import { parties, type Party } from '../../domain/record/parties.ts';
import { type Stage, stages } from '../../domain/plan/closing/stage.ts';
import { teams } from '../../domain/nodes/roles.ts';
import type { CourtSettings } from '../../domain/plan/court-settings.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { CaseDocument } from './case-schema.ts';
import { triageView } from './triage-view.ts';
import { deadlineBrief, deadlineView, instantOrNull } from './deadline-view.ts';

type CaseShown = Static<typeof CaseDocument>;

/** What a case is shown from. */
export interface CaseParts {
  readonly row: CaseRow;
  readonly c: Case;
  /** The court's settings that the case has met. */
  readonly settings: CourtSettings;
  /** Registered matters about it, as far as the reader may know of them. */
  readonly matters: readonly Pick<MatterRow, 'id' | 'kind' | 'snapshot'>[];
  /** The first of them, in the order of their list. */
  readonly deadlines: readonly DeadlineRecord[];
  readonly counts: DeadlineCounts;
  /** Of the persons that it names, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** The case's own time. */
  readonly now: Instant;
}

/** How many deadlines, assets and receipts a view of a case shows: of deadlines and assets there are lists. */
export const MOST_SHOWN = 100;

/** A case as the contract has it. */
export function caseView({ row, c, settings, matters, deadlines, counts, names, now }: CaseParts): CaseShown {
  const { snapshot } = row;
  const { assets, receipts } = snapshot;
  const filed = c.filed.payload;
  return {
    ...caseHead(row, snapshot, names),
    nextDeadline: deadlineBrief(deadlines.find((d) => d.status === 'open' && d.dueAt !== null)),
    overdue: counts.overdue,
    court: row.court,
    basis: filed.basis,
    applicants: parties(c)
      .filter(({ side }) => side === 'applicant')
      .map(partyView),
    respondents: parties(c)
      .filter(({ side }) => side === 'respondent')
      .map(partyView),
    warnings: [
      ...filingWarnings({ payload: filed, at: row.filedAt }),
      ...overControlled(c),
      ...auctionWarnings(c, now),
    ],
    links: c.all('case.linked').map(({ seq, payload: { caseNo, as, party = null, kind, closedOn = null } }) => ({
      ...{ id: parseCaseNumber(caseNo)?.id ?? null, caseNo, as, party, closedOn, fact: seq },
      kindZh: kind === undefined ? null : closingKinds[kind],
    })),
    teamBecause: snapshot.teamBecause.map(({ no, zh }) => ({ no, zh })),
    triage: triageView(c, settings),
    now: formatInstant(now),
    offered: [...offered(c)],
    assets: assets.slice(0, MOST_SHOWN).map(({ id, kind, description, valueFen, control }) => ({
      id,
      kind,
      description,
      valueFen,
      control,
    })),
    assetCount: assets.length,
    receipts: receipts
      .toSorted((a, b) => Number(b.restFen > 0) - Number(a.restFen > 0))
      .slice(0, MOST_SHOWN)
      .map(({ id, amountFen, restFen }) => ({ id, amountFen, restFen })),
    receiptCount: receipts.length,
    matters: matters.map(({ id, kind, snapshot: { title } }) => ({ id, kindZh: recordKinds[kind].zh, title })),
    deadlineCount: counts.all,
    openDeadlineCount: counts.open,
    deadlines: deadlines.map((d) => deadlineView(d, now, nameOf(names, d.ownerPerson))),
  };
}

/** Everybody who ever was a party is shown: who joined later, and who has left, with the day. */
const partyView = ({ side: _, joined, left, ...party }: Party): CaseShown['applicants'][number] => ({
  ...party,
  ...(joined.node === 'party.joined' && { joinedAt: formatInstant(joined.at) }),
  ...(left && { leftAt: formatInstant(left.at) }),
});

/** What every view of a case begins with. */
export function caseHead(
  row: Pick<CaseRow, 'id' | 'caseNo' | 'stage' | 'team' | 'officer' | 'version' | 'filedAt' | 'closedAt'>,
  { title, cause, claimFen }: Pick<Snapshot, 'title' | 'cause' | 'claimFen'>,
  names: CaseParts['names'],
) {
  const { id, caseNo, team, officer, version } = row;
  const stage = row.stage as Stage; // of a case
  const type = parseCaseNumber(caseNo)?.type ?? '执';
  return {
    id,
    caseNo,
    type,
    typeZh: caseTypes[type],
    title,
    cause: cause ?? '', // a case has one
    claimFen,
    stage,
    stageZh: stages[stage],
    team,
    teamZh: team === null ? null : teams[team],
    officer: officer === null ? null : { id: officer, name: names.get(officer) ?? officer },
    version,
    filedAt: formatInstant(row.filedAt),
    closedAt: instantOrNull(row.closedAt),
  };
}

const nameOf = (names: CaseParts['names'], id: string | null): string | null =>
  id === null ? null : (names.get(id) ?? null);
