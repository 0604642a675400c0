import type { Static } from 'typebox';
import type { CaseListRow } from '../../db/cases/case-list.ts';
import type { NextDeadline } from '../../db/cases/deadlines.ts';
import type { CaseLine } from './case-schema.ts';
import { caseHead } from './case-view.ts';
import { deadlineBrief } from './deadline-view.ts';

/** A case in a list; `next` is undefined where nothing is open. */
export const caseLine = (
  row: CaseListRow,
  next: NextDeadline | undefined,
  names: ReadonlyMap<string, string>,
): Static<typeof CaseLine> => ({
  ...caseHead(row, row.brief, names),
  nextDeadline: deadlineBrief(next),
  overdue: next?.overdue ?? 0,
});
