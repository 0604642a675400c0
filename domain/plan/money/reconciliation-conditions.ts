import { nodeRow } from '../../nodes/index.ts';
import { type Role, roles } from '../../nodes/roles.ts';
import { signatories } from '../../nodes/reconciliation.ts';
import type { Case } from '../../record/case.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
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

const signsFor: Readonly<Record<keyof typeof signatories, Role>> = { enforcement: 'funds', finance: 'finance' };

/** Each side signs for itself, once over the books as they stand, and over the same as the other. */
const ownSide: FactGuard<'reconciliation.signed'> = (c, { payload, as }): Refusal | undefined => {
  const role = signsFor[payload.for];
  if (!as.includes(role)) return refuse('wrong-role', `“${signatories[payload.for]}”由${roles[role]}签字`, basis);
  const standing = standingSignatures(c);
  if (standing.some((f) => f.payload.for === payload.for))
    return refuse('already-recorded', `${signatories[payload.for]}已经签字，其后没有新的记录`, basis);
  const other = standing.find((f) => f.payload.digest !== payload.digest);
  return other && refuse('form-differs', '与另一方所签的账目不同，请重新核对后由双方重签', basis, [{ id: 'digest', zh: `另一方：${other.payload.digest}` }]); // prettier-ignore
};

const otherSigner: AskGuard<'reconciliation.signed'> = byAnother('签字', (c: Case) => standingSignatures(c));

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
  'line.decided': { when: [only('day')], check: [decidedOnce] },
  'day.reconciled': { when: [only('day')], check: [nothingOpen] },
  'reconciliation.signed': { when: [only('month')], asks: [otherSigner], check: [ownSide] },
  'fee.remitted': { when: [only('month')], check: [vouched] },
} satisfies Conditions;
