import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import { nodeRow, type PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { instalmentsOf } from './settlements.ts';

const settled = law('执行和解规定');

/** Each instalment stands once, in order, on a day that is not past. */
const orderedInstalments: FactGuard<'settlement.reached'> = (_, { payload: { instalments }, at }) => {
  const twice = instalments.filter(({ n }, i) => instalments.findIndex((other) => other.n === n) !== i);
  if (twice.length > 0) return refuse('named-twice', '同一期次只列一次', settled, twice.map(({ n }) => ({ id: String(n), zh: '重复列出' }))); // prettier-ignore
  const past = instalments.filter(({ on }) => on < dateOf(at));
  if (past.length === 0) return inTurn(instalments);
  return refuse('dates-out-of-order', '分期的履行之日不能早于和解之日', settled, past.map(({ n, on }) => ({ id: String(n), zh: on }))); // prettier-ignore
};

/** A later instalment is not paid before an earlier one. */
function inTurn(all: PayloadOf<'settlement.reached'>['instalments']): Refusal | undefined {
  const sorted = all.toSorted((a, b) => a.n - b.n);
  const early = sorted.filter(({ on }, i) => on < (sorted[i - 1]?.on ?? on));
  if (early.length === 0) return undefined;
  return refuse('dates-out-of-order', '后一期的履行之日不能早于前一期', settled, early.map(({ n, on }) => ({ id: String(n), zh: on }))); // prettier-ignore
}

/** What is agreed on in all is what the instalments come to, where it is said (执行和解规定1). */
const inAll: FactGuard<'settlement.reached'> = (_, { payload: { instalments, totalFen } }) => {
  const sum = instalments.reduce((fen, { amountFen }) => fen + amountFen, 0);
  return totalFen === undefined || totalFen === sum
    ? undefined
    : refuse('amount-differs', `各期合计${yuan(sum)}，与约定的总额${yuan(totalFen)}不一致`, settled, [
        { id: 'totalFen', zh: `${sum}分` },
      ]);
};

/** An instalment that was agreed on, and is not met yet. */
const knownInstalment: AskGuard<'settlement.instalment'> = (c, draft) => {
  const { n } = draft.payload;
  const all = instalmentsOf(c, draft.subject);
  const own = all.find(({ agreed }) => agreed.n === n);
  if (own === undefined)
    return refuse('unknown-subject', `和解协议没有第${n}期`, settled, all.map(({ agreed }) => ({ id: String(agreed.n), zh: agreed.on }))); // prettier-ignore
  return own.metBy && refuse('already-recorded', `第${n}期已付足（第${own.metBy.seq}号记录）`, settled);
};

/** An instalment is met by its own sum: several payments add up, and with the last of them it is paid (执行和解规定9). */
const inFull: FactGuard<'settlement.instalment'> = (c, draft, { believed }) => {
  const { n, paid, amountFen } = draft.payload;
  const own = instalmentsOf(c, draft.subject).find(({ agreed }) => agreed.n === n);
  if (own === undefined || believed === true) return undefined;
  const left = own.agreed.amountFen - own.paidFen;
  const agreed = `第${n}期约定${yuan(own.agreed.amountFen)}，此前已付${yuan(own.paidFen)}`;
  if (amountFen > left)
    return refuse('amount-exceeds', `${agreed}：多付的记入另一期`, settled, [{ id: 'amountFen', zh: `至多${left}分` }]);
  if (paid === (amountFen === left)) return undefined;
  return refuse('amount-differs', `${agreed}：本次付足的 paid 写 true，未付足的写 false`, settled, [
    { id: 'paid', zh: String(!paid) },
    { id: 'amountFen', zh: `付足为${left}分` },
  ]);
};

/** The instalments of all settlements, by their numbers. */
const instalmentsAgreed = (c: Case) =>
  [...new Set(c.all('settlement.reached').flatMap((f) => f.payload.instalments.map(({ n }) => n)))].map((n) => ({ n }));

/** What was performed is no longer paid on or breached, what was breached not once more; nothing is said twice. */
const stillRuns: AskGuard<'settlement.instalment' | 'settlement.breached' | 'settlement.performed'> = (c, draft) => {
  const id = subjectOf(draft);
  const over = c.first('settlement.performed', id) ?? (draft.node === 'settlement.breached' ? c.first('settlement.breached', id) : undefined); // prettier-ignore
  return over && refuse('already-recorded', `${id} 已登记“${nodeRow(over.node).zh}”（第${over.seq}号记录）`, settled);
};

/** A breach on record speaks against its performance: what was performed late is the applicant's to say (和解规定15). */
const unbroken: AskGuard<'settlement.performed'> = (c, draft, { believed, isRecorded }) => {
  const breach = c.last('settlement.breached', subjectOf(draft));
  if (breach === undefined || believed === true || isRecorded === true) return undefined;
  const zh = `${draft.subject} 已登记不履行（第${breach.seq}号记录），不能登记履行完毕：登记有误的先撤回；此后履行完毕的，经申请执行人确认，登记“义务已履行完毕”（performance.completed，how 写 settlement）`;
  return refuse('not-qualified', zh, settled, [
    { id: 'performance.completed', zh: nodeRow('performance.completed').zh },
    { id: 'fact.withdrawn', zh: `第${breach.seq}号记录登记有误的，撤回` },
  ]);
};

/** A day from the settlement to today. */
const onItsDay: FactGuard<'settlement.breached' | 'settlement.performed'> = (c, draft) => {
  const first = dateOf(c.first('settlement.reached', subjectOf(draft))?.at ?? draft.at);
  const { on } = draft.payload;
  if (on >= first && on <= dateOf(draft.at)) return undefined;
  return refuse('dates-out-of-order', `on 应在${first}至${dateOf(draft.at)}之间`, settled);
};

/** What parties agree on instead of the judgment, and what becomes of it (执行和解规定). */
export const settlementConditions = {
  'settlement.reached': { check: [orderedInstalments, inAll] },
  'settlement.instalment': { asks: [stillRuns, knownInstalment], among: instalmentsAgreed, check: [inFull] },
  'settlement.breached': { asks: [stillRuns], check: [onItsDay] },
  'settlement.performed': { asks: [stillRuns, unbroken], check: [onItsDay] },
} satisfies Conditions;
