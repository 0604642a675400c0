import { ApplicationFailure } from '@temporalio/common';
import { Context } from '@temporalio/activity';
import { withoutContent } from '../db/client.ts';
import { decideAndRecord } from './decide-and-record.ts';
import type { Decide } from './decided.ts';
import type { Deps } from './deps.ts';
import { answerPulse } from './pulse.ts';
import { finishLaw, publishLaw } from './publish-law.ts';
import { countLinesLeft, finishImport, importLines } from './import-lines.ts';
import { countOpenCases, rollOut } from './roll-out.ts';
import { handOver, isVouchedFor } from './hand-over.ts';
import { sendOutbox } from './send-outbox.ts';

/** Every activity, ready to be registered with a worker. */
export const createActivities = (deps: Deps) => ({
  decideAndRecord: discreet(ownRecordOnly(decideAndRecord(deps))),
  countLinesLeft: discreet(countLinesLeft(deps)),
  importLines: discreet(importLines(deps, decideAndRecord(deps))),
  finishImport: discreet(finishImport(deps)),
  // the name by which histories know it
  sendNotices: discreet((asked: { readonly caseId: string }) => sendOutbox(deps)(asked, Context.current().info.scheduledTimestampMs)), // prettier-ignore
  publishLaw: discreet(publishLaw(deps)),
  countOpenCases: discreet(countOpenCases(deps)),
  rollOut: discreet(rollOut(deps)),
  finishLaw: discreet(finishLaw(deps)),
  isVouchedFor: discreet(isVouchedFor(deps)),
  handOver: discreet(handOver(deps)),
  pulse: discreet(answerPulse(deps)),
});

/**
 * A record is decided by its own workflow alone, in our own code: somebody else's workflow could ask as anybody, at any
 * time. An ordinary activity can be asked for by whoever may write to Temporal; a local one only by the workflows here.
 */
const ownRecordOnly =
  <R>(activity: (asked: Decide) => Promise<R>) =>
  (asked: Decide): Promise<R> => {
    const { isLocal, workflowExecution } = Context.current().info;
    if (isLocal && workflowExecution?.workflowId === asked.caseId) return activity(asked);
    throw ApplicationFailure.nonRetryable('a record is decided by its own workflow alone', 'not-its-own');
  };

/** What fails fails without saying whose record it was: the SDK logs failures, and some go into history. */
const discreet =
  <A extends unknown[], R>(activity: (...args: A) => Promise<R>) =>
  async (...args: A): Promise<R> => {
    try {
      return await activity(...args);
    } catch (error) {
      throw error instanceof ApplicationFailure ? error : withoutContent(error);
    }
  };

export type Activities = ReturnType<typeof createActivities>;
