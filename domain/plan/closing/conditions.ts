import {
  type ClosingKind,
  closingKindIds,
  closingKinds,
  isPreserving,
  preservingKinds,
} from '../../nodes/closing-kinds.ts';
import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { CaseType } from '../../record/case-number.ts';
import { caseTypeOf } from '../../record/preservation.ts';
import { personsOf } from '../../record/delegations.ts';
import type { DraftOf, Fact } from '../../record/fact.ts';
import { holders } from '../../record/holders.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { type Missing, refuse, type Refusal } from '../../record/refusal.ts';
import { after, type AskGuard, type CaseGuard, type Conditions, type DeadlinesOpened, type FactGuard } from '../guard.ts'; // prettier-ignore
import { civilDate, dayNumber } from '../../time/civil-date.ts';
import { workingDayAt, workingDaysUpTo } from '../../time/court-calendar.ts';
import { dateOf } from '../../time/instant.ts';
import { defaultSettings } from '../court-settings.ts';
import { byAnother, isBrought, isTakenOver } from '../persons.ts';
import { blocking } from './blocking.ts';
import { endingConditions } from './endings.ts';
import { isOpen, shutAs } from './gate.ts';
import { groundLacking, groundOf } from './grounds.ts';
import { closingKindRows } from './kinds.ts';
import { pendingSubmission } from './ready.ts';
import { changedSince } from './review.ts';

const basis = plan('三·七11');
const review = plan('三·一(五)2');

/** The last submission of a closing, unless it was sent back: what review looks at (plan §5). */
function submitted(c: Case) {
  const last = c.last('closing.submitted');
  const returned = c.last('closing.returned');
  return last && (returned === undefined || inOrder(returned, last) < 0) ? last : undefined;
}

/** The last review of what was submitted, of the same kind. */
const reviewOf = (c: Case, kind: ClosingKind) =>
  c.all('closing.reviewed').findLast((f) => f.payload.kind === kind && isBehind(f, submitted(c)));

const isBehind = (f: Fact, last: Fact | undefined): boolean => last === undefined || inOrder(f, last) > 0;

/** What is to be closed was submitted so, and not sent back since. */
function unsubmitted(c: Case, kind: ClosingKind): readonly Missing[] {
  const last = submitted(c);
  if (last?.payload.kind === kind) return [];
  const why = last === undefined ? '没有待审查或者审查通过的提交' : `最近提交的是“${closingKinds[last.payload.kind]}”`;
  return [
    { id: 'closing.submitted', zh: `承办人尚未以“${closingKinds[kind]}”提交结案审查（${why}）`, basis: review.zh },
  ];
}

/** The review of a closing of this kind, good while nothing but corrections of form came after it (engine.md 18). */
export function unreviewed(c: Case, kind: ClosingKind, believed: boolean): readonly Missing[] {
  const asked = believed ? [] : unsubmitted(c, kind); // of a takeover the review tells enough
  const reviewed = reviewOf(c, kind);
  const id = 'closing.reviewed';
  if (asked.length > 0 || reviewed === undefined)
    return [...asked, { id, zh: `提交之后，内勤尚未以“${closingKinds[kind]}”审查结案`, basis: review.zh }];
  if (!believed && isBrought(c, reviewed))
    return [{ id, zh: '结案审查是接管时补录的：在本系统结案的，请由内勤再审查一次', basis: review.zh }];
  const since = changedSince(c, reviewed);
  if (since.length === 0) return [];
  const what = since.map((f) => `${f.seq}：${nodeRow(f.node).zh}`).join('、');
  return [{ id, zh: `审查之后又有登记（${what}），请重新审查结案`, basis: review.zh }];
}

/** Closing: every required row over, the gates open, the ground on record, the review passed (plan §5). */
const closingAllowed: AskGuard<'case.closed'> = (c, draft, standing) =>
  notReady(c, draft, { ...standing, reviewed: unreviewed(c, draft.payload.kind, isTakenOver(c, draft, standing)) });

