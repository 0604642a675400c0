import { notStayed } from '../stays/conditions.ts';
import { readInstant } from '../../gate/instant.ts';
import { law, plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { rounds } from '../../nodes/disposal.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { foldText } from '../../record/search.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { kindOf } from '../control/assets.ts';
import { holdOf } from '../control/measures.ts';
import { oddPanel } from '../limits/conditions.ts';
import { barredBy } from '../objections/barring.ts';
import { auctionOf, leadDays, sinceDecided, termsOf } from './readings.ts';

const online = law('网拍规定10、12、26');
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

const range = (what: string, [from, to]: readonly [number, number]): Refusal =>
  refuse('beyond-the-cap', `${what}应在${(from / 100).toFixed(2)}元至${(to / 100).toFixed(2)}元之间`, online);

/** The panel sets its terms on a price. */
const onPrice: AskGuard<'auction.terms-set'> = (c, draft) => {
  const asset = subjectOf(draft);
  return sinceDecided(c, asset, c.all('price.set', asset)) === undefined ? lacking('price.set', asset) : undefined;
};

/** The reserve is at least 70 % of the price, the second at least the first less its cut; the deposit 5 to 20 % (网拍规定10、26). */
const fairTerms: FactGuard<'auction.terms-set'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { round, reserveFen, depositFen } = draft.payload;
  const price = sinceDecided(c, asset, c.all('price.set', asset));
  const first = termsOf(c, asset, 'first');
  const least = round === 'first' ? (price?.payload.priceFen ?? 0) * 0.7 : (first?.payload.reserveFen ?? 0) * 0.8;
  if (reserveFen < least)
    return refuse('beyond-the-cap', `${rounds[round]}的起拍价不能低于${(least / 100).toFixed(2)}元`, online);
  const deposit = [Math.ceil(reserveFen * 0.05), Math.floor(reserveFen * 0.2)] as const;
  return depositFen < deposit[0] || depositFen > deposit[1] ? range('保证金', deposit) : undefined;
};

/** A round is announced on the panel's terms for it; a sale on those of the round before too. */
const onTerms: AskGuard<'auction.announced'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { round } = draft.payload;
  const terms = termsOf(c, asset, round) ?? (round === 'sale' ? termsOf(c, asset, 'second') : undefined);
  return terms === undefined ? lacking('auction.terms-set', `${asset} ${rounds[round]}`) : undefined;
};

/** It is announced so many days ahead. */
const announcedAhead: FactGuard<'auction.announced'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { round, startsAt, endsAt } = draft.payload;
  const [starts, ends] = [readInstant(startsAt), readInstant(endsAt)];
  if (starts === undefined || ends === undefined) return refuse('bad-instant', '竞价起止时刻（startsAt、endsAt）有误');
  if (ends <= starts) return refuse('dates-out-of-order', '竞价结束应晚于开始', online);
  const days = leadDays(round, kindOf(c, asset));
  const least = addDays(dateOf(draft.at), days);
  return dateOf(starts) < least
    ? refuse('dates-out-of-order', `${rounds[round]}应当提前${days}日公告，最早${least}开始`, online)
    : undefined;
};

/** The announcement of the round whose result is told. */
const announcedOf = (c: Case, draft: Pick<DraftOf<'auction.held'>, 'subject' | 'payload'>) => {
  const asset = subjectOf(draft);
  return sinceDecided(
    c,
    asset,
    c.all('auction.announced', asset).filter((f) => f.payload.round === draft.payload.round),
  );
};

/** A result is that of a round that was announced. */
const ofAnnounced: AskGuard<'auction.held'> = (c, draft) =>
  announcedOf(c, draft) === undefined
    ? lacking('auction.announced', `${subjectOf(draft)} ${rounds[draft.payload.round]}`)
    : undefined;

