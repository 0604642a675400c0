import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { payoutsTo } from '../../nodes/payouts-to.ts';
import { foldName, foldNumber, isAccountNumber } from '../../record/bank-names.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { DAY, formatInstant, HOUR, type Instant } from '../../time/instant.ts';
import { type CourtSettings, defaultSettings } from '../court-settings.ts';
import { type AskGuard, type Conditions, type FactGuard, subjectOf } from '../guard.ts';
import { byAnother, isOfOne, isTakenOver } from '../persons.ts';
import { forms, isOut, type OutNode } from './forms.ts';
import {
  accountMeant,
  accountOfForm,
  isInUse,
  isPending,
  type PayeeAccount,
  payeeAccounts,
  payeeName,
  saidBefore,
  saidOfAccount,
  wasAccount,
} from './payee-accounts.ts';

const basis = plan('三·一(五)1');

/** Those to whom money goes only on an account of the case's own; fees have published ones, a refund goes back to where it came from. */
export const namesAccount: ReadonlySet<string> = new Set(['applicant', 'third-party']);

type Applied = FactOf<'payout.applied'>['payload'];
type Bringing = 'payee-account.confirmed' | 'payee-account.change-proposed';
type Asking = 'payout.applied' | 'payout.approved' | 'payout.sent' | OutNode;

const unknown = (c: Case, { to, payeeAccount }: Applied): Refusal =>
  refuse(
    'account-unknown',
    `“${payeeAccount}”不是本案已确认的收款账户的编号：发放给${payoutsTo[to]}的，先确认收款账户（payee-account.confirmed）；可用：${usable(c)}`,
    basis,
    [{ id: payeeAccount, zh: '没有这一收款账户' }],
  );

const usable = (c: Case): string =>
  [...payeeAccounts(c).values()]
    .filter(isInUse)
    .map(({ id, brought }) => `${id}（${brought.payload.holder}）`)
    .join('、') || '无';

/** What keeps money from an account as it stands. */
function unsound(account: PayeeAccount, now: Instant, { coolingHours }: CourtSettings['payeeAccounts']) {
  const { id, brought, insteadOf, changed, returned, stopped, behindTakenBack, replacedBy } = account;
  if (stopped !== undefined)
    return refuse('account-stopped', `收款账户 ${id} 已经停用（第${stopped.seq}号记录）：${stopped.payload.reason}`, basis, [{ id, zh: '已停用' }]); // prettier-ignore
  if (replacedBy !== undefined)
    return refuse('account-differs', `收款账户 ${id} 已经变更为 ${replacedBy}：请退回审批表，另提交发放申请`, basis, [{ id: replacedBy, zh: '变更后的账户' }]); // prettier-ignore
  const isAnother = behindTakenBack !== undefined && behindTakenBack < coolingHours * HOUR;
  if (insteadOf === undefined && !isAnother) return undefined;
  if (insteadOf !== undefined && changed === undefined)
    return refuse('not-approved', `变更为收款账户 ${id} ${returned === undefined ? '尚未经执行局长决定' : '已被退回'}`, basis, [{ id: 'payee-account.changed', zh: nodeRow('payee-account.changed').zh }]); // prettier-ignore
  const from = (changed ?? brought).recordedAt + coolingHours * HOUR;
  if (now >= from) return undefined;
  return refuse('account-cooling', `收款账户 ${id} ${changed === undefined ? '系撤回前一账户后另行确认，' : '变更后'}须经过${coolingHours}小时（${formatInstant(from)}以后）才能使用`, basis, [{ id, zh: formatInstant(from) }]); // prettier-ignore
}

/** The holder is the payee, unless somebody else receives in their place. */
function otherHolder(c: Case, { to, payee }: Applied, { id, brought: { payload } }: PayeeAccount): Refusal | undefined {
  if (to === 'third-party' || foldName(payload.holder) === foldName(payeeName(c, payee))) return undefined;
  return refuse('account-differs', `收款账户 ${id} 的户名“${payload.holder}”与收款人“${payeeName(c, payee)}”不一致`, basis, [{ id: 'payee', zh: payload.holder }]); // prettier-ignore
}

