// What the Temporal UI 2.54 keeps in the browser, by its keys: the columns of the workflow list and the saved views.
// The workflow's id comes first: it is what one clicks.
import { ENFORCEMENT_CASE } from '../../workflows/messages.ts';
import { matterStages } from '../../domain/plan/matters/readings.ts';
import type { SEARCH_ATTRIBUTES } from '../../gateway/search-attributes.ts';

const columns: readonly (keyof typeof SEARCH_ATTRIBUTES | 'Workflow ID')[] = [
  'Workflow ID', 'CaseNo', 'Stage', 'Officer', 'NextDeadline', 'NextDue', 'OverdueCount', 'Parties',
]; // prettier-ignore

const records = `WorkflowType='${ENFORCEMENT_CASE}' AND ExecutionStatus='Running'`;
const running = `${records} AND Team is not null`; // a matter has no team
const matters = Object.values(matterStages).map((stage) => `'${stage}'`).join(', '); // prettier-ignore
/** Saved views: those whose query holds on any day. What depends on the day is under `/go/…` of the API. */
const views: readonly (readonly [name: string, query: string])[] = [
  ['在办案件', running],
  ['在办事项', `${records} AND Team is null AND Stage in (${matters})`],
  ['已逾期', `${records} AND OverdueCount > 0`],
  ['待发放', `${running} AND Stage='发放'`],
  ['未定承办人', `${running} AND Officer is null`],
];

/** The list without what is no record: the workflow that health asks, rollouts of changed law. */
export const recordsList = (namespace: string): string =>
  `/namespaces/${namespace}/workflows?query=${encodeURIComponent(`WorkflowType='${ENFORCEMENT_CASE}'`)}`;

/** A clerk's first view of the list: values of `localStorage` by key. */
export const uiPreset = (namespace: string): Readonly<Record<string, unknown>> => ({
  'namespace-workflow-table-columns': { [namespace]: columns.map((label) => ({ label })) },
  'saved-workflow-queries': {
    [namespace]: views.map(([name, query], i) => ({ id: `zhixing-${i + 1}`, name, query, type: 'user' })),
  },
});
