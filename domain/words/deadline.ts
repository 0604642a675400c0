import { type NodeId, nodeRow } from '../nodes/index.ts';
import { deadlineRow } from '../plan/deadlines.ts';
import type { Derived } from '../plan/derived.ts';
import { type Rung, rungs } from '../plan/ladder.ts';
import { dateOf, endOfDay, formatInstant, type Instant, parseInstant } from '../time/instant.ts';

type Named = Pick<Derived, 'rule' | 'subject' | 'title'>;
type Dated = Pick<Derived, 'targetDue' | 'provisional'>;
type Legal = Partial<Pick<Derived, 'legalDue' | 'legalDueAt'>>;

/** What a deadline is called: `发放案款 r-7`, `督办：发放案款 r-7`. */
export const deadlineName = ({ rule, subject, title }: Named): string =>
  title ?? deadlineRow(rule).zh + (subject === null ? '' : ` ${subject}`);

/** The last day as people read it, not the instant at which it ends (fault 24): `2026-02-24`; for periods in hours `2026-01-21 17:00`. Null while it stands still. */
export function dueOn({ targetDue }: Pick<Derived, 'targetDue'>): string | null {
  const at = targetDue === null ? undefined : parseInstant(targetDue);
  if (at === undefined) return targetDue;
  const day = dateOf(at - 1);
  return at === endOfDay(day) ? `${day} 24:00` : formatInstant(at).slice(0, 16).replace('T', ' '); // midnight belongs to the day that it ends
}

/** The same with what there is to say of it: that it is provisional, where it rests on a year without a notice, or that it stands still. */
export function dueText(d: Dated): string {
  const day = dueOn(d);
  return day === null ? '中止计算' : `${day}${d.provisional ? '（暂定）' : ''}`;
}

/**
 * What the timer for a rung is called in the Temporal UI: `催办 发放案款 r-7 · 2026-02-24`; null: for its opening. One that fires at
 * the law's own due, later than the court's, is called so: by then the rung itself has fallen.
 */
export function rungTimer(rung: Rung | null, deadline: Named & Dated & Legal, at?: Instant): string {
  const { legalDue, legalDueAt, targetDue } = deadline;
  if (rung === 'supervise' && at !== undefined && legalDueAt === at && legalDue !== targetDue)
    return `超过法定期限 ${deadlineName(deadline)} · ${dueOn({ targetDue: legalDue ?? null }) ?? ''}`;
  return `${rung === null ? '起算' : rungs[rung].zh} ${deadlineName(deadline)} · ${dueText(deadline)}`;
}

/** What a timer is called at which the record itself has something to record, `控制期限届满 a-1`, or its parties are told. */
export const ownTimer = (node: NodeId | undefined, about: string | null | undefined): string =>
  node === undefined ? '向当事人公开流程信息' : `${nodeRow(node).zh} ${about ?? ''}`.trim();

/** And the timer for a due: `届满 发放案款 r-7 · 2026-02-24`. */
export const dueTimer = (deadline: Named & Dated): string => `届满 ${deadlineName(deadline)} · ${dueText(deadline)}`;

/** Why a deadline is supervised: `逾期：发放案款 r-7（2026-02-24届满）`. */
export const supervisedZh = (d: Dated & Pick<Derived, 'name' | 'dueAt'>, now: Instant): string =>
  `${d.dueAt !== null && d.dueAt <= now ? '逾期' : '将届满'}：${d.name}（${dueText(d)}届满）`;
