import type { Static } from 'typebox';
import type { WorklistRow } from '../../db/cases/worklist.ts';
import { nodeRow } from '../../domain/nodes/index.ts';
import { doneAbout, openedAbout, subjectFor } from '../../domain/plan/ways-out.ts';
import { recordKinds } from '../../domain/nodes/record-kinds.ts';
import { stageNames } from '../../domain/engine/snapshot.ts';
import type { WorklistItem } from './worklist-schema.ts';
import { withoutReasons } from './deadline-view.ts';

/** A line of a worklist: lateness is judged in the case's own time. */
export function worklistView(row: WorklistRow, realNow: number): Static<typeof WorklistItem> {
  const { kind, stage, caseNo, clockOffset, title } = row.case;
  const asked = { ...row.deadline, kind: openedAbout(row.deadline.because) };
  return {
    ...withoutReasons(row.deadline, realNow + clockOffset, row.ownerName),
    actions: doneAbout(asked).map((node) => ({
      node,
      zh: nodeRow(node).zh,
      subject: subjectFor(node, asked),
    })),
    case: {
      id: row.deadline.caseId,
      kind,
      kindZh: recordKinds[kind].zh,
      caseNo,
      title,
      stage,
      stageZh: stageNames[stage],
    },
  };
}
