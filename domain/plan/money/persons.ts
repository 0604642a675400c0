import { plan } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { Draft, Fact } from '../../record/fact.ts';
import { refuse } from '../../record/refusal.ts';
import { type AskGuard, subjectOf } from '../guard.ts';
import { isOfOne, isTakenOver } from '../persons.ts';
import { forms, isOut, outOf, type OutNode } from './forms.ts';

/**
 * Who applies, who reviews, who approves and who pays are different persons (plan §5, engine.md 21), also where somebody has
 * done so again since, or the form came back from finance. What a takeover brought
 * counts as done by whoever brought it: nobody pays on approvals that rest on their own word.
 */
export const otherPersons: AskGuard<'payout.material-reviewed' | 'payout.approved' | 'payout.sent' | OutNode> = (
  c,
  draft,
  standing,
) => {
  const id = subjectOf(draft);
  const form = forms(c).get(id);
  if (form === undefined || isTakenOver(c, draft, standing)) return undefined;
  const others = (node: 'payout.material-reviewed' | 'payout.approved') => (draft.node === node ? [] : c.all(node, id));
  const pays = isOut(draft) || draft.node === 'payout.sent';
  const steps: readonly (readonly [string, readonly Fact[]])[] = [
    ['申请', [form.applied]],
    ['审查材料', others('payout.material-reviewed')],
    ['批准', others('payout.approved')],
    ['提交银行或者支付', pays ? [] : [...c.all('payout.sent', id), ...outOf(c, id)]],
  ];
  const [own] = steps.find(([, said]) => said.some((f) => isOfOne(c, f, draft))) ?? [];
  if (own === undefined) return undefined;
  return refuse('same-person', `这一审批表由你${own}，本项须由另一人办理`, plan('三·一(五)1'));
};

/** Whether somebody has applied for a form or approved it: what the bank says of it is for another to bring (docs/spec/money.md 4.5). */
export const hasPartIn = (c: Case, form: string, { by, now }: Pick<Draft, 'by' | 'now'>): boolean =>
  [...c.all('payout.applied').filter(({ payload }) => payload.form === form), ...c.all('payout.approved', form)].some((fact) => isOfOne(c, fact, { by, as: [], now })); // prettier-ignore
