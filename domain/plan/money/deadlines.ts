import type { Case } from '../../record/case.ts';
import { law, plan } from '../../nodes/basis.ts';
import type { Fact } from '../../record/fact.ts';
import { deadline, type Discharge, type Earlier, type Opening } from '../deadline.ts';
import { any, discharged, earliest, on, opening, when } from '../opens.ts';
import { deferrals, defersAll } from './deferrals.ts';
import { movements, outNodes, outOf } from './forms.ts';
import { filledUpTo, paidInFull, partOpenings, unpaidOf } from './parts.ts';
import { emptied, reaching } from './readings.ts';
import { formHeldUp } from './held-up.ts';
import { orReversed, stillHere } from './reversals.ts';
import { PRESIDENTS, unapproved } from './unapproved.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { addDays } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import type { Role } from '../../nodes/roles.ts';

const basis = plan('三·一(五)1');
const paidOut = orReversed(
  discharged('具备发放条件的部分全部发放，或者列入分配方案、有争议、经批准延期', outNodes, (c, o) =>
    sayingUnpaid(c, o, paidInFull(c, o)),
  ),
);

/** A part that is filled, with what of it was not paid. */
export function sayingUnpaid(c: Case, o: Opening, filled: Discharge | undefined): Discharge | undefined {
  const zh = filled === undefined ? undefined : unpaidOf(c, o);
  return filled === undefined || zh === undefined ? filled : { at: filled.at, seq: filled.seq, zh };
}

/** What finance has in hand: the whole of the approved sum paid, in one or more payments, or the form sent back. */
export const settledByFinance = orReversed(
  discharged('按审批表付清，退回审批表，或者银行未受理', [...outNodes, 'payout.rejected', 'payout.failed'], (c, o) => {
    const approved = c.fact(o.seq);
    const since = <F extends Fact>(facts: readonly F[]) => facts.filter((f) => isBehind(f, o));
    const asked = approved?.node === 'payout.approved' ? approved.payload.amountFen : 0;
    const paid = reaching(since(outOf(c, o.subject)), (f) => f.payload.amountFen, asked);
    const failed = c.all('payout.failed', o.subject).filter((f) => !f.payload.again);
    return earliest(
      [paid, since(c.all('payout.rejected', o.subject))[0], since(failed)[0]].filter((f) => f !== undefined),
    );
  }),
);

/** Paid in full, or a delay of all that was left approved since by one who may. */
const paidOrApproved = (zh: string, approvers: readonly Role[], paid: (c: Case, o: Opening) => Fact | undefined) =>
  orReversed(
    discharged(zh, [...outNodes, 'payout.delay-approved'], (c, o) => {
      const approved = c.all('payout.delay-approved', o.subject).find((f) => isBehind(f, o) && isBy(f, approvers) && defersAll(c, f)); // prettier-ignore
      return earliest([paid(c, o), approved].filter((f) => f !== undefined));
    }),
  );

/** What was late has been paid, or has been taken out of what is payable since: the rest of the receipt was not late. */
function lateFilled(c: Case, o: Opening): Fact | undefined {
  const filled = filledUpTo(c, o);
  return filled === undefined || filled.at >= o.at ? filled : emptied(c, o);
}

const isBehind = (f: Fact, { at, seq }: Opening): boolean => f.at > at || (f.at === at && f.seq > seq);
const isBy = (f: Fact, approvers: readonly Role[]): boolean => f.as.some((r) => approvers.includes(r));

/** A payout passed its due unpaid: once from its opening, once more after each deferral. */
const latePayouts = (_: Case, earlier: Earlier): readonly Opening[] =>
  earlier('payout').flatMap(({ subject, legs }) =>
    legs.filter((leg) => leg.passed).map(({ dueAt, seq }) => ({ at: dueAt ?? 0, seq, subject })),
  );

/**
 * What the bank sent back of a receipt that had been paid out is not paid: its thirty days run on from the arrival, or, where they
 * are over, as long as its new payout.
 */
const sentBack = (c: Case, earlier: Earlier): readonly Opening[] =>
  c.all('funds.arrived').flatMap((arrived) => {
    const receipt = arrived.subject ?? '';
    let last: Fact = arrived;
    return (movements(c).get(receipt) ?? []).flatMap((f): Opening[] => {
      if (f.node !== 'payout.returned') return [];
      const paid = emptied(c, { subject: receipt, at: last.at });
      if (paid === undefined || inOrder(paid, f) > 0) return [];
      last = f;
      const isOver = dateOf(f.at) > addDays(dateOf(arrived.at), PRESIDENTS);
      const due = earlier('payout').find(({ seq }) => seq === f.seq)?.legs[0]?.targetDue ?? undefined;
      const counted = isOver && due !== undefined ? { due, dueZh: WITH_PAYOUT } : { from: arrived.at };
      return [{ at: f.at, seq: f.seq, subject: receipt, ...counted }];
    });
  });

