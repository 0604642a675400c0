import { type Basis, law } from './basis.ts';

interface StopGround {
  readonly zh: string;
  readonly basis: Basis;
  /** It stops the applicant's clock to the upper court too, not the case's limits alone (X11, 执行程序解释10–13). */
  readonly upper?: true;
  /** The most that one approval may take out: days of the calendar, or months. */
  readonly cap?: { readonly days: number } | { readonly months: number };
}

/** What may be taken out of a case's own clocks, and nothing else (plan §5; 审限规定9). */
export const stopGrounds = {
  announcement: { zh: '公告', upper: true, basis: law('审限规定9(六)'), cap: { days: 30 } },
  appraisal: { zh: '鉴定、评估', upper: true, basis: law('审限规定9(六)(八)') },
  audit: { zh: '审计、资产清理', basis: law('审限规定9(八)') },
  jurisdiction: { zh: '管辖异议、争议', upper: true, basis: law('审限规定9(七)') },
  coordination: { zh: '执行争议协调', upper: true, basis: law('法发〔2006〕35号13(5)') },
  suspension: { zh: '中止执行', upper: true, basis: law('审限规定9(九)') },
  postponement: { zh: '暂缓执行', upper: true, basis: law('审限规定9(十)(十一)'), cap: { months: 12 } },
  sale: { zh: '拍卖、变卖', basis: law('审限规定9(十二)') },
  instruction: { zh: '请示', basis: law('法发〔2006〕35号13(4)') },
} as const satisfies Record<string, StopGround>;

export type StopGroundId = keyof typeof stopGrounds;

/** The Chinese names, by id. */
export const stopGroundNames = Object.fromEntries(
  Object.entries(stopGrounds).map(([id, { zh }]) => [id, zh]),
) as Readonly<Record<StopGroundId, string>>; // of the same table

/** A ground's row without its own type: what generic code reads. */
export const stopGround = (id: StopGroundId): StopGround => stopGrounds[id];

/** Whether days of this ground are taken out of a clock. */
export const stops = (id: StopGroundId, clock: string): boolean =>
  clock !== 'upper-court-right' || stopGround(id).upper === true;
