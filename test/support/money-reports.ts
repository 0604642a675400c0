/** How the deadlines of money between court and bank come about and end. */
import { approved, confirmed } from './histories.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import type { Court } from './given.ts';
import { about, assigned, day, type RowReport } from './row-scenes.ts';

const form = 'FK-2026-031';

/** 250,000.00 yuan received in cash by two officers, as r-7. */
export const inCash = (): Court =>
  assigned().complete('funds.arrived', 'r-7', { source: 'cash', officers: ['p-officer-1', 'p-clerk-1'], cashReceipt: 'SJ-1' }, { by: 'officer' }); // prettier-ignore

/** The whole of r-7 is kept for the applicant. */
export const escrowed = (): Court =>
  confirmed()
    .at('2026-02-11T09:00')
    .complete('payout.applied', 'r-7', { to: 'escrow' })
    .complete('payout.material-reviewed', form)
    .complete('payout.approved', form)
    .complete('payout.escrowed', form);

export const moneyReports = {
  'cash-handover': { opened: inCash, done: about('r-7', 'cash.deposited') },
  'payout-doubt': {
    opened: () => approved().complete('payout.sent', form, { reference: 'ZL20260213001' }),
    done: about(form, 'payout.paid', { reference: 'ZL20260213001' }),
  },
  'payout-bounced': {
    opened: () => approved().complete('payout.paid', form).complete('payout.returned', form),
    done: about('r-7', 'payout.applied', { form: 'FK-2026-032', replaces: form }),
  },
  'deferral-end': {
    opened: () =>
      confirmed().complete(
        'payout.delay-approved',
        'r-7',
        { until: addDays(day(confirmed()), 5) },
        { by: 'president' },
      ),
    done: (court) => court.complete('deferral.ended', 'r-7', { on: day(court) }),
    endsItself: true,
  },
  'escrow-review': { opened: escrowed, done: about(form, 'escrow.reviewed') },
} satisfies Readonly<Record<string, RowReport>>;
