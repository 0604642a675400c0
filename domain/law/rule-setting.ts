import { type RuleBook, ruleInForce, type RuleVersion } from '../plan/law.ts';
import type { RuleSetting } from '../plan/rule-settings.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { type Instant, startOfDay } from '../time/instant.ts';
import type { RuleDraft } from './draft.ts';

/** The settings that a rule's draft gives: what it leaves out stays as it is in force on its day. The court sets it by its own document. */
export const draftedSetting = (draft: RuleDraft, before: RuleSetting): RuleSetting => ({
  rule: draft.rule,
  within: draft.within ?? before.within,
  roll: draft.roll ?? before.roll,
  ladder: draft.ladder === undefined ? before.ladder : draft.ladder,
  basis: { layer: 'court', zh: draft.basis },
});

/** The beginning of the day from which a draft would hold, were it published today. */
export const inForceFrom = ({ effectiveFrom }: RuleDraft, today: CivilDate): Instant =>
  startOfDay(effectiveFrom ?? today);

/** A draft as the version of the rule book that publishing it today would make. Throws for a rule that the book lacks: no draft of one is written. */
export function draftedVersion(draft: RuleDraft, book: RuleBook, version: number, today: CivilDate): RuleVersion {
  const effectiveFrom = inForceFrom(draft, today);
  const before = ruleInForce(book, draft.rule, effectiveFrom);
  if (before === undefined) throw new Error(`the rule book has no version of ${draft.rule}`);
  return { ...draftedSetting(draft, before), version, effectiveFrom, reachesOpen: draft.reachesOpen };
}
