/** Money of r-7 that the applicant and a bank claim (民诉解释508–510). */
import { nodeRow, type PayloadOf } from '../../domain/nodes/index.ts';
import type { Court, Sent } from './given.ts';
import { confirmed } from './histories.ts';

type Whom = PayloadOf<'payout.applied'>;
export const distribution = 'distribution-1';
export const bank = '武陟县农商银行';
export const share = (party: string, amountFen: number) => ({ party, amountFen });

/** The panel has agreed that money goes to the bank. */
export const agreed = confirmed().complete('panel.decided', { about: 'payee', payee: bank });
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
/** So much of it among both, as the example's question has it of all: three fifths and two. */
export const shareOut = (amount: number) => {
  const example = nodeRow('distribution.planned').example as PayloadOf<'distribution.planned'>;
  const own = (amount * 3) / 5;
  return { question: { ...example.question, amount }, ranks: example.ranks ?? [], shares: [share('applicant-1', own), share(bank, amount - own)] }; // prettier-ignore
};

export const unserved = known.complete('distribution.planned', { receipts: ['r-7'] });
export const planned = served(unserved, '2026-02-06');

/** Somebody disputes 100,000.00 yuan of it. */
export const objected = planned.complete('distribution.objected', distribution, { disputedFen: 10_000_000 });

/** When everybody's fifteen days have run. */
export const free = (court: Court): Court => court.at('2026-02-25T09:00');

/** The court's review of an objection. */
export const document = '（2026）豫0823执123号之二';
/** In March, after a review where somebody had objected: as planned. */
export const settled = (court: Court, more: object = {}): Court =>
  court.at('2026-03-03T09:00').complete('distribution.settled', distribution, { ...(court.c.first('distribution.objected', distribution) !== undefined && { how: 'corrected', document }), ...more }); // prettier-ignore

/** The applicant's account, and the bank's. */
export const own = { to: 'applicant', payee: '张建国', payeeAccount: 'account-1' } as const;
export const theirs = { to: 'third-party', payee: bank, payeeAccount: 'account-2' } as const;
/** An application to pay so much of r-7, to the applicant unless told otherwise. */
export const ask = (amountFen: number, whom: object = own, form = 'f-9'): Sent => ({ subject: 'r-7', payload: { form, amountFen, ...whom } }); // prettier-ignore

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
