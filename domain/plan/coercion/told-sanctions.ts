import { reading } from '../../record/reading.ts';
import { servicesAbout, type ServedWith } from '../documents/told.ts';

/** Who was served with a sanction that may be reconsidered: all but what is handed over to the police (民诉解释185, 异议复议规定9). */
export const sanctionsTold = reading((c): readonly ServedWith[] =>
  servicesAbout(
    c,
    'sanction-decision',
    c
      .all('sanction.decided')
      .toSorted((a, b) => a.seq - b.seq)
      .filter(({ payload }) => payload.kind !== 'referral')
      .map(({ subject, seq, payload }) => ({ id: subject ?? '', seq, whom: payload.party })),
  ),
);
