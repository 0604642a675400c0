import type { LawVersions } from '../case/law.ts';
import { refuse, type Refusal } from '../case/refusal.ts';
import type { DraftStatus } from './draft.ts';

/** Where a draft stands. */
export interface DraftStanding {
  readonly status: DraftStatus;
  /** The versions that its preview was made against; null before the first. */
  readonly previewRules: number | null;
  readonly previewCalendar: number | null;
}

/**
 * Whether a draft may be applied now: it is one still, somebody has seen what it would do, and neither rules nor calendar
 * have moved on since. Ordinary work on cases makes no preview stale: applying derives each case anew.
 */
export function checkApply(
  { status, previewRules, previewCalendar }: DraftStanding,
  now: LawVersions,
): Refusal | undefined {
  if (status !== 'draft') return refuse('not-a-draft', '该草案已经公布或者已经作废');
  if (previewRules === null || previewCalendar === null) {
    return refuse('no-preview', '请先预览影响（POST …/preview），再公布');
  }
  return previewRules === now.rules && previewCalendar === now.calendar
    ? undefined
    : refuse('preview-stale', '预览之后规则或日历已有新版本，请重新预览');
}
