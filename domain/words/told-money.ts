// What parties hear of the case's money. Whose money it is, whose share, and why a creditor's money waits: of their own alone (plan §6). Who
// objects to a plan and to how much of it they have to hear, to answer (民诉解释510).
import { maskedName } from '../access/masks.ts';
import { yuan } from '../money/yuan.ts';
import { type NodeId, nodeRow, type PayloadOf } from '../nodes/index.ts';
import { deferralGrounds } from '../nodes/money.ts';
import { escrowGrounds } from '../nodes/payouts-to.ts';
import { personKey } from '../plan/money/creditors.ts';
import { ownerKey } from '../plan/money/for-whom.ts';
import { namedItems } from '../record/claim-items.ts';
import type { Case } from '../record/case.ts';
import { applicants, parties } from '../record/parties.ts';
import { addMonths } from '../time/civil-date.ts';
import { dateOf } from '../time/instant.ts';
import { shareZh } from './accounting.ts';
import type { About, Says } from './says.ts';
import { dateZh } from './time.ts';

type Hearing = Pick<About, 'c' | 'own'>;
type Shares = PayloadOf<'distribution.planned'>['shares'];

/** Whether a text names one of those who hear. */
const isOwn = ({ c, own }: Hearing, said: string): boolean => own.includes(personKey(c, said));

/** What somebody who speaks about a plan is called: whoever may answer has to know whose word it is (民诉解释510), and a message names nobody in full. */
function whoZh(hearing: Hearing, said: string): string {
  if (isOwn(hearing, said)) return '您';
  const key = personKey(hearing.c, said);
  return `“${maskedName(parties(hearing.c).find(({ id }) => id === key) ?? { name: said.trim() })}”`;
}

/** What of a plan's or a settlement's shares is their own, in fen; undefined: they have none. */
export function ownShareFen(hearing: Hearing, shares: Shares): number | undefined {
  const theirs = shares.filter(({ party }) => isOwn(hearing, party));
  return theirs.length === 0 ? undefined : theirs.reduce((fen, { amountFen }) => fen + amountFen, 0);
}

/** The same in words, behind what was done. */
function ownShareZh(hearing: Hearing, shares: Shares): string {
  const fen = ownShareFen(hearing, shares);
  return fen === undefined ? '' : `，您分得${yuan(fen)}`;
}

/** Whether a form's money is for one of those who hear: paid to them or on their behalf, or, kept for a creditor, there is no other. */
export function isForOwn({ c, own }: Hearing, form: string): boolean {
  const applied = c.all('payout.applied').find(({ payload }) => payload.form === form)?.payload;
  const owner = applied && ownerKey(c, applied);
  if (owner !== undefined && own.includes(owner)) return true;
  const isKept = c.first('payout.escrowed', form) !== undefined;
  return isKept && !parties(c).some(({ id }) => id === owner) && isOnlyCreditor(c, own);
}

/** Whether nobody else is a creditor of this case: what is said of a creditor's money is then said of theirs. */
const isOnlyCreditor = (c: Case, own: readonly string[]): boolean =>
  own.length > 0 && applicants(c).length > 0 && applicants(c).every(({ id }) => own.includes(id));

/** What a deferral is for where that says something of a creditor. */
const ofCreditor: ReadonlySet<string> = new Set(['frozen-elsewhere', 'not-collected']);

/** What a deferral is for, as far as they may hear; '' where it would tell of another creditor. */
export const deferralGroundZh = ({ c, own }: Hearing, ground: keyof typeof deferralGrounds): string =>
  ofCreditor.has(ground) && !isOnlyCreditor(c, own) ? '' : deferralGrounds[ground];

/** So long a creditor may collect what is kept for them (民法典574). */
const YEARS_KEPT = 5;

/** For what money of theirs is kept, and until when they may collect it. */
export const keptZh = ({ payload: { ground }, at }: { readonly payload: { readonly ground: keyof typeof escrowGrounds }; readonly at: number }): string =>
  `事由：${escrowGrounds[ground]}，自提存之日起五年内可以领取，至${dateZh(addMonths(dateOf(at), 12 * YEARS_KEPT))}`; // prettier-ignore

/** Shares of an accounting that are nobody else's: what a claim of another creditor gets is left out. */
function sharesToldOf({ c, own }: Hearing, shares: PayloadOf<'funds.allocated'>['shares']) {
  const creditors = new Map(namedItems(c.filed.payload.claims ?? []).map(({ id, creditor }) => [id, creditor]));
  const isDebtor = parties(c).some(({ id, side }) => side === 'respondent' && own.includes(id));
  return shares.filter(({ claim }) => {
    const creditor = creditors.get(claim.slice(0, Math.max(claim.lastIndexOf('.'), 0)));
    return creditor === undefined || isDebtor || own.includes(creditor);
  });
}

