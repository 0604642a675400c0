import type { Static } from 'typebox';
import type { DraftRow } from '../../db/law/drafts.ts';
import { type LawVersions, sameLaw } from '../../domain/plan/law.ts';
import { warningsOf } from '../../domain/law/calendar-warnings.ts';
import { draftZh } from '../../domain/law/draft-text.ts';
import type { Preview } from '../../domain/law/preview.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { MOST_SHIFTS } from './law-preview.ts';
import type { PublishedLaw } from './published-law.ts';
import { draftStatuses, type LawDraftLine, type LawDraftView, type Rollout } from './law-schemas.ts';
import type { RolloutProgress } from '../../workflows/messages.ts';
import { instantOrNull } from '../cases/deadline-view.ts';

type WithoutPreview = Omit<DraftRow, 'preview'>;
type Counts = Omit<Preview, 'shifts'>;

/** A draft in a list. `now`: what is in force. */
export function draftLine(
  row: WithoutPreview & { readonly preview: Counts | null },
  now: PublishedLaw,
): Static<typeof LawDraftLine> {
  return { ...head(row, now), preview: row.preview && { ...counts(row.preview), ...standing(row, now) } };
}

/** A draft with its whole preview. */
export function draftView(row: DraftRow, now: PublishedLaw): Static<typeof LawDraftView> {
  const { preview } = row;
  if (preview === null) return { ...head(row, now), preview: null };
  const shifts = preview.shifts.map((shift) => ({ ...shift }));
  const listed = preview.shifts.length < MOST_SHIFTS;
  return { ...head(row, now), preview: { ...counts(preview), ...standing(row, now), shifts, listed } };
}

function head(row: WithoutPreview, now: PublishedLaw) {
  const { id, body, status, createdAt, createdBy, version, appliedAt, appliedBy, acknowledged } = row;
  return {
    id,
    status,
    statusZh: draftStatuses[status],
    zh: draftZh(body),
    body,
    // what has been published is no longer looked at against itself
    warnings: status === 'draft' ? [...warningsOf(body, now.publications)] : [],
    acknowledged: [...(acknowledged ?? [])],
    createdAt: formatInstant(createdAt),
    createdBy,
    version,
    appliedAt: instantOrNull(appliedAt),
    appliedBy,
  };
}

const counts = ({ cases, moved, certain, overdue, warnings, handedOver }: Counts) => ({
  ...{ cases, moved, certain, overdue, warnings, handedOver },
});

/** Once it is published the versions have moved on by itself: then nothing is stale any more. */
function standing(row: WithoutPreview, now: LawVersions) {
  const { previewRules: rules, previewCalendar: calendar, previewSettings: settings } = row;
  const against = { rules: rules ?? 0, calendar: calendar ?? 0, settings: settings ?? 0 };
  return { against, stale: row.status === 'draft' && !sameLaw(against, now) };
}

/** How far a rollout has come; of one that Temporal no longer knows only that it is done. */
export function rolloutView(
  { id, version }: Pick<DraftRow, 'id' | 'version'>,
  progress: RolloutProgress | undefined,
): Static<typeof Rollout> {
  const unknown = { total: null, done: null, moved: null, skipped: null, deferred: null };
  if (progress === undefined) return { draft: id, version, status: 'done', paused: false, ...unknown };
  const { status, paused, total, done, moved, skipped, deferred } = progress;
  return { draft: id, version, status, paused, total, done, moved, skipped, deferred };
}
