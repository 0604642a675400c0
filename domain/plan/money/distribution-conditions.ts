import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import { respondents } from '../../record/parties.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { dateOf, formatInstant, type Instant } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { notConfirmed } from './confirmed-first.ts';
import { remediesPending } from '../objections/readings.ts';
import { allPassed, lastDayZh, tooLate } from '../late.ts';
import { claimants } from './claimants.ts';
import { creditorsIn, personKey, unknownCreditors } from './creditors.ts';
import { plansServedOn } from './distribution-deadlines.ts';
import { asWanted, byRanks, notWhoOwes, onceByTitle, roomForFee } from './distribution-plan-conditions.ts';
import { tooEarly } from './settled-early.ts';
import { plannedAs, settledAs, settledInFull } from './disputes.ts';
import { opposedInTime, suedLeftOpen } from './each-objection.ts';
import { drawing, drawnFen, NOBODY, onItsWay } from './plan-shares.ts';
import { restFen } from './readings.ts';
import { isAsWanted, notSuedFor, standingObjections, suedFor } from './standing-objections.ts';
import { isTakenOver } from '../persons.ts';

const basis = law('民诉解释509');
const basis510 = law('民诉解释510');

const sumOf = (shares: readonly { readonly amountFen: number }[]): number =>
  shares.reduce((fen, { amountFen }) => fen + amountFen, 0);

const exceeds = (fen: number): Refusal =>
  refuse('amount-exceeds', `合计不能超过${yuan(fen)}`, basis, [{ id: 'amountFen', zh: `至多${fen}分` }]);

type Shares = readonly { readonly party: string; readonly amountFen: number }[];

function namedTwice(ids: readonly string[], keys = ids): Refusal | undefined {
  const twice = ids.filter((_, i) => keys.indexOf(keys[i] ?? '') < i);
  return twice.length === 0 ? undefined : refuse('named-twice', `${named(twice)}重复列出`, basis, twice.map((id) => ({ id, zh: '只列一次' }))); // prettier-ignore
}

/** Shares are those of creditors, each once, whether called by id or by name. */
function strangeShares(c: Case, shares: Shares, at: Instant): Refusal | undefined {
  const names = shares.map(({ party }) => party.trim());
  const twice = namedTwice(names, names.map((name) => personKey(c, name))); // prettier-ignore
  return twice ?? unknownCreditors(c, names, at);
}

/** Some confirmed money is left that no plan distributes yet. */
const anythingToShare: AskGuard<'distribution.planned'> = (c) => {
  const confirmed = c.all('funds.confirmed').map(({ subject }) => subject ?? '');
  if (confirmed.length === 0) return notConfirmed();
  const rests = confirmed.filter((id) => restFen(c, id) > 0);
  if (rests.length === 0) return refuse('amount-exceeds', '已确认的案款都已付清，没有可以分配的', basis);
  const planned = new Set(c.all('distribution.planned').flatMap(({ payload }) => payload.receipts));
  if (rests.some((id) => !planned.has(id))) return undefined;
  return refuse('already-recorded', '已确认的案款都已经分配', basis);
};

/** A plan is of money that has been confirmed, each receipt once and in one plan, and gives no more than is left. */
const sensiblePlan: FactGuard<'distribution.planned'> = (c, { payload: { receipts, shares }, at }) => {
  const open = receipts.find((id) => c.first('funds.confirmed', id) === undefined);
  if (open !== undefined) return notConfirmed(open);
  const other = c.all('distribution.planned').find((f) => f.payload.receipts.some((id) => receipts.includes(id)));
  if (other !== undefined)
    return refuse('already-recorded', `${other.subject} 已经分配其中的案款（第${other.seq}号记录）`, basis);
  const empty = receipts.find((id) => restFen(c, id) <= 0);
  if (empty !== undefined) return refuse('amount-exceeds', `案款 ${empty} 已经付清，没有可以分配的`, basis, [{ id: empty, zh: '余额为零' }]); // prettier-ignore
  const fen = receipts.reduce((sum, id) => sum + restFen(c, id), 0);
  return namedTwice(receipts) ?? strangeShares(c, shares, at) ?? (sumOf(shares) > fen ? exceeds(fen) : undefined);
};

type Answering = 'distribution.objected' | 'distribution.opposed';

/** Nobody objects to what is settled. */
const unsettled: AskGuard<Answering> = (c, draft) => {
  const settled = c.first('distribution.settled', subjectOf(draft));
  return settled && refuse('already-recorded', `分配已经确定（第${settled.seq}号记录）`, basis);
};

/** No more is disputed than is distributed. */
const withinPlan: FactGuard<'distribution.objected'> = (c, draft) => {
  const fen = sumOf(plannedAs(c, draft)?.payload.shares ?? []);
  return draft.payload.disputedFen > fen ? exceeds(fen) : undefined;
};

/** The others were told after the plan was made, and not ahead. */
const toldThen: FactGuard<Answering> = (c, draft) => {
  const { toldOn } = draft.payload;
  const first = dateOf(plannedAs(c, draft)?.at ?? draft.at);
  if (toldOn === undefined || (toldOn >= first && toldOn <= dateOf(draft.at))) return undefined;
  return refuse('dates-out-of-order', `通知之日（toldOn）应在${first}至${dateOf(draft.at)}之间`, basis);
};

