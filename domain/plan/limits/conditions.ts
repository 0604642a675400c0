import { type Basis, law, plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { caseClocks } from '../../nodes/clocks.ts';
import { stopGround, stopGroundNames, stops } from '../../nodes/stop-grounds.ts';
import { type Case, indexed } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { foldText } from '../../record/search.ts';
import { addDays, addMonths, type CivilDate } from '../../time/civil-date.ts';
import type { Fact } from '../../record/fact.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { after, type AskGuard, type CaseGuard, type Conditions, type FactGuard, lacking } from '../guard.ts';
import { askedOn, officerApart, panelInTurn } from '../approvals/conditions.ts';
import { byAnother } from '../persons.ts';
import { hasClocks, stopsSomething } from './stopping.ts';
import { openStays } from '../stays/readings.ts';
import { panelRefused } from '../panel.ts';
import { openStops, panelOn } from './readings.ts';

const basis = plan('三·七13');
const MOST_MONTHS = 3; // between two reviews of a stop, and for one extension

/** Days that are taken out of the count have an order, and no more of them than their ground allows (plan §5). */
const sensibleStop: FactGuard<'exclusion.approved'> = (_, { payload, at }) => {
  const { ground, from, to, review } = payload;
  if (to === undefined) return withoutEnd({ from, review, at, what: '扣除', of: basis });
  if (to < from) return refuse('dates-out-of-order', '扣除期限的止日早于起日', basis);
  const { cap, zh, basis: of } = stopGround(ground);
  if (cap === undefined) return notAhead(to, at);
  const last = 'days' in cap ? addDays(from, cap.days - 1) : addDays(addMonths(from, cap.months), -1);
  return to > last ? refuse('beyond-the-cap', `因${zh}扣除的，至多到${last}`, of) : undefined;
};

/** Where the law sets no cap nobody knows an end far ahead: as with a stop without one, somebody looks again by then (plan §5). */
function notAhead(to: CivilDate, at: Instant): Refusal | undefined {
  const last = addMonths(dateOf(at), MOST_MONTHS);
  if (to <= last) return undefined;
  const zh = `预先批准扣除至多到${last}（三个月）；届时仍未了结的另行报批，或者不写 to、在 review 写明复查日`;
  return refuse('beyond-the-cap', zh, basis, [{ id: 'to', zh: `至多到${last}` }]);
}

interface WithoutEnd {
  readonly from: CivilDate;
  readonly review: CivilDate | undefined;
  readonly at: Instant;
  /** What is without an end, in a word. */
  readonly what: string;
  readonly of: Basis;
}

/** A stop or stay without an end has begun, and a day on which somebody looks at it again. */
export function withoutEnd({ from, review, at, what, of }: WithoutEnd): Refusal | undefined {
  if (from > dateOf(at)) return refuse('dates-out-of-order', `未定止期的${what}不能从将来起算`, of);
  if (review !== undefined) return reviewInTime(review, at);
  return refuse('missing-field', `未定止期的${what}须写明复查日（review）`, of, [{ id: 'review', zh: '复查日' }]);
}

function reviewInTime(review: CivilDate, at: Instant): Refusal | undefined {
  const [today, last] = [dateOf(at), addMonths(dateOf(at), MOST_MONTHS)];
  if (review > today && review <= last) return undefined;
  return refuse('dates-out-of-order', `复查日应在${today}之后，至多到${last}`, basis);
}

/** An approval may narrow what its ground stops, never widen it (plan §5). */
const ownClocks: FactGuard<'exclusion.approved'> = (_, { payload: { ground, clocks = [] } }) => {
  const wider = clocks.filter((clock) => !stops(ground, clock));
  if (wider.length === 0) return undefined;
  return refuse(
    'beyond-the-cap',
    `“${stopGroundNames[ground]}”不从此项期限中扣除，请去掉`,
    basis,
    wider.map((id) => ({ id, zh: caseClocks[id] })),
  );
};

/** What ends is a stop that was approved here, once, not before it began, no later than today or than was approved. */
const knownStop: FactGuard<'exclusion.ended'> = (c, { payload: { exclusion, to }, at }) => {
  const approved = c.all('exclusion.approved').find((f) => f.seq === exclusion);
  if (approved === undefined) return refuse('unknown-fact', `本案没有序号为${exclusion}的扣除期限审批`, basis);
  const { from, to: until } = approved.payload;
  if (to < from) return refuse('dates-out-of-order', '扣除期限的止日早于起日', basis);
  if (to > dateOf(at)) return refuse('dates-out-of-order', '扣除的止日不能晚于登记之日；需要更多日数的另行报批', basis);
  if (until !== undefined && to > until)
    return refuse('dates-out-of-order', `批准扣除到${until}，不能更晚；需要更多日数的另行报批`, basis);
  if (!c.all('exclusion.ended').some((f) => f.payload.exclusion === exclusion)) return undefined;
  return refuse('already-recorded', '此项扣除已经登记结束；有误的请更正', basis);
};

/** There is a stop that nobody has ended. */
const someStop: AskGuard<'exclusion.ended'> = (c) => {
  const ended = new Set(c.all('exclusion.ended').map((f) => f.payload.exclusion));
  return c.all('exclusion.approved').some(({ seq }) => !ended.has(seq))
    ? undefined
    : refuse('unknown-fact', '本案没有尚未登记结束的扣除期限审批', basis);
};

/** Exclusions and stays that nobody knows the end of. */
const toReview = (c: Case): readonly Fact[] => [
  ...openStops(c),
  ...openStays(c).filter((f) => f.payload.to === undefined),
];

/** There is a stop without an end. */
const someOpenStop: AskGuard<'stop.reviewed'> = (c) =>
  toReview(c).length > 0 ? undefined : refuse('unknown-fact', '本案没有未定止期的扣除、中止，无须复查', basis);

/** Somebody looks again at a stop that has no end yet. */
const openStop: FactGuard<'stop.reviewed'> = (c, { payload: { of, next }, at }) => {
  if (!toReview(c).some((f) => f.seq === of))
    return refuse('unknown-fact', `本案没有序号为${of}的未定止期的扣除、中止`, basis);
  return reviewInTime(next, at);
};

/**
 * An extension gives more time than there was before any suspension, at most three months at once (执行工作规定63). One that
 * came too late to move the limit gave time all the same.
 */
const extendsTheLimit: FactGuard<'extension.approved'> = (c, { payload: { until }, at }, { of }) => {
  const due = of(withoutOpenStops(c), at).find((d) => d.rule === 'case-limit-statutory')?.targetDue ?? null;
  if (due === null) return undefined;
  const given = c.last('extension.approved')?.payload.until ?? due;
  const limit = given > due ? given : due;
  if (until <= limit) return refuse('dates-out-of-order', `延长后的期限应晚于现在的 ${limit}`, basis);
  const last = addMonths(limit, MOST_MONTHS);
  return until > last ? refuse('beyond-the-cap', `一次至多延长三个月，到${last}`, basis) : undefined;
};

function withoutOpenStops(c: Case): Case {
  const open = new Set<number>(openStops(c).map((f) => f.seq));
  if (open.size === 0) return c;
  return indexed(
    c.record,
    c.facts.filter((f) => !open.has(f.seq)),
  );
}

/** A panel is at least three persons, and an odd number of them. */
export function notAPanel(members: readonly string[], field: 'members' | 'panel'): Refusal | undefined {
  const persons = new Set(members.map((name) => name.trim()));
  if (persons.size === members.length && persons.size >= 3 && persons.size % 2 === 1) return undefined;
  return refuse('not-qualified', '合议庭由三名以上、单数的不同成员组成', basis, [{ id: field, zh: '成员' }]);
}

export const oddPanel: FactGuard<'panel.decided' | 'auction.terms-set'> = (_, { payload: { members } }) =>
  notAPanel(members, 'members');

/** On a long case, and on its extension, the panel decides once it was reported; on a payee, by name (plan §5). */
const askedOf: FactGuard<'panel.decided'> = (c, { payload: { about = 'long-case', payee } }) => {
  if (about === 'long-case' || about === 'extension') return after('long-case.reported')(c);
  if (about !== 'payee' || payee !== undefined) return undefined;
  return refuse('missing-field', '请在 payee 写明所决定的收款人，与审批表一致', basis, [{ id: 'payee', zh: '收款人' }]);
};

/** Whoever reports a long case, asks for a payout or for what the panel decides does not record its word on it (engine.md 21). */
const byPanel = byAnother<'panel.decided'>(
  '报告、报批或者申请发放',
  (c, { payload: { about = 'long-case', payee } }) =>
    about === 'payee'
      ? c.all('payout.applied').filter((f) => foldText(f.payload.payee) === foldText(payee ?? ''))
      : [c.last('long-case.reported'), ...askedOn(c, about)],
);

/** What the panel said last on the long case. */
const onLongCase = (c: Case) => panelOn(c, 'long-case', 'extension').at(-1);

/** And neither of them extends it. */
const byPresident = byAnother<'extension.approved'>('报告本案或者登记合议庭决定', (c) => [
  c.last('long-case.reported'),
  onLongCase(c),
]);

const afterPanel: CaseGuard = (c) =>
  onLongCase(c) === undefined ? lacking('panel.decided') : panelRefused(onLongCase(c), '延长执行期限', basis);

/** The panel decides on each extension anew (plan §5, 执行工作规定63). */
const decidedAnew: AskGuard<'extension.approved'> = (c, _, { believed }) => {
  const earlier = c.last('extension.approved');
  if (believed === true || earlier === undefined || (onLongCase(c)?.seq ?? 0) > earlier.seq) return undefined;
  return refuse('node-missing', `上一次合议庭决定已用于第${earlier.seq}号延长；再次延长须另经合议庭决定`, basis, [
    { id: 'panel.decided', zh: nodeRow('panel.decided').zh },
  ]);
};

/** From the second on the high court knows of it (审限规定5). */
const highCourtKnows: FactGuard<'extension.approved'> = (c, { payload }, { believed, isRecorded }) => {
  const earlier = c.last('extension.approved');
  if (earlier === undefined || payload.reportedToHighCourt === true || believed === true || isRecorded === true)
    return undefined;
  const zh = `本案已经延长过（第${earlier.seq}号记录）：再次延长的，先报高级人民法院，并将 reportedToHighCourt 写为 true`;
  return refuse('missing-field', zh, law('审限规定5'), [{ id: 'reportedToHighCourt', zh: '已报高级人民法院' }]);
};

export const limitConditions = {
  'exclusion.approved': { when: [hasClocks], check: [sensibleStop, ownClocks, stopsSomething] },
  'exclusion.ended': { when: [hasClocks], check: [knownStop], asks: [someStop] },
  'stop.reviewed': { when: [hasClocks], check: [openStop], asks: [someOpenStop] },
  'panel.decided': { asks: [officerApart], check: [askedOf, oddPanel, byPanel, panelInTurn] },
  'extension.approved': {
    when: [hasClocks, after('long-case.reported'), afterPanel],
    asks: [decidedAnew, byPresident],
    check: [extendsTheLimit, highCourtKnows],
  },
} satisfies Conditions;
