import { yuan } from '../../money/yuan.ts';
import { nodeRow } from '../../nodes/index.ts';
import { type Role, roles } from '../../nodes/roles.ts';
import { bankLineKey } from '../../nodes/bank-line.ts';
import { decidedSides, lineDecisions, signatories } from '../../nodes/reconciliation.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import { addMonths } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import type { AskGuard, CaseGuard, Conditions, FactGuard } from '../guard.ts';
import { byAnother } from '../persons.ts';
import { openDifferences, standingSignatures } from './reconciliation.ts';

const { basis } = nodeRow('reconciliation.opened');

/** What belongs to a day, and what to a month. */
const only =
  (span: 'day' | 'month'): CaseGuard =>
  (c) =>
    c.first('reconciliation.opened')?.payload[span] === undefined
      ? refuse(
          'not-of-this-kind',
          span === 'day' ? '这是月对账，此项在日对账中登记' : '这是日对账，此项在月对账中登记',
          basis,
        )
      : undefined;

/** Nothing is open, or each that is was named, and accepted by who answers for finance. */
const nothingOpen: FactGuard<'day.reconciled'> = (c, { payload: { accepted = [] }, by }, { settings }) => {
  const open = openDifferences(c).map(({ subject }) => subject ?? '');
  const unnamed = open.filter((id) => !accepted.includes(id));
  if (unnamed.length > 0)
    return refuse('nodes-open', '尚有差异没有查清：查清，或者由财务负责人在 accepted 逐项列明', basis, unnamed.map((id) => ({ id, zh: '未查清' }))); // prettier-ignore
  const lead = settings?.lead.finance;
  if (open.length === 0 || lead === undefined || lead === by) return undefined;
  return refuse('wrong-role', '带差异结账由财务负责人决定', basis, [{ id: lead, zh: '财务负责人' }]);
};

/** A line is decided once, and anew only where it was left to be explained. */
const decidedOnce: FactGuard<'line.decided'> = (c, { payload: { line, as } }) => {
  const own = c.all('line.decided').filter(({ payload }) => payload.line.account === line.account && payload.line.serial === line.serial); // prettier-ignore
  const before = own.at(-1);
  if (before === undefined)
    return as === 'explained'
      ? refuse('node-missing', `流水 ${line.serial} 没有定为待查支出`, basis, [
          { id: 'line.decided', zh: nodeRow('line.decided').zh },
        ])
      : undefined;
  if (before.payload.as === 'unknown-debit' && as === 'explained') return undefined;
  return refuse('already-recorded', `流水 ${line.serial} 已经定性（第${before.seq}号记录）`, basis);
};

/** What is decided of a line is of a line that there is, on its side and of its sum (docs/spec/money.md 12). */
const asTheBankHasIt: FactGuard<'line.decided'> = (
  c,
  { payload: { line, as, fen, proved, lots } },
  { bank: { lines } = {} },
) => {
  const { account, day } = c.first('reconciliation.opened')?.payload ?? {};
  if (account !== line.account) return refuse('form-differs', `本日对账的账户是 ${account ?? '另一账户'}`, basis, [{ id: 'line.account', zh: account ?? '' }]); // prettier-ignore
  if (as === 'explained' && proved === undefined) return refuse('missing-field', '请在 proved 写明查明为何', basis, [{ id: 'proved', zh: '必填' }]); // prettier-ignore
  const sum = (lots ?? []).reduce((all, lot) => all + lot.fen, 0);
  if ((as === 'interest-remitted') !== (lots !== undefined) || (lots !== undefined && sum !== fen))
    return refuse('amount-differs', '孳息缴库的，在 lots 列明所缴的各笔孳息，合计为该流水的金额；其他的不写', basis, [{ id: 'lots', zh: `合计${sum}分` }]); // prettier-ignore
  if (lines === undefined) return undefined;
  const known = lines.get(bankLineKey(line));
  if (known === undefined) return refuse('unknown-reference', `没有导入过账户 ${line.account} 的流水 ${line.serial}`, basis, [{ id: 'line', zh: '先导入流水' }]); // prettier-ignore
  if (known.day !== null && known.day !== day) return refuse('form-differs', `该流水是${known.day}的，在该日的对账中定性`, basis, [{ id: 'line', zh: known.day }]); // prettier-ignore
  if (known.isRecorded)
    return refuse('already-recorded', `流水 ${line.serial} 已经登记为案款或者不明款，不再定性`, basis);
  const side = decidedSides[as];
  if (side !== undefined && side !== known.direction)
    return refuse('form-differs', `“${lineDecisions[as]}”应为${side === 'debit' ? '支出' : '收入'}，该流水是${known.direction === 'debit' ? '支出' : '收入'}`, basis, [{ id: 'as', zh: known.direction }]); // prettier-ignore
  return known.fen === fen ? undefined : refuse('amount-differs', `该流水的金额为${known.fen}分`, basis, [{ id: 'fen', zh: `${known.fen}分` }]); // prettier-ignore
};

