import { allocate, type Allocation, type AllocationQuestion, readAllocationQuestion } from '../../money/allocate.ts';
import { isRefused } from '../../money/forms.ts';
import { yuan } from '../../money/yuan.ts';
import { law } from '../../nodes/basis.ts';
import { rankKinds } from '../../nodes/distributions.ts';
import type { Case } from '../../record/case.ts';
import type { FactOf } from '../../record/fact.ts';
import { applicants, parties, respondents } from '../../record/parties.ts';
import { named, refuse, type Refusal } from '../../record/refusal.ts';
import { foldText } from '../../record/search.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { dateOf } from '../../time/instant.ts';
import { defaultSettings } from '../court-settings.ts';
import { type FactGuard, lacking } from '../guard.ts';
import { isTakenOver } from '../persons.ts';
import { claimants, ownLackFen, participantsLack } from './claimants.ts';
import { creditorsIn, personKey } from './creditors.ts';
import { plannedAs } from './disputes.ts';
import { feeOfReceipts } from './fee-takes.ts';
import { takenOff, writtenAs } from './held-back.ts';
import { leftFen, restFen } from './readings.ts';

const basis = law('民诉解释508');
const feeBasis = law('诉讼费用交纳办法第14条');

type Planned = FactOf<'distribution.planned'>['payload'];
/** Whose claims a plan serves, rank by rank. */
export type Ranks = NonNullable<Planned['ranks']>;

const wrong = (zh: string, id: string): Refusal => refuse('bad-value', zh, basis, [{ id, zh: '与核算问题不一致' }]);

/** Ranks as the page has them: what was spent, the fee where the court has set it, who has priority, all others, doubled parts (money.md 6, 7). */
function outOfOrder(ranks: Ranks, feeRank: 'first' | 'last'): Refusal | undefined {
  const order = feeRank === 'first' ? (['costs', 'fee', 'priority', 'ordinary', 'doubled'] as const) : (['costs', 'priority', 'ordinary', 'doubled', 'fee'] as const); // prettier-ignore
  const places = ranks.map(({ kind }) => order.indexOf(kind));
  return places.every((place, i) => i === 0 || place >= (places[i - 1] ?? 0))
    ? undefined
    : wrong(`顺位应依次为：${order.map((kind) => rankKinds[kind]).join('、')}`, 'ranks');
}

/** The ranks of a plan are those of its question, each claim somebody's but for what was spent and the fee. */
function otherRanks(ranks: Ranks, question: AllocationQuestion): Refusal | undefined {
  const isSame = ranks.length === question.ranks.length && ranks.every(({ claims }, i) => claims.map(({ id }) => id).join() === question.ranks[i]?.claims.map(({ id }) => id).join()); // prettier-ignore
  if (!isSame) return wrong('ranks 应与 question 的顺位和债权逐项一致', 'ranks');
  const nobodys = ranks
    .filter(({ kind }) => kind !== 'costs' && kind !== 'fee')
    .flatMap(({ claims }) => claims.filter(({ party }) => party === undefined));
  return nobodys.length === 0 ? undefined : refuse('missing-field', `请写明债权 ${named(nobodys.map(({ id }) => id))} 是谁的`, basis, nobodys.map(({ id }) => ({ id, zh: 'party' }))); // prettier-ignore
}

/** Several creditors of one who is no enterprise share what is left pro rata (民诉解释508); of an enterprise those go first who seized first (514). */
function notProRata(c: Case, ranks: Ranks, question: AllocationQuestion): Refusal | undefined {
  if (!respondents(c).every(({ kind }) => kind === 'person')) return undefined;
  const unfair = ranks.findIndex(({ kind, claims }, i) => (kind === 'ordinary' || kind === 'doubled') && new Set(claims.map(({ party }) => party)).size > 1 && question.ranks[i]?.share !== 'pro-rata'); // prettier-ignore
  return unfair < 0
    ? undefined
    : refuse('not-qualified', '被执行人是自然人的，普通债权按比例受偿（share: pro-rata）', basis, [
        { id: `question.ranks.${unfair}`, zh: 'pro-rata' },
      ]);
}

