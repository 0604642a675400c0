import { plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { matterLadder } from '../ladder.ts';
import { discharged, when } from '../opens.ts';
import { confirmed, matters } from './matter.ts';

/** Supervised matters: 武法〔2022〕11号 四·一. */
export const supervisionDeadlines = {
  'supervised-matter': deadline({
    zh: '办理督办事项',
    in: 'every',
    neverLapses: true,
    runsOn: true,
    basis: plan('四·一'),
    about: 'matter',
    opens: when('督办（办理时限以督办单为准）', ['supervision.opened'], matters),
    within: '0d',
    ladder: matterLadder,
    done: discharged('办理完毕并反馈，经他人确认', ['supervision.handled', 'supervision.confirmed'], confirmed),
    owner: 'officer',
  }),
};
