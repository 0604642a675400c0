import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import { type NodeId, nodeRow } from '../../nodes/index.ts';
import { canonical } from '../../record/canonical.ts';
import type { Case } from '../../record/case.ts';
import type { DraftOf, FactOf } from '../../record/fact.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { dateOf } from '../../time/instant.ts';
import { defaultSettings } from '../court-settings.ts';
import type { AskGuard, Conditions, FactGuard } from '../guard.ts';
import { confirmedFirst } from './confirmed-first.ts';
import { isTakenOver } from '../persons.ts';
import { accountingOf, feeNow } from './accounting.ts';
import { claimItems } from './serving.ts';
import { notReversed } from './movement-conditions.ts';
import { ofTheItems, ofWhatIsLeft } from './waivers.ts';

const basis = law('民法典第561条');
const costsBasis = law('执行工作规定34');
const feeBasis = law('诉讼费用交纳办法第14条');

/** There is a sum to be served from the receipt. */
const something: AskGuard<'funds.allocated'> = (c) =>
  hasSum(c) ? undefined : refuse('not-qualified', nothingToAccount(c), basis);

const hasSum = (c: Case): boolean => claimItems(c).some(({ amountFen }) => amountFen !== undefined);

/** Why there is nothing to account for, and what is done with the money then. */
export const nothingToAccount = (c: Case): string =>
  hasSum(c)
    ? '债权已经受偿或者放弃，也没有待收的执行费和变价费用，没有可以核算的：该笔案款为余款的，按退还缴款人（refund）提交发放申请；有变价费用的，写明 costs'
    : '申请执行的内容没有写明金额，没有可以核算的债权：有金额的，先更正立案信息（filing.corrected）';

/** Only days on which the document itself was under review stay out of the doubled part (法释〔2014〕8号3条3款). */
function notUnderReview(c: Case, { payload: { excluded = [] } }: DraftOf<'funds.allocated'>): Refusal | undefined {
  const stays = c
    .all('stay.ordered')
    .filter(({ payload: { ground, scope } }) => scope === 'case' && ['supervision', 'upper-court'].includes(ground));
  const lasts = (f: FactOf<'stay.ordered'>) => {
    const ended = c.first('stay.ended', f.subject);
    return (ended && dateOf(ended.at)) ?? f.payload.to ?? '9999-12-31';
  };
  const wrong = excluded.find(({ from, to }) => !stays.some((f) => f.payload.from <= from && to <= lasts(f)));
  if (wrong === undefined) return undefined;
  const zh = `${wrong.from}至${wrong.to}不在执行监督、再审审查的全案中止、暂缓期间（stay.ordered）之内，应当计算加倍部分`;
  return refuse('dates-out-of-order', zh, law('法释〔2014〕8号3条3款'), [{ id: 'excluded', zh: '去掉' }]);
}

/** What is done with a thing that is to be disposed of, and costs something. */
const disposing = [
  'price.started',
  'price.report-received',
  'auction.handed-over',
  'auction.announced',
  'auction.held',
  'asset.disposed',
] as const satisfies readonly NodeId[];

