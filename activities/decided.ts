import type { DeliveryReport } from '../domain/engine/disclosure.ts';
import type { Answer } from '../domain/engine/answer.ts';
import type { LawEffect } from '../domain/engine/handle.ts';
import type { Instant } from '../domain/time/instant.ts';
import type { CaseView, CompleteNode, FileCase } from '../workflows/messages.ts';

/** What a case's workflow asks to be decided; `settle` only lets time do its work. */
export type CaseCommand =
  | { readonly kind: 'file'; readonly message: FileCase; readonly spent: boolean }
  | {
      readonly kind: 'complete';
      readonly message: CompleteNode;
      /** What the message was called, where that says which node it completes. */
      readonly named?: string;
      readonly commandId: string;
      /** The sender hears the answer. */
      readonly waits: boolean;
      /** The message's seal was given to a command that was refused: it vouches for nothing any more. */
      readonly spent: boolean;
    }
  /** Derive under the law now in force, if it would change anything; `rollout` is the draft that brings it. */
  | { readonly kind: 'law'; readonly rollout?: string }
  /** Batches have gone out to the parties: record what became of them. */
  | { readonly kind: 'disclosed'; readonly batches: readonly BatchReport[] }
  | { readonly kind: 'settle' };

/** What became of a batch of disclosures, by its place in the outbox. */
export interface BatchReport {
  readonly id: number;
  readonly reports: readonly DeliveryReport[];
}

/** What an attempt to send has come to. */
export interface Dispatched {
  /** How much waited. */
  readonly sent: number;
  /** The batches that went out to parties, to be recorded; left out: none. */
  readonly batches?: readonly BatchReport[];
}

export interface Decide {
  readonly caseId: string;
  /** The workflow's own time: activities run in real time, the case may not (engine.md 16). */
  readonly time: Instant;
  /** By how much the case is ahead of that, as an earlier answer said; null if none did yet. */
  readonly clock: number | null;
  readonly command: CaseCommand;
  /** The version of the case that the workflow has a view of; null if it has none. */
  readonly seen: number | null;
}

/** The command's answer as stored for its id, and the case as it is now; null where there is no such case. */
export interface Decided {
  readonly answer: Answer | null;
  readonly view: CaseView | null;
  /** What a command of kind `law` did. */
  readonly law?: LawEffect;
  /** Milliseconds that the case is ahead of its workflow's time; left out where no case was looked at. */
  readonly clock?: number;
  /** Nothing was settled: it would fail again at once. To be tried again later. */
  readonly failed?: true;
}
