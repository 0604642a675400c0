import { type LawVersions, sameLaw } from '../plan/law.ts';
import { refuse, type Refusal } from '../record/refusal.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { beforeToday } from './check-rule-draft.ts';
import { asMissing, unacknowledged, warningId, warningsOf } from './draft-warnings.ts';
import type { DraftStatus, LawDraft } from './draft.ts';
import type { Publication } from './publication.ts';

/** Where a draft stands. */
export interface DraftStanding {
  readonly status: DraftStatus;
  readonly body: LawDraft;
  /** The versions that its preview was made against; null before the first. */
  readonly previewRules: number | null;
  readonly previewCalendar: number | null;
  readonly previewSettings: number | null;
  /** The warnings that an administrator has said are meant, by id; null before. */
  readonly acknowledged: readonly string[] | null;
}

/** When it would be applied: the versions in force, and the court's day by the wall clock. */
export interface Applying extends LawVersions {
  readonly today: CivilDate;
  /** What the calendar in force is made of. */
  readonly publications: readonly Publication[];
}

/**
 * Whether a draft may be applied now: it is one still, somebody has seen what it would do, none of the three
 * has moved on since, the day from which it is to hold has not passed, and whatever is odd about it is meant. Ordinary work on cases makes no preview
 * stale: applying derives each case anew.
 */
export function checkApply(
  { status, body, previewRules, previewCalendar, previewSettings, acknowledged }: DraftStanding,
  now: Applying,
): Refusal | undefined {
  if (status !== 'draft') return refuse('not-a-draft', '该草案已经公布或者已经作废');
  if (body.kind === 'plan') return undefined; // it is law already
  if (previewRules === null || previewCalendar === null || previewSettings === null) {
    return refuse('no-preview', '请先预览影响（POST …/preview），再公布');
  }
  if (!sameLaw({ rules: previewRules, calendar: previewCalendar, settings: previewSettings }, now)) {
    return refuse('preview-stale', '预览之后规则、日历或设置已有新版本，请重新预览');
  }
  const dated = body.kind === 'rule' ? beforeToday(body, now.today) : undefined;
  return dated ?? notMeant(body, now.publications, acknowledged ?? []);
}

/** What is odd about a draft and has not been said to be meant. */
function notMeant(
  body: LawDraft,
  publications: readonly Publication[],
  acknowledged: readonly string[],
): Refusal | undefined {
  const warnings = warningsOf(body, publications);
  const open = unacknowledged(warnings, acknowledged);
  if (open.length === 0) return undefined;
  // all of them, also those acknowledged this time: what is sent next stands for itself
  const ids = warnings.map((warning) => JSON.stringify(warningId(warning))).join(', ');
  return refuse(
    'warnings-open',
    `请核对：${open.map(({ zh }) => zh).join('；')}。有误的，作废后另拟草案；确属无误的，公布时附上 {"acknowledge": [${ids}]}`,
    undefined,
    asMissing(open),
  );
}
