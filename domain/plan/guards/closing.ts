import type { FactOf } from '../../case/fact.ts';
import { type Missing, refuse } from '../../case/refusal.ts';
import { plan } from '../basis.ts';
import { closingKinds } from '../closing-kinds.ts';
import { closingGates } from '../gates.ts';
import type { CaseGuard, FactGuard } from '../node.ts';
import { closingReady } from '../readings/money.ts';

const basis = plan('三·七11');

export const closedFirst: CaseGuard = (c) =>
  c.first('case.closed') ? undefined : refuse('not-closed', '案件尚未结案，不能归档', plan('三·一(七)3'));

export const reportedFirst: CaseGuard = (c) =>
  c.first('long-case.reported') ? undefined : refuse('not-started', '承办人尚未报告并提请合议庭研究', plan('三·七13'));

/** Closing: every required node met or lapsed, the ground recorded, the review passed (plan §5). */
export const closingAllowed: FactGuard = (c, draft, { blocking }) => {
  const { kind } = draft.payload as FactOf<'case.closed'>['payload']; // guard of that node
  const reviewed: Missing[] = c.all('closing.reviewed').some((f) => f.payload.kind === kind)
    ? []
    : [{ id: 'closing.reviewed', zh: `内勤尚未以“${closingKinds[kind]}”审查结案`, basis: plan('三·一(五)2').zh }];
  if (kind === 'no-property') {
    const gates = closingGates
      .filter((gate) => !gate.met(c, draft.now))
      .map(({ id, zh, basis: b }) => ({ id, zh, basis: b.zh }));
    const missing = [...gates, ...reviewed];
    return missing.length === 0
      ? undefined
      : refuse('gates-open', '不具备终结本次执行程序的条件', plan('三·七10'), missing);
  }
  const open = blocking();
  if (open.length > 0) {
    return refuse('nodes-open', `尚有${open.length}项必须完成的节点未办结，不能以“${closingKinds[kind]}”结案`, basis, [
      ...open,
      ...reviewed,
    ]);
  }
  if (closingReady(c) === undefined) {
    return refuse('closing-ground-missing', '尚未记录债权已经受偿或义务已经履行完毕', basis, [
      { id: 'payout.paid', zh: '案款足额发放给申请执行人，或者' },
      { id: 'performance.completed', zh: '义务已履行完毕' },
    ]);
  }
  return reviewed.length === 0
    ? undefined
    : refuse('closing-not-reviewed', '结案审查尚未通过', plan('三·一(五)2'), reviewed);
};