/** What is submitted, and what review passes, is what its checklist finds ready, but for the review itself (plan §5). */
const ready: AskGuard<'closing.submitted' | 'closing.reviewed'> = (c, draft, standing) =>
  standing.believed === true || standing.isRecorded === true
    ? notOfItsNumber(c, draft.payload.kind)
    : notReady(c, draft, { ...standing, reviewed: [] });

interface Reviewed {
  readonly reviewed: readonly Missing[];
}

/** Only money stands in the way: each sum with what mends it (docs/spec/money.md 14). */
const moneyLeft = (kind: ClosingKind, missing: readonly Missing[]): Refusal =>
  refuse('unexplained-money', `尚有未了的款项、执行费，不能以“${closingKinds[kind]}”结案`, basis, missing);

type Closing = 'closing.submitted' | 'closing.reviewed' | 'case.closed';

/** Why a case cannot be closed in a way as it stands: what is open, shut or missing, in one list. */
function notReady(
  c: Case,
  { payload: { kind }, at }: DraftOf<Closing>,
  { deadlines, reviewed, believed, underway = [] }: Omit<DeadlinesOpened, 'about'> & Reviewed,
): Refusal | undefined {
  const strange = notOfItsNumber(c, kind);
  if (strange !== undefined) return strange;
  const { gates } = closingKindRows[kind];
  const ground = groundOf(kind);
  const rows = blocking(deadlines(), kind);
  // a court that closed it elsewhere is believed in its fee
  const closed = gates.filter((gate) => !isOpen(gate, c, at) && !(believed === true && gate.id === 'fee'));
  const shut = [...closed.flatMap((gate) => shutAs(gate, c, at)), ...underway];
  const isMoney = closed.every(({ ofMoney }) => ofMoney);
  const missing = ground === null ? [...shut, ...rows, ...reviewed] : [...rows, ...shut, ...reviewed];
  if (ground === null && shut.length > 0) return isMoney ? moneyLeft(kind, missing) : gatesShut(kind, missing);
  if (rows.length > 0) {
    const zh = `尚有${missing.length}项未办结，不能以“${closingKinds[kind]}”结案`;
    return refuse('nodes-open', zh, basis, missing);
  }
  if (ground !== null && ground.holds(c) === undefined)
    return refuse(
      'closing-ground-missing',
      [`尚未登记以“${closingKinds[kind]}”结案的事由`, ground.rest?.(c, dateOf(at)) ?? []].flat().join('：'),
      basis,
      groundLacking(ground),
    );
  if (shut.length > 0) return isMoney ? moneyLeft(kind, missing) : gatesShut(kind, missing);
  return reviewed.length === 0 ? undefined : refuse('closing-not-reviewed', '结案审查尚未通过', review, reviewed);
}

/** The kinds in which a case ends are those of its number (plan §5). */
export function notOfItsNumber(c: Case, kind: ClosingKind): Refusal | undefined {
  const type = caseTypeOf(c) ?? '执';
  const own = kindsOfType[type] ?? ofEnforcement;
  if (own.includes(kind)) return undefined;
  const told = own.map((id) => `“${closingKinds[id]}”`).join('、');
  return refuse('closing-ground-missing', `${type}案件以${told}结案，不以“${closingKinds[kind]}”结案`, basis);
}

const ofEnforcement = closingKindIds.filter((kind) => !isPreserving(kind));
const kindsOfType: Readonly<Partial<Record<CaseType, readonly ClosingKind[]>>> = {
  执恢: ['performed', 'no-property', 'terminated'],
  执保: preservingKinds,
};

const gatesShut = (kind: ClosingKind, missing: readonly Missing[]): Refusal =>
  kind === 'no-property'
    ? refuse('gates-open', '不具备终结本次执行程序的条件', plan('三·七10'), missing)
    : refuse('gates-open', `不具备以“${closingKinds[kind]}”结案的条件`, basis, missing);

