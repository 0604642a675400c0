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
  /** What it is about and what was found of it: another finding is another warning, which nobody has seen yet. */
  readonly about: string;
  /** One Chinese sentence. */
  readonly zh: string;
}

/** What a warning is acknowledged by: its code alone would cover whatever else is odd in the same way. */
export const warningId = ({ code, about }: Pick<DraftWarning, 'code' | 'about'>): string => `${code}:${about}`;

/** What is odd about a draft: a year against everything published, a ladder against the plan's. What a rule's period may be is checked by law. */
export function warningsOf(draft: LawDraft, publications: readonly Publication[]): readonly DraftWarning[] {
  if (draft.kind === 'calendar') return calendarWarnings(draft, publications);
  return draft.kind === 'rule' ? ladderWarnings(draft) : [];
}

/** The warnings that nobody has said are meant, each by its id. */
export const unacknowledged = (
  warnings: readonly DraftWarning[],
  acknowledged: readonly string[],
): readonly DraftWarning[] => warnings.filter((warning) => !acknowledged.includes(warningId(warning)));

/** The ids of those that somebody has said are meant: what is no warning now would be seen by nobody once it is one. */
export const acknowledgedOf = (warnings: readonly DraftWarning[], asked: readonly string[]): readonly string[] =>
  warnings.map(warningId).filter((id) => asked.includes(id));

/** Warnings as what stands in the way of applying. */
export const asMissing = (warnings: readonly DraftWarning[]): readonly Missing[] =>
  warnings.map((warning) => ({ id: warningId(warning), zh: warning.zh }));
