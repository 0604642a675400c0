import type { Team } from '../../nodes/roles.ts';
import {
  type CriterionId,
  criterionRow,
  groupOf,
  type TriageGroup,
  triageGroupIds,
} from '../../nodes/triage-criteria.ts';
import type { Case } from '../../record/case.ts';
import { type Matched, matched } from './criteria.ts';

/** Which team a case should go to, and by which criteria (plan §4). */
export interface Proposal {
  /** null: nothing matches; the director decides. */
  readonly team: Team | null;
  /** All that match, the deciding one first. */
  readonly criteria: readonly Matched[];
}

/** The order of a court that has set none: the plan's own is only `fast` before `emergency` (plan §4, X5). */
export const defaultTriageOrder: readonly TriageGroup[] = triageGroupIds;

/** Those that match, in the order in which they decide; of one place the table's order stays. */
const inTurn = (found: readonly Matched[], order: readonly TriageGroup[]): readonly Matched[] =>
  found.toSorted((a, b) => order.indexOf(groupOf(a.id)) - order.indexOf(groupOf(b.id)));

/** What the criteria propose for a case as it stands. */
export function proposalFor(c: Case, order: readonly TriageGroup[] = defaultTriageOrder): Proposal {
  const criteria = inTurn(matched(c), order);
  const [first] = criteria;
  return { team: first === undefined ? null : criterionRow(first.id).team, criteria };
}

/** The criteria by which cases were sorted before anybody had to decide on it, those of them that match, in turn. */
export const sortedBefore = (c: Case): readonly CriterionId[] =>
  inTurn(matched(c), defaultTriageOrder).flatMap(({ id }) => (before.has(id) ? [id] : []));
const before: ReadonlySet<CriterionId> = new Set<CriterionId>(['fast-1', 'large-1', 'ordinary-2', 'emergency-1', 'ordinary-1']); // prettier-ignore
