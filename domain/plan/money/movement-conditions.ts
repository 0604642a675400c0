import { yuan } from '../../money/yuan.ts';
import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { type AskGuard, type FactGuard, lacking, subjectOf } from '../guard.ts';
import { isTakenOver } from '../persons.ts';
import { dateOf } from '../../time/instant.ts';
import { throughTheBank } from './endings.ts';
import { type Form, forms, type OutNode, sum } from './forms.ts';
import { moneyOf } from './journal.ts';
import { reversalOf } from './reversals.ts';

const basis = plan('三·一(五)1');

/** A form has come to its end: it is never repaired (docs/spec/money.md 4). */
export const ended = ({ ended: by }: Form): Refusal | undefined =>
  by?.node === 'funds.reversed'
    ? refuse('form-ended', `案款已被银行冲正（第${by.seq}号记录），这一审批表随之终了`, basis)
    : by &&
      refuse(
        'form-ended',
        `这一审批表已经终了（第${by.seq}号记录：${nodeRow(by.node).zh}）：请另提交发放申请（payout.applied），以 replaces 写明所替代的审批表`,
        basis,
        [{ id: 'payout.applied', zh: nodeRow('payout.applied').zh }],
      );

/** The order lies with the bank: it is asked first, nothing is done anew. */
export const notWithBank: AskGuard<'payout.sent' | 'payout.rejected' | 'payout.material-reviewed'> = (c, draft) =>
  forms(c).get(subjectOf(draft))?.sent === undefined
    ? undefined
    : refuse(
        'wrong-node',
        '付款指令已经提交银行，尚无结果：请先查询银行，付出的登记 payout.paid 或 payout.refunded，未受理的登记 payout.failed',
        basis,
        [{ id: 'payout.failed', zh: nodeRow('payout.failed').zh }],
      );

/** What is withdrawn has not been approved, paid or brought to an end. */
export const withdrawable: AskGuard<'payout.withdrawn'> = (c, draft) => {
  const form = forms(c).get(subjectOf(draft));
  if (form === undefined) return undefined;
  const over = ended(form);
  if (over !== undefined || form.approved === undefined) return over;
  return refuse('already-recorded', '这一审批表已经批准，不能撤回；有误的由财务退回（payout.rejected）', basis, [
    { id: 'payout.rejected', zh: nodeRow('payout.rejected').zh },
  ]);
};

/** Only what comes back after the same form failed goes out again, and under its own reference (docs/spec/money.md 4). */
export const sameReference: FactGuard<'payout.sent'> = (c, draft) => {
  const before = c.last('payout.sent', draft.subject);
  if (before === undefined || before.payload.reference === draft.payload.reference) return undefined;
  return refuse('unknown-reference', `同一审批表再次提交的，指令号不变：${before.payload.reference}`, basis, [
    { id: 'reference', zh: before.payload.reference },
  ]);
};

/** The bank answers an order that it was given. */
export const orderGiven: AskGuard<'payout.failed'> = (c, draft) => {
  const form = forms(c).get(subjectOf(draft));
  return form === undefined || form.sent !== undefined ? undefined : lacking('payout.sent', `${subjectOf(draft)} `);
};

export const ofThatOrder: FactGuard<'payout.failed'> = (c, draft) => {
  const sent = forms(c).get(subjectOf(draft))?.sent;
  if (sent === undefined || sent.payload.reference === draft.payload.reference) return undefined;
  return refuse('unknown-reference', `没有指令号为 ${draft.payload.reference} 的在途付款`, basis, [
    { id: 'reference', zh: sent.payload.reference },
  ]);
};

/** What the bank carries out first under an order bears its reference; what it pays in parts has others besides. */
export const answersOrder: FactGuard<'payout.paid' | 'payout.refunded'> = (c, draft, standing) => {
  const sent = forms(c).get(subjectOf(draft))?.sent;
  const { reference } = draft.payload;
  if (sent === undefined || standing.isRecorded === true || reference === sent.payload.reference) return undefined;
  const isUnder = [...c.all('payout.paid', draft.subject), ...c.all('payout.refunded', draft.subject)].some(
    (f) => f.payload.reference === sent.payload.reference,
  );
  if (isUnder) return undefined;
  return refuse('unknown-reference', `与提交银行的指令号不符，在途的是 ${sent.payload.reference}`, basis, [
    { id: 'reference', zh: sent.payload.reference },
  ]);
};

