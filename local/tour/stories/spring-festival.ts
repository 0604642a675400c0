import type { Story } from '../story.ts';
import { filingOf, past, sceneOf } from '../scene.ts';
import { holds, same } from '../guide.ts';

/** A case filed before the spring festival of 2026 and taken over now: its first days ended in the holidays. */
export const springFestival: Story = {
  title: ['春节里的届满日', 'A last day within the spring festival'],
  about: [
    '二〇二六年二月立案的旧案：按日历落在春节里的届满日，依放假安排顺延到节后第一个工作日，逐日说明。',
    'An old case of February 2026: last days within the spring festival move to the first working day after it, day by day.',
  ],
  async tell(court, print) {
    const at = (day: string) => `${day}T10:00:00+08:00`;
    const caseNo = filingOf().caseNo;
    const scene = await sceneOf(court, print, {
      ...filingOf({ caseNo, filedAt: at('2026-02-10') }),
      history: [
        past('material.received', at('2026-02-10')),
        past('case.assigned', at('2026-02-10')),
        past('funds.arrived', at('2026-02-11'), { amountFen: 1_000_000, reference: caseNo }, 'r-1'),
        past('funds.reviewed', at('2026-02-11'), {}, 'r-1'),
        past('funds.confirmed', at('2026-02-12'), { amountFen: 1_000_000 }, 'r-1'),
      ],
    });
    const payout = await scene.shows('payout', 'r-1');
    const rolled = payout.because.find((b) => b.step === 'rolled');
    holds(rolled !== undefined, 'its last day is stepped over', payout.because);
    same(
      payout.targetDue,
      '2026-02-24',
      'ten days end on the 22nd, in the holidays; the 24th is the first working day',
    );
    const log = await court.log(scene.id);
    holds(
      log.some((l) => l.type === 'taken-over' && l.deadline === payout.id),
      'what it had climbed by then is noted',
      payout.id,
    );
  },
};
