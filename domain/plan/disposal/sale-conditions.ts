import { law } from '../../nodes/basis.ts';
import { rounds } from '../../nodes/sales.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { parties } from '../../record/parties.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { foldText } from '../../record/search.ts';
import { type AskGuard, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { takenInKind } from './in-kind.ts';
import { sinceDecided } from './readings.ts';

const bought = law('拍卖变卖规定16、20');
const inForm = (zh: string, id: string, right: string): Refusal => refuse('form-differs', zh, bought, [{ id, zh: right }]); // prettier-ignore

/** The sale that stands: the last result, unless nobody bought or the round was announced anew, as whoever bought did not pay. */
function saleOf(c: Case, asset: string): FactOf<'auction.held'> | undefined {
  const held = sinceDecided(c, asset, c.all('auction.held', asset));
  const again = held && c.all('auction.announced', asset).some((f) => inOrder(f, held) > 0);
  return held?.payload.outcome === 'sold' && again !== true ? held : undefined;
}

/** That its price was paid. */
const paidFor = (c: Case, asset: string): FactOf<'sale.price-paid'> | undefined => {
  const sale = saleOf(c, asset);
  return sale && c.all('sale.price-paid', asset).find((f) => inOrder(f, sale) > 0);
};

/** A price is paid for a sale that stands, once. */
export const sold: AskGuard<'sale.price-paid'> = (c, draft, { believed }) => {
  const asset = subjectOf(draft);
  if (saleOf(c, asset) === undefined) return lacking('auction.held', `${asset} 成交：`);
  const before = believed === true ? undefined : paidFor(c, asset);
  return before && refuse('already-recorded', `${asset} 的价款已登记付清（第${before.seq}号记录）`, bought);
};

/** Under which names a person of the case is called; anybody else by their own. */
const calledAs = (c: Case, who: string): readonly string[] => {
  const own = parties(c).find(({ id, name }) => foldText(id) === foldText(who) || foldText(name) === foldText(who));
  return own === undefined ? [who] : [own.name, own.id];
};
const isCalled = (names: readonly string[], to: string): boolean => names.some((name) => foldText(name) === foldText(to)); // prettier-ignore

/** The ruling is for whoever bought, or took the thing, at that price (拍卖变卖规定16、20). */
export const toBuyer: FactGuard<'asset.disposed'> = (c, draft, { believed }) => {
  const asset = subjectOf(draft);
  const { way, to, priceFen } = draft.payload;
  const sale = saleOf(c, asset)?.payload;
  const taken = sinceDecided(c, asset, takenInKind(c, asset))?.payload;
  const said = way === 'in-kind' ? taken : sale;
  if (said === undefined || believed === true) return undefined; // what it lacks is said by wayGone
  const right = sale?.round === 'sale' ? 'sale' : 'auction';
  if (way !== 'in-kind' && sale !== undefined && way !== right)
    return inForm(`${rounds[sale.round]}成交的，处置方式（way）应写 ${right}`, 'way', right);
  const names = way === 'in-kind' ? calledAs(c, taken?.by ?? '') : [sale?.buyer ?? ''];
  const [name = ''] = names;
  if (!isCalled(names, to)) return inForm(`${asset} 由${name}取得，不是${to}`, 'to', name);
  return said.priceFen === undefined || said.priceFen === priceFen
    ? undefined
    : refuse('amount-differs', `成交、抵债的金额是${said.priceFen}分`, bought, [
        { id: 'priceFen', zh: `${said.priceFen}分` },
      ]);
};

/** The ruling rests on the price paid, or on a creditor who takes the thing instead. */
export const wayGone: AskGuard<'asset.disposed'> = (c, draft) => {
  const asset = subjectOf(draft);
  if (draft.payload.way === 'in-kind')
    return sinceDecided(c, asset, takenInKind(c, asset)) === undefined
      ? lacking('in-kind.asked', `${asset} 接受抵债：`)
      : undefined;
  return paidFor(c, asset) === undefined ? lacking('sale.price-paid', asset) : undefined;
};

/** A thing is handed to whoever has it by the ruling, or back to its owner. */
export const ruledOrReleased: AskGuard<'asset.handed-over'> = (c, draft) => {
  const asset = subjectOf(draft);
  return (c.first('asset.disposed', asset) ?? c.first('asset.released', asset)) === undefined
    ? lacking('asset.disposed', asset)
    : undefined;
};

/** What was ruled on goes to whoever the ruling names, and to nobody else (拍卖变卖规定27). */
export const asRuled: FactGuard<'asset.handed-over'> = (c, draft, { believed }) => {
  const disposed = c.last('asset.disposed', draft.subject);
  if (disposed === undefined || believed === true) return undefined;
  const { to } = disposed.payload;
  if (isCalled(calledAs(c, to), draft.payload.to)) return undefined;
  const zh = `第${disposed.seq}号裁定由${to}取得 ${subjectOf(draft)}，不能交付给${draft.payload.to}；由他人代收的，接收人仍写${to}，代收人写入交接记录`;
  return refuse('form-differs', zh, nodeRow('asset.handed-over').basis, [{ id: 'to', zh: to }]);
};