/** Nothing is made good or recovered that is not owed: the balance is named, where there is one. */
const outOfBalance: FactGuard<'line.decided'> = (_, { payload: { line, as, of, fen } }, { bank, isRecorded }) => {
  if (as !== 'recovered' && as !== 'replenished') return undefined;
  if (as === 'recovered' && of === undefined && isRecorded !== true)
    return refuse('missing-field', '请在 of 写明所追回的应追回款', basis, [{ id: 'of', zh: '必填' }]);
  if (bank?.owed === undefined) return undefined;
  const { chargesFen, recoverable } = bank.owed;
  const have = as === 'replenished' ? chargesFen : (recoverable.get(of ?? '') ?? 0);
  if (fen <= have) return undefined;
  const there = as === 'replenished' ? [[line.account, chargesFen] as const] : [...recoverable];
  const what = as === 'replenished' ? `账户 ${line.account} 垫付而未补足的手续费` : `应追回款 ${of ?? ''} `;
  return refuse('amount-exceeds', `${what}为${yuan(have)}，金额不能超过`, basis, there.map(([id, owed]) => ({ id, zh: yuan(owed) }))); // prettier-ignore
};

/** A day is compared before it is closed: with the bank's own statement, all that differs said. */
const compared: FactGuard<'day.reconciled'> = (_, __, { bank, isRecorded }) => {
  if (bank?.day === undefined || isRecorded === true) return undefined;
  const { hasStatement, unsaid } = bank.day;
  if (!hasStatement)
    return refuse('node-missing', '该日的银行流水尚未导入：当日没有发生额的，导入其后一日的流水即可', basis, [{ id: 'POST /api/money/statements', zh: '导入银行流水' }]); // prettier-ignore
  return unsaid.length === 0 ? undefined : refuse('nodes-open', '尚有差异没有登记：系统每分钟比对一次，请稍后再试', basis, unsaid); // prettier-ignore
};

/** A month is signed once it is over. */
const monthOver: AskGuard<'reconciliation.signed'> = (c, { at }, { believed }) => {
  const { month } = c.first('reconciliation.opened')?.payload ?? {};
  if (month === undefined || dateOf(at) >= addMonths(`${month}-01`, 1) || believed === true) return undefined;
  return refuse('too-early', `${month}尚未终了：次月第一日起才能核对签字`, basis);
};

/** What is signed is what stands now, and on both sides the same. */
const asItStands: FactGuard<'reconciliation.signed'> = (_, { payload: { digest } }, { bank, isRecorded }) => {
  if (bank?.month === undefined || isRecorded === true) return undefined;
  const { differences, digest: now } = bank.month;
  if (differences.length > 0) return refuse('nodes-open', '执行清单与财务账不一致，查清之前不能签字', basis, differences); // prettier-ignore
  return digest === now ? undefined : refuse('form-differs', '账目已经变动：请重新核对（GET /api/money/months/{month}）后，按现在的摘要签字', basis, [{ id: 'digest', zh: now }]); // prettier-ignore
};

const signsFor: Readonly<Record<keyof typeof signatories, Role>> = { enforcement: 'funds', finance: 'finance' };

/** Each side signs for itself, once over the books as they stand, and over the same as the other: what was signed of other books holds no more. */
const ownSide: FactGuard<'reconciliation.signed'> = (c, { payload, as }, { bank }): Refusal | undefined => {
  const role = signsFor[payload.for];
  if (!as.includes(role)) return refuse('wrong-role', `“${signatories[payload.for]}”由${roles[role]}签字`, basis);
  const now = bank?.month?.digest;
  const standing = standingSignatures(c).filter((f) => now === undefined || f.payload.digest === now);
  if (standing.some((f) => f.payload.for === payload.for))
    return refuse('already-recorded', `${signatories[payload.for]}已经签字，其后没有新的记录`, basis);
  const other = standing.find((f) => f.payload.digest !== payload.digest);
  return other && refuse('form-differs', '与另一方所签的账目不同，请重新核对后由双方重签', basis, [{ id: 'digest', zh: `另一方：${other.payload.digest}` }]); // prettier-ignore
};

const otherSigner: AskGuard<'reconciliation.signed'> = byAnother('签字', (c: Case, { payload }) =>
  standingSignatures(c).filter((f) => f.payload.for !== payload.for),
);

const vouched: FactGuard<'fee.remitted'> = (_, { payload: { lots, voucher } }) =>
  lots.length === 0 || (voucher ?? '').trim() !== ''
    ? undefined
    : refuse('missing-field', '请在 voucher 写明缴款书号', basis, [{ id: 'voucher', zh: '缺少' }]);

/** What nodes of reconciliation ask for (docs/spec/money.md 12). */
export const reconciliationConditions = {
  'difference.found': { when: [only('day')] },
  'difference.settled': {
    asks: [byAnother('发现该差异', (c, { subject }) => [c.first('difference.found', subject)])],
  },
  'line.decided': { when: [only('day')], check: [decidedOnce, asTheBankHasIt, outOfBalance] },
  'day.reconciled': { when: [only('day')], check: [compared, nothingOpen] },
  'reconciliation.signed': {
    when: [only('month')],
    asks: [monthOver, otherSigner],
    among: () => [{ for: 'enforcement' }, { for: 'finance' }],
    check: [ownSide, asItStands],
  },
  'fee.remitted': { when: [only('month')], check: [vouched] },
} satisfies Conditions;
