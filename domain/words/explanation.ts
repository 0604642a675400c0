import { type NodeId, nodeRow } from '../nodes/index.ts';
import { type Role, roles } from '../nodes/roles.ts';
import type { Derived } from '../plan/derived.ts';
import { type Instant, parseInstant } from '../time/instant.ts';
import { deadlineName } from './deadline.ts';
import { dateZh, instantZh, momentZh, periodZh } from './time.ts';

/** A due as a person reads it; null: it stands still. */
export const dueZh = (due: string | null): string => (due === null ? '中止计算' : momentZh(due));

/** What an explanation begins with: `“完成初次接待”应在2026年1月20日（含当日）以前完成。` */
export function headlineZh(
  d: Pick<Derived, 'rule' | 'subject' | 'title' | 'status' | 'targetDue' | 'provisional'>,
): string {
  const name = `“${deadlineName(d)}”`;
  const due = d.targetDue;
  if (due === null) return `${name}现在中止计算，没有届满日。`;
  const until = parseInstant(due) === undefined ? `${dateZh(due)}（含当日）` : dueZh(due);
  const isLive = d.status === 'open' || d.status === 'suspended';
  return `${name}${isLive ? '应' : '原应'}在${until}以前完成${d.provisional ? '，此日期为暂定' : ''}。`;
}

/** Whose a deadline is, or was when it ended: `责任人：执行员某某。` */
export const ownerZh = (owner: { readonly role: Role; readonly name: string | null; readonly hasEnded: boolean }) =>
  `${owner.hasEnded ? '了结时的责任人' : '责任人'}：${roles[owner.role]}${owner.name ?? ''}。`;

/** How a date changed, or became certain, and for which reasons. */
export function moveZh(
  { at, from, to, certain }: { readonly at: Instant; readonly from: string | null; readonly to: string | null; readonly certain: boolean }, // prettier-ignore
  reasons: readonly string[],
): string {
  const because = reasons.length === 0 ? '' : `因${reasons.join('；')}，`;
  const what = certain ? `${dueZh(to)}由暂定变为确定` : `由${dueZh(from)}改为${dueZh(to)}`;
  return `${instantZh(at)}：${because}${what}。`;
}

/** That a year's days were published: `国务院办公厅公布2027年放假安排（国办发明电〔2026〕7号）`. */
export const publicationZh = (by: {
  readonly source: string;
  readonly year: number;
  /** The court's own days. */
  readonly local: boolean;
  readonly notices: readonly string[];
}): string => `${by.source}公布${by.year}年${by.local ? '本院自定日' : '放假安排'}（${by.notices.at(-1) ?? ''}）`;

/** That the court set a rule anew. */
export const newRuleZh = ({
  basis,
  within,
}: {
  readonly basis: { readonly zh: string };
  readonly within: string;
}): string =>
  // prettier-ignore
  `本院改定规则（${basis.zh}，${periodZh(within)}）`;

/** That somebody recorded something. */
export const recordedZh = (name: string, node: NodeId): string => `${name}登记“${nodeRow(node).zh}”`;