const notPending: CaseGuard = (c) =>
  pendingSubmission(c) === undefined
    ? undefined
    : refuse('already-recorded', '结案审查已经提交，请等内勤审查或者退回', review);

const pending: CaseGuard = (c) =>
  pendingSubmission(c) === undefined
    ? refuse('node-missing', '没有待审查的结案可以退回', review, [{ id: 'closing.submitted', zh: '提交结案审查' }])
    : undefined;

/** Review answers what was submitted: as it was, or it sends it back (plan §5). */
const asSubmitted: AskGuard<'closing.reviewed'> = (c, { payload: { kind } }, { believed }) => {
  const missing = believed === true ? [] : unsubmitted(c, kind);
  const [first] = missing;
  return first && refuse('node-missing', `${first.zh}；方式不同的，请先退回（closing.returned）`, review, missing);
};

/**
 * A submission is passed once: again only where something was recorded since, the review came with a takeover, or it is that
 * of the officer, who could not close on it.
 */
const notYetReviewed: AskGuard<'closing.reviewed'> = (c, { payload: { kind } }, { believed, isRecorded }) => {
  const reviewed = believed === true || isRecorded === true ? undefined : reviewOf(c, kind);
  if (reviewed === undefined || isBrought(c, reviewed) || changedSince(c, reviewed).length > 0) return undefined;
  if (holders(c, 'officer').some((person) => personsOf(c, reviewed).includes(person))) return undefined;
  return refuse('already-recorded', `这一提交已经审查通过（第${reviewed.seq}号记录），由承办人登记结案`, review, [
    { id: 'case.closed', zh: nodeRow('case.closed').zh },
  ]);
};

/** Who asks for a closing does not review it, who reviews it does not close (engine.md 21). */
const bySubmitter = byAnother<'closing.reviewed' | 'closing.returned'>('提交结案审查', (c) => [
  c.last('closing.submitted'),
]);
const byReviewer = byAnother<'case.closed'>('审查结案', (c, { payload: { kind } }) => [reviewOf(c, kind)]);

/** A payment that the bank sends back comes within days: what it has just sent back is seen to before the dossier is put away (money.md 14). */
const nothingBounced: FactGuard<'dossier.archived'> = (c, draft, { settings, calendar, believed, isRecorded }) => {
  const last = c.last('payout.returned');
  if (last === undefined || calendar === undefined || believed === true || isRecorded === true) return undefined;
  const { bounceWait } = settings ?? defaultSettings;
  const until = civilDate(workingDayAt(calendar, workingDaysUpTo(calendar, dayNumber(dateOf(last.at))) + bounceWait));
  if (dateOf(draft.at) > until) return undefined;
  const zh = `审批表 ${last.subject ?? ''} 于${dateOf(last.at)}退票，其后${bounceWait}个工作日内不归档：最早于${until}之后`;
  return refuse('too-early', zh, basis, [{ id: 'payout.applied', zh: '另行发放退回的案款' }]);
};

/** The kinds of closing, that which was submitted first: what is wrong with it is what there is to tell. */
const kinds = (c: Case) =>
  [...closingKindIds]
    .toSorted((a, b) => Number(b === submitted(c)?.payload.kind) - Number(a === submitted(c)?.payload.kind))
    .map((kind) => ({ kind }));

export const closingConditions = {
  ...endingConditions,
  'closing.submitted': { when: [notPending], asks: [ready], among: kinds },
  'closing.returned': { when: [pending], asks: [bySubmitter] },
  'closing.reviewed': { asks: [asSubmitted, notYetReviewed, bySubmitter, ready], among: kinds },
  'case.closed': { asks: [closingAllowed, byReviewer], among: kinds },
  'dossier.archived': { when: [after('case.closed')], check: [nothingBounced] },
} satisfies Conditions;
