import { yuan } from '../../money/yuan.ts';
import { nodeRow, type PayloadOf } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { caseIdOf } from '../../record/case-number.ts';
import type { FactOf } from '../../record/fact.ts';
import { isPreservation } from '../../record/preservation.ts';
import { type Missing, refuse, type Refusal } from '../../record/refusal.ts';
import { foldText } from '../../record/search.ts';
import { dateOf } from '../../time/instant.ts';
import { type AskGuard, type Conditions, type Deadlines, type FactGuard, subjectOf } from '../guard.ts';
import { byAnother } from '../persons.ts';
import { claimedReceipts } from './unidentified.ts';

const { basis } = nodeRow('claim.proposed');

/** What the record holds: a line is claimed as a whole, or not at all. */
const heldFen = (c: Case): number => c.first('funds.unidentified')?.payload.amountFen ?? 0;

const wholeSum: FactGuard<'claim.proposed'> = (c, { payload: { cases } }) => {
  const [sum, held] = [cases.reduce((total, { fen }) => total + fen, 0), heldFen(c)];
  return sum === held
    ? undefined
    : refuse('amount-differs', `认领的金额合计${yuan(sum)}，应为不明款的全部${yuan(held)}`, basis);
};

const eachOnce: FactGuard<'claim.proposed'> = (_, { payload: { cases } }) => {
  const ids = cases.map((each) => caseIdOf(each.case));
  const twice = cases.filter((each, i) => ids.indexOf(caseIdOf(each.case)) !== i);
  return twice.length === 0
    ? undefined
    : refuse('named-twice', '每个案件只列一次', basis, twice.map((each) => ({ id: each.case, zh: '重复' }))); // prettier-ignore
};

/** Why a case cannot take what is claimed for it; undefined if it can. */
function whyNot(other: Case | undefined, receipt: string): string | undefined {
  if (other === undefined) return '本院没有这一案件';
  if (isPreservation(other)) return '执保案件不收案款';
  return other.subjects.has(receipt) ? `案款编号 ${receipt} 已经用过` : undefined;
}

/** All of the cases take it, or none does. */
function takenByAll(c: Case, cases: PayloadOf<'claim.proposed'>['cases'], { others }: Deadlines): Refusal | undefined {
  if (others === undefined) return undefined;
  const receipts = claimedReceipts(c, cases);
  const wrong = receipts.flatMap(({ record, named, receipt }): Missing[] => {
    const zh = whyNot(others.get(record), receipt);
    return zh === undefined ? [] : [{ id: named, zh }];
  });
  return wrong.length === 0 ? undefined : refuse('not-qualified', '所认领的案件不能收入此款', basis, wrong);
}

const proposalOf = (c: Case, { subject }: Pick<FactOf<'funds.claimed'>, 'subject'>) =>
  c.first('claim.proposed', subject);

/** A claim that was sent back is proposed anew. */
const notSentBack: AskGuard<'funds.claimed'> = (c, draft) => {
  const returned = c.first('request.returned', subjectOf(draft));
  return (
    returned &&
    refuse('already-recorded', `这一认领已经退回（第${returned.seq}号记录）：请另行提出认领`, basis, [
      { id: 'claim.proposed', zh: nodeRow('claim.proposed').zh },
    ])
  );
};

const publicisedByThen: FactGuard<'funds.publicised'> = (c, { payload: { on }, at }) => {
  const [first, last] = [dateOf(c.founding.at), dateOf(at)];
  return on >= first && on <= last
    ? undefined
    : refuse('dates-out-of-order', `公示之日 ${on} 应在到账之日（${first}）至登记之日（${last}）之间`, basis);
};

/** It goes out on an approval alone, and with the bank's receipt. */
const approvedFirst: FactGuard<'funds.sent-back'> = (_, { payload: { request, reference } }, { isAskedFor }) => {
  if (isAskedFor === true) return undefined;
  if (request === undefined)
    return refuse('not-approved', '退回原付款人须经分管领导批准：请在 request 写明报批的编号', basis, [
      { id: 'request.made', zh: nodeRow('request.made').zh },
    ]);
  return reference === undefined || reference.trim() === ''
    ? refuse('missing-field', '请在 reference 写明退款回单号', basis, [{ id: 'reference', zh: '缺少' }])
    : undefined;
};

/** Back to the account that it came from, to whom it came from. */
const toWhomItCame: FactGuard<'funds.sent-back'> = (c, { payload: { payee, payeeAccount } }) => {
  const { payer, payerAccount } = c.first('funds.unidentified')?.payload ?? {};
  const differs = (said: string, known: string | undefined) => known !== undefined && foldText(said) !== foldText(known); // prettier-ignore
  const wrong = [
    ...(differs(payee, payer) ? [{ id: 'payee', zh: `来款：${payer ?? ''}` }] : []),
    ...(differs(payeeAccount, payerAccount) ? [{ id: 'payeeAccount', zh: `来款：${payerAccount ?? ''}` }] : []),
  ];
  return wrong.length === 0 ? undefined : refuse('form-differs', '只退回来款的户名和账号', basis, wrong);
};

/** What nodes of money that arrived for no known case ask for (docs/spec/money.md 3, 10). */
export const unidentifiedConditions = {
  'claim.proposed': {
    check: [wholeSum, eachOnce, (c, { payload: { cases } }, standing) => takenByAll(c, cases, standing)],
  },
  'funds.claimed': {
    asks: [notSentBack, byAnother('提出认领', (c, draft) => [proposalOf(c, draft)])],
    check: [(c, draft, standing) => takenByAll(c, proposalOf(c, draft)?.payload.cases ?? [], standing)],
  },
  'funds.publicised': { check: [publicisedByThen] },
  'funds.sent-back': { check: [approvedFirst, toWhomItCame] },
} satisfies Conditions;
