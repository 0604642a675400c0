import { type ClosingKind, closingKindIds } from '../../nodes/closing-kinds.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { reading } from '../../record/reading.ts';
import type { Pointless } from '../deadline.ts';
import { claimMet } from '../money/readings.ts';

interface Ground {
  /** Why what the case still asks for has become pointless. */
  readonly zh: string;
  /** The fact at which it became so. */
  readonly holds: (c: Case) => Fact | undefined;
}

/** What lets a case be closed, by kind (plan §5); null: all its gates together are its ground. */
export const closingGrounds: Readonly<Record<ClosingKind, Ground | null>> = {
  performed: { zh: '债权已受偿', holds: claimMet },
  'no-property': null,
};

/** `∅` in plan §2: what is void once a ground of any kind but 终本 holds. */
export const whenGroundHolds = (c: Case): Pointless | undefined => {
  const first = firstGround(c);
  return first && { at: first.fact.at, seq: first.fact.seq, zh: first.zh };
};

/** The ground that held first, of which kind, and the fact at which it did. */
export const firstGround = reading((c) => {
  const found = closingKindIds.flatMap((kind) => {
    const ground = closingGrounds[kind];
    const fact = ground?.holds(c);
    return ground === null || fact === undefined ? [] : [{ kind, fact, zh: ground.zh }];
  });
  return found.toSorted((a, b) => inOrder(a.fact, b.fact))[0];
});
