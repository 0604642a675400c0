import { type ClosingKind, closingKinds } from '../nodes/closing-kinds.ts';

/** How a figure is read: records counted, their values averaged, or one figure as a share of several. */
interface FigureRow {
  readonly zh: string;
  readonly unit: '项' | '件' | '小时' | '%';
  /** The figure that is a share, and those that it is a share of, together. */
  readonly share?: { readonly of: FigureId; readonly among: readonly FigureId[] };
}

/** Figures that are counted, or averaged, over records of their own. */
const counted = {
  'done-in-time': { zh: '期限内按期办结', unit: '项' },
  'done-late': { zh: '期限内逾期办结', unit: '项' },
  'overdue-now': { zh: '现在逾期未办结', unit: '项' },
  'unpaid-10': { zh: '待发放案款，到账十日以内', unit: '项' },
  'unpaid-30': { zh: '待发放案款，到账十日以上、三十日以内', unit: '项' },
  'unpaid-over': { zh: '待发放案款，到账超过三十日', unit: '项' },
  'disclosure-hours': { zh: '流程信息公开平均用时', unit: '小时' },
  filed: { zh: '立案', unit: '件' },
  closed: { zh: '结案', unit: '件' },
  'closed-first': { zh: '首次执行案件结案', unit: '件' },
  'closed-first-no-property': { zh: '首次执行案件以终本结案', unit: '件' },
} as const;

type CountedId = keyof typeof counted;
type ClosedId = `closed-${ClosingKind}`;
type ShareId = 'in-time-rate' | 'termination-rate' | `${ClosedId}-rate`;
/** A figure that the court asks for (三·一(五)2–3; law.md §11). */
export type FigureId = CountedId | ClosedId | ShareId;

const kinds = Object.entries(closingKinds) as [ClosingKind, string][]; // of a constant record

const closings = Object.fromEntries(
  kinds.flatMap(([kind, zh]): [FigureId, FigureRow][] => [
    [`closed-${kind}`, { zh: `结案：${zh}`, unit: '件' }],
    [`closed-${kind}-rate`, { zh: `结案中${zh}的比例`, unit: '%', share: { of: `closed-${kind}`, among: ['closed'] } }],
  ]),
) as Record<ClosedId | `${ClosedId}-rate`, FigureRow>; // of each kind

/** THE TABLE of figures, in the order in which they are shown. */
export const figures: Readonly<Record<FigureId, FigureRow>> = {
  ...counted,
  'in-time-rate': { zh: '按期办结率', unit: '%', share: { of: 'done-in-time', among: ['done-in-time', 'done-late'] } },
  'termination-rate': { zh: '首次执行案件终本率', unit: '%', share: { of: 'closed-first-no-property', among: ['closed-first'] } }, // prettier-ignore
  ...closings,
};

export const figureIds = Object.keys(figures) as FigureId[]; // of a constant record

/** By what figures are told apart. */
export const groupings = { court: '全院', team: '团队', desk: '岗位', person: '人员' } as const;
export type Grouping = keyof typeof groupings;