/** What was spent was spent on something: a thing of the case that was being disposed of, or what a document says (执行工作规定34). */
const spentOnSomething: FactGuard<'funds.allocated'> = (c, draft, standing) => {
  if (standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  for (const [i, { id, asset, document = '' }] of (draft.payload.costs ?? []).entries()) {
    if (document.trim() !== '') continue;
    const field = `costs.${i}.${asset === undefined ? 'document' : 'asset'}`;
    if (asset === undefined)
      return refuse('missing-field', `费用 ${id} 请写明为处置何项财产所支出（asset），或者费用的凭证、文书（document）`, costsBasis, [{ id: field, zh: '缺少' }]); // prettier-ignore
    if (disposing.every((node) => c.first(node, asset) === undefined))
      return refuse('node-missing', `${asset} 没有询价、评估、拍卖或者处分的记录，不会有变价费用：请先登记，或者在 document 写明费用的凭证、文书`, costsBasis, disposing.map((node) => ({ id: node, zh: nodeRow(node).zh }))); // prettier-ignore
  }
  return undefined;
};

/** What is accounted for is computed from the record as it stands; what differs from it says why (money.md 6). */
const asComputed: FactGuard<'funds.allocated'> = (c, draft, standing) => {
  if (standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  const { question, costs, excluded, shares, override } = draft.payload;
  const reviewed = notUnderReview(c, draft);
  if (reviewed !== undefined) return reviewed;
  const { feeRank } = standing.settings ?? defaultSettings;
  const computed = accountingOf(c, draft.subject ?? '', { costs, excluded, feeRank });
  if (computed === undefined) return refuse('not-qualified', nothingToAccount(c), basis);
  if (canonical(question) !== canonical(computed.question))
    return refuse(
      'allocation-stale',
      '所依据的核算问题与案件现在的记录不一致：请重新预览核算，照其所给的问题登记',
      basis,
      [{ id: 'question', zh: '重新预览' }],
    );
  const due = new Map(computed.answer.shares.map(({ id, net }) => [id, Number(net)]));
  const ids = shares.map(({ claim }) => claim);
  const twice = ids.filter((id, i) => ids.indexOf(id) < i);
  if (twice.length > 0) return refuse('named-twice', `${named(twice)}重复列出`, basis, twice.map((id) => ({ id, zh: '只列一次' }))); // prettier-ignore
  const strange = ids.filter((id) => !due.has(id));
  if (strange.length > 0) return refuse('bad-value', `没有债权 ${named(strange)}，可用：${named([...due.keys()])}`, basis, strange.map((id) => ({ id, zh: '没有这项债权' }))); // prettier-ignore
  const fen = shares.reduce((sum, share) => sum + share.fen, 0);
  const amountFen = c.first('funds.arrived', draft.subject)?.payload.amountFen ?? 0;
  if (fen > amountFen) return refuse('amount-exceeds', `各项合计${yuan(fen)}，超过该笔案款${yuan(amountFen)}`, basis);
  const said = new Map(shares.map((share) => [share.claim, share.fen]));
  const other = [...due].filter(([id, net]) => (said.get(id) ?? 0) !== net);
  if (other.length === 0 || override !== undefined) return undefined;
  return refuse(
    'amount-differs',
    '与计算结果不同的，请在 override 写明理由和依据的文书',
    basis,
    other.map(([id, net]) => ({ id, zh: `应为${yuan(net)}` })),
  );
};

/** Only the president waives a fee, and nobody else assesses one (money.md 4). */
const feeByOffice: AskGuard<'fee.assessed'> = (_, { payload: { waived }, as }, { believed }) => {
  if (believed === true || as.includes(waived === true ? 'president' : 'officer')) return undefined;
  return refuse('wrong-role', waived === true ? '免交执行费由院长决定' : '执行费由承办人核定', feeBasis);
};

/** A waiver names its document, and leaves nothing to be paid. */
const waivedByDocument: FactGuard<'fee.assessed'> = (_, { payload: { waived, document, feeFen } }, { believed }) => {
  if (believed === true || waived !== true) return undefined;
  if (document === undefined)
    return refuse('missing-field', '请写明免交执行费的文书', feeBasis, [{ id: 'document', zh: '文书' }]);
  return feeFen === 0 ? undefined : refuse('amount-differs', '免交的执行费为零', feeBasis, [{ id: 'feeFen', zh: '0' }]);
};

const [LEAST_FLAT, MOST_FLAT] = [5_000, 50_000];

/** The fee is that of the scale on what has been collected; what the court sets otherwise says by which document (诉讼费用交纳办法第14条). */
const byScale: FactGuard<'fee.assessed'> = (c, draft, standing) => {
  const { feeFen, waived, document } = draft.payload;
  if (waived === true || document !== undefined || standing.isRecorded === true || isTakenOver(c, draft, standing))
    return undefined;
  const fee = feeNow(c, dateOf(draft.at));
  if (fee === undefined)
    return feeFen >= LEAST_FLAT && feeFen <= MOST_FLAT
      ? undefined
      : refuse('amount-differs', `没有金额的，执行费为${yuan(LEAST_FLAT)}至${yuan(MOST_FLAT)}`, feeBasis, [
          { id: 'feeFen', zh: '分' },
        ]);
  const due = Number(fee.fee);
  return feeFen === due
    ? undefined
    : refuse('amount-differs', `按已执行到位的金额，执行费为${yuan(due)}；另有决定的，在 document 写明文书`, feeBasis, [
        { id: 'feeFen', zh: `${due}分` },
      ]);
};

/** What is owed, and who gets what of it (money.md 6). */
export const accountingConditions = {
  'funds.allocated': {
    asks: [confirmedFirst, notReversed, something],
    check: [spentOnSomething, asComputed],
  },
  'fee.assessed': {
    asks: [feeByOffice],
    among: () => [{}, { waived: true }],
    check: [waivedByDocument, byScale],
  },
  'claim.waived': { check: [ofTheItems, ofWhatIsLeft] },
} satisfies Conditions;
