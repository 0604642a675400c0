import type { Answer } from '../domain/engine/answer.ts';
import type { LawEffect } from '../domain/engine/handle.ts';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import {
  type BeginRollout,
  type CaseView,
  type CompleteNode,
  type DeadlineView,
  type FileCase,
  messages,
  importMessages,
  type ImportProgress,
  pulseMessages,
  type RolloutAnswer,
  rolloutMessages,
  type RolloutProgress,
} from './messages.ts';
import { rotationMessages, type RotationProgress } from './rotation-messages.ts';

export const fileCaseUpdate = defineUpdate<Answer | null, [FileCase]>(messages.fileCase);
export const foundMatterUpdate = defineUpdate<Answer | null, [FileCase]>(messages.foundMatter);
export const completeNodeUpdate = defineUpdate<Answer | null, [CompleteNode]>(messages.completeNode);
export const settleNow = defineUpdate<CaseView | null>(messages.settleNow);
export const applyLawUpdate = defineUpdate<LawEffect, [rollout?: string]>(messages.applyLaw);
export const nodeCompleted = defineSignal<[CompleteNode, id?: unknown]>(messages.nodeCompleted);
export const refresh = defineSignal(messages.refresh);
export const caseQuery = defineQuery<CaseView | null>(messages.case);
export const deadlinesQuery = defineQuery<readonly DeadlineView[]>(messages.deadlines);
export const nextDeadlineQuery = defineQuery<DeadlineView | null>(messages.nextDeadline);

export const begin = defineUpdate<RolloutAnswer, [asked?: BeginRollout]>(rolloutMessages.begin);
export const progressQuery = defineQuery<RolloutProgress>(rolloutMessages.progress);
export const pause = defineSignal(rolloutMessages.pause);
export const resume = defineSignal(rolloutMessages.resume);

/** Of an import; it is paused and resumed by the same signals. */
export const importProgress = defineQuery<ImportProgress>(importMessages.progress);

export const beat = defineUpdate<void>(pulseMessages.beat);

export const rotationProgress = defineQuery<RotationProgress>(rotationMessages.progress);
