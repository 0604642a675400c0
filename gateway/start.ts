import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { readCaseRow } from '../db/cases/case.ts';
import type { Db } from '../db/client.ts';
import type { PlaceLog } from './place.ts';
import { type MatterKind, matterKindIds, matterKinds, recordKindRow } from '../domain/nodes/record-kinds.ts';
import { UNNAMED } from '../domain/words/titles.ts';
import { type CaseInput, ENFORCEMENT_CASE } from '../workflows/messages.ts';

/** What a case's workflow is started with, and how it is called in Temporal's lists. */
export interface CaseStart {
  readonly caseId: string;
  readonly caseNo: string;
  /** Masked: Temporal's pages are open to people who may not know whose case it is. */
  readonly title: string;
}

/** Where the workflows of cases run, and after how many events they continue as new; left out: their own measure. */
export interface CaseWorkflows {
  readonly client: Client;
  readonly taskQueue: string;
  readonly continueAfter?: number;
  /** Who hears of what was ended under a case's id. */
  readonly log?: PlaceLog;
}

/** THE start of a case's workflow: whoever starts it gives it the same name, memo and measure (docs/architecture.md). */
export const caseStart = ({ taskQueue, continueAfter }: CaseWorkflows, { caseId, caseNo, title }: CaseStart) => ({
  workflowId: caseId,
  taskQueue,
  workflowIdConflictPolicy: 'USE_EXISTING' as const,
  workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
  ...shownAs({ caseId, caseNo, title }),
  args: [{ ...(continueAfter !== undefined && { continueAfter }) }] as [CaseInput],
});

/** The kind of matter that an id tells; undefined: a case's. */
export const matterKindOf = (id: string): MatterKind | undefined => matterKindIds.find((kind) => id.startsWith(`${kind}-`)); // prettier-ignore

/** How it is shown to whoever opens Temporal's pages: one that few may know of says nothing of itself. */
function shownAs({ caseId, caseNo, title }: CaseStart) {
  const isUnnamed = recordKindRow(matterKindOf(caseId) ?? 'case').unnamed === true;
  return {
    staticSummary: isUnnamed ? UNNAMED : `${nameOf(caseId, caseNo)} · ${title}`,
    memo: { caseNo, parties: isUnnamed ? UNNAMED : title },
  };
}

/** A matter has no number that would say what it is. */
function nameOf(id: string, caseNo: string): string {
  const kind = matterKindOf(id);
  return kind === undefined ? caseNo : `${matterKinds[kind]} ${caseNo}`;
}

/** The same, to go with an update. */
export const startOf = (at: CaseWorkflows, start: CaseStart) =>
  new WithStartWorkflowOperation<(input: CaseInput) => Promise<void>>(ENFORCEMENT_CASE, caseStart(at, start));

/** What a case that is there is started again with; undefined if there is no such case. */
export async function readStart(db: Db, caseId: string): Promise<CaseStart | undefined> {
  const row = await readCaseRow(db, caseId);
  return row && { caseId, caseNo: row.caseNo, title: row.snapshot.title };
}
