import type { Case } from '../../record/case.ts';
import { law, plan } from '../../nodes/basis.ts';
import { deadline, type Opening } from '../deadline.ts';
import { any, anySince, discharged, earliest, on, opening, when } from '../opens.ts';
import { paidInFull } from './readings.ts';
import type { Role } from '../../nodes/roles.ts';

const basis = plan('三·一(五)1');
const whole = (c: Case, { subject }: Opening) => paidInFull(c, subject ?? '');
const paidOut = discharged('该笔案款全部发放', ['payout.paid'], whole);

/** Paid in full, or a delay approved by one who may. */
const paidOrApproved = (zh: string, approvers: readonly Role[]) =>
  discharged(zh, ['payout.paid', 'payout.delay-approved'], (c, o) => {
    const approved = c.all('payout.delay-approved', o.subject).find((f) => f.as.some((r) => approvers.includes(r)));
    return earliest([whole(c, o), approved].filter((f) => f !== undefined));
  });

/** The case's money: 武法〔2022〕11号 三·一(五)1. */
export const moneyDeadlines = {
  'funds-confirm': deadline({
    zh: '财务逐笔确认案款',
    neverLapses: true,
    warnsAtEntry: true,
    basis,
    opens: on('funds.arrived'),
    within: '3d',
    done: any('funds.confirmed'),
    owner: 'finance',
  }),
  payout: deadline({
    zh: '发放案款',
    neverLapses: true,
    warnsAtEntry: true,
    basis,
    legal: { basis: law('法发〔2017〕6号 10'), within: () => '30d' },
    opens: when('案款具备发放条件（已确认）', ['funds.confirmed'], (c) => c.all('funds.confirmed').map(opening)),
    within: '10d',
    done: paidOut,
    owner: 'officer',
  }),
  'payout-review': deadline({
    zh: '审查发放材料',
    neverLapses: true,
    warnsAtEntry: true,
    basis,
    opens: on('payout.applied'),
    within: '1d',
    courtsOwn: true,
    done: anySince('payout.material-reviewed'),
    owner: 'funds',
  }),
  'payout-late-approval': deadline({
    zh: '超过十日未发放报主管领导审批',
    neverLapses: true,
    warnsAtEntry: true,
    basis,
    opens: when('发放案款期限届满仍未发放', ['funds.confirmed'], (_, earlier) =>
      earlier('payout')
        .filter((d) => d.dueAt !== null && (d.endedAt === null || d.endedAt >= d.dueAt))
        .map((d) => ({ at: d.dueAt ?? 0, seq: d.seq, subject: d.subject })),
    ),
    within: '0d',
    done: paidOrApproved('分管领导批准延期，或者全部发放', ['supervising-leader']),
    owner: 'officer',
  }),
  'payout-30-day-approval': deadline({
    zh: '到账三十日不能发放报院长批准',
    neverLapses: true,
    warnsAtEntry: true,
    basis,
    opens: on('funds.arrived'),
    within: '30d',
    done: paidOrApproved('院长批准延期，或者全部发放', ['president']),
    owner: 'officer',
  }),
  'payout-transfer': deadline({
    zh: '财务完成转账支付',
    neverLapses: true,
    warnsAtEntry: true,
    basis,
    opens: on('payout.approved'),
    within: '3d',
    done: anySince('payout.paid', 'payout.rejected'),
    owner: 'finance',
  }),
};
