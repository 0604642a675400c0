import type { CaseInput, LawEffect } from '../workflows/messages.ts';
import type { Store } from '../db/client.ts';
import type { LawLibrary } from '../db/laws.ts';

/** What the activities work with: given once, by the worker. */
export interface Deps {
  readonly store: Store;
  readonly laws: LawLibrary;
  /** Shared with the API: tells its messages from others (engine.md 15). */
  readonly sealKey: string;
  readonly sink: NoticeSink;
  /** Has a case’s own workflow derive again under the law now in force, which a rollout brings; `deferred` if it does not answer. */
  readonly caseLaw: (asked: AskedCase) => Promise<LawEffect | 'deferred'>;
}

/** A case, its clock, and the draft that is being rolled out. */
export interface AskedCase extends Required<Pick<CaseInput, 'caseId' | 'clockOffset'>> {
  readonly rollout: string;
}

/** Where notices go. Delivering the same id twice must be the same as once. */
export type NoticeSink = (notice: {
  readonly id: number;
  readonly caseId: string;
  readonly createdAt: number;
  readonly body: object;
}) => Promise<void>;
