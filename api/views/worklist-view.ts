import type { Static } from 'typebox';
import type { WorklistRow } from '../../db/reads/worklist.ts';
import { maskedTitle } from '../../domain/plan/readings/parties.ts';
import { stages } from '../../domain/plan/readings/stage.ts';
import type { WorklistItem } from '../schemas/worklist.ts';
import { deadlineFields } from './deadline-view.ts';

/** A line of a worklist: lateness is judged in the case's own time. */
export function worklistView(row: WorklistRow, realNow: number): Static<typeof WorklistItem> {
  const { stage, caseNo, clockOffset } = row.case;
  return {
    ...deadlineFields(row.deadline, realNow + clockOffset, row.ownerName),
    case: {
      id: row.deadline.caseId,
      caseNo,
      title: maskedTitle({ ...row.filing, claimFen: null }),
      stage,
      stageZh: stages[stage],
    },
  };
}
