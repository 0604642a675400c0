import { yuan } from '../../money/yuan.ts';
import { plan } from '../../nodes/basis.ts';
import { nodeRow } from '../../nodes/index.ts';
import { payoutsTo } from '../../nodes/payouts-to.ts';
import { roles } from '../../nodes/roles.ts';
import { foldName, foldNumber } from '../../record/bank-names.ts';
import type { Case } from '../../record/case.ts';
import { applicants } from '../../record/parties.ts';
import { refuse, type Refusal } from '../../record/refusal.ts';
import type { Instant } from '../../time/instant.ts';
import { defaultSettings, type PublicAccount } from '../court-settings.ts';
import { changesOf } from '../disclosure/readings.ts';
import { type AskGuard, type FactGuard, subjectOf } from '../guard.ts';
import { panelOn } from '../limits/readings.ts';
import { panelRefused } from '../panel.ts';
import { isBrought, isOfOne, isTakenOver } from '../persons.ts';
import { isOfPlan, ownerKey, servesClaim } from './for-whom.ts';
import { type Form, forms, isOut, type OutNode } from './forms.ts';
import { allocatedAs } from './serving.ts';
import { isAccountOf } from './payee-accounts.ts';
import { isOfOffice, leastOffice } from './unapproved.ts';

const basis = plan('三·一(五)1');

/** Fees and the treasury's go to an account that the court has published as its own or the treasury's. */
const isPublic = ({ to, payee, payeeAccount }: Form['applied']['payload'], accounts: readonly PublicAccount[]): boolean =>
  accounts.some((a) => a.to === to && foldName(a.payee) === foldName(payee) && foldNumber(a.account) === foldNumber(payeeAccount)); // prettier-ignore

/** What the panel has decided on a payee, by name (plan §5). */
function payeeUnagreed(c: Case, applied: Form['applied']['payload']): Refusal | undefined {
  const payee = foldName(applied.payee);
  // what a takeover tells of a panel is one person's word: it decides here
  const decided = panelOn(c, 'payee').findLast((f) => !isBrought(c, f) && foldName(f.payload.payee ?? '') === payee);
  if (decided !== undefined) return panelRefused(decided, `向“${applied.payee}”发放`, basis);
  const { zh, basis: of } = nodeRow('panel.decided');
  return refuse(
    'payee-needs-panel',
    `${whyPanel(applied)}：请先由合议庭就该收款人作出决定（panel.decided，about 写 payee，payee 写“${applied.payee}”）`,
    basis,
    [{ id: 'panel.decided', zh, basis: of.zh }],
  );
}

const whyPanel = ({ to, payee, payeeAccount }: Form['applied']['payload']): string =>
  asked[to] === 'published'
    ? `账户 ${payeeAccount}（${payee}）不在本院公布的${payoutsTo[to]}收款账户（设置 publicAccounts）之列`
    : `收款人“${payee}”不是申请执行人`;

/** What, besides the chain of every form, has to be said of where its money goes. */
type Asked = 'applicant' | 'published' | 'panel' | 'office';

/** THE TABLE of that, by where it goes (docs/spec/money.md 4.4): an applicant of then, an account that settings name, a panel, or nothing but the office that approves. */
const asked = {
  applicant: 'applicant',
  'third-party': 'panel',
  refund: 'panel',
  'court-fee': 'published',
  treasury: 'published',
  'other-case': 'office',
  'other-court': 'office',
  escrow: 'office',
} as const satisfies Record<keyof typeof payoutsTo, Asked>;

/**
 * Where the money goes is asked of whoever approves it and, once more, of whoever pays: an approval that a takeover brought
 * is believed as such, but no money leaves on it that would not have been approved here (engine.md 5).
 */
export const panelFirst: AskGuard<'payout.approved' | 'payout.sent' | OutNode> = (c, draft, standing) => {
  const { applied, sent } = forms(c).get(subjectOf(draft)) ?? {};
  if (applied === undefined || isTakenOver(c, draft, standing)) return undefined;
  const of = asked[applied.payload.to];
  if (of === 'applicant') return isOut(draft) && sent !== undefined ? undefined : noApplicant(c, applied, draft.now);
  if (of !== 'panel' || goesBack(c, applied)) return undefined;
  const cost = costOf(c, applied.subject ?? '', applied.payload);
  if (cost !== undefined && cost.hadFen <= cost.owedFen) return undefined;
  const refused = noCreditor(c, applied, draft.now) ?? payeeUnagreed(c, applied.payload);
  return cost === undefined || refused?.code !== 'payee-needs-panel' ? refused : beyondCost(applied.payload, cost);
};

