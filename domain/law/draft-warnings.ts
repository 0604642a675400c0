import type { Missing } from '../record/refusal.ts';
import { calendarWarningCodes, calendarWarnings } from './calendar-warnings.ts';
import type { LawDraft } from './draft.ts';
import { ladderWarningCodes, ladderWarnings } from './ladder-warnings.ts';
import type { Publication } from './publication.ts';

/** What nobody would publish unless it is meant, by what is odd about it. */
export const warningCodes = { ...calendarWarningCodes, ...ladderWarningCodes } as const;

export type WarningCode = keyof typeof warningCodes;

/** Something odd about a draft: no reason to refuse it, but applying it wants to be told that it is meant. */
export interface DraftWarning {
  readonly code: WarningCode;
  /** One Chinese sentence. */
  readonly zh: string;
}

/** What is odd about a draft: a year against everything published, a ladder against the plan's. What a rule's period may be is checked by law. */
export function warningsOf(draft: LawDraft, publications: readonly Publication[]): readonly DraftWarning[] {
  if (draft.kind === 'calendar') return calendarWarnings(draft, publications);
  return draft.kind === 'rule' ? ladderWarnings(draft) : [];
}

/** The warnings that nobody has said are meant. */
export const unacknowledged = (
  warnings: readonly DraftWarning[],
  acknowledged: readonly string[],
): readonly DraftWarning[] => warnings.filter(({ code }) => !acknowledged.includes(code));

/** Warnings as what stands in the way of applying. */
export const asMissing = (warnings: readonly DraftWarning[]): readonly Missing[] =>
  warnings.map(({ code, zh }) => ({ id: code, zh }));
