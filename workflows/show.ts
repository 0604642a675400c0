import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertMemo, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { details } from './details.ts';
import type { CaseView } from './messages.ts';

const keyword = (name: string) => defineSearchAttributeKey(name, SearchAttributeType.KEYWORD);
const keys = {
  caseNo: keyword('CaseNo'),
  parties: defineSearchAttributeKey('Parties', SearchAttributeType.TEXT),
  stage: keyword('Stage'),
  team: keyword('Team'),
  officer: keyword('Officer'),
  officerId: keyword('OfficerId'),
  court: keyword('Court'),
  next: keyword('NextDeadline'),
  nextDue: keyword('NextDue'),
  upcoming: keyword('UpcomingDue'),
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
    { key: keys.caseNo, value: now.caseNo },
    { key: keys.parties, value: now.parties },
    { key: keys.stage, value: now.stage },
    { key: keys.team, value: now.team },
    { key: keys.officer, value: now.officer },
    { key: keys.officerId, value: now.officerId },
    { key: keys.court, value: now.court },
    { key: keys.next, value: now.next },
    { key: keys.nextDue, value: now.nextDue },
    { key: keys.upcoming, value: now.upcoming },
    { key: keys.overdue, value: now.overdue },
  ]);
}

/** What the lists show, in the court's words: days as people read them, not the instant at which they end (fault 24). */
function attributes({ caseNo, title, stageZh, teamZh, officer, court, deadlines, upcoming, overdue }: CaseView) {
  const next = deadlines.find((d) => d.dueAt !== null);
  return {
    caseNo,
    parties: title,
    stage: stageZh,
    team: teamZh,
    officer: officer?.name ?? null,
    officerId: officer?.id ?? null,
    court,
    next: next?.zh ?? null,
    nextDue: next?.dueOn ?? null,
    upcoming,
    overdue,
  };
}
