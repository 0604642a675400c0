import type { CourtSettings } from './court-settings.ts';
import { deadlineRow, type RuleId, ruleIds } from './deadlines.ts';
import { knowledge } from './deadline.ts';
import type { RuleVersion } from './law.ts';

/** The rules whose numbers are from memory or inferred: their deadlines only remind until the court has confirmed them. */
export const unsureRules: readonly RuleId[] = ruleIds.filter((rule) => isUnsure(rule));

function isUnsure(rule: RuleId): boolean {
  const { known } = deadlineRow(rule);
  return known === 'M' || known === 'I';
}

/** Whether a rule's number is neither read in the law, nor confirmed by the court, nor of the court's own setting. */
export const isUnconfirmed = (
  rule: RuleId,
  { basis }: Pick<RuleVersion, 'basis'>,
  { confirmed }: Pick<CourtSettings, 'confirmed'>,
): boolean => isUnsure(rule) && basis.layer !== 'court' && !confirmed.includes(rule);

/** How well a rule's number is known, in words; null where its text was read, or it is the plan's or the court's own. */
export function knownZh(rule: RuleId): string | null {
  const { known } = deadlineRow(rule);
  return known === undefined ? null : knowledge[known];
}