const WITH_PAYOUT = '与重新发放案款同日届满：';

/** The arrival; then, where the president's deferral has run out, the new term of the payout (plan §2); what came back. */
const thirtyDays = (c: Case, earlier: Earlier): readonly Opening[] =>
  stillHere(c, [
    ...c.all('funds.arrived').map(opening),
    ...sentBack(c, earlier),
    ...earlier('payout').flatMap(({ subject, seq, endedAt, legs }) =>
      legs.flatMap((leg): Opening[] => {
        const deferral = leg.seq === seq ? undefined : c.fact(leg.seq);
        if (deferral === undefined || !isBy(deferral, ['president']) || leg.targetDue === null) return [];
        if (endedAt !== null && endedAt <= leg.from) return [];
        return [{ at: leg.from, seq: leg.seq, subject, due: leg.targetDue, dueZh: '延期届满后与发放案款同日届满：' }];
      }),
    ),
  ]);

/** The case's money: 武法〔2022〕11号 三·一(五)1. */
export const moneyDeadlines = {
  'funds-review': deadline({
    zh: '审查到账的案款',
    neverLapses: true,
    warnsAtEntry: true,
    runsOn: true,
    basis,
    about: 'receipt',
    opens: on('funds.arrived'),
    within: '1d',
    courtsOwn: true,
    done: orReversed(any('funds.reviewed')),
    required: '*',
    owner: 'funds',
  }),
  'funds-confirm': deadline({
    zh: '财务逐笔确认案款',
    neverLapses: true,
    warnsAtEntry: true,
    runsOn: true,
    basis,
    legal: { basis: law('法发〔2017〕6号 7、8'), within: () => '3d' },
    about: 'receipt',
    opens: on('funds.arrived'),
    within: '3d',
    done: orReversed(any('funds.confirmed')),
    required: '*',
    owner: 'finance',
  }),
  payout: deadline({
    zh: '发放案款',
    neverLapses: true,
    warnsAtEntry: true,
    runsOn: true,
    basis,
    legal: { basis: law('法发〔2017〕6号 10'), within: () => '30d' },
    about: 'receipt',
    opens: when(
      '案款具备发放条件（已确认），退票，提存领取，分配方案的异议期限届满，有争议的部分分配确定，或者延期的部分延期终了',
      [
        'funds.confirmed',
        'payout.returned',
        'escrow.released',
        'distribution.planned',
        'distribution.settled',
        'payout.delay-approved',
      ],
      (c, earlier) => stillHere(c, partOpenings(c, earlier)),
    ),
    within: '10d',
    still: (c, { subject }) => deferrals(c, subject ?? ''),
    towards: ['payout.applied'],
    done: paidOut,
    unapproved,
    required: '*',
    owner: 'officer',
  }),
  'payout-review': deadline({
    zh: '审查发放材料',
    neverLapses: true,
    warnsAtEntry: true,
    runsOn: true,
    basis,
    about: 'form',
    opens: when('提交发放申请', ['payout.applied'], (c) =>
      c.all('payout.applied').map((f) => ({ ...opening(f), subject: f.payload.form })),
    ),
    within: '1d',
    courtsOwn: true,
    done: orReversed(any('payout.material-reviewed', 'payout.withdrawn', 'request.returned')),
    required: '*',
    owner: 'funds',
  }),
  'payout-late-approval': deadline({
    zh: '超过十日未发放报主管领导审批',
    neverLapses: true,
    warnsAtEntry: true,
    runsOn: true,
    basis,
    about: 'receipt',
    opens: when('发放案款期限届满仍未发放', ['funds.confirmed', 'payout.delay-approved'], latePayouts),
    within: '0d',
    done: paidOrApproved('分管领导或院长批准延期，或者全部发放', ['supervising-leader', 'president'], lateFilled),
    owner: 'officer',
  }),
  'payout-30-day-approval': deadline({
    zh: '到账三十日不能发放报院长批准',
    neverLapses: true,
    warnsAtEntry: true,
    runsOn: true,
    basis,
    about: 'receipt',
    opens: when(
      '案款到账，院长批准的延期届满仍未发放，或者付清后被银行退回',
      ['funds.arrived', 'payout.delay-approved', 'payout.returned'],
      thirtyDays,
    ),
    within: '30d',
    done: paidOrApproved('院长批准延期，或者全部发放', ['president'], emptied),
    owner: 'officer',
  }),
  'payout-transfer': deadline({
    zh: '财务完成转账支付',
    neverLapses: true,
    warnsAtEntry: true,
    runsOn: true,
    basis,
    about: 'form',
    opens: on('payout.approved'),
    within: '3d',
    still: formHeldUp,
    done: settledByFinance,
    required: '*',
    owner: 'finance',
  }),
};