const differs = (fen: number): Refusal =>
  refuse('amount-differs', `与到账金额${yuan(fen)}不符：银行冲正以整笔为准`, basis, [
    { id: 'amountFen', zh: `${fen}分` },
  ]);

/** The bank takes back what it brought. */
export const wholeArrival: FactGuard<'funds.reversed'> = (c, { subject, payload }) => {
  const arrived = (c.first('funds.arrived', subject) ?? c.first('funds.unidentified'))?.payload.amountFen;
  return arrived === undefined || arrived === payload.amountFen ? undefined : differs(arrived);
};

/** What the bank never had it cannot take back. */
export const notInCash: AskGuard<'funds.reversed'> = (c, draft, standing) => {
  const receipt = subjectOf(draft);
  return isDeposited(c, receipt) || isTakenOver(c, draft, standing) ? undefined : undeposited(receipt);
};

/** What was claimed is taken back where it went; what was sent back is no longer here. */
export const notLeft: AskGuard<'funds.reversed'> = (c) => {
  const claimed = c.first('funds.claimed');
  if (claimed !== undefined) {
    const cases = (c.first('claim.proposed', claimed.subject)?.payload.cases ?? []).map((each) => each.case);
    const zh = `此款已经认领（第${claimed.seq}号记录）：请在${cases.join('、')}登记“${nodeRow('funds.reversed').zh}”`;
    return refuse('wrong-node', zh, basis, cases.map((id) => ({ id, zh: '认领到的案件' }))); // prettier-ignore
  }
  const back = c.first('funds.sent-back');
  return back && refuse('wrong-node', `此款已经退回原付款人（第${back.seq}号记录）：请与银行核对后处理`, basis);
};

/** Nothing more is done with a receipt that the bank has taken back: what is gone of it is the court's loss from then on. */
export const notReversed: AskGuard = (c, draft) => {
  const reversed = reversalOf(c, draft);
  if (reversed === undefined) return undefined;
  return refuse('already-recorded', `该笔到账已被银行冲正（第${reversed.seq}号记录）`, basis);
};

/** Cash is taken to the bank; what came through the bank is there. */
export const inCash: AskGuard<'cash.deposited'> = (c, { subject }) =>
  c.first('funds.arrived', subject)?.payload.source === 'cash'
    ? undefined
    : refuse('wrong-node', '该笔案款不是现金，不必解款', basis);

/** Cash is taken to the bank before anything of it leaves, by the bank or within the court: there is no money behind it yet. */
export const deposited: AskGuard<'payout.sent' | OutNode> = (c, draft, standing) => {
  const receipt = forms(c).get(subjectOf(draft))?.receipt ?? '';
  return isDeposited(c, receipt) || isTakenOver(c, draft, standing) ? undefined : undeposited(receipt);
};

const isDeposited = (c: Case, receipt: string): boolean =>
  c.first('funds.arrived', receipt)?.payload.source !== 'cash' || c.first('cash.deposited', receipt) !== undefined;

function undeposited(receipt: string): Refusal {
  const { zh, basis: of } = nodeRow('cash.deposited');
  return refuse(
    'node-missing',
    `案款 ${receipt} 是现金，尚未存入专户：请先解款，由财务就 ${receipt} 登记“${zh}”（cash.deposited）`,
    of,
    [{ id: 'cash.deposited', zh, basis: of.zh }],
  );
}

/** The officer records what was received in cash; what came through the bank finance does. */
export const cashOrFinance: AskGuard<'funds.arrived'> = (c, draft, standing) => {
  if (draft.payload.source === 'cash' || isTakenOver(c, draft, standing)) return undefined;
  return draft.as.some((role) => role !== 'officer')
    ? undefined
    : refuse('wrong-role', '承办法官只登记当场收取的现金（source: cash）；银行到账由财务登记', basis);
};

/** What an arrival has to say by where it came from. */
export const wellSourced: FactGuard<'funds.arrived'> = (c, draft, standing) => {
  const { source, countsOn, officers = [], cashReceipt } = draft.payload;
  if ((source === 'claim' || source === 'transfer') && standing.isRecorded !== true)
    return refuse('wrong-node', '认领和他案划转的款项由系统登记：请登记认领（claim.proposed）或者划转（funds.transferred）', basis); // prettier-ignore
  if (countsOn !== undefined && standing.isRecorded !== true && countsOn > dateOf(draft.at))
    return refuse('dates-out-of-order', '利息算至之日（countsOn）不能晚于到账之日', basis, [
      { id: 'countsOn', zh: `至迟${dateOf(draft.at)}` },
    ]);
  if (isTakenOver(c, draft, standing)) return undefined;
  if ((source === 'deducted' || source === 'sale') && countsOn === undefined)
    return refuse('counts-on-missing', '划拨、提取和变价的款项，请写明 countsOn：被执行人失去该款之日', basis, [
      { id: 'countsOn', zh: '算至何日' },
    ]);
  if (source === 'cash') return witnessed(officers, cashReceipt);
  return undefined;
};

