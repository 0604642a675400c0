import type { CivilDate } from '../time/civil-date.ts';

/** How a figure is made of the lines behind it: the part of them that counts, their mean, or how many there are. */
type Form = 'share' | 'mean' | 'count';

/** What a figure is about: deadlines, or records. */
type Of = 'deadlines' | 'records';

/** A figure of the court's work, and how it is made (三·一(五)2–3; law.md §11). */
interface Measure {
  readonly zh: string;
  readonly form: Form;
  readonly of: Of;
  /** Of a mean. */
  readonly unit?: '天' | '小时';
  /** What its lines are; of a share, which of them count. */
  readonly lines: string;
  readonly counted?: string;
}

const days = { form: 'mean', unit: '天' } as const;
const share = { form: 'share' } as const;

/** THE TABLE of figures. */
export const courtMeasures = {
  'nodes-in-time': { zh: '节点按期率', ...share, of: 'deadlines', lines: '期间内届满的期限', counted: '按期办结的' },
  overdue: { zh: '超期未办', form: 'count', of: 'deadlines', lines: '期末已届满而尚未办结的期限' },
  'overdue-days': { zh: '平均超期天数', ...days, of: 'deadlines', lines: '期末已届满而尚未办结的期限' },
  'payouts-in-time': { zh: '案款按期发放率', ...share, of: 'deadlines', lines: '期间内届满的案款发放期限，按期发放而被退票的由重新发放的期限计', counted: '按期发放的' },
  'payout-days': { zh: '案款发放平均用时', ...days, of: 'deadlines', lines: '期间内发放完毕的案款（不含被退票的），自到账起' },
  'unpaid-days': { zh: '未发放案款平均账龄', ...days, of: 'deadlines', lines: '期末尚未发放完毕的案款，自到账起' },
  'closing-rate': { zh: '结案率', ...share, of: 'records', lines: '期初未结和期间新收的案件（不含执保）', counted: '期间内结案的' },
  'performed-rate': { zh: '执行完毕率', ...share, of: 'records', lines: '期间内结案的首次执行案件', counted: '执行完毕的' },
  'no-property-rate': { zh: '终本率', ...share, of: 'records', lines: '期间内结案的首次执行案件', counted: '终结本次执行程序的' },
  'closing-days': { zh: '结案平均用时', ...days, of: 'records', lines: '期间内结案的案件（不含执保），自立案起，不剔除扣除的期间' },
  'limit-rate': { zh: '法定期限内结案率', ...share, of: 'deadlines', lines: '期间内届满或者结案的法定执行期限', counted: '期限内结案的' },
  'disclosed-in-time': { zh: '公开及时率', ...share, of: 'deadlines', lines: '期间内办结或者届满的流程信息公开，不含接管案件接入以前的', counted: '当日公开的' },
  'disclosure-hours': { zh: '公开平均用时', form: 'mean', unit: '小时', of: 'deadlines', lines: '期间内办结的流程信息公开，不含接管案件接入以前的' },
  'disclosures-read': { zh: '公开阅看率', ...share, of: 'deadlines', lines: '期间内办结的流程信息公开，不含接管案件接入以前的', counted: '当事人已经阅看的' },
  'reading-hours': { zh: '公开阅看平均用时', form: 'mean', unit: '小时', of: 'deadlines', lines: '期间内首次阅看的流程信息公开，自告知之时起' },
  'petition-rate': { zh: '执行信访办结率', ...share, of: 'records', lines: '期初未办结和期间受理的信访', counted: '期间内办结的' },
} as const satisfies Readonly<Record<string, Measure>>; // prettier-ignore

export type MeasureId = keyof typeof courtMeasures;

export const measureIds = Object.keys(courtMeasures) as MeasureId[]; // the keys of a constant record are exactly its type

/** A measure's row without its own type: what generic code reads. */
export const measureRow = (id: MeasureId): Measure => courtMeasures[id];

/** By what figures are broken down. */
export const breakdowns = { court: '全院', team: '团队', desk: '职务', person: '人员' } as const;
export type Breakdown = keyof typeof breakdowns;

/** What was counted of a measure: its lines, those of them that count, and the sum of what a mean is of, in its unit. */
export interface Tally {
  readonly lines: number;
  readonly counted: number;
  readonly sum: number;
}

/** The figure: a share between 0 and 1, a mean in its unit, a count; null where there is nothing to make it of. */
export function figureOf(id: MeasureId, { lines, counted, sum }: Tally): number | null {
  const { form } = measureRow(id);
  if (form === 'count') return lines;
  if (lines === 0) return null;
  return form === 'share' ? counted / lines : sum / lines;
}

/** A figure in words, to one decimal. */
export function figureZh(id: MeasureId, figure: number | null): string {
  const { form, unit = '' } = measureRow(id);
  if (figure === null) return '无';
  if (form === 'count') return `${figure}项`;
  return form === 'share' ? `${(figure * 100).toFixed(1)}%` : `${figure.toFixed(1)}${unit}`;
}

const nothing: Tally = { lines: 0, counted: 0, sum: 0 };

/** Every figure as a report has it (`report.submitted`). */
export const figuresOf = (tallies: ReadonlyMap<MeasureId, Tally>) =>
  measureIds.map((id) => ({ what: measureRow(id).zh, value: figureZh(id, figureOf(id, tallies.get(id) ?? nothing)) }));

/** A stretch of days, both ends in it. */
export interface StatisticsDays {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const dayZh = (date: CivilDate): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

/** What a figure was made of. */
function behind(id: MeasureId, { lines: n, counted: of }: Tally): string {
  const { form, lines, counted } = measureRow(id);
  if (form === 'count') return '';
  return form === 'share' ? `（${lines} ${n} 项，其中${counted} ${of} 项）` : `（${lines} ${n} 项）`;
}

/**
 * The monthly analysis (三·一(五)3) as it can be drafted from the figures: what they are, and which call for a look. What follows
 * from them is the analyst's to write.
 */
export function analysisDraft({ from, to }: StatisticsDays, tallies: ReadonlyMap<MeasureId, Tally>): string {
  const line = (id: MeasureId, i: number): string => {
    const tally = tallies.get(id) ?? nothing;
    return `${i + 1}. ${measureRow(id).zh}：${figureZh(id, figureOf(id, tally))}${behind(id, tally)}。`;
  };
  const late = tallies.get('overdue')?.lines ?? 0;
  const unpaid = tallies.get('unpaid-days')?.lines ?? 0;
  const looks = [
    ...(late > 0 ? [`期末尚有 ${late} 项期限超期未办，请逐项督促。`] : []),
    ...(unpaid > 0 ? [`期末尚有 ${unpaid} 笔案款未发放完毕，请核对缓发的审批。`] : []),
  ];
  return [
    `执行质效分析（${dayZh(from)}至${dayZh(to)}，草稿）`,
    '一、数据',
    ...measureIds.map(line),
    '二、提请注意',
    ...(looks.length === 0 ? ['期末没有超期未办的期限和未发放的案款。'] : looks),
    '三、分析和建议（由质效分析人员填写）',
  ].join('\n');
}
