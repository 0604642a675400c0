import { nodeRow } from '../nodes/index.ts';
import { type CivilDate, parseCivilDate, partsOf } from '../time/civil-date.ts';
import { dateOf, formatInstant, type Instant, parseInstant } from '../time/instant.ts';
import { parsePeriod, type PeriodUnit } from '../time/period.ts';
import { type Because, type Excluded, statuses } from '../plan/derived.ts';

const units: Readonly<Record<PeriodUnit, string>> = { h: '小时', d: '日', wd: '个工作日', m: '个月', y: '年' };

/** A period as a lawyer writes it: `10d` → 10日, `0d` → 当日, `-1m` → 提前1个月. Anything else comes back unchanged. */
export function periodZh(within: string): string {
  const period = parsePeriod(within);
  if (period === undefined) return within;
  if (period.count === 0) return '当日';
  const length = `${Math.abs(period.count)}${units[period.unit]}`;
  return period.count < 0 ? `提前${length}` : length;
}

/** `2026-01-20` → 2026年1月20日. */
export function dateZh(date: CivilDate): string {
  const day = parseCivilDate(date);
  if (day === undefined) return date;
  const parts = partsOf(day);
  return `${parts.year}年${parts.month}月${parts.day}日`;
}

/** An instant in the court's zone, to the minute: 2026年1月20日16:20. */
export const instantZh = (at: Instant): string => dateZh(dateOf(at)) + formatInstant(at).slice(11, 16);

/** A date or an instant, as dues are kept. */
function momentZh(text: string): string {
  const at = parseInstant(text);
  return at === undefined ? dateZh(text) : instantZh(at);
}

const record = (fact: number): string => `第${fact}号记录`;

const excludedZh = ({ ground, from, to }: Excluded): string => `${ground} ${dateZh(from)}至${dateZh(to)}`;

/** One step of the reasoning behind a due as a Chinese sentence. */
export function explain(because: Because): string {
  switch (because.step) {
    case 'opened': {
      const what = because.node === null ? '条件成就' : `“${nodeRow(because.node).zh}”`;
      return `${instantZh(because.at)}${what}（${record(because.fact)}），期限由此起算`;
    }
    case 'rule':
      return `期限：${periodZh(because.within)}（${because.basis.zh}；规则第${because.version}版）`;
    case 'counted':
      return counted(because.from, because.nominal);
    case 'excluded':
      return `扣除${because.days}日（${because.intervals.map(excludedZh).join('；')}），届满日移至${dateZh(because.to)}`;
    case 'rolled':
      return rolled(because);
    case 'provisional':
      return `${because.years.join('、')}年放假安排尚未公布，期限暂定，公布后重新计算`;
    case 'extended':
      return `经批准延长至${dateZh(because.until)}（${record(because.fact)}）`;
    case 'ordered':
      return `${because.from ?? '文书指定'}${dateZh(because.due)}届满`;
    case 'suspended': {
      const review = because.review === null ? '' : `，定于${dateZh(because.review)}复查`;
      return `自${dateZh(because.from)}起中止计算（${record(because.fact)}）${review}`;
    }
    case 'stood-still': {
      const until = because.to === null ? '' : `，至${dateZh(because.to)}；此后期限重新计算`;
      return `自${dateZh(because.from)}起停止计算：${because.why}（${record(because.fact)}）${until}`;
    }
    case 'legal':
      return `法定期限：${periodZh(because.within)}（${because.basis.zh}），至${momentZh(because.due)}`;
    case 'late-entry':
      return `${record(because.fact)}是补录：所写发生时刻${instantZh(because.at)}，${instantZh(because.recordedAt)}才登记；未经审批督办内勤认可，是否按期以登记时刻为准`;
    case 'ended':
      return `${statuses[because.status]}（${record(because.fact)}）${because.zh === null ? '' : `：${because.zh}`}`;
    default:
      return because satisfies never;
  }
}

/** The first day or hour is not counted (民诉法85); a period of no length ends on the day itself. */
function counted(from: string, nominal: string): string {
  if (from === nominal) return `${momentZh(from)}当日届满`;
  if (parseInstant(from) !== undefined) return `自${momentZh(from)}的次一整点起算，至${momentZh(nominal)}`;
  if (nominal < from) return `自${dateZh(from)}倒算，至${dateZh(nominal)}`;
  return `${dateZh(from)}当日不计，自次日起算，至${dateZh(nominal)}`;
}

function rolled({ over, to }: Extract<Because, { step: 'rolled' }>): string {
  const days = over.map(({ date, name }) => `${dateZh(date)}${name}`).join('、');
  const isLater = (over[0]?.date ?? to) < to;
  return `届满日遇休息日（${days}），${isLater ? '顺延' : '提前'}至${dateZh(to)}`;
}
