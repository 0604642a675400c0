import type { DeadlineRow } from '../deadline.ts';
import { controlDeadlines } from './control.ts';
import { documentDeadlines } from './documents.ts';
import { intakeDeadlines } from './intake.ts';
import { limitDeadlines } from './limits.ts';
import { moneyDeadlines } from './money.ts';
import { supervisionDeadlines } from './supervision.ts';

/** THE TABLE of deadlines. A row may look at the rows above it: those that follow from others stand below them. */
export const deadlines = {
  ...intakeDeadlines,
  ...controlDeadlines,
  ...documentDeadlines,
  ...moneyDeadlines,
  ...limitDeadlines,
  ...supervisionDeadlines,
};

export type RuleId = keyof typeof deadlines;

export const ruleIds = Object.keys(deadlines) as RuleId[]; // the keys of a constant record are exactly its type

export const isRuleId = (id: string): id is RuleId => Object.hasOwn(deadlines, id);

export const deadlineRow = (id: RuleId): DeadlineRow => deadlines[id];
