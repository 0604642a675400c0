import type { Static } from 'typebox';
import type { CaseRow } from '../../db/cases/case.ts';
import type { MatterRow } from '../../db/cases/matters.ts';
import { recordKinds } from '../../domain/nodes/record-kinds.ts';
import type { DeadlineCounts, DeadlineRecord } from '../../db/cases/deadlines.ts';
import type { FactOf } from '../../domain/record/fact.ts';
import { filingWarnings } from '../../domain/record/filing-warnings.ts';
import { maskedTitle } from '../../domain/record/parties.ts';
import { type Stage, stages } from '../../domain/plan/closing/stage.ts';
import { teams } from '../../domain/nodes/roles.ts';
import { formatInstant, type Instant } from '../../domain/time/instant.ts';
import type { CaseDocument } from './case-schema.ts';
import { deadlineBrief, deadlineView, instantOrNull } from './deadline-view.ts';

/** What a case is shown from. */
export interface CaseParts {
  readonly row: CaseRow;
  readonly filed: FactOf<'case.filed'>['payload'];
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
export function caseView({
  row,
  matters,
  filed,
  deadlines,
  counts,
  names,
  now,
}: CaseParts): Static<typeof CaseDocument> {
  const { snapshot } = row;
  const { assets, receipts } = snapshot;
  return {
    ...caseHead(row, filed, names),
    nextDeadline: deadlineBrief(deadlines.find((d) => d.status === 'open' && d.dueAt !== null)),
    overdue: counts.overdue,
    court: row.court,
    basis: filed.basis,
    applicants: filed.applicants.map((party, i) => ({ id: `applicant-${i + 1}`, ...party })),
    respondents: filed.respondents.map((party, i) => ({ id: `respondent-${i + 1}`, ...party })),
    warnings: [...filingWarnings({ payload: filed, at: row.filedAt })],
    teamBecause: snapshot.teamBecause.map(({ no, zh }) => ({ no, zh })),
    now: formatInstant(now),
    offered: [...snapshot.offered],
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

/** What every view of a case begins with. */
export function caseHead(
  row: Pick<CaseRow, 'id' | 'caseNo' | 'stage' | 'team' | 'officer' | 'version' | 'filedAt' | 'closedAt'>,
  filed: CaseParts['filed'],
  names: CaseParts['names'],
) {
  const { id, caseNo, team, officer, version } = row;
  const stage = row.stage as Stage; // of a case
  return {
    id,
    caseNo,
    title: maskedTitle(filed),
    cause: filed.cause,
    claimFen: filed.claimFen,
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
