import { readInstant } from '../../gate/instant.ts';
import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { rounds } from '../../nodes/sales.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { kindOf } from '../control/assets.ts';
import { type AskGuard, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { saysWhy, leadDays, sinceDecided, termsOf } from './readings.ts';

const online = law('网拍规定10、12、26');
const again = law('网拍规定26');
const inKind = law('拍卖变卖规定16');

const range = (what: string, [from, to]: readonly [number, number]): Refusal =>
  refuse('beyond-the-cap', `${what}应在${yuan(from)}至${yuan(to)}之间`, online);

/** The panel sets its terms on a price. */
export const onPrice: AskGuard<'auction.terms-set'> = (c, draft) => {
  const asset = subjectOf(draft);
  return sinceDecided(c, asset, c.all('price.set', asset)) === undefined ? lacking('price.set', asset) : undefined;
};

/** The reserve is at least 70 % of the price, the second at least the first less its cut; the deposit 5 to 20 % (网拍规定10、26). */
export const fairTerms: FactGuard<'auction.terms-set'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { round, reserveFen, depositFen } = draft.payload;
  const price = sinceDecided(c, asset, c.all('price.set', asset));
  const first = termsOf(c, asset, 'first');
  const least = round === 'first' ? (price?.payload.priceFen ?? 0) * 0.7 : (first?.payload.reserveFen ?? 0) * 0.8;
  if (reserveFen < least) return refuse('beyond-the-cap', `${rounds[round]}的起拍价不能低于${yuan(least)}`, online);
  const deposit = [Math.ceil(reserveFen * 0.05), Math.floor(reserveFen * 0.2)] as const;
  return depositFen < deposit[0] || depositFen > deposit[1] ? range('保证金', deposit) : undefined;
};

/** A round is announced on the panel's terms for it; a sale on those of the round before too. */
export const onTerms: AskGuard<'auction.announced'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { round } = draft.payload;
  const terms = termsOf(c, asset, round) ?? (round === 'sale' ? termsOf(c, asset, 'second') : undefined);
  if (terms !== undefined) return undefined;
  return refuse(
    'terms-missing',
    `合议庭尚未就 ${asset} 的${rounds[round]}确定起拍价、降价幅度和保证金`,
    law('网拍规定27'),
    [{ id: 'auction.terms-set', zh: nodeRow('auction.terms-set').zh, basis: nodeRow('auction.terms-set').basis.zh }],
  );
};

/** It is announced so many days ahead. */
export const announcedAhead: FactGuard<'auction.announced'> = (c, draft) => {
  const asset = subjectOf(draft);
  const { round, startsAt, endsAt } = draft.payload;
  const [starts, ends] = [readInstant(startsAt), readInstant(endsAt)];
  if (starts === undefined || ends === undefined) return refuse('bad-instant', '竞价起止时刻（startsAt、endsAt）有误');
  if (ends <= starts) return refuse('dates-out-of-order', '竞价结束应晚于开始', online);
  const days = leadDays(round, kindOf(c, asset));
  const least = addDays(dateOf(draft.at), days);
  return dateOf(starts) < least
    ? refuse('notice-too-short', `${rounds[round]}应当提前${days}日公告，最早${least}开始`, ahead[round], [
        { id: 'startsAt', zh: `最早${least}` },
      ])
    : undefined;
};

const TOLD_DAYS = 3;

/** The parties, and whoever may buy first, were told three days before it was announced (网拍规定16). */
export const toldAhead: FactGuard<'auction.announced'> = (_, { at, payload: { toldOn } }) => {
  const last = addDays(dateOf(at), -TOLD_DAYS);
  return toldOn === undefined || toldOn <= last
    ? undefined
    : refuse('notice-too-short', `应当在公告发布${TOLD_DAYS}日以前通知当事人，至迟${last}`, law('网拍规定16'), [
        { id: 'toldOn', zh: `至迟${last}` },
      ]);
};

const ahead = { first: law('网拍规定12'), second: again, sale: law('法明传〔2017〕455号') };

/** The last result of an asset's auction behind its price as it was last set: with a new price it begins anew. */
function lastFailed(c: Case, asset: string): DraftOf<'auction.held'>['payload']['round'] | undefined {
  const price = sinceDecided(c, asset, c.all('price.set', asset));
  const held = sinceDecided(
    c,
    asset,
    c.all('auction.held', asset).filter((f) => f.payload.outcome === 'failed'),
  );
  return held === undefined || (price !== undefined && inOrder(price, held) > 0) ? undefined : held.payload.round;
}

/** One round after the other: the second when the first has failed, a sale when the second has (网拍规定26). */
export const roundInTurn: AskGuard<'auction.announced'> = (c, draft, { believed }) => {
  if (believed === true) return undefined;
  const asset = subjectOf(draft);
  const { round } = draft.payload;
  const failed = lastFailed(c, asset);
  if (failed === needed[round] || (round === 'sale' && failed === 'sale')) return undefined;
  const told = failed === undefined ? '尚无流拍' : `${rounds[failed]}已经流拍`;
  const right = { none: 'first', first: 'second', second: 'sale', sale: 'sale' } as const;
  const next = right[failed ?? 'none'];
  return refuse('round-out-of-turn', `${asset} ${told}，应当公告${rounds[next]}，不能公告${rounds[round]}`, again, [
    { id: next, zh: rounds[next] },
  ]);
};
const needed = { first: undefined, second: 'first', sale: 'second' } as const;

