import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { deadline, type Opening } from '../deadline.ts';
import { step } from '../ladder.ts';
import { discharged, earliest, opening, when } from '../opens.ts';
import { instalmentsOf } from './settlements.ts';

const basis = law('执行和解规定9');

/** One instalment of a settlement is called by both: settlement-1.3. */
const instalmentId = (settlement: string | null, n: number): string => `${settlement ?? ''}.${n}`;

/** Each instalment, to its day; once the settlement is broken the judgment is enforced, and none is asked for any more. */
function instalments(c: Case, settled: FactOf<'settlement.reached'>): readonly Opening[] {
  const { subject, payload } = settled;
  const broken = c.first('settlement.breached', subject);
  return payload.instalments.map(({ n, on }) => ({
    ...opening(settled),
    ...{ subject: instalmentId(subject, n), due: on, dueZh: '和解协议约定' },
    title: `履行和解协议 ${subject ?? ''} 第${n}期`,
    ...(broken && { until: { at: broken.at, seq: broken.seq, zh: '已登记不履行和解协议' } }),
  }));
}

/** What was agreed on instead of the judgment: 执行和解规定9. It informs; whether to take enforcement up is the applicant's to say. */
export const settlementDeadlines = {
  'settlement-instalment': deadline({
    zh: '履行和解协议的一期',
    basis,
    opens: when('达成和解协议，每一期', ['settlement.reached'], (c) =>
      c.all('settlement.reached').flatMap((f) => instalments(c, f)),
    ),
    within: '0d',
    roll: 'none',
    ladder: [step('remind', { after: '0h' }, 'passed')],
    tells: ['officer', 'applicant'],
    done: discharged('该期已付足，或者和解协议履行完毕', ['settlement.instalment', 'settlement.performed'], (c, o) => {
      const settlement = c.fact(o.seq)?.subject ?? null;
      const own = instalmentsOf(c, settlement).filter(({ agreed: { n } }) => instalmentId(settlement, n) === o.subject);
      return earliest([...own.flatMap(({ metBy }) => metBy ?? []), ...c.all('settlement.performed', settlement)]);
    }),
    owner: 'respondent',
  }),
};
