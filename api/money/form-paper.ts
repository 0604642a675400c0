// A form 审批表 as it is signed and paid.
import { yuan } from '../../domain/money/yuan.ts';
import { payoutGrounds, payoutsTo } from '../../domain/nodes/payouts-to.ts';
import { roles } from '../../domain/nodes/roles.ts';
import { formSteps } from '../../domain/plan/money/form-steps.ts';
import { type Form, forms } from '../../domain/plan/money/forms.ts';
import type { FormShown, ReceiptShown } from '../../domain/plan/money/overview.ts';
import { payeeName, saidBefore } from '../../domain/plan/money/payee-accounts.ts';
import { payeeAtBank } from '../../domain/plan/money/payments.ts';
import type { Case } from '../../domain/record/case.ts';
import { inPlaceOfWhom, personsOf } from '../../domain/record/delegations.ts';
import type { Fact } from '../../domain/record/fact.ts';
import { dateOf, formatInstant } from '../../domain/time/instant.ts';
import { formStates } from './case-money-schema.ts';
import { columnOf, nodeZh } from './paper-columns.ts';
import type { Paper } from './workbook.ts';

const { text, named, numbered, worded, fen, date } = columnOf;

/** A form with its receipt, as the paper shows it. */
export interface FormPaper {
  readonly c: Case;
  readonly receipt: ReceiptShown;
  readonly form: FormShown;
}

/** For what its money goes where it goes: the ground, the document that shows it, or the accounting whose share it is. */
function whyOf(c: Case, { ground, document }: FormShown, applied: Form['applied'] | undefined): string {
  const accounted = applied?.payload.allocation;
  const said = [
    ground === null ? '' : payoutGrounds[ground],
    document ?? '',
    accounted === undefined ? '' : `依核算（第${accounted}号记录，${dateOf(c.fact(accounted)?.at ?? 0)}）`,
  ].filter((each) => each !== '');
  return said.length > 0 ? said.join('；') : `发放给${payoutsTo[applied?.payload.to ?? 'applicant']}`;
}

/** What a step says of a sum, a number, a reason. */
function saidIn({ payload }: Fact): string {
  const said = payload as { readonly [K in 'amountFen' | 'passed' | 'reference' | 'reason' | 'wrong' | 'remarks']?: unknown }; // of whatever node
  const words = [said.reason, said.wrong, said.remarks].filter((each) => typeof each === 'string' && each !== '');
  return [
    ...(typeof said.passed === 'boolean' ? [said.passed ? '材料齐备' : '材料不齐备'] : []),
    ...(typeof said.amountFen === 'number' ? [yuan(said.amountFen)] : []),
    ...(typeof said.reference === 'string' ? [`单号 ${said.reference}`] : []),
    ...words,
  ].join('；');
} // prettier-ignore

/** The persons of a form, each once: who signed, and in whose place. */
export const actorsOf = (c: Case, form: string): readonly string[] => [...new Set(formSteps(c, form).flatMap((fact) => personsOf(c, fact)))]; // prettier-ignore

/** Who signed, and for whom: `王某（代李某）`. */
function signed(c: Case, fact: Fact, nameOf: (person: string) => string): string {
  const principals = inPlaceOfWhom(c, fact).map(nameOf);
  return principals.length === 0 ? nameOf(fact.by) : `${nameOf(fact.by)}（代${principals.join('、')}）`;
}

/** The form: to whom how much goes from which receipt, to which account and why, its sum in capital characters; then who did what when. */
export function formPapers({ c, receipt, form }: FormPaper, nameOf: (person: string) => string): readonly Paper[] {
  const own = forms(c).get(form.id);
  const to = own === undefined ? undefined : payeeAtBank(c, own);
  const payee = own === undefined ? form.payee : payeeName(c, form.payee, saidBefore(c, own.applied));
  const { caseNo } = c.filed.payload;
  return [
    {
      sheet: '审批表',
      title: `${caseNo} 案款发放审批表 ${form.id}`,
      columns: [text('案款'), named('缴款人'), date('到账'), text('发放给', 14), text('事由', 24), named('收款人'), named('代何人收取'), named('户名'), text('开户银行', 28), text('联行号', 16), numbered('收款账户'), text('状态', 12), fen('申请金额'), fen('金额')],
      rows: [[receipt.id, receipt.payer, dateOf(receipt.bookedAt), payoutsTo[form.to], whyOf(c, form, own?.applied), payee, form.onBehalfOf == null ? '' : payeeName(c, form.onBehalfOf), to?.holder ?? '', to?.bank ?? '', to?.bankCode ?? '', to?.number ?? '', formStates[form.state], form.appliedFen, form.approvedFen ?? form.appliedFen]],
      capital: 13,
    },
    {
      sheet: '经办',
      title: `${caseNo} 审批表 ${form.id} 经办人`,
      columns: [text('环节', 18), text('姓名', 14), text('职务', 20), text('时刻', 20), worded('内容', 40)],
      rows: formSteps(c, form.id).map((fact) => [nodeZh(fact.node), signed(c, fact, nameOf), fact.as.map((role) => roles[role]).join('、'), formatInstant(fact.at).slice(0, 19).replace('T', ' '), saidIn(fact)]),
    },
  ];
} // prettier-ignore