/** Whoever the accounting owes a cost is no choice of anybody's: what is too much is too much, whoever the payee is. */
const beyondCost = ({ payee }: Form['applied']['payload'], { owedFen, hadFen }: Cost): Refusal =>
  refuse('exceeds-share', `依核算，付给“${payee}”的费用共${yuan(owedFen)}，其审批表合计${yuan(hadFen)}：请退回，按核算另行申请`, basis, [{ id: 'amountFen', zh: `合计至多${owedFen}分` }]); // prettier-ignore

/** What goes to another court goes to a court: by its name, which the bank holds against the account (户名). */
export const toACourt: FactGuard<'payout.applied'> = (c, { payload: { to, payee }, ...draft }, standing) =>
  to !== 'other-court' || standing.isRecorded === true || isTakenOver(c, draft, standing) || foldName(payee).includes('法院')
    ? undefined
    : refuse('bad-value', `“${payee}”不是法院：移送他院的，收款人写该法院的户名；付给他人的写 to third-party`, basis, [{ id: 'payee', zh: '某某人民法院' }]); // prettier-ignore

/** The same of the office that has to approve it: of an approval by a lower one nothing goes to the bank. */
export const officeFirst: AskGuard<'payout.approved' | 'payout.sent' | OutNode> = (c, draft, standing) => {
  const { applied, approved, sent } = forms(c).get(subjectOf(draft)) ?? {};
  if (applied === undefined || isTakenOver(c, draft, standing) || (isOut(draft) && sent !== undefined))
    return undefined;
  const { to } = applied.payload;
  const office = leastOffice(to);
  const by = draft.node === 'payout.approved' ? draft : approved;
  if (by === undefined || office === 'director' || by.as.some((role) => isOfOffice(role, office))) return undefined;
  const zh = `发放给“${payoutsTo[to]}”的，由${roles[office]}批准`;
  const missing = [{ id: office, zh: roles[office] }];
  return draft.node === 'payout.approved'
    ? refuse('wrong-role', zh, basis, missing)
    : refuse('not-approved', `${zh}：请退回审批表（payout.rejected）、另提交发放申请`, basis, missing);
};

/** What an accounting owes somebody for what a sale cost, and what forms have or have had of it. */
interface Cost {
  readonly owedFen: number;
  readonly hadFen: number;
}

/** What a sale cost, to whom the accounting that stands says it is owed; undefined: it owes them none. */
function costOf(c: Case, receipt: string, { to, payee, onBehalfOf }: Form['applied']['payload']): Cost | undefined {
  const { costs = [], shares = [] } = allocatedAs(c, receipt)?.payload ?? {};
  const theirs = new Set(costs.filter((each) => each.payee !== undefined && foldName(each.payee) === foldName(payee)).map(({ id }) => id)); // prettier-ignore
  if (to !== 'third-party' || onBehalfOf !== undefined || theirs.size === 0) return undefined;
  const owedFen = shares.reduce((fen, share) => fen + (theirs.has(share.claim) ? share.fen : 0), 0);
  const had = [...forms(c).values()].filter((form) => form.receipt === receipt && form.applied.payload.to === to && form.applied.payload.onBehalfOf === undefined && foldName(form.applied.payload.payee) === foldName(payee)); // prettier-ignore
  return { owedFen, hadFen: had.reduce((fen, form) => fen + form.reservedFen + form.paidFen, 0) };
}

/**
 * Back to the account that it came from, to whom it came from: that is nobody's choice (docs/spec/money.md 4). Whoever says which account that
 * is, the bank's line as it came in, arrival and confirmation as they read now, says the same.
 */
function goesBack(c: Case, applied: Form['applied']): boolean {
  const { subject, payload: { to, payee } } = applied; // prettier-ignore
  const arrived = c.first('funds.arrived', subject);
  if (to !== 'refund' || arrived === undefined || foldName(payee) !== foldName(arrived.payload.payer)) return false;
  const atFirst = c.record.find((f): f is typeof arrived => f.seq === arrived.seq && f.node === 'funds.arrived');
  const said = [
    atFirst?.payload.line === undefined ? undefined : atFirst.payload.payerAccount,
    arrived.payload.payerAccount,
    c.first('funds.confirmed', subject)?.payload.payerAccount,
  ].filter((account) => account !== undefined);
  return said.length > 0 && said.every((account) => isAccountOf(c, applied, account));
}

