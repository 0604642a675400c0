import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { startOfDay } from '../../time/instant.ts';
import { assets, describingNodes } from '../control/assets.ts';
import { deadline, type Opening } from '../deadline.ts';
import { step } from '../ladder.ts';
import { any, opening, when } from '../opens.ts';

const RIGHT = '申请执行人可向上一级法院申请执行';

/** From the day of the application, and once more from the first property that is found after filing (执行程序解释10). */
function applications(c: Case): readonly Opening[] {
  const { applicationOn } = c.filed.payload;
  const filed = { ...opening(c.filed), ...(applicationOn !== undefined && { from: startOfDay(applicationOn) }) };
  const found = [...assets(c).values()]
    .filter(({ at }) => at > c.filed.at)
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq)[0];
  return found === undefined ? [filed] : [filed, { at: found.at, seq: found.seq, subject: null, title: `${RIGHT}（自首次发现财产起算）` }]; // prettier-ignore
}

/**
 * The applicant's right to go to the upper court: a clock of its own beside the case's limit, with grounds of its own that
 * stop it (plan §8 X11). It warns nobody; once it has passed the applicant is told, and the president.
 */
export const upperCourtDeadlines = {
  'upper-court-right': deadline({
    zh: `${RIGHT}（自届满次日起）`,
    basis: law('民诉法237'),
    neverLapses: true,
    opens: when(
      '收到执行申请（没有另记的为立案）；立案后首次发现财产的，另自发现之日起算',
      ['case.filed', ...describingNodes],
      applications,
    ),
    within: '6m',
    roll: 'none',
    ladder: [step('remind', { after: '0h' }, 'passed')],
    tells: ['applicant', 'president'],
    done: any('case.closed'),
    owner: 'system',
    clock: 'case',
  }),
};
