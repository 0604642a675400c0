import type { Static } from 'typebox';
import type { WorklistRow } from '../../db/cases/worklist.ts';
import { maskedTitle } from '../../domain/record/parties.ts';
import { stages } from '../../domain/plan/closing/stage.ts';
import type { WorklistItem } from './worklist-schema.ts';
import { withoutReasons } from './deadline-view.ts';

/** A line of a worklist: lateness is judged in the case's own time. */
export function worklistView(row: WorklistRow, realNow: number): Static<typeof WorklistItem> {
  const { stage, caseNo, clockOffset } = row.case;
  return {
    ...withoutReasons(row.deadline, realNow + clockOffset, row.ownerName),
    case: {
      id: row.deadline.caseId,
      caseNo,
      title: maskedTitle({ ...row.filing, claimFen: null }),
      stage,
      stageZh: stages[stage],
    },
  };
}