/** Whether a remedy is about a plan: whose suit it is the others who take part have to know. */
const isOfPlan = ({ c, subject }: About): boolean => c.subjects.get(subject)?.of === 'distribution';

const decidedHow = { granted: '支持', changed: '变更', refused: '驳回' } as const;
const settledHow = { unopposed: '按原方案', corrected: '按修正后的方案', judged: '依判决' } as const;

/** THE TABLE of it, a part of that of all sentences to parties. */
export const toldMoney = {
  'funds.arrived': (p) => `案款到账${yuan(p.amountFen)}`,
  'funds.confirmed': (p) => `确认到账案款${yuan(p.amountFen)}`,
  'payee-account.change-proposed': () => '收到变更您的收款账户的申请，非您本人提出的，请立即告知本院',
  'payee-account.changed': () => '决定变更您的收款账户，有异议的，请立即告知本院',
  'payee-account.stopped': () => '停用您的收款账户',
  'payout.paid': (p, about) => `${isForOwn(about, about.subject) ? '向您' : ''}发放案款${yuan(p.amountFen)}`,
  'payout.refunded': (p, about) => `${isForOwn(about, about.subject) ? '向您' : ''}退还案款${yuan(p.amountFen)}`,
  'funds.allocated': ({ shares }, about) => {
    const told = sharesToldOf(about, shares).map(({ claim, fen }) => `${shareZh(claim)}${yuan(fen)}`);
    return `核算案款${about.subject}${told.length === 0 ? '' : `：${told.join('，')}`}`;
  },
  'fee.assessed': (p) =>
    p.waived === true
      ? `免交执行费${p.document === undefined ? '' : `（${p.document}）`}`
      : `核定执行费${yuan(p.feeFen)}`,
  'claim.waived': (p) => `申请执行人放弃债权${yuan(p.amountFen)}`,
  'fee.taken': (p) => `收取执行费${yuan(p.amountFen)}，票据号${p.receiptNo}`,
  'funds.transferred': (p) => `划转案款${yuan(p.amountFen)}至本院另案`,
  'payout.escrowed': (p, about) =>
    isForOwn(about, about.subject)
      ? `提存您的案款${yuan(p.amountFen)}，${keptZh({ payload: p, at: about.at })}`
      : `提存案款${yuan(p.amountFen)}`,
  'payout.returned': (p, about) =>
    `发放的案款${yuan(p.amountFen)}被银行退回${isForOwn(about, about.subject) || about.own.length === 0 ? '，请核对收款账户' : ''}`,
  'funds.reversed': (p) => `银行冲正到账案款${yuan(p.amountFen)}`,
  'escrow.released': (p) => `同意领取、取回提存款${yuan(p.amountFen)}`,
  'payout.delay-approved': (p, about) => {
    const ground = deferralGroundZh(about, p.ground);
    return `批准延期发放案款${p.amountFen === undefined ? '' : yuan(p.amountFen)}至${dateZh(p.until)}${ground === '' ? '' : `，事由：${ground}`}`;
  },
  'deferral.ended': (p) => `延期发放案款的事由于${dateZh(p.on)}消失`,
  'participation.applied': ({ creditor }, about) =>
    isOwn(about, creditor) ? '收到您的参与分配申请' : '有债权人申请参与分配',
  'distribution.planned': ({ shares }, about) => `制作财产分配方案${ownShareZh(about, shares)}`,
  'distribution.objected': ({ party, disputedFen, wants = [] }, about) => {
    const own = wants.find((each) => isOwn(about, each.party));
    const yours = own === undefined ? '' : `，主张您分得${yuan(own.fen)}`;
    return `收到${whoZh(about, party)}对分配方案的异议，有争议的为${yuan(disputedFen)}${isOwn(about, party) ? '' : yours}`;
  },
  'distribution.opposed': ({ party, objector }, about) => {
    const whose = objector === undefined ? '他人' : whoZh(about, objector);
    return `收到${whoZh(about, party)}的反对意见，反对${whose}对分配方案的异议`;
  },
  'distribution.settled': ({ how, shares, sued = [] }, about) => {
    const open = sued.length === 0 ? '' : `；${sued.map((party) => whoZh(about, party)).join('、')}起诉的部分留待判决`;
    return `分配确定：${settledHow[how]}${ownShareZh(about, shares)}${open}`;
  },
  'remedy.sought': ({ party }, about) =>
    isOfPlan(about) ? `${whoZh(about, party)}就对分配方案的异议提起诉讼` : `办理“${nodeRow('remedy.sought').zh}”`,
  'remedy.decided': ({ party, outcome }, about) =>
    isOfPlan(about)
      ? `${party === undefined ? '' : whoZh(about, party)}就对分配方案的异议提起的诉讼有了结果：${decidedHow[outcome]}`
      : `办理“${nodeRow('remedy.decided').zh}”`,
} satisfies { readonly [N in NodeId]?: Says<N> };
