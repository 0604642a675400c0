import { law, plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import type { FactOf } from '../../record/fact.ts';
import { endOfDay } from '../../time/instant.ts';
import { deadline, type Opening } from '../deadline.ts';
import { step } from '../ladder.ts';
import { anySince, discharged, earliest, isBehind, on, opening, when } from '../opens.ts';
import { ownerKey } from './for-whom.ts';
import { forms, sum } from './forms.ts';
import { anewHeldUp } from './held-up.ts';
import { reaching } from './readings.ts';
import { orReversed, stillHere } from './reversals.ts';

const basis = plan('三·一(五)1');
const ofEscrow = law('法发〔2017〕6号 16');

/** Every clock of money runs on in a closed case, and nobody declares that it has fallen away. */
const ofMoney = { neverLapses: true, warnsAtEntry: true, runsOn: true } as const;

/** The clocks of what moves between the court and the bank, and of what is kept: docs/spec/money.md 9. */
export const movementDeadlines = {
  'cash-handover': deadline({
    ...ofMoney,
    zh: '现金当日解款',
    basis: law('法发〔2017〕6号 9'),
    about: 'receipt',
    opens: when('当场收取现金、票据', ['funds.arrived'], (c) =>
      c
        .all('funds.arrived')
        .filter(({ payload }) => payload.source === 'cash')
        .map(opening),
    ),
    within: '0d',
    done: orReversed(anySince('cash.deposited')),
    owner: 'officer',
  }),
  'payout-doubt': deadline({
    ...ofMoney,
    zh: '查询在途付款的结果',
    basis,
    about: 'form',
    opens: on('payout.sent'),
    within: '1wd',
    courtsOwn: true,
    done: anySince('payout.paid', 'payout.refunded', 'payout.failed'),
    required: '*',
    owner: 'finance',
  }),
  'payout-bounced': deadline({
    ...ofMoney,
    zh: '退票后核对债权人和账户',
    basis,
    about: 'form',
    opens: when(nodeRow('payout.returned').zh, ['payout.returned'], (c) =>
      stillHere(c, c.all('payout.returned').map(opening)),
    ),
    within: '3d',
    courtsOwn: true,
    still: anewHeldUp,
    done: orReversed(
      discharged('另提交替代的发放申请，包括提存', ['payout.applied'], (c, o) => {
        const form = forms(c).get(o.subject ?? '');
        const anew = c.all('payout.applied').filter((f) => isBehind(f, o));
        // a form to escrow out of the same receipt keeps the money for whoever cannot be paid; one for the same person pays them, whatever it says that it replaces
        const isAnew = ({ subject, payload }: FactOf<'payout.applied'>): boolean =>
          subject === form?.receipt && (payload.to === 'escrow' || ownerKey(c, payload) === ownerKey(c, form.applied.payload)); // prettier-ignore
        return earliest(anew.filter((f) => f.payload.replaces === o.subject || isAnew(f)));
      }),
    ),
    owner: 'officer',
  }),
  'deferral-end': deadline({
    ...ofMoney,
    zh: '核对延期发放的事由，已经消失的登记终了',
    basis,
    about: 'receipt',
    opens: when('批准延期发放', ['payout.delay-approved'], (c) =>
      c.all('payout.delay-approved').map((f, i, all): Opening => {
        const next = all.slice(i + 1).find(({ subject }) => subject === f.subject);
        const over = { at: endOfDay(f.payload.until), seq: f.seq, zh: '延期已经届满', byTime: true } as const;
        const until =
          next !== undefined && next.at < over.at ? { at: next.at, seq: next.seq, zh: '另行批准延期' } : over;
        return { ...opening(f), due: f.payload.until, dueZh: '批准延期至：', until };
      }),
    ),
    within: '0d',
    roll: 'none',
    ladder: [step('remind', { share: 0.2, atLeast: '24h' })], // it ends with its day
    done: orReversed(anySince('deferral.ended')),
    owner: 'officer',
  }),
  'escrow-review': deadline({
    ...ofMoney,
    zh: '定期复查提存款',
    basis: ofEscrow,
    about: 'form',
    opens: when('案款提存，每次复查', ['payout.escrowed', 'escrow.reviewed'], (c) =>
      [...c.all('payout.escrowed'), ...c.all('escrow.reviewed')].map(opening),
    ),
    within: '6m',
    courtsOwn: true,
    done: discharged('复查，或者全部发还', ['escrow.reviewed', 'escrow.released'], (c, o) => {
      const kept = sum(c.all('payout.escrowed', o.subject));
      const emptied = reaching(c.all('escrow.released', o.subject), ({ payload }) => payload.amountFen, kept); // of the rest the review goes on
      return earliest([...c.all('escrow.reviewed', o.subject), ...(emptied === undefined ? [] : [emptied])].filter((f) => isBehind(f, o))); // prettier-ignore
    }),
    owner: 'officer',
  }),
};
