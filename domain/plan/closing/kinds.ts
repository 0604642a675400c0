import { law } from '../../nodes/basis.ts';
import type { ClosingKind } from '../../nodes/closing-kinds.ts';
import type { Gate } from './gate.ts';
import { nothingInForce, rulingServed } from './gates.ts';
import { feeSettled, noRest } from './money-gates.ts';
import { closingGrounds } from './grounds.ts';
import { closingGates } from './no-property.ts';

interface ClosingKindRow {
  /** Its letter in plan §2; those of 执保 have none: what they require is required for every kind. */
  readonly letter: 'P' | 'N' | 'T' | 'D' | 'R' | 'C' | null;
  readonly ground: (typeof closingGrounds)[ClosingKind];
  readonly gates: readonly Gate[];
}

/** A kind that rests on a ruling: it is served, nothing is in force, no money lies here. */
const ruled = (kind: 'terminated' | 'dismissed' | 'refused'): Pick<ClosingKindRow, 'ground' | 'gates'> => {
  const ground = closingGrounds[kind];
  return { ground, gates: [rulingServed(ground.holds, law('民诉法第269条')), nothingInForce, noRest, feeSettled()] };
};

/** The kinds of closing: ground and gates of each (plan §5). Which rows block it stands on the rows (`required`). */
export const closingKindRows: Readonly<Record<ClosingKind, ClosingKindRow>> = {
  performed: { letter: 'P', ground: closingGrounds.performed, gates: [nothingInForce, noRest, feeSettled()] },
  'no-property': { letter: 'N', ground: closingGrounds['no-property'], gates: closingGates },
  terminated: { letter: 'T', ...ruled('terminated') },
  dismissed: { letter: 'D', ...ruled('dismissed') },
  refused: { letter: 'R', ...ruled('refused') },
  cancelled: { letter: 'C', ground: closingGrounds.cancelled, gates: [nothingInForce, noRest, feeSettled()] },
  preserved: { letter: null, ground: closingGrounds.preserved, gates: [] },
  'partly-preserved': { letter: null, ground: closingGrounds['partly-preserved'], gates: [] },
  'nothing-to-preserve': { letter: null, ground: closingGrounds['nothing-to-preserve'], gates: [] },
};
