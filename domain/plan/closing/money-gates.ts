// What of a case's money has to be settled before it is closed: docs/spec/money.md 14.
import { yuan } from '../../money/yuan.ts';
import { type Basis, law } from '../../nodes/basis.ts';
import type { NodeId } from '../../nodes/index.ts';
import type { Case } from '../../record/case.ts';
import { reading } from '../../record/reading.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { feeNow } from '../money/accounting.ts';
import { endings, forms } from '../money/forms.ts';
import { type FormState, moneyOverview, type ReceiptShown } from '../money/overview.ts';
import { restFen } from '../money/readings.ts';
import { every, type Gate, type Gap, type Look } from './gate.ts';

const basis: Basis = law('法发〔2017〕6号');
const shown = reading(moneyOverview);
const fine: Look = { facts: [], gaps: [] };
const asksFor = (...gaps: readonly Gap[]): Look => ({ facts: [], gaps });

/** Nothing of the case's money lies with the court: paid, refunded, escrowed or transferred; what does, where, and what moves it on (plan §5). */
export const noRest: Gate = {
  id: 'Z15',
  zh: '案款已发放完毕',
  basis,
  ofMoney: true,
  look: (c) => (c.first('funds.arrived') === undefined ? fine : every(shown(c).map((receipt) => restOf(c, receipt)))),
};

/** What comes next of a form that has not been approved; of one that has, what ends it. */
const next: { readonly [S in FormState]?: NodeId } = {
  applied: 'payout.material-reviewed',
  reviewed: 'payout.approved',
};

function restOf(c: Case, { id, where, forms: own }: ReceiptShown): Look {
  const gap = (node: NodeId, fen: number, zh: string): readonly Gap[] =>
    fen > 0 ? [{ node, zh: `案款 ${id} ${zh}${yuan(fen)}` }] : [];
  const inForms = own.flatMap(({ id: form, to, state }) => {
    const fen = forms(c).get(form)?.reservedFen ?? 0;
    return gap(next[state] ?? endings[to], fen, `审批表 ${form} ${state === 'sent' ? '在途' : '占用'}`); // prettier-ignore
  });
  const gaps = [
    ...gap('funds.confirmed', where.arrivedFen, '待确认'),
    ...gap('payout.applied', where.heldFen, '尚未申请发放'),
    ...gap('distribution.settled', where.disputedFen, '分配有争议，留存'),
    ...inForms,
  ];
  // of an old record the books may say less than its facts
  const left = gaps.length === 0 ? restFen(c, id) : 0;
  return asksFor(...gaps, ...gap('payout.paid', left, '尚有余款'));
}

const ofFee = law('诉讼费用交纳办法第14条');

/** The fee is assessed as it now stands, and taken or waived; `mayStayOpen`: noted as owed it is enough (docs/spec/money.md 14). */
export const feeSettled = (mayStayOpen = false): Gate => ({
  id: 'fee',
  zh: mayStayOpen ? '执行费已核定' : '执行费已核定，并已收取或者免交',
  basis: ofFee,
  ofMoney: true,
  look: (c, now) => feeLook(c, now, mayStayOpen),
});

const fees = reading(() => new Map<CivilDate, number>());

/** The fee on what was collected, nothing of nothing: asked for each kind of closing, computed once. */
function feeOn(c: Case, day: CivilDate): number {
  const known = fees(c).get(day) ?? Number(feeNow(c, day)?.fee ?? 0n);
  fees(c).set(day, known);
  return known;
}

function feeLook(c: Case, now: Instant, mayStayOpen: boolean): Look {
  const assessed = c.last('fee.assessed');
  if (assessed?.payload.waived === true) return { facts: [assessed], gaps: [] };
  const due = feeOn(c, dateOf(now));
  if (assessed === undefined)
    return due === 0 ? fine : asksFor({ node: 'fee.assessed', zh: `执行费尚未核定：按已执行到位的金额为${yuan(due)}` });
  const { feeFen, document } = assessed.payload;
  if (document === undefined && due > feeFen)
    return asksFor({ node: 'fee.assessed', zh: `执行费核定为${yuan(feeFen)}，按已执行到位的金额为${yuan(due)}，应重新核定` }); // prettier-ignore
  const taken = c.all('fee.taken').reduce((fen, { payload }) => fen + payload.amountFen, 0);
  return mayStayOpen || taken >= feeFen
    ? { facts: [assessed, ...c.all('fee.taken')], gaps: [] }
    : asksFor({ node: 'fee.taken', zh: `执行费核定为${yuan(feeFen)}，已收取${yuan(taken)}；免交的由院长登记（fee.assessed，waived）` }); // prettier-ignore
}
