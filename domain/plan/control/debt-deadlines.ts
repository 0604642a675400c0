import { reading } from '../../record/reading.ts';
import { byLaw } from '../by-law.ts';
import { deadline } from '../deadline.ts';
import { fromService, serviceNodes } from '../documents/services.ts';
import { servicesAbout, type ServedWith } from '../documents/told.ts';
import { any, when } from '../opens.ts';

/** Debtors of a respondent who were told to pay here. */
const debtorsTold = reading((c): readonly ServedWith[] =>
  servicesAbout(
    c,
    'debt-notice',
    c
      .all('debt.notified')
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ subject, seq, payload }) => ({ id: subject ?? '', seq, whom: payload.debtor })),
  ),
);

/** What a third person owes the respondent: plan §2.1, L59c. */
export const debtDeadlines = {
  'debt-answer': deadline({
    ...byLaw('执行工作规定45', '15d'),
    zh: '第三人履行到期债务或者提出异议',
    about: 'debt',
    opens: when('履行到期债务通知送达第三人', [...serviceNodes, 'debt.notified'], (c) =>
      debtorsTold(c).map((told) => ({ ...fromService(told), subject: told.thing.id })),
    ),
    done: any('debt.answered'),
    owner: 'system', // the debtor's, who is no party
    ladder: null,
  }),
};
