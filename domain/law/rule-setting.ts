import type { RuleSetting } from '../plan/rule-settings.ts';
import type { RuleDraft } from './draft.ts';

/** The settings that a rule's draft gives: what it leaves out stays as it was. The court sets it by its own document. */
export const draftedSetting = (draft: RuleDraft, before: RuleSetting): RuleSetting => ({
  rule: draft.rule,
  within: draft.within ?? before.within,
  roll: draft.roll ?? before.roll,
  ladder: draft.ladder === undefined ? before.ladder : draft.ladder,
  basis: { layer: 'court', zh: draft.basis },
});