/** Who has put an arrival or its confirmation right, and with it where money goes back to, neither approves nor pays the refund. */
export const payerNotTheirs: AskGuard<'payout.approved' | 'payout.sent' | OutNode> = (c, draft, standing) => {
  const form = forms(c).get(subjectOf(draft));
  if (form?.applied.payload.to !== 'refund' || isTakenOver(c, draft, standing)) return undefined;
  const said = [c.first('funds.arrived', form.receipt), c.first('funds.confirmed', form.receipt)];
  const own = said
    .flatMap((fact) => changesOf(c).get(fact?.seq ?? -1) ?? [])
    .find((change) => change.node === 'fact.corrected' && isOfOne(c, change, draft));
  return own && refuse('same-person', '这一款项的到账或者确认由你更正，退款须由另一人批准、支付', basis, [{ id: String(own.seq), zh: nodeRow(own.node).zh }]); // prettier-ignore
};

/** The same of fees and of what the treasury gets, whose accounts the court publishes in its settings. */
export const publicPayee: FactGuard<'payout.approved' | 'payout.sent' | OutNode> = (c, draft, standing) => {
  const applied = forms(c).get(subjectOf(draft))?.applied.payload;
  if (applied === undefined || asked[applied.to] !== 'published' || isTakenOver(c, draft, standing)) return undefined;
  const { publicAccounts } = standing.settings ?? defaultSettings;
  return isPublic(applied, publicAccounts) ? undefined : payeeUnagreed(c, applied);
};

/** What goes to the applicant goes to one who is applicant then, by name or id: for another the form says who it is (plan §5). */
export const toApplicant: FactGuard<'payout.applied'> = (c, draft, standing) =>
  isTakenOver(c, draft, standing) ? undefined : noApplicant(c, draft, draft.at);

function noApplicant(c: Case, { payload: { to, payee } }: Pick<Form['applied'], 'payload'>, at: Instant) {
  if (to !== 'applicant') return undefined;
  const known = applicants(c, at);
  const sought = foldName(payee);
  if (known.some(({ id, name }) => id === payee || foldName(name) === sought)) return undefined;
  return refuse(
    'payee-unknown',
    `收款人“${payee}”不是本案现在的申请执行人；发放给其他人的，请在 to 写明（如 third-party），并先由合议庭决定`,
    basis,
    known.map(({ id, name }) => ({ id, zh: name })),
  );
}

/** Whoever somebody else receives for is a creditor then: an applicant, or one whom the plan of the receipt gives a share (docs/spec/money.md 4). */
function noCreditor(c: Case, { subject, payload }: Pick<Form['applied'], 'subject' | 'payload'>, at: Instant) {
  const { onBehalfOf } = payload;
  if (onBehalfOf === undefined || isOfPlan(c, subject ?? '', payload)) return undefined;
  const known = applicants(c, at);
  if (known.some(({ id }) => id === ownerKey(c, payload))) return undefined;
  return refuse('unknown-party', `“${onBehalfOf}”不是本案现在的申请执行人，也不是分配方案中的债权人，不能代其收取`, basis, known.map(({ id, name }) => ({ id, zh: name }))); // prettier-ignore
}

const noDocument = (document = ''): boolean => document.trim() === '';

/**
 * What goes to somebody else is a creditor's, whom the form names, another creditor's by the plan of the receipt, or pays what enforcement
 * cost: as the accounting has it, or a document where there is none (docs/spec/money.md 4).
 */
export const forSomebody: FactGuard<'payout.applied'> = (c, draft, standing) => {
  const { to, payee, document, onBehalfOf } = draft.payload;
  if (to !== 'third-party')
    return onBehalfOf === undefined ? undefined : refuse('bad-value', `发放给“${payoutsTo[to]}”的，不写代何人收取（onBehalfOf）`, basis, [{ id: 'onBehalfOf', zh: '去掉' }]); // prettier-ignore
  if (isTakenOver(c, draft, standing)) return undefined;
  if (onBehalfOf !== undefined) return noCreditor(c, draft, draft.at);
  if (standing.isRecorded === true) return undefined;
  const stands = allocatedAs(c, draft.subject ?? '')?.payload;
  const isCost = stands?.costs?.some((each) => each.payee !== undefined && foldName(each.payee) === foldName(payee)) ?? false; // prettier-ignore
  if (!isCost && servesClaim(c, { to, payee, onBehalfOf: payee }))
    return refuse('bad-value', `收款人“${payee}”是申请执行人：to 写 applicant；代其他申请执行人收取的，写明 onBehalfOf`, basis, [{ id: 'to', zh: 'applicant' }]); // prettier-ignore
  if (isOfPlan(c, draft.subject ?? '', draft.payload)) return undefined;
  if (stands === undefined ? !noDocument(document) : (stands.costs ?? []).length > 0) return undefined;
  return refuse(
    'missing-field',
    '发放给案外人的，请写明代哪一申请执行人收取（onBehalfOf）；评估、保管、公告等费用，先在核算（funds.allocated）中列入 costs，没有核算的在 document 写明费用的凭证',
    basis,
    [{ id: 'onBehalfOf', zh: '代何人收取' }],
  );
};
