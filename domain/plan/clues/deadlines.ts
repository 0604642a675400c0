import { law, plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { hourLadder } from '../ladder.ts';
import { isBehind, anySince, discharged, earliest, on, opening, together, when } from '../opens.ts';
import { whenGroundHolds } from '../closing/grounds.ts';
import { dealtWith } from '../control/readings.ts';
import { answersTo, calmClues, leftToControl } from './readings.ts';

const about = 'clue';
const basis = plan('三·七2');
const legal = { basis: law('财产调查规定2'), within: () => '7d' };
/** ∅, required for 终本, the officer's (plan §2). */
const each = { about, voidWhen: whenGroundHolds, required: ['no-property'], owner: 'officer' } as const;

/** Clues to property: 武法〔2022〕11号 三·七2, 10. */
export const clueDeadlines = {
  'clue-receive': deadline({
    ...each,
    zh: '接收申请执行人提交的财产线索',
    basis,
    opens: on('clue.submitted'),
    within: '1d',
    courtsOwn: true,
    done: anySince('clue.received'),
    runsOn: 'no-property',
  }),
  'clue-verify': deadline({
    ...each,
    zh: '调查核实财产线索',
    basis,
    legal,
    opens: when('收到明确具体、不紧急的线索，在结案前再次查控完毕之前', ['clue.received'], (c) =>
      calmClues(c, { late: false }).map(opening),
    ),
    within: '5d',
    done: anySince('clue.verified'),
  }),
  'clue-verify-urgent': deadline({
    ...each,
    zh: '调查核实紧急的财产线索',
    basis,
    legal: { ...legal, within: () => '3d' },
    opens: when('收到明确具体、情况紧急的线索', ['clue.received'], (c) =>
      c
        .all('clue.received')
        .filter((f) => f.payload.specific && f.payload.urgent)
        .map(opening),
    ),
    within: '48h',
    ladder: hourLadder,
    done: anySince('clue.verified'),
    runsOn: 'no-property',
  }),
  'clue-measure': deadline({
    ...each,
    zh: '对查实的线索采取执行措施',
    basis,
    opens: when('线索经核查属实，其财产尚未控制或者没有列明财产', ['clue.verified', 'clue.fully-verified'], (c) =>
      answersTo(c)
        .filter((f) => f.payload.real && (f.payload.assets.length === 0 || leftToControl(c, f).length > 0))
        .map(opening),
    ),
    within: '0d',
    courtsOwn: true,
    done: discharged(
      '其各项财产已控制或者说明不予控制，或者采取其他措施',
      ['asset.frozen', 'asset.sealed', 'asset.seized', 'asset.skipped', 'debt.notified', 'measure.taken'],
      (c, o) => {
        const answer = answersTo(c, o.subject).find(({ seq }) => seq === o.seq);
        const all = together((answer ? leftToControl(c, answer) : []).map((id) => dealtWith(c, id, o)));
        const taken = earliest(c.all('measure.taken', o.subject).filter((f) => isBehind(f, o)));
        return [all, taken].filter((f) => f !== undefined).toSorted((a, b) => a.at - b.at)[0];
      },
    ),
    runsOn: 'no-property',
  }),
  'new-clue-recheck': deadline({
    ...each,
    zh: '全面核查新的财产线索',
    basis: plan('三·七10'),
    legal,
    opens: when('结案前再次查控完毕之后，收到明确具体、不紧急的线索', ['clue.received'], (c) =>
      calmClues(c, { late: true }).map(opening),
    ),
    within: '5d',
    done: anySince('clue.fully-verified'),
    runsOn: 'no-property',
  }),
};
