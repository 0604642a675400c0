import type { Instant } from '../time/instant.ts';
import type { NodeId, PayloadOf } from '../nodes/index.ts';
import type { Role } from '../nodes/roles.ts';

/** How a command reached the engine: sealed by the API, straight through Temporal (UI, CLI), or the engine itself. */
export type Via = 'api' | 'temporal' | 'system';

/** What every fact says, whatever it is about. */
interface Recorded {
  /** Place in the case's record, from 1. */
  readonly seq: number;
  /** What it is about: an asset, a receipt, a supervised matter … or the case itself. */
  readonly subject: string | null;
  /** When it happened: the law counts from here. */
  readonly at: Instant;
  /** When it was recorded, in the case's own time. */
  readonly recordedAt: Instant;
  /** The person's id; `system` for the engine. */
  readonly by: string;
  /** The roles it was accepted from: those of the node's row that the person held. */
  readonly as: readonly Role[];
  readonly via: Via;
}

/** A fact of one node, its payload typed by the node's row. */
export type FactOf<N extends NodeId> = N extends NodeId
  ? Recorded & { readonly node: N; readonly payload: PayloadOf<N> }
  : never;

/** A fact as the store or a draft holds it, its node and payload checked when it was recorded. */
export interface StoredFact extends Recorded {
  readonly node: string;
  readonly payload: unknown;
}

/** A stored fact, typed: only nodes of the table, with payloads of their schemas, are ever recorded. */
export const asFact = (stored: StoredFact): Fact => stored as Fact; // see above

/** One thing that happened in a case: recorded once, never edited, never deleted (engine.md 1). */
export type Fact = FactOf<NodeId>;

/** A fact of one node that asks to be recorded: everything but its place in the record. `now` is the record's time. */
export type DraftOf<N extends NodeId> = N extends NodeId
  ? Pick<FactOf<N>, 'node' | 'subject' | 'payload' | 'at' | 'by' | 'as'> & { readonly now: Instant }
  : never;

export type Draft = DraftOf<NodeId>;
