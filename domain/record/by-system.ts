import type { NodeId } from '../nodes/index.ts';
import { asFact, type FactOf } from './fact.ts';

/** What the engine itself records, with all that it says: that nobody else said it follows (plan §1: `sys` alone is the engine). */
type Said<N extends NodeId> = Pick<FactOf<N>, 'seq' | 'subject' | 'payload' | 'at' | 'recordedAt'> & {
  readonly node: N;
};

/** A fact of the engine's own: nobody else can say it, and nobody takes it back. */
export const bySystem = <N extends NodeId>(said: Said<N>): FactOf<N> =>
  asFact({ ...said, by: 'system', as: ['system'], via: 'system' }) as FactOf<N>; // its node and payload are of that very row
