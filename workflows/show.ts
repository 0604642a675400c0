import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { details } from './details.ts';
import type { CaseView } from './messages.ts';

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const keys = {
  stage: keyword('Stage'),
  team: keyword('Team'),
  officer: keyword('Officer'),
  court: keyword('Court'),
  next: keyword('NextDeadline'),
  nextAt: defineSearchAttributeKey('NextDeadlineAt', SearchAttributeType.DATETIME),
  overdue: defineSearchAttributeKey('OverdueCount', SearchAttributeType.INT),
};

/** Everything that the Temporal UI can show of a case. What is as it was already is not written again: it would be an event. */
export function show(before: CaseView | undefined, view: CaseView): void {
  setCurrentDetails(details(view));
  if (workflowInfo().memo?.['caseNo'] === undefined) upsertMemo({ caseNo: view.caseNo, parties: view.title });
  const now = attributes(view);
  const shown = before && attributes(before);
  if (JSON.stringify(now) === JSON.stringify(shown)) return;
  upsertSearchAttributes([
    { key: keys.stage, value: now.stage },
    { key: keys.team, value: now.team },
    { key: keys.officer, value: now.officer },
    { key: keys.court, value: now.court },
    { key: keys.next, value: now.next },
    { key: keys.nextAt, value: now.nextAt === null ? null : new Date(now.nextAt) },
    { key: keys.overdue, value: now.overdue },
  ]);
}

function attributes({ stage, team, officer, court, deadlines, overdue }: CaseView) {
  const next = deadlines.find((d) => d.dueAt !== null);
  return {
    stage,
    team,
    officer: officer?.id ?? null,
    court,
    next: next?.rule ?? null,
    nextAt: next?.dueAt ?? null,
    overdue,
  };
}
