import { notStayed } from '../stays/conditions.ts';
import { law, plan } from '../../nodes/basis.ts';
import { priceWays } from '../../nodes/disposal.ts';
import { nodeRow } from '../../nodes/index.ts';
import { refuse } from '../../record/refusal.ts';
import { foldText } from '../../record/search.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { holdOf } from '../control/measures.ts';
import { oddPanel } from '../limits/conditions.ts';
import { barredBy } from '../objections/barring.ts';
import { announcedAhead, asAnnounced, atLeastReserve, oneResult, fairTerms, roundInTurn, ofAnnounced, onPrice, onTerms, priced, secondInTime, toldAhead, unsold } from './auction-conditions.ts'; // prettier-ignore
import { asReported, noneOpen, objectionsOver, onLivingPrice, onReport } from './price-conditions.ts';
import { auctionOf, sinceDecided } from './readings.ts';
import { asRuled, sold, toBuyer, ruledOrReleased, wayGone } from './sale-conditions.ts';

/** For so many days more a control has to hold what is to be auctioned (plan §9 °). */
const STILL_HELD = 30;

/** Only what is held first in order can be sold, whatever becomes of the other assets (plan §9). */
const firstHeld: AskGuard<'auction.decided' | 'asset.disposed'> = (c, draft) => {
  const asset = subjectOf(draft);
  if (holdOf(c, asset, draft.at).first !== undefined) return undefined;
  return refuse('not-in-force', `${asset} 没有首先控制，不能处置`, nodeRow(draft.node).basis, [
    { id: 'asset.sealed', zh: '查封、扣押、冻结' },
    { id: 'asset.promoted', zh: '轮候的，先登记转为首封' },
  ]);
};

/** A control that runs out meanwhile is renewed first. */
const heldOn: AskGuard<'auction.decided'> = (c, draft) => {
  const { until } = holdOf(c, subjectOf(draft), draft.at);
  const least = addDays(dateOf(draft.at), STILL_HELD);
  if (until === undefined || until >= least) return undefined;
  return refuse('dates-out-of-order', `控制于${until}届满，不足${STILL_HELD}日，请先续行`, plan('三·一(四)1'), [
    { id: 'asset.renewed', zh: nodeRow('asset.renewed').zh },
  ]);
};

/** What is exempt is not sold. */
const notExempt: AskGuard<'auction.decided'> = (c, draft) => {
  const asset = subjectOf(draft);
  const exempt = [
    ...c
      .all('release.decided')
      .filter(({ payload: p }) => p.granted && p.ground === 'exempt' && p.assets.includes(asset)),
    ...c.all('disposal.impossible', asset).filter(({ payload }) => payload.reason === 'exempt'),
  ][0];
  if (exempt === undefined) return undefined;
  return refuse('not-approved', `${asset} 依法豁免执行（第${exempt.seq}号记录），不能拍卖`, plan('三·一(四)1'), [
    { id: String(exempt.seq), zh: '认定豁免的记录' },
  ]);
};

/** What a third party claims is not disposed of until that is over (L72). */
const notClaimed: AskGuard<'auction.decided' | 'auction.announced' | 'asset.disposed'> = (
  c,
  draft,
  { believed, isRecorded, deadlines },
) => {
  const asset = subjectOf(draft);
  if (believed === true || isRecorded === true) return undefined;
  const barred = barredBy(c, asset, { at: draft.at, deadlines: deadlines() });
  if (barred === undefined) return undefined;
  const { objection, why } = barred;
  return refuse(
    'not-approved',
    `案外人对 ${asset} 的异议（${objection.subject}）${why}，期间不得处分`,
    law('民诉解释463'),
    [{ id: 'objection.decided', zh: `${objection.subject}：${why}` }],
  );
};

type Auctioned =
  'auction.handed-over' | 'auction.withdrawn' | 'price.started' | 'auction.terms-set' | 'auction.announced';

/** What follows on the decision to auction an asset that has not been withdrawn. */
const decided: AskGuard<Auctioned> = (c, draft) =>
  auctionOf(c, subjectOf(draft)) === undefined ? lacking('auction.decided', subjectOf(draft)) : undefined;

/** In a case an agency is looked at for what was handed over to it; in its own record once a year. */
const handedOver: AskGuard<'agency.reviewed'> = (c, draft) =>
  c.kind === 'case' && c.last('auction.handed-over', draft.subject) === undefined
    ? lacking('auction.handed-over', subjectOf(draft))
    : undefined;

/** It is the agency that has the thing, or whose record it is. */
const ofThatAgency: FactGuard<'agency.reviewed'> = (c, { subject, payload: { agency } }) => {
  const its = c.last('auction.handed-over', subject)?.payload.agency ?? c.first('agency.enlisted')?.payload.name;
  return its === undefined || foldText(its) === foldText(agency)
    ? undefined
    : refuse('not-qualified', `所审查的应是${its}`, nodeRow('agency.reviewed').basis, [{ id: 'agency', zh: its }]);
};

/** The price is looked for before it is found. */
const priceSought: AskGuard<'price.report-received' | 'price.set'> = (c, draft) => {
  const asset = subjectOf(draft);
  return sinceDecided(c, asset, c.all('price.started', asset)) === undefined
    ? lacking('price.started', asset)
    : undefined;
};

const inWays = Object.keys(priceWays).map((way) => ({ way: way as keyof typeof priceWays })); // its own keys
const eachRound = () => [{ round: 'first' }, { round: 'second' }, { round: 'sale' }] as const;

export const disposalConditions = {
  'auction.decided': { asks: [firstHeld, heldOn, notExempt, notClaimed, notStayed] },
  'auction.handed-over': { asks: [decided] },
  'agency.reviewed': { asks: [handedOver], check: [ofThatAgency] },
  'auction.withdrawn': { asks: [decided] },
  'price.started': { asks: [decided] },
  'price.report-received': { asks: [priceSought] },
  'price.set': {
    asks: [priceSought, noneOpen, onReport, objectionsOver],
    among: () => inWays,
    check: [asReported],
  },
  'auction.terms-set': { asks: [decided, onPrice], check: [oddPanel, fairTerms] },
  'auction.announced': {
    asks: [decided, roundInTurn, onTerms, noneOpen, notClaimed, notStayed],
    among: eachRound,
    check: [announcedAhead, toldAhead, onLivingPrice, secondInTime],
  },
  'auction.held': { asks: [ofAnnounced, notStayed], among: eachRound, check: [asAnnounced, oneResult, atLeastReserve] },
  'in-kind.asked': { asks: [unsold], check: [priced] },
  'sale.price-paid': { asks: [sold] },
  'asset.disposed': {
    asks: [firstHeld, wayGone, notClaimed, notStayed],
    among: () => [{ way: 'auction' }, { way: 'in-kind' }],
    check: [toBuyer],
  },
  'asset.handed-over': { asks: [ruledOrReleased], check: [asRuled] },
} satisfies Conditions;
