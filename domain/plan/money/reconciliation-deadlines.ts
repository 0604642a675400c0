import { law, plan } from '../../nodes/basis.ts';
import { deadline } from '../deadline.ts';
import { any, discharged, opening, when } from '../opens.ts';
import { bankDays, bankMonths, feesToRemit, signedByBoth } from './reconciliation.ts';

const basis = plan('三·一(五)1');
const own = { in: 'reconciliation', basis, courtsOwn: true, neverLapses: true } as const;

/** Days and months of the bank's: docs/spec/money.md 9. */
export const reconciliationDeadlines = {
  'bank-day': deadline({
    zh: '与银行对账',
    ...own,
    opens: when('每个工作日终了', ['reconciliation.opened'], bankDays),
    within: '1wd',
    done: any('day.reconciled'),
    owner: 'finance',
  }),
  'reconciliation-difference': deadline({
    zh: '查清对账差异',
    ...own,
    about: 'difference',
    opens: when(
      '发现差异（短款的当日）',
      ['difference.found'],
      (c) =>
      c.all('difference.found').map((f) => ({ ...opening(f), ...(f.payload.missing === true && { within: '0d', owner: 'director' as const }) })), // prettier-ignore
    ),
    within: '1wd',
    done: any('difference.settled'),
    owner: 'finance',
  }),
  'month-reconciliation': deadline({
    zh: '月对账双方签字',
    ...own,
    basis: law('法发〔2017〕6号 3'),
    opens: when('每月终了，自月末起', ['reconciliation.opened'], bankMonths),
    within: '5wd',
    done: discharged('执行、财务就同一账目签字', ['reconciliation.signed'], signedByBoth),
    owner: 'finance',
  }),
  'fee-remit': deadline({
    zh: '执行费缴库',
    ...own,
    opens: when('每月首日', ['reconciliation.opened'], feesToRemit),
    within: '1m',
    roll: 'previous-working-day',
    done: any('fee.remitted'),
    owner: 'finance',
  }),
};