function witnessed(officers: readonly string[], receiptNo: string | undefined): Refusal | undefined {
  if (new Set(officers).size < 2)
    return refuse('missing-field', '收取现金须有两名经手人：请写明 officers', basis, [{ id: 'officers', zh: '两人' }]);
  return receiptNo === undefined || receiptNo.trim() === ''
    ? refuse('missing-field', '收取现金须出具收据：请写明 cashReceipt', basis, [{ id: 'cashReceipt', zh: '收据号' }])
    : undefined;
}

/** A new form takes the place of one that has ended, or whose money the bank sent back, out of the same receipt. */
export const replacesEnded: FactGuard<'payout.applied'> = (c, { subject, payload: { replaces } }) => {
  const form = replaces === undefined ? undefined : forms(c).get(replaces);
  if (form === undefined) return undefined;
  if (form.receipt !== subject)
    return refuse('form-differs', `审批表 ${replaces} 属于另一笔案款 ${form.receipt}`, basis, [
      { id: 'replaces', zh: form.receipt },
    ]);
  const isOver = form.ended !== undefined || c.first('payout.returned', replaces) !== undefined;
  return isOver ? undefined : refuse('already-recorded', `审批表 ${replaces} 尚未终了，不能另提一份替代`, basis);
};

/** Only what lies in escrow is given out of it, on a request that was passed. */
export const inEscrow: AskGuard<'escrow.released' | 'escrow.reviewed'> = (c, draft) => {
  const form = forms(c).get(subjectOf(draft));
  if (form === undefined) return undefined;
  return escrowedFen(c, subjectOf(draft)) > 0
    ? undefined
    : refuse('amount-exceeds', '这一审批表没有提存在本院的款项', basis);
};

const escrowedFen = (c: Case, form: string): number => Number(moneyOf(c).before.form(form)?.escrowedFen ?? 0n);

export const withinEscrow: FactGuard<'escrow.released'> = (c, draft, { isAskedFor }) => {
  const most = escrowedFen(c, subjectOf(draft));
  if (draft.payload.amountFen > most) return refuse('amount-exceeds', `提存的金额为${yuan(most)}，不能超过`, basis);
  return isAskedFor === true || draft.payload.request !== undefined
    ? undefined
    : refuse('not-approved', '领取、取回提存款须经批准：请先报批（request.made），并写明 request', basis, [
        { id: 'request', zh: nodeRow('request.made').zh },
      ]);
};

/** What of a form is with its payee still: paid by the bank, not sent back, and not made good by the court, which then recovers it as its own. */
export const withPayeeFen = (c: Case, id: string, form: Form): number =>
  throughTheBank(form) ? form.paidFen - sum(c.all('shortage.recognised', id)) : 0;

/** What of a receipt is out of the court: what lies in escrow, was taken as a fee or went to another case is not. */
const outFen = (c: Case, receipt: string): number =>
  [...forms(c)]
    .filter(([, form]) => form.receipt === receipt)
    .reduce((fen, [id, form]) => fen + withPayeeFen(c, id, form), -sum(c.all('shortage.recognised', receipt)));

/** The court makes good what went out of a receipt by the bank and has not come back, not what is in the court still. */
export const wentMissing: FactGuard<'shortage.recognised'> = (c, { subject, payload: { amountFen } }) => {
  const form = forms(c).get(subject ?? '');
  if (form !== undefined && !throughTheBank(form))
    return refuse('wrong-node', '提存、划转他案和收取的执行费仍在本院，不是应追回款', basis);
  const out = outFen(c, form?.receipt ?? subject ?? '');
  const most = Math.max(form === undefined ? out : Math.min(withPayeeFen(c, subject ?? '', form), out), 0);
  return amountFen > most ? refuse('amount-exceeds', `已经付出而未收回的为${yuan(most)}，不能超过`, basis) : undefined;
};
