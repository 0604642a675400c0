import type { Instant } from '../time/instant.ts';
import type { NodeId, PayloadOf } from '../plan/nodes/index.ts';
import type { Role } from '../plan/roles.ts';

/** How a command reached the engine: sealed by the API, straight through Temporal (UI, CLI), or the engine itself. */
export type Via = 'api' | 'temporal' | 'system';

/** One thing that happened in a case: recorded once, never edited, never deleted (spec engine.md 1). */
export interface Fact<P = unknown> {
  /** Place in the case's record, from 1. */
  readonly seq: number;
  readonly node: NodeId;
  /** What it is about: an asset, a receipt, a supervised matter … or the case itself. */
  readonly subject: string | null;
  readonly payload: P;
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
export type FactOf<N extends NodeId> = N extends NodeId ? Fact<PayloadOf<N>> & { readonly node: N } : never;
