import { closingKinds } from '../../nodes/closing-kinds.ts';
import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { type Missing, refuse } from '../../record/refusal.ts';
import { after, type Conditions, type FactGuard } from '../guard.ts';
import { closingReady } from '../money/readings.ts';
import { blocking } from './blocking.ts';
import { closingGates } from './gates.ts';

const basis = plan('三·七11');

/** The review of a closing is good while nobody has recorded anything after it (engine.md 18). */
function unreviewed(c: Case, kind: keyof typeof closingKinds): readonly Missing[] {
  const basisZh = plan('三·一(五)2').zh;
  const review = c.last('closing.reviewed');
  if (review?.payload.kind !== kind)
    return [{ id: 'closing.reviewed', zh: `内勤尚未以“${closingKinds[kind]}”审查结案`, basis: basisZh }];
  const since = c.facts.filter((f) => f.seq > review.seq && f.via !== 'system');
  if (since.length === 0) return [];
  const what = since.map((f) => `${f.seq}：${nodeRow(f.node).zh}`).join('、');
  return [{ id: 'closing.reviewed', zh: `审查之后又有登记（${what}），请重新审查结案`, basis: basisZh }];
}

/** Closing: every required node met or lapsed, the ground recorded, the review passed (plan §5). */
const closingAllowed: FactGuard<'case.closed'> = (c, { payload: { kind }, at }, { deadlines }) => {
  const reviewed = unreviewed(c, kind);
  if (kind === 'no-property') {
    const gates = closingGates
      .filter((gate) => !gate.met(c, at))
      .map(({ id, zh, basis: b }) => ({ id, zh, basis: b.zh }));
    const missing = [...gates, ...reviewed];
    if (missing.length === 0) return undefined;
    return refuse('gates-open', '不具备终结本次执行程序的条件', plan('三·七10'), missing);
  }
  const open = blocking(deadlines());
  if (open.length > 0) {
    const missing = [...open, ...reviewed];
    return refuse('nodes-open', `尚有${missing.length}项未办结，不能以“${closingKinds[kind]}”结案`, basis, missing);
  }
  if (closingReady(c) === undefined) {
    return refuse('closing-ground-missing', '尚未记录债权已经受偿或义务已经履行完毕', basis, [
      { id: 'payout.paid', zh: '案款足额发放给申请执行人，或者' },
      { id: 'performance.completed', zh: '义务已履行完毕' },
    ]);
  }
  if (reviewed.length === 0) return undefined;
  return refuse('closing-not-reviewed', '结案审查尚未通过', plan('三·一(五)2'), reviewed);
};

export const closingConditions = {
  'case.closed': { check: [closingAllowed] },
  'dossier.archived': { when: [after('case.closed')] },
} satisfies Conditions;