/** A plan is objected to within fifteen days of its service on whoever objects (民诉解释509). */
const objectedInTime: FactGuard<'distribution.objected'> = (c, draft, { deadlines, believed, isRecorded }) => {
  if (believed === true || isRecorded === true) return undefined;
  const own = new Set(plansServedOn(c, { subject: draft.subject, party: draft.payload.party }));
  const time = allPassed(deadlines().filter((d) => d.rule === 'distribution-objection' && own.has(d.subject ?? '')), dateOf(draft.at)); // prettier-ignore
  return tooLate(time && { basis, zh: `应在收到分配方案之日起15日内（至${lastDayZh(time)}）提出` }, draft);
};

/** Creditors of the plan speak, and who is enforced against (民诉解释509). */
const concerned: FactGuard<Answering> = (c, draft) => {
  const planned = plannedAs(c, draft);
  const owing = respondents(c, draft.at).map(({ id }) => id);
  const left = claimants(c, draft.at).flat(); // whom a plan leaves out has all the more to say
  const may = [...new Set([...(planned === undefined ? [] : creditorsIn(planned.payload)), ...owing, ...left])];
  const key = personKey(c, draft.payload.party);
  if (may.some((one) => personKey(c, one) === key)) return undefined;
  const zh = `“${draft.payload.party}”不是分配方案中的债权人、申请参与分配的债权人，也不是被执行人，可用：${named(may)}`;
  return refuse('unknown-party', zh, basis, may.map((id) => ({ id, zh: '可以提出' }))); // prettier-ignore
};

const objectedFirst: AskGuard<'distribution.opposed'> = (c, draft) =>
  c.first('distribution.objected', subjectOf(draft)) === undefined
    ? lacking('distribution.objected', `${subjectOf(draft)} `)
    : undefined;

/** Nobody opposes an objection of their own, nor one that was not made. */
const byOtherParty: FactGuard<'distribution.opposed'> = (c, draft) => {
  const { party, objector } = draft.payload;
  const objectors = c.all('distribution.objected', subjectOf(draft)).map((f) => f.payload.party);
  const of = objector === undefined ? objectors : [objector];
  if (of.every((one) => personKey(c, one) === personKey(c, party)))
    return refuse('same-person', '异议人不能反对自己的异议', basis, [{ id: 'party', zh: party }]);
  const isMade = objectors.some((one) => of.some((named) => personKey(c, named) === personKey(c, one)));
  return isMade ? undefined : refuse('unknown-party', `“${objector ?? ''}”没有对这一方案提出异议，可用：${named(objectors)}`, basis, [{ id: 'objector', zh: named(objectors) }]); // prettier-ignore
};

/**
 * Only a judgment settles what was opposed and sued for; who did not sue in time leaves the plan as it was made, an objection that nobody
 * opposed corrects it (民诉解释510).
 */
const settledInTime: AskGuard<'distribution.settled'> = (c, draft, standing) => {
  const { believed, deadlines } = standing;
  const id = subjectOf(draft);
  const { how } = draft.payload;
  const before = settledAs(c, draft);
  const full = settledInFull(c, draft);
  if (before !== undefined && (full !== undefined || how !== 'judged'))
    return refuse('already-recorded', full !== undefined ? `分配已经确定（第${before.seq}号记录）；有误的请更正或撤回` : `没有起诉的部分已经确定（第${before.seq}号记录），其余依判决（judged）确定`, basis510, [{ id: 'how', zh: 'judged' }]); // prettier-ignore
  if (before !== undefined && draft.at < before.at)
    return refuse('dates-out-of-order', `其余已经在第${before.seq}号记录确定（${formatInstant(before.at)}），依判决确定的不能早于此时`, basis510, [{ id: 'at', zh: `${formatInstant(before.at)}以后` }]); // prettier-ignore
  if (how === 'judged') return judged(c, id);
  if (how === 'corrected' && c.first('distribution.objected', id) === undefined) return lacking('distribution.objected', `${id} `); // prettier-ignore
  const opposed = c.last('distribution.opposed', id);
  const isSuedForAll = suedFor(c, id).length > 0 && notSuedFor(c, id).length === 0;
  const open = standingObjections(c, id);
  if (opposed !== undefined && ((how === 'corrected' && open.length === 0) || isSuedForAll))
    return refuse('not-qualified', `有人反对异议（第${opposed.seq}号记录），提起诉讼的依判决（judged）；15日内未起诉的按原方案（unopposed）`, basis510, [{ id: 'how', zh: 'judged' }]); // prettier-ignore
  const early = tooEarly(c, draft, believed === true ? undefined : deadlines());
  const [first] = how === 'unopposed' && !isTakenOver(c, draft, standing) ? open : [];
  if (early !== undefined || first === undefined) return early;
  return refuse('not-qualified', `第${first.seq}号记录的异议无人反对，应当依异议审查修正方案（corrected）`, basis510, [{ id: 'how', zh: 'corrected' }]); // prettier-ignore
};

