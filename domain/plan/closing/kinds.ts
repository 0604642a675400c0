import type { ClosingKind } from '../../nodes/closing-kinds.ts';
import type { Missing } from '../../record/refusal.ts';
import { closingGates, type Gate, noRest, nothingInForce } from './gates.ts';
import { closingGrounds } from './grounds.ts';

interface ClosingKindRow {
  /** Its letter in plan §2. */
  readonly letter: 'P' | 'N';
  readonly ground: (typeof closingGrounds)[ClosingKind];
  /** How the ground comes about. */
  readonly grounds: readonly Missing[];
  readonly gates: readonly Gate[];
}

/** The kinds of closing: ground and gates of each (plan §5). Which rows block it stands on the rows (`required`). */
export const closingKindRows: Readonly<Record<ClosingKind, ClosingKindRow>> = {
  performed: {
    letter: 'P',
    ground: closingGrounds.performed,
    grounds: [
      { id: 'payout.paid', zh: '案款足额发放给申请执行人，或者' },
      { id: 'payout.escrowed', zh: '为其提存，或者' },
      { id: 'performance.completed', zh: '义务已履行完毕' },
    ],
    gates: [nothingInForce, noRest],
  },
  'no-property': { letter: 'N', ground: closingGrounds['no-property'], grounds: [], gates: closingGates },
};
