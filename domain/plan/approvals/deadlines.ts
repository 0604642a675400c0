import { approvables } from '../../nodes/approvals.ts';
import { law } from '../../nodes/basis.ts';
import type { Case } from '../../record/case.ts';
import { deadline, type Opening } from '../deadline.ts';
import { discharged, isBehind, opening, when } from '../opens.ts';
import { moot } from './moot.ts';
import { accountRequests, payoutAnswered, payoutRequests, payoutSteps } from './payouts.ts';
import { requests } from './readings.ts';

const basis = law('法发〔2006〕35号 12');

/** One for each step of each request, whose turn it then is. */
const stepsOf = (c: Case): readonly Opening[] =>
  [...requests(c).values(), ...accountRequests(c).values()].flatMap((request) => {
    const { id, made, chain, decidedBy, passed } = request;
    const none = moot(c, request);
    const until = none && { until: { at: none.fact.at, seq: none.fact.seq, zh: none.zh } };
    const isPresidents = request.asks.of === 'payout.delay-approved' && decidedBy === 'president';
    const said = { ...until, ...(isPresidents && { title: `审批报批事项 ${id}：延期自到账超过30日，由院长决定` }) };
    return [
      { ...opening(made), subject: id, owner: chain[0] ?? decidedBy, ...said },
      ...passed.map(({ fact, next }) => ({ at: fact.at, seq: fact.seq, subject: id, owner: next, ...said })),
    ];
  });

/** Requests on their way up: each step that has no row of its own (plan §2.1, §5). */
export const approvalDeadlines = {
  'approval-step': deadline({
    zh: '审批报批事项',
    preservation: 'too',
    in: 'every',
    basis,
    about: 'request',
    orAbout: ['form', 'payee-account'],
    legal: { basis, within: () => '7d' },
    opens: when(
      '报批，以及每一级同意上报；发放材料审查通过；提出变更收款账户',
      ['request.made', 'request.passed', 'panel.decided', 'payout.material-reviewed', 'payee-account.change-proposed'],
      (c, earlier) => [...stepsOf(c), ...payoutSteps(c, earlier)],
    ),
    within: '7d',
    runsOn: true,
    known: 'M',
    done: discharged(
      '同意上报、退回，或者写明该报批的决定；批准或者退回发放申请；决定或者停用所变更的收款账户',
      [
        'request.passed',
        'request.returned',
        'panel.decided',
        ...approvables,
        'payout.approved',
        'payout.material-reviewed',
        'payee-account.changed',
        'payee-account.stopped',
      ],
      (c, o) => {
        if (payoutRequests(c).has(o.subject ?? '')) return payoutAnswered(c, o);
        const request = requests(c).get(o.subject ?? '') ?? accountRequests(c).get(o.subject ?? '');
        const said = request === undefined ? [] : [...request.passed.map(({ fact }) => fact), request.ended];
        return said.find((fact) => fact !== undefined && isBehind(fact, o));
      },
    ),
    owner: 'team-leader',
  }),
};
