import { type Role, staffIds } from '../../nodes/roles.ts';
import type { NodeId, PayloadOf } from '../../nodes/index.ts';

/** A decision that the court's own people are told of. */
interface Announced<N extends NodeId> {
  readonly heading: string;
  /** Whole roles. */
  readonly to: readonly Role[];
  readonly says: (payload: PayloadOf<N>) => { readonly deadline: string; readonly text: string };
}

const table: { readonly [N in NodeId]?: Announced<N> } = {
  // the whole court is told, and with it the president (plan §3)
  'criticism.published': { heading: '通报批评', to: staffIds, says: ({ deadline, text }) => ({ deadline, text }) },
};

/** How a fact is announced, if it is: generic code gives a row only payloads of its own node. */
export const announcedBy = (node: NodeId): Announced<NodeId> | undefined => table[node]; // see above