/** It comes after the bidding began, with whoever bought. */
const asAnnounced: FactGuard<'auction.held'> = (c, draft) => {
  const { round, outcome, buyer, priceFen } = draft.payload;
  const starts = announcedOf(c, draft)?.payload.startsAt ?? '';
  if (draft.at < (readInstant(starts) ?? 0))
    return refuse('dates-out-of-order', `${rounds[round]}于${starts}才开始`, online);
  const named = outcome === 'failed' || ((buyer ?? '').trim() !== '' && priceFen !== undefined);
  return named ? undefined : refuse('missing-field', '成交的，写明买受人（buyer）和成交价（priceFen）', online, [{ id: 'buyer', zh: '买受人' }, { id: 'priceFen', zh: '成交价' }]); // prettier-ignore
};

/** What nobody bought is offered to the creditors (拍卖变卖规定16). */
const unsold: AskGuard<'in-kind.asked'> = (c, draft) => {
  const asset = subjectOf(draft);
  const held = sinceDecided(c, asset, c.all('auction.held', asset));
  return held?.payload.outcome === 'failed' ? undefined : lacking('auction.held', `${asset} 流拍：`);
};

const priced: FactGuard<'in-kind.asked'> = (_, { payload: { answer, priceFen } }) =>
  answer === 'accepts' && priceFen === undefined
    ? refuse('missing-field', '接受抵债的，写明抵债金额（priceFen）', online, [{ id: 'priceFen', zh: '抵债金额' }])
    : undefined;

const sold: AskGuard<'sale.price-paid'> = (c, draft) => {
  const asset = subjectOf(draft);
  const held = sinceDecided(c, asset, c.all('auction.held', asset));
  return held?.payload.outcome === 'sold' ? undefined : lacking('auction.held', `${asset} 成交：`);
};

/** The ruling rests on the price paid, or on a creditor who takes the thing instead. */
const wayGone: AskGuard<'asset.disposed'> = (c, draft) => {
  const asset = subjectOf(draft);
  if (draft.payload.way === 'in-kind') {
    const asked = sinceDecided(c, asset, c.all('in-kind.asked', asset).filter((f) => f.payload.answer === 'accepts')); // prettier-ignore
    return asked === undefined ? lacking('in-kind.asked', `${asset} 接受抵债：`) : undefined;
  }
  return sinceDecided(c, asset, c.all('sale.price-paid', asset)) === undefined
    ? lacking('sale.price-paid', asset)
    : undefined;
};

/** A thing is handed to whoever bought it, or back to its owner. */
const toHandOver: AskGuard<'asset.handed-over'> = (c, draft) => {
  const asset = subjectOf(draft);
  return (c.first('asset.disposed', asset) ?? c.first('asset.released', asset)) === undefined
    ? lacking('asset.disposed', asset)
    : undefined;
};

const eachRound = () => [{ round: 'first' }, { round: 'second' }, { round: 'sale' }] as const;

export const disposalConditions = {
  'auction.decided': { asks: [firstHeld, heldOn, notExempt, notClaimed, notStayed] },
  'auction.handed-over': { asks: [decided] },
  'agency.reviewed': { asks: [handedOver], check: [ofThatAgency] },
  'auction.withdrawn': { asks: [decided] },
  'price.started': { asks: [decided] },
  'price.report-received': { asks: [priceSought] },
  'price.set': { asks: [priceSought] },
  'auction.terms-set': { asks: [decided, onPrice], check: [oddPanel, fairTerms] },
  'auction.announced': { asks: [decided, onTerms, notClaimed, notStayed], among: eachRound, check: [announcedAhead] },
  'auction.held': { asks: [ofAnnounced], among: eachRound, check: [asAnnounced] },
  'in-kind.asked': { asks: [unsold], check: [priced] },
  'sale.price-paid': { asks: [sold] },
  'asset.disposed': {
    asks: [firstHeld, wayGone, notClaimed, notStayed],
    among: () => [{ way: 'auction' }, { way: 'in-kind' }],
  },
  'asset.handed-over': { asks: [toHandOver] },
} satisfies Conditions;
