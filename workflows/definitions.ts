import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import {
  type Answer,
  type CaseView,
  type CompleteNode,
  type DeadlineView,
  type FileCase,
  messages,
} from './messages.ts';

export const fileCase = defineUpdate<Answer | null, [FileCase]>(messages.fileCase);
export const completeNode = defineUpdate<Answer | null, [CompleteNode]>(messages.completeNode);
export const settleNow = defineUpdate<CaseView | null>(messages.settleNow);
export const nodeCompleted = defineSignal<[CompleteNode]>(messages.nodeCompleted);
export const refresh = defineSignal(messages.refresh);
export const caseQuery = defineQuery<CaseView | null>(messages.case);
export const deadlinesQuery = defineQuery<readonly DeadlineView[]>(messages.deadlines);
export const nextDeadlineQuery = defineQuery<DeadlineView | null>(messages.nextDeadline);