/** Nobody is ranked for more than they lack: applicants together what is left of the claim, whoever takes part what they applied for and no plan gives them. */
function beyondOwed(c: Case, ranks: Ranks, question: AllocationQuestion, on: CivilDate): Refusal | undefined {
  const own = new Set(applicants(c).map(({ id }) => id));
  const amounts = new Map(question.ranks.flatMap(({ claims }) => claims.map(({ id, amount }) => [id, Number(amount)])));
  const lack = participantsLack(c);
  const ranked = ranks.flatMap(({ claims }) => claims.flatMap(({ party, id }) => (party === undefined ? [] : [{ key: personKey(c, party), party, fen: amounts.get(id) ?? 0 }]))); // prettier-ignore
  const alone = beyondOwn(
    c,
    Map.groupBy(ranked, ({ key }) => key),
    on,
  );
  if (alone !== undefined) return alone;
  const totals = [...Map.groupBy(ranked, ({ key }) => (own.has(key) ? '' : key))].map(([key, all]) => ({ key, party: all[0]?.party ?? '', fen: all.reduce((sum, { fen }) => sum + fen, 0) })); // prettier-ignore
  for (const { key, party, fen } of totals) {
    const most = key === '' ? leftFen(c, { on }) : lack.get(key);
    if (most === undefined) return lacking('participation.applied', `${party} `);
    const whose = key === '' ? '申请执行人尚未得到的债权（连同至当日的利息）' : `${party}申请参与分配、尚未分得的债权`;
    if (most !== null && fen > most) return refuse('amount-exceeds', `${whose}为${yuan(Math.max(most, 0))}，不能超过`, basis, [{ id: 'question', zh: `至多${Math.max(most, 0)}分` }]); // prettier-ignore
  }
  return undefined;
}

interface Ranked {
  readonly key: string;
  readonly party: string;
  readonly fen: number;
}

/** Of several applicants one is ranked for no more than its own items and those of all together come to. */
function beyondOwn(c: Case, ranked: ReadonlyMap<string, readonly Ranked[]>, on: CivilDate): Refusal | undefined {
  const lack = new Map(applicants(c).map(({ id }) => [id, ownLackFen(c, id, on)]));
  const left = leftFen(c, { on });
  if (lack.size < 2 || left === null || [...lack.values()].includes(null)) return undefined;
  const joint = Math.max(
    [...lack.values()].reduce<number>((rest, fen) => rest - (fen ?? 0), left),
    0,
  );
  for (const [key, own] of ranked) {
    const most = (lack.get(key) ?? 0) + joint;
    const party = own[0]?.party ?? key;
    if (lack.has(key) && own.reduce((sum, { fen }) => sum + fen, 0) > most)
      return refuse('amount-exceeds', `${party}尚未得到的债权（其单独享有的和全体共有的）为${yuan(most)}，不能超过`, basis, [{ id: 'question', zh: `至多${most}分` }]); // prettier-ignore
  }
  return undefined;
}

const written = (c: Case, those: readonly (readonly string[])[]): string =>
  named(those.map((one) => one.map((key) => parties(c).find(({ id }) => id === key)?.name ?? key).join('和')));

/** No creditor is left out: who gets nothing stands in its rank, and is served and heard like the others (民诉解释509). */
function notRanked(c: Case, leftOut: readonly (readonly string[])[]): Refusal | undefined {
  if (leftOut.length === 0) return undefined;
  const zh = `${written(c, leftOut)}也是债权人：请在 question 和 ranks 中列入其债权，分不到的也列入；不再参与分配的，撤回其申请（fact.withdrawn）`;
  return refuse('missing-field', zh, law('民诉解释509'), leftOut.map(([key = '']) => ({ id: 'ranks', zh: key }))); // prettier-ignore
}

