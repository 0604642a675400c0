import { isRefused } from '../money/forms.ts';
import { readInterestQuestion } from '../money/interest-question.ts';
import { lprTables } from '../money/lpr.ts';
import { type Claim, isMoney } from '../nodes/claims.ts';
import { nodeRow } from '../nodes/index.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { dateOf, type Instant } from '../time/instant.ts';
import { type ClaimNamed, isGrowing, namedItems, owedItem } from './claim-items.ts';
import { named, refuse, type Refusal } from './refusal.ts';

/** What a filing says of what is applied for, and since when. */
interface Applied {
  readonly claimFen?: number | null;
  readonly claims?: readonly Claim[] | undefined;
  readonly applicationOn?: CivilDate | undefined;
}

/** The ids of the parties of each side: an item may name who owes it, and to whom. */
interface Known {
  readonly applicants: readonly string[];
  readonly respondents: readonly string[];
}

/**
 * Whether a filing agrees with itself: only money has a sum, the sums of all of it together are the money applied for, and
 * nobody applied after the case was filed (plan §0 Claim); what an item says of its interest can be computed, and it names parties of
 * the case (money.md 6). `at`: the instant of filing.
 */
export function checkClaims(
  { claimFen = null, claims = [], applicationOn }: Applied,
  at: Instant,
  known: Known,
): Refusal | undefined {
  const { basis } = nodeRow('case.filed');
  if (applicationOn !== undefined && applicationOn > dateOf(at))
    return refuse('dates-out-of-order', `收到执行申请之日（applicationOn）不能晚于立案之日${dateOf(at)}`, basis, [
      { id: 'applicationOn', zh: applicationOn },
    ]);
  const priced = claims.findIndex((item) => !isMoney(item) && item.amountFen !== undefined);
  if (priced >= 0)
    return refuse('amount-differs', '行为类的申请没有金额，请去掉 amountFen', basis, [
      { id: `claims.${priced}.amountFen`, zh: '去掉' },
    ]);
  const badItem = checkItems(namedItems(claims), known);
  if (badItem !== undefined) return badItem;
  const sums = claims.filter(isMoney).map(({ amountFen }) => amountFen);
  if (sums.length === 0 || sums.includes(undefined)) return undefined;
  const sum = sums.reduce<number>((all, fen = 0) => all + fen, 0);
  return sum === claimFen
    ? undefined
    : refuse('amount-differs', `各项金额合计${sum}分，与申请执行标的 claimFen 不一致`, basis, [
        { id: 'claimFen', zh: claimFen === null ? '没有填写' : `${claimFen}分` },
      ]);
}

const MOST_GROWING = 50; // that interest is computed of at once (money-calc.md)
const LAST_DAY = '2100-12-31';

/** Each item by itself: its id once, its interest as money-calc.md has it, the parties that it names. */
function checkItems(items: readonly ClaimNamed[], known: Known): Refusal | undefined {
  const { basis } = nodeRow('case.filed');
  const ids = items.map(({ id }) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) < i);
  if (twice.length > 0)
    return refuse('named-twice', `申请执行的内容 ${named(twice)} 编号重复，请各用各的编号`, basis, twice.map((id) => ({ id, zh: '用了两次' }))); // prettier-ignore
  if (items.length > MOST_GROWING && items.some(isGrowing))
    return refuse('bad-value', `计息的申请至多${MOST_GROWING}项，请合并`, basis, [
      { id: 'claims', zh: `至多${MOST_GROWING}项` },
    ]);
  for (const [i, item] of items.entries()) {
    const wrong = wrongInterest(item) ?? strangers(item, known);
    if (wrong !== undefined)
      return refuse(wrong.code, `申请执行的第${i + 1}项（${item.id}）：${wrong.zh}`, basis, [
        { id: `claims.${i}${wrong.field}`, zh: wrong.zh },
      ]);
  }
  return undefined;
}

interface Wrong {
  readonly code: 'bad-value' | 'unknown-party';
  readonly field: string;
  readonly zh: string;
}

const bad = (field: string, zh: string): Wrong => ({ code: 'bad-value', field, zh });

function wrongInterest(item: ClaimNamed): Wrong | undefined {
  const { kind, dueOn, doubled, interest } = item;
  if (dueOn === undefined && doubled === undefined && interest === undefined) return undefined;
  const owed = owedItem(item);
  if (owed === undefined) return bad('', '没有金额的不计算利息，请去掉 dueOn、doubled、interest，或者写明 amountFen');
  if (interest !== undefined && kind !== 'principal') return bad('.interest', '只有本金写利息规则');
  if (doubled === true && kind === 'interest') return bad('.doubled', '一般债务利息不加倍');
  if (doubled === true && dueOn === undefined) return bad('.dueOn', '加倍支付利息的，写明履行期间的最后一日');
  const asked = readInterestQuestion({ asOf: LAST_DAY, items: [owed], tables: lprTables });
  if (!isRefused(asked)) return undefined;
  return asked.code === 'no-rate'
    ? bad('.interest.table', '利率表自2019-08-20起，起算之日（固定利率的，fixedOn）在此以前的，请写 annual 或者 daily')
    : bad('.interest', '利息规则写明 annual、daily、table 其一，annual、table 并写 basis，to 不早于 from');
}

function strangers({ liable = [], creditor }: ClaimNamed, { applicants, respondents }: Known): Wrong | undefined {
  const who = liable.find((id) => !respondents.includes(id));
  if (who !== undefined)
    return { code: 'unknown-party', field: '.liable', zh: `${who} 不是本案的被执行人，可用：${named(respondents)}` };
  return creditor === undefined || applicants.includes(creditor)
    ? undefined
    : { code: 'unknown-party', field: '.creditor', zh: `${creditor} 不是本案的申请执行人，可用：${named(applicants)}` };
}
