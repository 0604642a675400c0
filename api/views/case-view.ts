import type { Static } from 'typebox';
import type { CaseRow, DeadlineRecord } from '../../db/reads/case.ts';
import type { FactOf } from '../../domain/case/fact.ts';
import { maskedTitle } from '../../domain/plan/readings/parties.ts';
import { stages } from '../../domain/plan/readings/stage.ts';
import { teams } from '../../domain/plan/roles.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import type { CaseView } from '../schemas/case.ts';
import { deadlineView, inOrder, instantOrNull, isOverdue, nextDeadline } from './deadline-view.ts';

/** What a case is shown from. */
export interface CaseParts {
  readonly row: CaseRow;
  readonly filed: FactOf<'case.filed'>['payload'];
  readonly deadlines: readonly DeadlineRecord[];
  /** Of the persons that it names, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** The wall clock. */
  readonly realNow: number;
}

/** A case as the contract has it. */
export function caseView({ row, filed, deadlines, names, realNow }: CaseParts): Static<typeof CaseView> {
  const now = realNow + row.clockOffset;
  const { snapshot } = row;
  const open = deadlines.filter((d) => d.status === 'open');
  return {
    ...caseHead(row, filed, names),
    nextDeadline: nextDeadline(open),
    overdue: open.filter((d) => isOverdue(d, now)).length,
    court: row.court,
    basis: filed.basis,
    applicants: filed.applicants.map((party, i) => ({ id: `applicant-${i + 1}`, ...party })),
    respondents: filed.respondents.map((party, i) => ({ id: `respondent-${i + 1}`, ...party })),
    teamBecause: snapshot.teamBecause.map(({ no, zh }) => ({ no, zh })),
    now: formatInstant(now),
    offered: [...snapshot.offered],
    assets: snapshot.assets.map(({ id, kind, description, valueFen, control }) => ({
      id,
      kind,
      description,
      valueFen,
      control,
    })),
    receipts: snapshot.receipts.map(({ id, amountFen, restFen }) => ({ id, amountFen, restFen })),
    deadlines: inOrder(deadlines).map((d) => deadlineView(d, now, nameOf(names, d.ownerPerson))),
  };
}

/** What every view of a case begins with. */
export function caseHead(
  row: Pick<CaseRow, 'id' | 'caseNo' | 'stage' | 'team' | 'officer' | 'version' | 'filedAt' | 'closedAt'>,
  filed: CaseParts['filed'],
  names: CaseParts['names'],
) {
  const { id, caseNo, stage, team, officer, version } = row;
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
