// What of a case's receipts nobody has been paid by a day, and why: the enforcement side's own list, read off the facts and not the ledger (docs/spec/money.md 12).
import { readInstant } from '../../gate/instant.ts';
import { lotOf } from '../../money/ledger/accounts.ts';
import type { Case } from '../../record/case.ts';
import type { Fact } from '../../record/fact.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { asOf } from '../../record/history.ts';
import { dateOf, endOfDay } from '../../time/instant.ts';
import { deferrals } from './deferrals.ts';
import { openlyDisputedFen } from './disputes.ts';
import { forms, isBack, movements, signed } from './forms.ts';
import { moneyOf } from './journal.ts';
import { type Age, ageOn } from './unidentified.ts';

/** Why money lies where it lies. */
export const unpaidGrounds = {
  unconfirmed: '待确认',
  disputed: '分配有异议',
  deferred: '已批准延期',
  ordered: '已提交银行',
  applied: '审批中',
  free: '待申请发放',
} as const;

/** A receipt that has not been paid out in full. */
export interface Unpaid {
  readonly receipt: string;
  /** Under which the ledger keeps it. */
  readonly lot: string;
  readonly arrivedOn: CivilDate;
  readonly amountFen: number;
  readonly unpaidFen: number;
  readonly age: Age;
  readonly ground: keyof typeof unpaidGrounds;
}

/** The bank's day of a fact; where nobody says, that on which it is said to have happened. */
const dayOf = ({ payload, at }: Fact): CivilDate => {
  const booked = 'bookedAt' in payload && typeof payload.bookedAt === 'string' ? readInstant(payload.bookedAt) : undefined; // prettier-ignore
  return dateOf(booked ?? at);
};

/** What of each receipt of a case is not paid by the end of a day. */
export function unpaidOn(c: Case, record: string, on: CivilDate): readonly Unpaid[] {
  const end = endOfDay(on) - 1;
  const then = c.founding.at <= end ? asOf(c, end) : undefined; // the bank may have had the money before there was a case
  return c.all('funds.arrived').flatMap((arrived): Unpaid[] => {
    const receipt = arrived.subject ?? '';
    const arrivedOn = dayOf(arrived);
    if (arrivedOn > on) return [];
    const { amountFen } = arrived.payload;
    const gone = (movements(c).get(receipt) ?? []).filter((f) => dayOf(f) <= on);
    const unpaidFen = gone.reduce((fen, f) => fen - signed(f), amountFen);
    if (unpaidFen <= 0) return []; // what the bank took back of what had left is the court's to recover
    const lot = moneyOf(c).before.receipt(receipt)?.lot ?? lotOf(record, receipt);
    return [{ receipt, lot, arrivedOn, amountFen, unpaidFen, age: ageOn(arrivedOn, on), ground: groundOf(then, receipt, on) }];
  }); // prettier-ignore
}

/** Why, by the record as it was when the day ended: what was said since explains nothing of it. */
function groundOf(c: Case | undefined, receipt: string, on: CivilDate): Unpaid['ground'] {
  const confirmed = c?.first('funds.confirmed', receipt);
  if (c === undefined || confirmed === undefined || dayOf(confirmed) > on) return 'unconfirmed';
  if (openlyDisputedFen(c, receipt) > 0) return 'disputed';
  const isPutOff = deferrals(c, receipt).some(({ from, end }) => dateOf(from) <= on && (end == null || dateOf(end.at) > on)); // prettier-ignore
  if (isPutOff) return 'deferred';
  const own = [...forms(c).values()].filter((form) => form.receipt === receipt && form.ended === undefined);
  const isUnderWay = (movements(c).get(receipt) ?? []).some((f) => !isBack(f) && dayOf(f) > on); // the bank's day is a later one
  if (isUnderWay || own.some(({ sent }) => sent !== undefined)) return 'ordered';
  return own.some(({ reservedFen }) => reservedFen > 0) ? 'applied' : 'free';
}
