import { feeSettled } from '../../domain/plan/closing/money-gates.ts';
import type { Case } from '../../domain/record/case.ts';
import type { Instant } from '../../domain/time/instant.ts';

interface Standing<C> {
  readonly c: Case;
  readonly now: Instant;
  tries(node: 'fee.assessed', sent: { readonly payload: object; readonly by: string }): C;
}

/** What the court asks for its own work is seen to before a case is closed: the president has waived it, where anything is due. */
export const feeSeenTo = <C extends Standing<C>>(court: C): C =>
  feeSettled().look(court.c, court.now).gaps.length === 0
    ? court
    : court.tries('fee.assessed', { payload: { feeFen: 0, waived: true, document: '（2026）豫0823执123号免交决定书' }, by: 'president' }); // prettier-ignore
