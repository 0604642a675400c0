import type { Roll } from '../time/period.ts';
import type { Basis } from '../nodes/basis.ts';
import { deadlineRow, type RuleId, ruleIds } from './deadlines.ts';
import { defaultLadder, type Ladder } from './ladder.ts';

/** What of a row is dated data: a court may publish another version of it. */
export interface RuleSetting {
  readonly rule: RuleId;
  readonly within: string;
  readonly roll: Roll | null;
  readonly ladder: Ladder | null;
  readonly basis: Basis;
}

/** The settings that the plan's own table gives: the first version of every rule. */
export const planSettings = (): readonly RuleSetting[] =>
  ruleIds.map((rule) => {
    const { within, roll = null, ladder = defaultLadder, basis } = deadlineRow(rule);
    return { rule, within, roll, ladder, basis };
  });
