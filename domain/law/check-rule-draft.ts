import { type RuleBook, ruleInForce, type RuleVersion } from '../plan/law.ts';
import { canonical } from '../record/canonical.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import { dateZh, periodZh } from '../words/time.ts';
import { deadlineRow, isRuleId, type RuleId, ruleIds } from '../plan/deadlines.ts';
import type { DeadlineRow } from '../plan/deadline.ts';
import type { Ladder } from '../plan/ladder.ts';
import { type CivilDate, isCivilDate } from '../time/civil-date.ts';
import { dateOf } from '../time/instant.ts';
import { formatPeriod, parsePeriod, type Period, type Roll } from '../time/period.ts';
import { isDateInRange } from '../gate/instant.ts';
import { checkLadder } from './check-ladder.ts';
import type { RuleDraft } from './draft.ts';
import { canExceed, legalLimit, legalLimits, longestDays } from './legal-limit.ts';
import { draftedSetting, inForceFrom } from './rule-setting.ts';

/** A rule's new version as somebody asks for it: its form has been checked, nothing else. */
export interface RuleAsked {
  readonly kind: 'rule';
  readonly rule: string;
  readonly effectiveFrom?: string | null;
  readonly within?: string;
  readonly roll?: Roll;
  readonly ladder?: Ladder | null;
  readonly basis?: string;
  readonly reachesOpen?: boolean;
}

/** What a rule draft is checked against. */
export interface RulesInForce {
  readonly book: RuleBook;
  /** Versions of the rule book dated ahead that cases have used all the same: the time of some runs ahead (trial court). */
  readonly usedAhead: ReadonlySet<number>;
  /** The court's day, by the wall clock. */
  readonly today: CivilDate;
}

/** Ten years: nothing that a court sets is longer, and every date stays one that can be counted. */
const LONGEST = 3_660;

/** Whether a rule's new version could be published as it stands; the first reason against it wins. */
export function checkRuleDraft(asked: RuleAsked, inForce: RulesInForce): RuleDraft | Refusal {
  const { rule, basis = '', effectiveFrom = null, reachesOpen = false } = asked;
  if (!isRuleId(rule)) return refuse('unknown-rule', `没有规则 ${rule}；全部规则见 GET /api/deadline-rules`);
  const draft: RuleDraft = { ...asked, rule, effectiveFrom, basis: basis.trim(), reachesOpen };
  const row = deadlineRow(rule);
  const before = ruleInForce(inForce.book, rule, inForceFrom(draft, inForce.today));
  // the table is newer than the migration
  if (before === undefined) return refuse('unknown-rule', `规则“${row.zh}”尚未施行，请先完成系统升级`);
  return (
    unfounded(draft) ??
    period(draft, row, inForce.book) ??
    rolled(draft, before) ??
    checkLadder(draft) ??
    looser(draft, row) ??
    datedBack(draft, inForce) ??
    ahead(draft, inForce.today) ??
    unchanged(draft, before) ??
    draft
  );
}

function unfounded({ basis, effectiveFrom }: RuleDraft): Refusal | undefined {
  if (basis === '') {
    return refuse('basis-missing', '请在 basis 写明本院据以设定的文件', undefined, [{ id: 'basis', zh: '依据' }]);
  }
  return effectiveFrom === null || (isCivilDate(effectiveFrom) && isDateInRange(effectiveFrom))
    ? undefined
    : refuse('bad-date', 'effectiveFrom 须为存在的日子，写作 2026-07-01；不写则自公布之日起施行', undefined, [
        { id: 'effectiveFrom', zh: '没有这一天' },
      ]);
}

function period({ rule, within }: RuleDraft, row: DeadlineRow, book: RuleBook): Refusal | undefined {
  if (within === undefined) return undefined;
  const found = parsePeriod(within);
  const wrong = (zh: string) => refuse('bad-period', zh, undefined, [{ id: 'within', zh: within.slice(0, 40) }]);
  if (found === undefined || Math.abs(found.count) > LONGEST || longestDays(forwards(found)) > LONGEST) {
    return wrong('within 须为整数加单位，如 24h、10d、5wd、6m，至多十年');
  }
  if (found.unit === 'h' && row.clock !== undefined) {
    return wrong(`“${row.zh}”可以扣除、延长，按日、月计算，不能以小时计算`);
  }
  if (row.backFrom !== undefined && isRuleId(row.backFrom)) {
    const whole = deadlineRow(row.backFrom);
    if (found.count >= 0) return wrong(`“${row.zh}”自“${whole.zh}”届满之日倒算，须写作 -1m、-15d`);
    const limits = [lastPeriod(book, row.backFrom), ...legalLimits(whole)];
    const least = limits.find((limit) => !isShorter(within, limit));
    return least === undefined ? undefined : wrong(`“${row.zh}”自“${whole.zh}”届满之日倒算，应短于${periodZh(least)}`);
  }
  if (found.count < 0) return wrong(`“${row.zh}”自起算之日向后计算，不能倒算`);
  const back = ruleIds.find((id) => deadlineRow(id).backFrom === rule && !isShorter(lastPeriod(book, id), within)); // prettier-ignore
  return back && wrong(`“${deadlineRow(back).zh}”自此倒算${periodZh(lastPeriod(book, back))}，此期限应更长`);
}

