/** Money of r-7 that the applicant and a bank claim (民诉解释508–510). */
import type { PayloadOf } from '../../domain/nodes/index.ts';
import type { Court } from './given.ts';
import { confirmed } from './histories.ts';

type Whom = PayloadOf<'payout.applied'>;
export const distribution = 'distribution-1';
export const bank = '武陟县农商银行';
export const share = (party: string, amountFen: number) => ({ party, amountFen });

/** The panel has agreed that money goes to the bank. */
export const agreed = confirmed().complete('panel.decided', { about: 'payee', payee: bank }, { by: 'team-leader' });
/** The bank has applied to take part. */
export const known = agreed.complete('participation.applied');
/** Served on each creditor and the respondent that day: of Friday 02-06 the fifteen days end with Tuesday 02-24, behind Spring Festival. */
export const served = (court: Court, on: string): Court => {
  const recipients = ['applicant-1', 'respondent-1', { id: 'bank', name: bank }];
  const issued = court.complete('documents.issued', { id: 'd-1', kind: 'distribution-plan', recipients });
  return ['applicant-1', 'respondent-1', 'bank'].reduce(
    (before, to) => before.complete('service.recorded', `d-1.${to}`, { on, outcome: 'served' }),
    issued,
  );
};
export const unserved = known.complete('distribution.planned', { receipts: ['r-7'] });
export const planned = served(unserved, '2026-02-06');

/** A form of r-7, paid the same day. */
export const pay = (
  court: Court,
  amountFen: number,
  form: string,
  whom: Pick<Whom, 'to' | 'payee'> & { payeeAccount?: string } = { to: 'applicant', payee: '张建国' },
) =>
  // prettier-ignore
  court
    .complete('payout.applied', 'r-7', { form, amountFen, ...whom })
    .complete('payout.material-reviewed', form)
    .complete('payout.approved', form, { amountFen })
    .complete('payout.paid', form, { amountFen, ...whom });
