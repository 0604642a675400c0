import { yuan } from '../../money/yuan.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { named, refuse } from '../../record/refusal.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import type { FactGuard } from '../guard.ts';
import { owedOn } from './owed.ts';
import { claimItems } from './serving.ts';
import { leftFen } from './readings.ts';

const { basis } = nodeRow('claim.waived');

/**
 * What can still be waived of each item on a day, in fen: what is owed of it, its interest and doubled part included, less what was waived of
 * it before. A waiver of several is of the first of them first. Undefined where no item has a sum.
 */
function restByItem(c: Case, asOf: CivilDate): ReadonlyMap<string, number> | undefined {
  const owed = owedOn(c, { asOf, unwaived: true });
  if (owed === undefined) return undefined;
  const rest = new Map(
    owed.items.map(({ id, unpaid, interest, doubled }) => [id, Number(unpaid + interest.due + doubled.due)]),
  );
  for (const { payload } of c.all('claim.waived')) {
    let fen = payload.amountFen;
    for (const item of payload.items) {
      const part = Math.min(rest.get(item) ?? 0, fen);
      rest.set(item, (rest.get(item) ?? 0) - part);
      fen -= part;
    }
  }
  return rest;
}

/** What is waived is of items that there are, no more of them than is owed of each. */
export const ofTheItems: FactGuard<'claim.waived'> = (c, { payload: { items, amountFen }, at }) => {
  const known = claimItems(c).map(({ id }) => id);
  const strange = items.filter((id) => !known.includes(id));
  if (strange.length > 0)
    return refuse('bad-value', `没有申请执行的 ${named(strange)}，可用：${named(known)}`, basis, strange.map((id) => ({ id, zh: '没有这一项' }))); // prettier-ignore
  const twice = items.filter((id, i) => items.indexOf(id) < i);
  if (twice.length > 0) return refuse('named-twice', `${named(twice)}重复列出`, basis, twice.map((id) => ({ id, zh: '只列一次' }))); // prettier-ignore
  const rest = restByItem(c, dateOf(at));
  if (rest === undefined) return undefined;
  const most = items.reduce((sum, id) => sum + (rest.get(id) ?? 0), 0);
  if (amountFen <= most) return undefined;
  const each = items.map((id) => ({ id, zh: `尚欠${yuan(rest.get(id) ?? 0)}` }));
  return refuse('amount-exceeds', `所放弃的各项尚欠${yuan(most)}，放弃的金额不能超过`, basis, each);
};

/** Nor is more waived than is left of the claim. */
export const ofWhatIsLeft: FactGuard<'claim.waived'> = (c, { payload: { amountFen }, at }) => {
  const left = leftFen(c, { on: dateOf(at) });
  if (left === null || amountFen <= left) return undefined;
  return refuse('amount-exceeds', `尚未受偿的债权为${yuan(Math.max(left, 0))}，放弃的金额不能超过`, basis);
};
