import { law } from '../../nodes/basis.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { plannedAs } from './disputes.ts';

const basis = law('民诉解释509');
const sumOf = (shares: readonly { readonly amountFen: number }[]): number =>
  shares.reduce((fen, { amountFen }) => fen + amountFen, 0);

const exceeds = (fen: number): Refusal =>
  refuse('amount-exceeds', `合计不能超过${(fen / 100).toFixed(2)}元`, basis, [{ id: 'amountFen', zh: `至多${fen}分` }]);

function namedTwice(shares: readonly { readonly party: string }[]): Refusal | undefined {
  const names = shares.map(({ party }) => party.trim());
  const twice = names.filter((name, i) => names.indexOf(name) < i);
  return twice.length === 0 ? undefined : refuse('named-twice', `${named(twice)}重复列出`, basis, twice.map((id) => ({ id, zh: '每人一项' }))); // prettier-ignore
}

/** A plan is of money that has been confirmed, each receipt in one plan, and gives no more than there is. */
const sensiblePlan: FactGuard<'distribution.planned'> = (c, { payload: { receipts, shares } }) => {
  const strange = receipts.find((id) => c.subjects.get(id)?.of !== 'receipt');
  if (strange !== undefined) return refuse('unknown-subject', `本案没有编号为 ${strange} 的案款`, basis, [{ id: strange, zh: '没有' }]); // prettier-ignore
  const open = receipts.find((id) => c.first('funds.confirmed', id) === undefined);
  if (open !== undefined) return lacking('funds.confirmed', `${open} `);
  const other = c.all('distribution.planned').find((f) => f.payload.receipts.some((id) => receipts.includes(id)));
  if (other !== undefined)
    return refuse('already-recorded', `${other.subject} 已经分配其中的案款（第${other.seq}号记录）`, basis);
  const fen = receipts.reduce((sum, id) => sum + (c.first('funds.arrived', id)?.payload.amountFen ?? 0), 0);
  return namedTwice(shares) ?? (sumOf(shares) > fen ? exceeds(fen) : undefined);
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

const objectedFirst: AskGuard<'distribution.opposed'> = (c, draft) =>
  c.first('distribution.objected', subjectOf(draft)) === undefined
    ? lacking('distribution.objected', `${subjectOf(draft)} `)
    : undefined;

/** Nobody opposes an objection of their own. */
const byOtherParty: FactGuard<'distribution.opposed'> = (c, draft) =>
  c.all('distribution.objected', subjectOf(draft)).every((f) => f.payload.party.trim() === draft.payload.party.trim())
    ? refuse('same-person', '异议人不能反对自己的异议', basis, [{ id: 'party', zh: draft.payload.party }])
    : undefined;

/** Who opposed has to be answered by a judgment; one who did not sue leaves the plan as it was made (民诉解释510). */
const rightlySettled: FactGuard<'distribution.settled'> = (c, draft) => {
  const id = subjectOf(draft);
  const { how, shares } = draft.payload;
  if (how === 'corrected' && c.first('distribution.objected', id) === undefined) return lacking('distribution.objected', `${id} `); // prettier-ignore
  if (how === 'judged' && c.first('remedy.decided', id) === undefined) return lacking('remedy.decided', `${id} `);
  const fen = sumOf(plannedAs(c, draft)?.payload.shares ?? []);
  return namedTwice(shares) ?? (sumOf(shares) > fen ? exceeds(fen) : undefined);
};

/** Money that several claim (plan §9). */
export const distributionConditions = {
  'distribution.planned': { check: [sensiblePlan] },
  'distribution.objected': { asks: [unsettled], check: [withinPlan, toldThen] },
  'distribution.opposed': { asks: [unsettled, objectedFirst], check: [byOtherParty, toldThen] },
  'distribution.settled': { check: [rightlySettled] },
} satisfies Conditions;
