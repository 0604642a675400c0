import { nodeRow } from '../nodes/index.ts';
import { roles } from '../nodes/roles.ts';
import { knowledge } from '../plan/deadline.ts';
import { type Because, type Excluded, type Status, statuses } from '../plan/derived.ts';
import { parseInstant } from '../time/instant.ts';
import { dateZh, instantZh, momentZh, periodZh } from './time.ts';

const record = (fact: number): string => `第${fact}号记录`;

const intervalZh = ({ ground, from, to }: Excluded): string => `${ground} ${dateZh(from)}至${dateZh(to)}`;

/** A step of one kind. */
export type StepOf<S extends Because['step']> = Extract<Because, { step: S }>;

/** One step of the reasoning behind a due, as a clerk reads it: with the numbers of records. */
export function explain(because: Because): string {
  switch (because.step) {
    case 'opened':
      return `${openingZh(because)}（${record(because.fact)}），${startZh(because)}`;
    case 'rule':
      return `${termZh(because)}（${because.basis.zh}；规则第${because.version}版）`;
    case 'counted':
      return countedZh(because);
    case 'excluded':
      return `扣除${because.days}日（${because.intervals.map(intervalZh).join('；')}），届满日移至${dateZh(because.to)}`;
    case 'rolled':
      return rolledZh(because);
    case 'provisional':
      return provisionalZh(because);
    case 'extended':
      return `经批准延长至${dateZh(because.until)}（${record(because.fact)}）`;
    case 'extended-late':
      return `${extendedLateZh(because)}（${record(because.fact)}）`;
    case 'ordered':
      return orderedZh(because);
    case 'suspended':
      return `自${dateZh(because.from)}起中止计算（${record(because.fact)}）${reviewZh(because)}`;
    case 'stood-still':
      return stoodStillZh(because, `（${record(because.fact)}）`);
    case 'legal':
      return `法定期限：${periodZh(because.within)}（${because.basis.zh}），至${momentZh(because.due)}`;
    case 'unconfirmed':
      return `这一期限的数字${knowledge[because.known]}：确认以前只提醒，不催办、不督办`;
    case 'late-entry':
      return lateEntryZh(because, record(because.fact));
    case 'was-late':
      return `停止计算或者不再适用以前，已于${instantZh(because.since)}届满而未办结：曾经逾期`;
    case 'without-approval':
      return `到${record(because.fact)}时已经逾期，应由${roles[because.office]}批准延期而没有：未经批准延期发放`;
    case 'justified':
      return `责任人已说明逾期理由（${record(because.fact)}）：${because.reason}；逾期仍在`;
    case 'accepted':
      return `执行局长已认可逾期有正当理由（${record(because.fact)}）：${because.reason}；不再提请通报批评`;
    case 'ended':
      return endedZh(because, `（${record(because.fact)}）`);
    default:
      return because satisfies never;
  }
}

/** How long, and what gave that where it is not the rule itself; a day that was named is no period. */
const termZh = ({ within, from = '', day }: StepOf<'rule'>): string =>
  day ? '届满日由记录写明，不按规则推算' : `期限：${from}${periodZh(within)}`;

/** From when it is counted: a case limit from filing, whenever the team was chosen. */
export const startZh = ({ countedFrom }: StepOf<'opened'>): string =>
  countedFrom === undefined ? '期限由此起算' : `期限自${instantZh(countedFrom)}起算`;

/** What opened it, and when: 2026年1月20日16:20“执行立案”. */
export const openingZh = ({ at, node }: StepOf<'opened'>): string =>
  `${instantZh(at)}${node === null ? '条件成就' : `“${nodeRow(node).zh}”`}`;

/** The first day or hour is not counted (民诉法85); a period of no length ends on the day itself. */
export function countedZh({ from, nominal }: StepOf<'counted'>): string {
  if (from === nominal) return `${momentZh(from)}当日届满`;
  if (parseInstant(from) !== undefined) return `自${momentZh(from)}的次一整点起算，至${momentZh(nominal)}`;
  if (nominal < from) return `自${dateZh(from)}倒算，至${dateZh(nominal)}`;
  return `${dateZh(from)}当日不计，自次日起算，至${dateZh(nominal)}`;
}

/** Whether a last day was moved on, as the law has it, and not back, as the court asks of its own. */
export const isRolledOn = ({ over, to }: Pick<StepOf<'rolled'>, 'over' | 'to'>): boolean => (over[0]?.date ?? to) < to;

export function rolledZh({ over, to }: StepOf<'rolled'>): string {
  const days = over.map(({ date, name }) => `${dateZh(date)}${name}`).join('、');
  return `届满日遇休息日（${days}），${isRolledOn({ over, to }) ? '顺延' : '提前'}至${dateZh(to)}`;
}

export const provisionalZh = ({ years }: StepOf<'provisional'>): string =>
  `${years.join('、')}年放假安排尚未公布，期限暂定，公布后重新计算`;

export const extendedLateZh = ({ until }: StepOf<'extended-late'>): string =>
  `另经批准延长至${dateZh(until)}，但批准时本期限已经届满：届满日不因此移动，逾期仍在`;

export const orderedZh = ({ from, due }: StepOf<'ordered'>): string => `${from ?? '文书指定'}${dateZh(due)}届满`;

/** When a standstill is looked at again. */
export const reviewZh = ({ review }: StepOf<'suspended'>): string =>
  review === null ? '' : `，定于${dateZh(review)}复查`;

/** `source`: which record says so, where the reader has the records. */
export function stoodStillZh({ from, to, why }: StepOf<'stood-still'>, source = ''): string {
  const until = to === null ? '' : `，至${dateZh(to)}；此后期限重新计算`;
  return `自${dateZh(from)}起停止计算：${why}${source}${until}`;
}

/** `which`: the record, as its reader knows it. */
export const lateEntryZh = ({ at, recordedAt }: StepOf<'late-entry'>, which: string): string =>
  `${which}是补录：所写发生时刻${instantZh(at)}，${instantZh(recordedAt)}才登记；未经审批督办内勤认可，是否按期以登记时刻为准`;

/** How it ended; what was not done, or not all of it, is called neither timely nor late: what became of it is said instead. */
export function endedZh({ status, zh }: StepOf<'ended'>, source = ''): string {
  if (zh === null) return `${statuses[status]}${source}`;
  const late = status === 'done-late' ? '，此前已经逾期' : '';
  return status === 'done' || status === 'done-late' ? `${SETTLED}${source}：${zh}${late}` : `${statuses[status]}${source}：${zh}`; // prettier-ignore
}

/** What a deadline is called that ended without all being done that it asked for. */
const SETTLED = '了结';

/** How a deadline stands, in a word. */
export function statusZh(status: Status, because: readonly Because[]): string {
  const isSettled = because.some((b) => b.step === 'ended' && b.zh !== null && (b.status === 'done' || b.status === 'done-late')); // prettier-ignore
  return isSettled ? SETTLED : statuses[status];
}