/** The period that a rule has in the end, when every version of it holds; the table's own where the book lacks it. */
const lastPeriod = (book: RuleBook, rule: RuleId): string =>
  (ruleInForce(book, rule, Number.POSITIVE_INFINITY) ?? deadlineRow(rule)).within;

const forwards = (period: Period): Period => ({ ...period, count: Math.abs(period.count) });

/** Whether a period that counts back always stays within the one that it counts back from. */
function isShorter(back: string, whole: string): boolean {
  const length = parsePeriod(back);
  const text = length && formatPeriod(forwards(length));
  return text !== undefined && text !== whole && !canExceed(text, whole);
}

function rolled({ roll, within }: RuleDraft, before: RuleVersion): Refusal | undefined {
  if (roll === undefined) return undefined;
  return parsePeriod(within ?? before.within)?.unit === 'h' && roll !== 'none'
    ? refuse('bad-roll', '以小时计算的期限不顺延，请去掉 roll')
    : undefined;
}

/** Stricter than the law as one likes, looser never (plan §8): the law's own due stands beside the court's. */
function looser({ within }: RuleDraft, row: DeadlineRow): Refusal | undefined {
  const legal = legalLimit(row);
  if (within === undefined || legal === undefined || !canExceed(within, legal.within)) return undefined;
  return refuse(
    'looser-than-law',
    `“${row.zh}”的法定期限为${periodZh(legal.within)}（${legal.basis.zh}），${periodZh(within)}可能更晚届满；本院只能从严`,
    legal.basis,
    [{ id: 'within', zh: `不得晚于${periodZh(legal.within)}`, basis: legal.basis.zh }],
  );
}

/** One that lies ahead and that no case has used may be overtaken: it still holds from its own day on. */
function datedBack(draft: RuleDraft, { book, usedAhead, today }: RulesInForce): Refusal | undefined {
  const from = inForceFrom(draft, today);
  const used = (book.get(draft.rule) ?? []).findLast((v) => usedAhead.has(v.version));
  if (used?.effectiveFrom != null && from < used.effectiveFrom) {
    const since = dateZh(dateOf(used.effectiveFrom));
    return refuse('rule-dated-back', `已有案件适用自${since}起施行的第${used.version}版，新的版本不能更早`);
  }
  return beforeToday(draft, today);
}

/** A version never holds for days that cases have lived through without it: not when it is drafted, nor when it is published. */
export function beforeToday({ effectiveFrom }: RuleDraft, today: CivilDate): Refusal | undefined {
  return effectiveFrom !== null && effectiveFrom < today
    ? refuse('rule-dated-back', `案件已按现行规则计算，新的版本最早自${dateZh(today)}起施行`)
    : undefined;
}

/** What is open stands under a new version from the moment that cases meet it: then the version must be in force. */
function ahead({ effectiveFrom, reachesOpen }: RuleDraft, today: CivilDate): Refusal | undefined {
  return reachesOpen && effectiveFrom !== null && effectiveFrom > today
    ? refuse(
        'not-in-force-yet',
        `也适用于已经起算的期限的版本须自公布之日起施行：请不写 effectiveFrom，届时再公布；或者去掉 reachesOpen，只适用于${dateZh(effectiveFrom)}以后起算的期限`,
      )
    : undefined;
}

/** Compared with what holds already from that day on. */
function unchanged(draft: RuleDraft, before: RuleVersion): Refusal | undefined {
  const { within, roll, ladder } = draftedSetting(draft, before);
  const isSame = within === before.within && roll === before.roll && canonical(ladder) === canonical(before.ladder);
  return isSame && (!draft.reachesOpen || before.reachesOpen)
    ? refuse('not-a-change', `与当日施行的第${before.version}版没有差别，不必再公布`)
    : undefined;
}
