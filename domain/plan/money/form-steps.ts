import type { NodeId } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { forms, outNodes } from './forms.ts';

/** The nodes that are said of a form, besides its application and what left by it. */
const steps: readonly NodeId[] = ['payout.material-reviewed', 'request.passed', 'request.returned', 'payout.approved', 'payout.withdrawn', 'payout.rejected', 'payout.sent', 'payout.failed', 'payout.returned', 'escrow.released']; // prettier-ignore

/** Everything that was done with a form, in order: each by whom and when. */
export function formSteps(c: Case, id: string): readonly Fact[] {
  const applied = forms(c).get(id)?.applied;
  const said = [...steps, ...outNodes].flatMap((node): readonly Fact[] => c.all(node, id));
  return applied === undefined ? [] : [applied, ...said.toSorted(inOrder)];
}
