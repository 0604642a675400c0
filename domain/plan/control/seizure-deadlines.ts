import { law } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { type Ladder, step } from '../ladder.ts';
import { anySince, when } from '../opens.ts';
import { firstHeld, heldAnew, heldNodes } from './first-held.ts';

const basis = law('民诉解释485');
const BEFORE = '-1d';

/** Long before, again and again: what lapses is lost to whoever waits behind (plan §3). */
const ladder: Ladder = [
  step('remind', { before: '90d' }, 'remind-90'),
  step('remind', { before: '30d' }, 'remind-30'),
  step('remind', { before: '15d' }, 'remind-15'),
  step('urge', { before: '7d' }),
  step('supervise', { before: '3d' }),
];

/** No control runs out unseen: law.md L30–L32, after closing too (L95). */
export const seizureDeadlines = {
  'seizure-expiry': deadline({
    zh: '控制届满前续行',
    preservation: 'too',
    basis,
    legal: { basis, within: () => BEFORE },
    about: 'asset',
    opens: when('每一财产首先控制时、转为首封时、续行时，自其届满日往前', heldNodes, (c) => firstHeld(c).map(heldAnew)),
    within: BEFORE,
    ladder,
    warnsOf: 'from',
    done: anySince('asset.renewed'),
    owner: 'officer',
    runsOn: true,
    neverLapses: true,
  }),
};