/** What a form applies for, to which account and up to where in the record it was said; a new one's own. */
function appliedOf(c: Case, draft: Parameters<FactGuard<Asking>>[1]) {
  if (draft.node === 'payout.applied')
    return { applied: draft.payload, account: accountMeant(c, draft.payload.payeeAccount), before: undefined };
  const applied = forms(c).get(subjectOf(draft))?.applied;
  if (applied === undefined) return undefined;
  return { applied: applied.payload, account: accountOfForm(c, applied), before: saidBefore(c, applied) };
}

/** An account that has been stopped is so under whatever id the case has it: money written out for its number does not go there either. */
const stoppedNumber = (c: Case, number: string): PayeeAccount | undefined =>
  [...payeeAccounts(c).values()].find((a) => a.stopped !== undefined && foldNumber(a.brought.payload.number) === foldNumber(number)); // prettier-ignore

/**
 * The account of a form is one of the case, the payee's own, in use and no longer cooling: asked when it is applied for, approved and
 * given to the bank. A form that an older release took with an account written out stays payable (docs/decisions/111).
 */
export const soundAccount: FactGuard<Asking> = (c, draft, standing) => {
  const asked = appliedOf(c, draft);
  if (asked === undefined || isTakenOver(c, draft, standing)) return undefined;
  if (isOut(draft) && forms(c).get(subjectOf(draft))?.sent !== undefined) return undefined; // the bank has it
  const { applied, before } = asked;
  const account = asked.account ?? stoppedNumber(c, applied.payeeAccount);
  const isNamed = account?.id === applied.payeeAccount.trim();
  if (account === undefined || (draft.node === 'payout.applied' && !isNamed && namesAccount.has(applied.to))) {
    const isNew = draft.node === 'payout.applied' && namesAccount.has(applied.to);
    return isNew || wasAccount(c, applied.payeeAccount, before) ? unknown(c, applied) : undefined;
  }
  const { payeeAccounts: settings } = standing.settings ?? defaultSettings;
  return unsound(account, draft.now, settings) ?? (isNamed ? otherHolder(c, applied, account) : undefined);
};

/** Who proposed or decided on an account neither approves nor pays what goes there, for as long as the court has set. */
const apartFromAccount: FactGuard<'payout.approved' | 'payout.sent' | OutNode> = (c, draft, standing) => {
  const account = appliedOf(c, draft)?.account;
  if (account === undefined || isTakenOver(c, draft, standing)) return undefined;
  const { apartDays } = (standing.settings ?? defaultSettings).payeeAccounts;
  const own = saidOfAccount(account).find((f) => draft.now < f.recordedAt + apartDays * DAY && isOfOne(c, f, draft));
  if (own === undefined) return undefined;
  const until = formatInstant(own.recordedAt + apartDays * DAY);
  return refuse('same-person', `收款账户 ${account.id} 由你${own === account.brought ? '提出' : '决定'}，${until}以前不得批准、支付往该账户的款项`, basis, [{ id: String(own.seq), zh: nodeRow(own.node).zh }]); // prettier-ignore
};

/** What is asked of the account to which money goes once it is to be approved or paid. */
export const toAccount = [soundAccount, apartFromAccount];

