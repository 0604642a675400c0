import type { Answer } from '../domain/engine/answer.ts';
import type { Hearing } from '../domain/engine/disclosure.ts';
import type { AskedCase } from '../gateway/ask-case.ts';
import type { EngineFounding } from '../domain/engine/foundings.ts';
import type { LawEffect } from '../domain/engine/handle.ts';
import type { Quiet } from '../domain/engine/staff-hours.ts';
import type { Store } from '../db/client.ts';
import type { LawLibrary } from '../db/law/library.ts';
import type { UnsentDisclosure, UnsentNotice } from '../db/outbox/read.ts';
import type { Standings } from './standings.ts';
import type { Channels } from '../process/channel.ts';
import type { Measures } from '../process/measures.ts';
import type { CompleteNode } from '../workflows/messages.ts';

/** What the activities work with: given once, by the worker. */
export interface Deps {
  readonly store: Store;
  readonly laws: LawLibrary;
  /** This court's own code: no other court's cases are filed here (engine.md 14a). */
  readonly courtCode: string;
  /** Shared with the API: tells its messages from others (engine.md 15). */
  readonly sealKey: string;
  /** Nodes that may be recorded straight through Temporal, without the API's seal (engine.md 15). */
  readonly unsealedNodes: ReadonlySet<string>;
  /** Told of what failed for good: for the operator's log and measures. */
  readonly failed: (failure: SetAside) => void;
  readonly sink: Sink;
  /** By what parties are told. Left out, or none: the sandbox tells them. */
  readonly channels?: Channels;
  /** When parties get no short messages; left out: never. */
  readonly partyQuiet?: Quiet;
  /** Has another record look again: something waits for it. Left out: it looks when it wakes. */
  readonly nudge?: (caseId: string) => Promise<unknown>;
  /** Founds a matter in the engine's own name, unless it is there. Left out: what is to be founded waits. */
  readonly found?: (founding: EngineFounding) => Promise<boolean>;
  /** Records in a case, through its own workflow, what one of the systems says there. Left out: nothing is said to cases. */
  readonly tell?: (caseId: string, message: Omit<CompleteNode, 'seal'>) => Promise<Answer>;
  /** Left out: nobody counts. */
  readonly measures?: Measures;
  /** Has a case’s own workflow derive again under the law now in force, which a rollout brings; `deferred` if it does not answer. */
  readonly caseLaw: (asked: AskedCase) => Promise<LawEffect>;
}

/** The same, and the records as this worker last left them. */
export interface RecordDeps extends Deps {
  readonly standings: Standings;
}

/** A command that was set aside; its cause holds nothing of what was stored. */
export interface SetAside {
  readonly caseId: string;
  readonly command: string;
  readonly code: string;
  readonly cause: Error;
}

/** Where effects go. Delivering the same id twice must be the same as once. */
export type Sink = (effect: Delivery) => Promise<void>;

/** An effect as it goes out: its receivers by name too. */
export type Delivery = DisclosureDelivery | NoticeDelivery;

/** A batch as it went: to each, by what in the end, and what came of it. */
export interface DisclosureDelivery extends Omit<UnsentDisclosure, 'to'> {
  readonly to: readonly (Omit<Hearing, 'channel'> & {
    /** Null: by none yet. */
    readonly channel: string | null;
    readonly outcome: 'told' | 'failed' | 'later';
    readonly reason?: string;
  })[];
}

/** A notice as it goes out. */
export interface NoticeDelivery extends Omit<UnsentNotice, 'to'> {
  readonly to: readonly (UnsentNotice['to'][number] & { readonly name: string | null })[];
}