/** The second auction begins within thirty days of the first, or says why not (网拍规定26). */
export const secondInTime: FactGuard<'auction.announced'> = (_, draft, standing) => {
  const { round, startsAt, lateReason } = draft.payload;
  if (standing.believed === true || standing.isRecorded === true) return undefined;
  const asset = subjectOf(draft);
  const asked = standing
    .deadlines()
    .find((d) => d.rule === 'second-auction' && d.subject === asset && d.status === 'open');
  const isLate = round === 'second' && asked?.dueAt != null && (readInstant(startsAt) ?? 0) >= asked.dueAt;
  if (isLate === saysWhy(lateReason)) return undefined;
  return isLate
    ? refuse('second-auction-late', `第二次拍卖应在${asked.targetDue}以前开始；确有理由的，在 lateReason 写明`, again, [
        { id: 'lateReason', zh: '超过三十日的理由' },
      ])
    : refuse('not-late', '没有超过第一次流拍后三十日，不必写理由（lateReason）', again, [
        { id: 'lateReason', zh: '不写' },
      ]);
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
export const ofAnnounced: AskGuard<'auction.held'> = (c, draft) =>
  announcedOf(c, draft) === undefined
    ? lacking('auction.announced', `${subjectOf(draft)} ${rounds[draft.payload.round]}`)
    : undefined;

/** A round that was announced has one result: what was said wrong is corrected, whoever does not pay is auctioned against anew. */
export const oneResult: FactGuard<'auction.held'> = (c, draft, { believed }) => {
  const announced = announcedOf(c, draft);
  if (announced === undefined || believed === true) return undefined;
  const { round } = draft.payload;
  const told = c.all('auction.held', draft.subject).find((f) => f.payload.round === round && inOrder(f, announced) > 0);
  return told && refuse('already-recorded', `${rounds[round]}的结果已经登记（第${told.seq}号记录）；有误的请更正，再次拍卖的先公告`, online); // prettier-ignore
};

/** Nobody buys below the reserve (网拍规定10). */
export const atLeastReserve: FactGuard<'auction.held'> = (c, draft, { believed }) => {
  const { round, outcome, priceFen = 0 } = draft.payload;
  if (outcome !== 'sold' || believed === true) return undefined;
  const asset = subjectOf(draft);
  const terms = termsOf(c, asset, round) ?? (round === 'sale' ? termsOf(c, asset, 'second') : undefined);
  const least = terms?.payload.reserveFen ?? 0;
  return priceFen >= least
    ? undefined
    : refuse('beyond-the-cap', `成交价不能低于起拍价${yuan(least)}`, online, [
        { id: 'priceFen', zh: `至少${least}分` },
      ]);
};

/** It comes after the bidding began, with whoever bought. */
export const asAnnounced: FactGuard<'auction.held'> = (c, draft) => {
  const { round, outcome, buyer, priceFen } = draft.payload;
  const starts = announcedOf(c, draft)?.payload.startsAt ?? '';
  if (draft.at < (readInstant(starts) ?? 0))
    return refuse('dates-out-of-order', `${rounds[round]}于${starts}才开始`, online);
  const named = outcome === 'failed' || ((buyer ?? '').trim() !== '' && priceFen !== undefined);
  return named ? undefined : refuse('missing-field', '成交的，写明买受人（buyer）和成交价（priceFen）', online, [{ id: 'buyer', zh: '买受人' }, { id: 'priceFen', zh: '成交价' }]); // prettier-ignore
};

/** What nobody bought is offered to the creditors (拍卖变卖规定16); before any round it goes by agreement, on a price (民诉解释489). */
export const unsold: AskGuard<'in-kind.asked'> = (c, draft) => {
  const asset = subjectOf(draft);
  const held = sinceDecided(c, asset, c.all('auction.held', asset));
  if (held !== undefined)
    return held.payload.outcome === 'failed' ? undefined : lacking('auction.held', `${asset} 流拍：`);
  return sinceDecided(c, asset, c.all('price.set', asset)) === undefined ? lacking('price.set', asset) : undefined;
};

/** Whoever takes a thing pays at least the reserve at which nobody bought it: for less, the second round comes first (拍卖变卖规定16). */
export const priced: FactGuard<'in-kind.asked'> = (c, draft, { believed }) => {
  const { answer, priceFen } = draft.payload;
  if (answer === 'declines') return undefined;
  if (priceFen === undefined)
    return refuse('missing-field', '接受抵债的，写明抵债金额（priceFen）', online, [{ id: 'priceFen', zh: '抵债金额' }]); // prettier-ignore
  const asset = subjectOf(draft);
  const round = sinceDecided(c, asset, c.all('auction.held', asset))?.payload.round;
  const reserve = round && (termsOf(c, asset, round) ?? termsOf(c, asset, 'second'))?.payload.reserveFen;
  if (reserve === undefined || priceFen >= reserve || believed === true) return undefined;
  return round === 'first'
    ? refuse(
        'in-kind-too-early',
        `第一次流拍后以该次起拍价${yuan(reserve)}抵债；低于该价的，第二次拍卖流拍后再征询`,
        inKind,
        [{ id: 'auction.announced', zh: rounds.second }],
      )
    : refuse('beyond-the-cap', `抵债金额不能低于流拍的起拍价${yuan(reserve)}`, inKind, [
        { id: 'priceFen', zh: `至少${reserve}分` },
      ]);
};
