import type { NodeId, PayloadOf } from '../nodes/index.ts';
import type { Case } from '../record/case.ts';
import type { Instant } from '../time/instant.ts';

/** What a sentence to a party may look at besides the content: the record, the thing that the fact is about, when it was, and who hears it. */
export interface About {
  readonly c: Case;
  readonly subject: string;
  readonly at: Instant;
  /** The parties for whom the sentence is, by their ids; none: anybody. */
  readonly own: readonly string[];
}

/** What a party hears of a node's content. */
export type Says<N extends NodeId> = (payload: PayloadOf<N>, about: About) => string;
