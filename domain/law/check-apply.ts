import type { LawVersions } from '../case/law.ts';
import { refuse, type Refusal } from '../case/refusal.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { beforeToday } from './check-rule-draft.ts';
import type { DraftStatus, LawDraft } from './draft.ts';

/** Where a draft stands. */
export interface DraftStanding {
  readonly status: DraftStatus;
  readonly body: LawDraft;
  /** The versions that its preview was made against; null before the first. */
  readonly previewRules: number | null;
  readonly previewCalendar: number | null;
}

/** When it would be applied: the versions in force, and the court's day by the wall clock. */
export interface Applying extends LawVersions {
  readonly today: CivilDate;
}

/**
 * Whether a draft may be applied now: it is one still, somebody has seen what it would do, neither rules nor calendar
 * have moved on since, and the day from which it is to hold has not passed. Ordinary work on cases makes no preview
 * stale: applying derives each case anew.
 */
export function checkApply(
  { status, body, previewRules, previewCalendar }: DraftStanding,
  now: Applying,
): Refusal | undefined {
  if (status !== 'draft') return refuse('not-a-draft', '该草案已经公布或者已经作废');
  if (body.kind === 'plan') return undefined; // it is law already
  if (previewRules === null || previewCalendar === null) {
    return refuse('no-preview', '请先预览影响（POST …/preview），再公布');
  }
  if (previewRules !== now.rules || previewCalendar !== now.calendar) {
    return refuse('preview-stale', '预览之后规则或日历已有新版本，请重新预览');
  }
  return body.kind === 'rule' ? beforeToday(body, now.today) : undefined;
}
