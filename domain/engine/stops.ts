// What keeps money in, and what money is measured by, is not set aside by whoever wants it out (docs/spec/money.md 4).
import { type NodeId, nodeRow } from '../nodes/index.ts';
import { isOfOne } from '../plan/persons.ts';
import type { Case } from '../record/case.ts';
import type { DraftOf, Fact } from '../record/fact.ts';
import { refuse, type Refusal } from '../record/refusal.ts';

/** Sent back, stopped: the office that said so takes it back, and nobody else. */
const stops: ReadonlySet<NodeId> = new Set(['payee-account.stopped', 'payout.rejected']);
/** What others have said of a form. */
const ofForm: ReadonlySet<NodeId> = new Set(['payout.rejected', 'payout.material-reviewed']);

export const isStop = ({ node }: Fact): boolean => stops.has(node);

/** Whoever has applied for money does not set aside, or put right, what others have said of it. */
export function byWhoAsked(c: Case, { node, subject }: Fact, draft: DraftOf<'fact.withdrawn' | 'fact.corrected'>): Refusal | undefined {
  const forms = c.all('payout.applied');
  const own = node === 'payee-account.stopped' ? forms : forms.filter(({ payload }) => ofForm.has(node) && payload.form === subject);
  return own.some((applied) => isOfOne(c, applied, draft))
    ? refuse('same-person', '申请发放的人不能撤回、更正他人对审批表的审查、退回和对账户的停用，须由另一人办理')
    : undefined;
} // prettier-ignore

/** Whoever carries the case out, or has asked for its money, does not say how much of it is to be paid out. */
export function byWhoHandlesMoney(c: Case, draft: DraftOf<'filing.corrected'>): Refusal | undefined {
  const { claimFen, claims } = draft.payload.fields;
  if (claimFen === undefined && claims === undefined) return undefined;
  const isTheirs = c.last('case.assigned')?.payload.officer === draft.by;
  if (!isTheirs && ![...c.all('payout.applied'), ...c.all('funds.allocated')].some((fact) => isOfOne(c, fact, draft))) return undefined; // prettier-ignore
  return refuse('same-person', '承办本案、申请发放案款的人不能更正申请执行的标的，请由另一名审批督办内勤办理', nodeRow('filing.corrected').basis); // prettier-ignore
}
