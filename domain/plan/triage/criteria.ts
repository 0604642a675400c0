import { yuan } from '../../money/yuan.ts';
import { assetKind } from '../../nodes/asset-kinds.ts';
import { type ClaimKind, claimKinds } from '../../nodes/claims.ts';
import { type CriterionId, criterionIds } from '../../nodes/triage-criteria.ts';
import { doubts, willingness } from '../../nodes/triage.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { respondents } from '../../record/parties.ts';
import { named } from '../../record/refusal.ts';
import { reading } from '../../record/reading.ts';
import { addMonths } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { isOnTrack } from '../closing/track.ts';
import { assetsInOrder } from '../control/assets.ts';
import { assetsInForce, cashFen, leftAlone } from '../control/measures.ts';
import { type Traits, traitsOf } from './traits.ts';

/** Why a criterion matches, in a few words; undefined where it does not. */
type Reads = (c: Case) => string | undefined;

const MOST = { small: 3_000_000, large: 100_000_000 }; // fen: CNY 30,000 and 1,000,000; 以上 includes the number (民法典1259)
const MONTHS_SINCE = 6;

const amount = (c: Case) => c.filed.payload.claimFen;
/** A claim without an amount meets no criterion of amount. */
const atLeast =
  (fen: number): Reads =>
  (c) =>
    (amount(c) ?? -1) >= fen ? `标的${yuan(amount(c) ?? 0)}` : undefined;
const below =
  (fen: number): Reads =>
  (c) =>
    (amount(c) ?? fen) < fen ? `标的${yuan(amount(c) ?? 0)}` : undefined;

/** Deposits and online funds frozen first in order cover the claim without its interest. */
const coveredByCash: Reads = (c) => {
  const claim = amount(c);
  if (claim === null) return undefined;
  const interest = (c.filed.payload.claims ?? []).filter(({ kind }) => kind === 'interest');
  const asked = interest.reduce((left, { amountFen = 0 }) => left - amountFen, claim);
  const had = cashFen(c);
  return had >= asked ? `已首先冻结${yuan(had)}，不少于债权${yuan(asked)}` : undefined;
};

const asksFor =
  (...kinds: readonly ClaimKind[]): Reads =>
  (c) =>
    c.filed.payload.claims?.filter(({ kind }) => kinds.includes(kind)).map(({ kind, what }) => what ?? claimKinds[kind])[0]; // prettier-ignore

const isMissing = (c: Case, party: string): boolean => {
  const [unknown, found] = [c.last('whereabouts.unknown', party), c.last('whereabouts.found', party)];
  return unknown !== undefined && (found === undefined || found.at < unknown.at);
};

/** What was last recorded of how somebody was served in the trial. */
const trialService = (c: Case, party: string): FactOf<'trial-service.recorded'>['payload'] | undefined =>
  c.all('trial-service.recorded').findLast(({ payload }) => (payload.party ?? party) === party)?.payload;

/** All of it together, of every respondent (三·二4). */
const nobodyAndNothing: Reads = (c) => {
  const own = respondents(c).map(({ id }) => id);
  const allMissing = own.every((id) => isMissing(c, id));
  const byNotice = own.every((id) => {
    const served = trialService(c, id);
    return served?.summonsByNotice === true && served.judgmentByNotice;
  });
  const hasClue = c.all('clue.received').some((f) => f.payload.specific);
  return allMissing && byNotice && !hasClue && assetsInForce(c).length === 0
    ? '没有在控财产，被执行人均下落不明，审理时均公告送达，没有具体线索'
    : undefined;
};

/** Every respondent had a case here that was closed 终本 in the six months before this one was filed. */
const afterAnother: Reads = (c) => {
  const day = dateOf(c.filed.at);
  const previous = c.all('case.linked').filter(({ payload: { as, kind, closedOn } }) => {
    if (as !== 'previous' || kind !== 'no-property' || closedOn === undefined) return false;
    return closedOn <= day && day <= addMonths(closedOn, MONTHS_SINCE);
  });
  const each = respondents(c).map(({ id }) => previous.find((f) => f.payload.party === id));
  return each.includes(undefined)
    ? undefined
    : `前案：${named([...new Set(each.flatMap((f) => f?.payload.caseNo ?? []))])}`;
};

const trait =
  (zh: string, is: (traits: Traits) => boolean | undefined): Reads =>
  (c) =>
    is(traitsOf(c)) === true ? zh : undefined;

const toDispose: Reads = (c) => {
  const found = assetsInOrder(c).filter((a) => assetKind(a.kind).disposal === true && leftAlone(c, a.id) === undefined);
  return found.length === 0 ? undefined : named(found.map(({ description, id }) => `${description}（${id}）`));
};

/** THE TABLE of what each criterion reads (plan §4). What only a person can tell stands in `traits.recorded`. */
const reads: Readonly<Record<CriterionId, Reads>> = {
  'fast-1': coveredByCash,
  'fast-2': asksFor('conduct-by-assistance'),
  'fast-3': asksFor('transfer-movable', 'transfer-vehicle'),
  'fast-4': nobodyAndNothing,
  'fast-5': (c) => {
    const { willingness: said } = traitsOf(c);
    return said && willingness[said];
  },
  'fast-6': (c) => {
    const { doubt } = traitsOf(c);
    return doubt && `查控组初步判断：${doubts[doubt]}`;
  },
  'fast-7': afterAnother,
  'fast-8': trait('登记为简单易执', ({ simple }) => simple),
  'financial-1': (c) => (c.filed.payload.financial === true ? '立案登记为涉金融' : undefined),
  'large-1': atLeast(MOST.large),
  'large-2': trait('登记为历史遗留问题较多', ({ legacy }) => legacy),
  'large-3': trait(
    '登记为复杂疑难、敏感或者影响较大',
    (t) => t.complex === true || t.sensitive === true || t.influential,
  ),
  'ordinary-1': atLeast(MOST.small),
  'ordinary-2': toDispose,
  'ordinary-3': asksFor('transfer-title'),
  'ordinary-4': asksFor('return-thing'),
  'ordinary-5': (c) =>
    c.filed.payload.criminal === true && traitsOf(c).complex === true ? '刑事判决，登记为较为复杂' : undefined,
  'ordinary-6': (c) => {
    const bodies = respondents(c).filter(({ partyOrGovernment }) => partyOrGovernment === true);
    return bodies.length === 0 ? undefined : named(bodies.map(({ name }) => name));
  },
  'ordinary-7': trait('登记为双方对立严重', ({ conflict }) => conflict),
  // that it has to end so somebody says, by putting it on the track (docs/decisions/051)
  'ordinary-8': (c) => (isOnTrack(c) ? '已进入终本轨道' : undefined),
  'emergency-1': below(MOST.small),
};

/** A criterion that matches, and why. */
export interface Matched {
  readonly id: CriterionId;
  readonly because: string;
}

/** Every criterion of the table that a case meets, in the table's order. */
export const matched = reading((c): readonly Matched[] =>
  criterionIds.flatMap((id) => {
    const because = reads[id](c);
    return because === undefined ? [] : [{ id, because }];
  }),
);
