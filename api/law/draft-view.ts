import type { Static } from 'typebox';
import type { DraftRow } from '../../db/law/drafts.ts';
import { type LawVersions, sameLaw } from '../../domain/plan/law.ts';
import { warningId, warningsOf } from '../../domain/law/draft-warnings.ts';
import { draftZh, previewZh } from '../../domain/law/draft-text.ts';
import { personsNamedBy } from '../../domain/law/check-settings-draft.ts';
import type { Preview } from '../../domain/law/preview.ts';
import { formatInstant } from '../../domain/time/instant.ts';
import { MOST_SHIFTS } from './law-preview.ts';
import type { PublishedLaw } from './published-law.ts';
import { draftStatuses, type LawDraftLine, type LawDraftView, type Rollout } from './law-schemas.ts';
import type { RolloutProgress } from '../../workflows/messages.ts';
import { instantOrNull } from '../cases/deadline-view.ts';

type WithoutPreview = Omit<DraftRow, 'preview'>;
type Counts = Omit<Preview, 'shifts'>;

/** What drafts are shown with: what is in force, and the names of the persons in them, by id. */
export interface DraftShowing {
  readonly now: PublishedLaw;
  readonly names: ReadonlyMap<string, string>;
}

/** A draft in a list. */
export function draftLine(
  row: WithoutPreview & { readonly preview: Counts | null },
  showing: DraftShowing,
): Static<typeof LawDraftLine> {
  const { preview } = row;
  return { ...head(row, showing), preview: preview && { ...counts(preview), ...standing(row, showing.now) } };
}

/** The persons whose names a draft is shown with. */
export const personsOfDraft = ({ body, createdBy, appliedBy, preview }: WithoutPreview & Partial<DraftRow>) => [
  ...[createdBy, appliedBy],
  ...(body.kind === 'settings' ? personsNamedBy(body).map(({ person }) => person) : []),
  ...(preview?.shifts ?? []).flatMap(({ holderFrom, holderTo }) => [holderFrom, holderTo]),
];

/** A draft with its whole preview. */
export function draftView(row: DraftRow, showing: DraftShowing): Static<typeof LawDraftView> {
  const { preview } = row;
  const { now, names } = showing;
  if (preview === null) return { ...head(row, showing), preview: null };
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? id));
  const shifts = preview.shifts.map((shift) => ({
    ...shift,
    ...{ holderFromName: nameOf(shift.holderFrom), holderToName: nameOf(shift.holderTo) },
  }));
  const listed = preview.shifts.length < MOST_SHIFTS;
  return { ...head(row, showing), preview: { ...counts(preview), ...standing(row, now), shifts, listed } };
}

function head(row: WithoutPreview, { now, names }: DraftShowing) {
  const { id, body, status, createdAt, createdBy, version, appliedAt, appliedBy, acknowledged } = row;
  return {
    id,
    status,
    statusZh: draftStatuses[status],
    zh: draftZh(body, (id) => names.get(id) ?? id),
    body,
    // what has been published is no longer looked at against itself
    warnings:
      status === 'draft'
        ? warningsOf(body, now.publications).map((warning) => ({ id: warningId(warning), ...warning }))
        : [],
    acknowledged: [...(acknowledged ?? [])],
    createdAt: formatInstant(createdAt),
    createdBy,
    createdByName: names.get(createdBy) ?? createdBy,
    version,
    appliedAt: instantOrNull(appliedAt),
    appliedBy,
    appliedByName: appliedBy === null ? null : (names.get(appliedBy) ?? appliedBy),
  };
}

const counts = ({ cases, moved, certain, overdue, warnings, handedOver, voided, explained }: Counts) => ({
  zh: previewZh({ cases, moved, certain, overdue, warnings, handedOver, voided, explained }),
  ...{ cases, moved, certain, overdue, warnings, handedOver, voided, explained },
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