/** What each creditor gets by the answer, called as the plan calls them. */
function sharesOf(c: Case, ranks: Ranks, answer: Allocation): ReadonlyMap<string, number> {
  const net = new Map(answer.shares.map(({ id, net: fen }) => [id, Number(fen)]));
  const found = new Map<string, number>();
  for (const { id, party } of ranks.flatMap(({ claims }) => claims)) {
    const key = party === undefined ? undefined : personKey(c, party);
    if (key !== undefined) found.set(key, (found.get(key) ?? 0) + (net.get(id) ?? 0));
  }
  return found;
}

function otherShares(c: Case, { shares }: Planned, due: ReadonlyMap<string, number>): Refusal | undefined {
  const said = new Map(shares.map(({ party, amountFen }) => [personKey(c, party), amountFen]));
  const other = [...new Set([...due.keys(), ...said.keys()])].filter((key) => (due.get(key) ?? 0) !== (said.get(key) ?? 0)); // prettier-ignore
  return other.length === 0
    ? undefined
    : refuse('amount-differs', '各人所得与核算的结果不一致', basis, other.map((key) => ({ id: key, zh: `应为${yuan(due.get(key) ?? 0)}` }))); // prettier-ignore
}

/** A plan leaves its receipts what the fee that is assessed takes of them, ranked in it or not (docs/spec/money.md 6, rank 2). */
export const roomForFee: FactGuard<'distribution.planned'> = (c, draft, standing) => {
  const { receipts, shares, question, ranks = [] } = draft.payload;
  const { feeRank } = standing.settings ?? defaultSettings;
  if (feeRank === 'last' || standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined; // whoever comes before it gets what is theirs
  const read = question === undefined ? undefined : readAllocationQuestion(question);
  const spent = new Set(ranks.flatMap(({ kind, claims }) => (kind === 'costs' ? claims.map(({ id }) => id) : [])));
  const costs = read === undefined || isRefused(read) ? 0 : allocate(read).shares.reduce((fen, { id, net }) => fen + (spent.has(id) ? Number(net) : 0), 0); // prettier-ignore
  const rest = receipts.reduce((fen, id) => fen + restFen(c, id), 0);
  const room = shares.reduce((fen, { amountFen }) => fen - amountFen, rest - costs);
  const fee = Math.min(feeOfReceipts(c, receipts, { on: dateOf(draft.at), feeRank }), rest - costs);
  return fee <= room
    ? undefined
    : refuse('exceeds-share', `已核定的执行费还应从所分配的案款中收取${yuan(fee)}：请在方案中列入执行费的顺位（ranks 中 kind 写 fee）或者留出这一数额，各人所得合计至多${yuan(rest - costs - fee)}`, feeBasis, [{ id: 'shares', zh: `合计至多${rest - costs - fee}分` }]); // prettier-ignore
};

/** What several creditors get is computed, by a question whose ranks are the law's (docs/spec/money.md 7). */
export const byRanks: FactGuard<'distribution.planned'> = (c, draft, standing) => {
  if (standing.isRecorded === true || isTakenOver(c, draft, standing)) return undefined;
  const { question, ranks, shares, receipts } = draft.payload;
  const all = claimants(c, draft.at);
  const leftOut = (names: readonly string[]): readonly (readonly string[])[] => {
    const keys = new Set(names.map((name) => personKey(c, name)));
    return all.filter((one) => !one.some((key) => keys.has(key)));
  };
  if (question === undefined || ranks === undefined) {
    const others = leftOut(shares.map(({ party }) => party));
    return shares.length + others.length < 2 ? undefined : refuse('missing-field', `几个债权人分配的，请写明核算的问题（question）和各顺位（ranks）${others.length === 0 ? '' : `，包括${written(c, others)}的债权`}`, basis, [...(question === undefined ? [{ id: 'question', zh: '缺少' }] : []), ...(ranks === undefined ? [{ id: 'ranks', zh: '缺少' }] : [])]); // prettier-ignore
  }
  const read = question['kind'] === 'allocate' ? readAllocationQuestion(question) : undefined;
  if (read === undefined || isRefused(read))
    return wrong(read === undefined ? 'question 的 kind 应为 allocate' : `question：${read.detail}`, 'question');
  const rest = receipts.reduce((sum, id) => sum + restFen(c, id), 0);
  if (read.amount > BigInt(rest)) return refuse('amount-exceeds', `所分配的案款尚有${yuan(rest)}，不能超过`, basis);
  const { feeRank } = standing.settings ?? defaultSettings;
  return (
    otherRanks(ranks, read) ??
    outOfOrder(ranks, feeRank) ??
    notProRata(c, ranks, read) ??
    beyondOwed(c, ranks, read, dateOf(draft.at)) ??
    notRanked(c, leftOut(creditorsIn({ shares, ranks }))) ??
    otherShares(c, draft.payload, sharesOf(c, ranks, allocate(read)))
  );
};

/** What an objection wants for each comes to what it disputes, of those whom the plan names. */
export const asWanted: FactGuard<'distribution.objected'> = (c, draft) => {
  const { wants, disputedFen } = draft.payload;
  const planned = plannedAs(c, draft)?.payload;
  if (wants === undefined || planned === undefined) return undefined;
  const { shares } = planned;
  const known = new Set([...creditorsIn(planned), ...claimants(c, draft.at).flat()].map(writtenAs));
  const strange = wants.map(({ party }) => party).filter((party) => !known.has(writtenAs(party)));
  if (strange.length > 0)
    return refuse('unknown-party', `${named(strange)}不在分配方案中：照方案的写法写`, basis, shares.map(({ party }) => ({ id: party, zh: '方案中的债权人' }))); // prettier-ignore
  const twice = wants.filter(({ party }, i) => wants.findIndex((each) => writtenAs(each.party) === writtenAs(party)) < i); // prettier-ignore
  if (twice.length > 0) return refuse('named-twice', '每一债权人只列一次', basis, twice.map(({ party }) => ({ id: party, zh: '重复' }))); // prettier-ignore
  const [all, asked] = [shares.reduce((sum, { amountFen }) => sum + amountFen, 0), wants.reduce((sum, { fen }) => sum + fen, 0)]; // prettier-ignore
  if (asked > all) return refuse('amount-exceeds', `主张的合计${yuan(asked)}，超过方案分配的${yuan(all)}`, basis);
  const off = takenOff(shares, wants);
  return off === disputedFen
    ? undefined
    : refuse('amount-differs', `所主张的与方案相差${yuan(off)}，有争议的金额应与其一致`, basis, [{ id: 'disputedFen', zh: `${off}分` }]); // prettier-ignore
};

/** Whoever takes part is another creditor of the respondent, not one who owes here (民诉解释506). */
export const notWhoOwes: FactGuard<'participation.applied'> = (c, { payload: { creditor }, at }) => {
  const key = personKey(c, creditor);
  const owing = respondents(c, at).find(({ id }) => id === key);
  return (
    owing &&
    refuse('not-qualified', `“${creditor}”是本案的被执行人，不能申请参与分配：请写被执行人的其他债权人的姓名名称`, law('民诉解释506'), [{ id: owing.id, zh: '被执行人' }])
  ); // prettier-ignore
};

/** Somebody takes part once with one title, on a day that has come. */
export const onceByTitle: FactGuard<'participation.applied'> = (c, draft) => {
  const { creditor, basis: title, claims, on } = draft.payload;
  if (on > dateOf(draft.at)) return refuse('dates-out-of-order', '提出申请之日不能晚于登记之日', basis);
  const ids = claims.map(({ id }) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) < i);
  if (twice.length > 0) return refuse('named-twice', `${named(twice)}重复列出`, basis, twice.map((id) => ({ id, zh: '只列一次' }))); // prettier-ignore
  const known = c
    .all('participation.applied')
    .find((f) => personKey(c, f.payload.creditor) === personKey(c, creditor) && foldText(f.payload.basis) === foldText(title)); // prettier-ignore
  return (
    known && refuse('already-recorded', `“${creditor}”已依同一执行依据申请参与分配（第${known.seq}号记录）`, basis)
  );
};