/** Nobody has been paid more than it gives them: what was comes back first (payout.returned, shortage.recognised). */
const paidBeyond: FactGuard<'distribution.settled'> = (c, draft, standing) => {
  const planned = plannedAs(c, draft);
  if (planned === undefined || isTakenOver(c, draft, standing)) return undefined;
  const given = new Map(draft.payload.shares.map(({ party, amountFen }) => [personKey(c, party), amountFen]));
  const over = drawing(c, planned).filter((key) => key !== NOBODY && drawnFen(c, planned, key, onItsWay) > (given.get(key) ?? 0)); // prettier-ignore
  return over.length === 0 ? undefined : refuse('exceeds-share', `${named(over)}已经领取的超过所确定的应得数额，请先追回：退回的登记 payout.returned，尚未追回的认定应予追回（shortage.recognised）`, basis510, over.map((id) => ({ id, zh: `已领取${drawnFen(c, planned, id, onItsWay)}分` }))); // prettier-ignore
};

/** It gives creditors what was distributed: as it was planned, or as an objection that stands would have it. */
const rightlySettled: FactGuard<'distribution.settled'> = (c, draft, standing) => {
  const { how } = draft.payload;
  const isBelieved = isTakenOver(c, draft, standing);
  const isAsPlanned = isBelieved
    ? how !== 'judged' && c.last('distribution.opposed', subjectOf(draft)) !== undefined
    : how === 'unopposed';
  if (isAsPlanned) return asDistributed(c, draft) ?? notAsPlanned(c, draft);
  return asDistributed(c, draft) ?? (how === 'corrected' && !isBelieved ? notCorrected(c, draft) : undefined);
};

/** What the court's own review makes of an objection that nobody opposed, otherwise than it wants, is by a document (docs/spec/money.md 7.4). */
function notCorrected(c: Case, draft: DraftOf<'distribution.settled'>): Refusal | undefined {
  const { shares, document } = draft.payload;
  const planned = plannedAs(c, draft)?.payload.shares ?? [];
  const other = standingObjections(c, subjectOf(draft)).filter((f) => !isAsWanted(c, f, planned, shares));
  if (document !== undefined || other.length === 0) return undefined;
  return refuse('amount-differs', '各人所得与无人反对的异议所主张的不同：审查异议另有结论的，在 document 写明文书', basis510, other.map(({ seq }) => ({ id: 'document', zh: `第${seq}号记录的异议` }))); // prettier-ignore
}

function judged(c: Case, id: string): Refusal | undefined {
  const pending = remediesPending(c, id).map(({ payload }) => payload.party);
  if (pending.length > 0) return lacking('remedy.decided', `${id} ${named(pending)}的诉讼`, basis510);
  return c.first('remedy.decided', id) === undefined ? lacking('remedy.decided', `${id} `, basis510) : undefined;
}

/** What is settled is what the plan distributed, to creditors. */
function asDistributed(c: Case, draft: DraftOf<'distribution.settled'>): Refusal | undefined {
  const { shares } = draft.payload;
  const strange = strangeShares(c, shares, draft.at);
  if (strange !== undefined) return strange;
  const fen = sumOf(plannedAs(c, draft)?.payload.shares ?? []);
  if (sumOf(shares) > fen) return exceeds(fen);
  return sumOf(shares) < fen ? refuse('amount-differs', `各人所得合计应为方案分配的${yuan(fen)}`, basis510, [{ id: 'shares', zh: `合计${fen}分` }]) : undefined; // prettier-ignore
}

/** Whether it gives each what the plan gave. */
function notAsPlanned(c: Case, draft: DraftOf<'distribution.settled'>): Refusal | undefined {
  const { shares } = draft.payload;
  const planned = plannedAs(c, draft)?.payload.shares ?? [];
  const fenOf = new Map(planned.map(({ party, amountFen }) => [personKey(c, party), amountFen]));
  const other = shares.filter(({ party, amountFen }) => fenOf.get(personKey(c, party)) !== amountFen);
  return other.length === 0 ? undefined : refuse('amount-differs', '无人异议的，或者异议被反对以后无人起诉的，按原方案分配', basis510, planned.map(({ party, amountFen }) => ({ id: party, zh: `原方案${amountFen}分` }))); // prettier-ignore
}

/** Money that several claim (plan §9). */
export const distributionConditions = {
  'participation.applied': { check: [notWhoOwes, onceByTitle] },
  'distribution.planned': { asks: [anythingToShare], check: [sensiblePlan, byRanks, roomForFee] },
  'distribution.objected': { asks: [unsettled], check: [concerned, withinPlan, asWanted, toldThen, objectedInTime] },
  'distribution.opposed': {
    asks: [unsettled, objectedFirst],
    check: [concerned, byOtherParty, toldThen, opposedInTime],
  },
  'distribution.settled': {
    asks: [settledInTime],
    among: () => [{ how: 'unopposed' }, { how: 'corrected' }, { how: 'judged' }],
    check: [suedLeftOpen, rightlySettled, paidBeyond],
  },
} satisfies Conditions;
