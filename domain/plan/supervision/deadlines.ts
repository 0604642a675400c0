import { plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { matterLadder } from '../ladder.ts';
import { answerTo } from './contest.ts';
import { discharged, on, when } from '../opens.ts';
import { confirmed, matters } from './matter.ts';

/** Supervised matters: 武法〔2022〕11号 四·一. */
export const supervisionDeadlines = {
  'contest-answer': deadline({
    zh: '答复对期限的异议',
    preservation: 'too',
    in: 'every',
    neverLapses: true,
    runsOn: true,
    basis: plan('四·一'),
    opens: on('deadline.contested'),
    within: '1d',
    courtsOwn: true,
    done: discharged('终止该期限，或者认定异议不成立', ['deadline.lapsed', 'contest.rejected'], (c, { seq }) => {
      const contest = c.fact(seq);
      return contest?.node === 'deadline.contested' ? answerTo(c, contest) : undefined;
    }),
    owner: 'review',
  }),
  'supervised-matter': deadline({
    zh: '办理督办事项',
    preservation: 'too',
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