/** An account is called by nothing that a form or another account has as a number: what a text means must not come to be another's choice. */
const ownName: FactGuard<Bringing> = (c, draft, standing) => {
  if (standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  const id = foldNumber(subjectOf(draft));
  const numbers = [
    ...c.all('payout.applied').map(({ payload }) => payload.payeeAccount),
    ...[...payeeAccounts(c).values()].map(({ brought }) => brought.payload.number),
  ];
  if (!/^\d+$/u.test(id) && !numbers.some((number) => foldNumber(number) === id)) return undefined;
  return refuse('subject-taken', `收款账户的编号不能写成账号（${subjectOf(draft)}）：请不写编号，由系统编号，或者写作 account-1`, basis, [{ id: 'subject', zh: '编号与账号混同' }]); // prettier-ignore
};

/** An account is a number at a bank: what is none cannot be paid to, and is found out here, not when the bank sends it back. */
const atBank: FactGuard<Bringing> = (_, { payload: { number } }, { isRecorded }) =>
  isRecorded === true || isAccountNumber(number)
    ? undefined
    : refuse('bad-value', `账号“${number}”写法不对：账号为8至32位数字，可以有空格和连字符`, basis, [{ id: 'number', zh: '8至32位数字' }]); // prettier-ignore

/** The account of a party is in that party's name; another's is confirmed without a party, and paid as to a third party (docs/spec/money.md 4.3). */
const inOwnName: FactGuard<Bringing> = (c, draft, { isRecorded }) => {
  const { payload } = draft;
  const party = 'account' in payload ? payeeAccounts(c).get(payload.account)?.party : payload.party;
  if (party === undefined || isRecorded === true) return undefined;
  const name = payeeName(c, party);
  if (foldName(name) === foldName(payload.holder)) return undefined;
  return refuse('account-differs', `户名“${payload.holder}”与当事人 ${party} 的姓名、名称“${name}”不一致：款项由他人代收的，不写 party，按案外人（third-party）确认收款账户`, basis, [{ id: 'holder', zh: name }]); // prettier-ignore
};

/** One account for one holder is confirmed; another takes its place by a decision alone. */
const firstOfHolder: FactGuard<'payee-account.confirmed'> = (c, draft, standing) => {
  if (isTakenOver(c, draft, standing)) return undefined;
  const holder = foldName(draft.payload.holder);
  const known = [...payeeAccounts(c).values()].find(
    ({ id, brought, insteadOf, changed }) =>
      id !== draft.subject && (insteadOf === undefined || changed !== undefined) && foldName(brought.payload.holder) === holder, // prettier-ignore
  );
  if (known === undefined) return undefined;
  return refuse('already-recorded', `“${draft.payload.holder}”的收款账户已经确认（${known.id}）：变更的提出变更（payee-account.change-proposed），由执行局长决定`, basis, [{ id: known.id, zh: '已确认' }]); // prettier-ignore
};

/** What is changed is the account that stands, and one change of it waits at a time. */
const standingAccount: FactGuard<'payee-account.change-proposed'> = (c, { subject, payload: { account } }) => {
  const known = payeeAccounts(c).get(account);
  if (known === undefined) return undefined; // the gate has asked
  if (known.insteadOf !== undefined && known.changed === undefined)
    return refuse('not-approved', `收款账户 ${account} 本身尚未经决定，不能再变更`, basis);
  if (known.replacedBy !== undefined)
    return refuse('account-differs', `收款账户 ${account} 已经变更为 ${known.replacedBy}`, basis, [{ id: 'account', zh: known.replacedBy }]); // prettier-ignore
  const other = [...payeeAccounts(c).values()].find((each) => each.insteadOf === account && each.id !== subject && isPending(each)); // prettier-ignore
  return other && refuse('already-recorded', `收款账户 ${account} 的变更（${other.id}）尚待决定`, basis, [{ id: other.id, zh: '待决定' }]); // prettier-ignore
};

/** What is decided is a change that waits. */
const pending: AskGuard<'payee-account.changed'> = (c, draft) => {
  const account = payeeAccounts(c).get(subjectOf(draft));
  if (account === undefined || isPending(account)) return undefined;
  if (account.insteadOf === undefined)
    return refuse('wrong-node', `收款账户 ${account.id} 是直接确认的，没有提出的变更`, basis, [
      { id: 'payee-account.change-proposed', zh: nodeRow('payee-account.change-proposed').zh },
    ]);
  return account.changed !== undefined
    ? undefined // once
    : refuse('already-recorded', `${account.id} 已被退回或者停用：仍要变更的另行提出`, basis);
};

/** Another than took its place has not been decided meanwhile. */
const stillStanding: FactGuard<'payee-account.changed'> = (c, draft) => {
  const before = payeeAccounts(c).get(payeeAccounts(c).get(subjectOf(draft))?.insteadOf ?? '');
  return before?.replacedBy === undefined || before.replacedBy === draft.subject
    ? undefined
    : refuse('account-differs', `收款账户 ${before.id} 已经变更为 ${before.replacedBy}`, basis);
};

/** When accounts may be confirmed, changed and stopped (docs/spec/money.md 4). */
export const payeeAccountConditions = {
  'payee-account.confirmed': { check: [ownName, atBank, inOwnName, firstOfHolder] },
  'payee-account.change-proposed': { check: [ownName, atBank, standingAccount, inOwnName] },
  'payee-account.changed': {
    asks: [pending, byAnother('提出变更', (c, draft) => [c.first('payee-account.change-proposed', draft.subject)])],
    check: [stillStanding],
  },
} satisfies Conditions;
