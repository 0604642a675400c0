import { plan } from '../../nodes/basis.ts';
import type { Fact } from '../../record/fact.ts';
import { refuse } from '../../record/refusal.ts';
import { type AskGuard, subjectOf } from '../guard.ts';
import { isBrought } from '../persons.ts';
import { forms } from './forms.ts';

/** Who applies, who reviews, who approves and who pays are different persons (plan §5, engine.md 21). */
export const otherPersons: AskGuard<'payout.material-reviewed' | 'payout.approved' | 'payout.paid'> = (c, draft) => {
  const form = forms(c).get(subjectOf(draft));
  if (form === undefined || isBrought(c, draft.by, draft.now)) return undefined;
  const steps: readonly (readonly [string, Fact | undefined])[] = [
    ['申请', form.applied],
    ['审查材料', draft.node === 'payout.material-reviewed' ? undefined : form.reviewed],
    ['批准', draft.node === 'payout.paid' ? form.approved : undefined],
  ];
  const [own] = steps.find(([, f]) => f?.by === draft.by && !isBrought(c, f.by, f.recordedAt)) ?? [];
  if (own === undefined) return undefined;
  return refuse('same-person', `这一审批表由你${own}，本项须由另一人办理`, plan('三·一(五)1'));
};
