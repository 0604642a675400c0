import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { inOrder } from '../../record/index-of-facts.ts';
import { deadline, type Opening } from '../deadline.ts';
import { discharged, earliest, on } from '../opens.ts';
import { settledByFinance, moneyDeadlines, sayingUnpaid } from './deadlines.ts';
import { forms, outNodes, outOf, sum } from './forms.ts';
import { formHeldUp } from './held-up.ts';
import { inFull, paidInFull } from './parts.ts';
import { orReversed } from './reversals.ts';

const basis = law('法〔2021〕322号 案款');
const { opens, still } = moneyDeadlines.payout;

/** What finance was told to pay out of a receipt, in order, with the sum that came of it: of what finance sent back, what it had paid by then. */
const told = (c: Case, receipt: string) =>
  c
    .all('payout.approved')
    .filter((f) => forms(c).get(f.subject ?? '')?.receipt === receipt)
    .map((f) => ({ ...f, fen: toldFen(c, f) }));

function toldFen(c: Case, approved: FactOf<'payout.approved'>): number {
  const rejected = c.all('payout.rejected', approved.subject).find((f) => inOrder(approved, f) < 0);
  if (rejected === undefined) return approved.payload.amountFen;
  return sum(outOf(c, approved.subject).filter((f) => inOrder(approved, f) < 0 && inOrder(f, rejected) < 0));
}

const toldInFull = (c: Case, o: Opening) =>
  earliest([inFull(c, o, told(c, o.subject ?? '')), paidInFull(c, o)].filter((f) => f !== undefined));

/** What the opinion of 2021 advises beside the plan: ten working days to tell finance, five to pay (law.md L42b, X3). */
export const guideDeadlines = {
  'payout-guide-notice': deadline({
    zh: '向财务发出支付通知（指导意见）',
    basis,
    known: 'M',
    legal: { basis, within: () => '10wd' },
    about: 'receipt',
    opens,
    within: '10wd',
    ...(still && { still }),
    towards: ['payout.applied'],
    done: orReversed(
      discharged('就该笔案款全部批准发放', ['payout.approved', ...outNodes], (c, o) =>
        sayingUnpaid(c, o, toldInFull(c, o)),
      ),
    ),
    owner: 'officer',
    ladder: null,
    runsOn: true,
  }),
  'payout-guide-pay': deadline({
    zh: '收到支付通知后发放（指导意见）',
    basis,
    known: 'M',
    legal: { basis, within: () => '5wd' },
    about: 'form',
    opens: on('payout.approved'),
    within: '5wd',
    still: formHeldUp,
    done: settledByFinance,
    owner: 'finance',
    ladder: null,
    runsOn: true,
  }),
};
