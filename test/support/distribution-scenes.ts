/** Money of r-7 that the applicant and a bank claim (民诉解释508–510). */
import { nodeRow, type PayloadOf } from '../../domain/nodes/index.ts';
import type { Fact } from '../../domain/record/fact.ts';
import { formatInstant } from '../../domain/time/instant.ts';
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

export const other = '武陟县信用社';
export const three = ['applicant-1', bank, other] as const;
/** r-7 of 25,000,000: the applicant is planned for 10,000,000, the bank for 10,000,000, another for 5,000,000. */
export const plannedForThree = served(
  known
    .complete('panel.decided', { about: 'payee', payee: other })
    .complete('participation.applied', { creditor: other, basis: '另案' })
    .complete('distribution.planned', {
      receipts: ['r-7'],
      shares: [share('applicant-1', 10_000_000), share(bank, 10_000_000), share(other, 5_000_000)],
      question: { kind: 'allocate', amount: 25_000_000, ranks: [{ share: 'pro-rata', claims: [{ id: 'own-1', amount: 10_000_000 }, { id: 'bank-1', amount: 10_000_000 }, { id: 'other-1', amount: 5_000_000 }] }] }, // prettier-ignore
      ranks: [{ kind: 'ordinary', claims: [{ id: 'own-1', party: 'applicant-1' }, { id: 'bank-1', party: bank }, { id: 'other-1', party: other }] }], // prettier-ignore
    }),
  '2026-02-06',
)
  .complete('documents.issued', { id: 'd-2', kind: 'distribution-plan', recipients: [{ id: 'other', name: other }] })
  .complete('service.recorded', 'd-2.other', { on: '2026-02-06', outcome: 'served' });

/** A record as it was before the engine wrote whom a suit holds for, and that sums add up (docs/decisions/170, 187). */
export const unmarked = (record: readonly Fact[]): readonly Fact[] =>
  record.map((fact) => ({ ...fact, payload: Object.fromEntries(Object.entries(fact.payload).filter(([key]) => !['adds', 'holds', 'gone'].includes(key))) }) as Fact); // prettier-ignore

/** What a takeover tells of a case: all that people have said in it, as a record of before has it. */
export const historyOf = ({ c }: Court) =>
  unmarked(c.facts).flatMap(({ node, at, payload, subject, via, seq }) => via === 'system' || seq === c.founding.seq ? [] : [{ node, at: formatInstant(at), payload, ...(subject !== null && { subject }) }]); // prettier-ignore

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
