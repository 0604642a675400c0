import type { Static } from 'typebox';
import type { CaseListRow, OpenDeadline } from '../../db/reads/case-list.ts';
import type { CaseLine } from '../schemas/case.ts';
import { caseHead } from './case-view.ts';
import { isOverdue, nextDeadline } from './deadline-view.ts';

/** A case in a list. */
export function caseLine(
  row: CaseListRow,
  open: readonly OpenDeadline[],
  names: ReadonlyMap<string, string>,
  realNow: number,
): Static<typeof CaseLine> {
  const now = realNow + row.clockOffset;
  return {
    ...caseHead(row, { ...row.filing, claimFen: row.filing.claimFen ?? null }, names),
    nextDeadline: nextDeadline(open),
    overdue: open.filter((d) => isOverdue({ ...d, status: 'open' }, now)).length,
  };
}
