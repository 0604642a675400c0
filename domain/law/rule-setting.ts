import type { RuleVersion } from '../case/law.ts';
import type { RuleSetting } from '../plan/rule-settings.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { type Instant, startOfDay } from '../time/instant.ts';
import type { RuleDraft } from './draft.ts';

/** The settings that a rule's draft gives: what it leaves out stays as it was. The court sets it by its own document. */
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

/** A draft as the version of the rule book that publishing it today would make. */
export const draftedVersion = (
  draft: RuleDraft,
  before: RuleSetting,
  version: number,
  today: CivilDate,
): RuleVersion => ({
  ...draftedSetting(draft, before),
  version,
  effectiveFrom: inForceFrom(draft, today),
  reachesOpen: draft.reachesOpen,
});
