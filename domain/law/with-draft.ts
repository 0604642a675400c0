import type { Law, LawVersions, RuleBook } from '../plan/law.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { settingsWith } from './check-settings-draft.ts';
import type { RuleDraft, Unpublished } from './draft.ts';
import { calendarOf, type Publication, publicationOf } from './publication.ts';
import { draftedVersion } from './rule-setting.ts';

const part = { calendar: 'calendar', rule: 'rules', settings: 'settings' } as const;

/** The versions that applying a draft would make: one of the three moves on by one. */
export const nextVersions = (now: LawVersions, { kind }: Unpublished): LawVersions => ({
  ...now,
  [part[kind]]: now[part[kind]] + 1,
});

/** What a draft is published on top of. */
export interface Underneath {
  /** What the calendar is made of. */
  readonly publications: readonly Publication[];
  /** The day on which it would be published. */
  readonly today: CivilDate;
}

/** The law as it would be with a draft published on top of it. */
export function withDraft(law: Law, draft: Unpublished, next: LawVersions, { publications, today }: Underneath): Law {
  if (draft.kind === 'settings') return { ...law, ...next, courtSettings: settingsWith(law.courtSettings, draft) };
  if (draft.kind === 'rule') return { ...law, ...next, book: bookWith(law.book, draft, next.rules, today) };
  return { ...law, ...next, courtCalendar: calendarOf([...publications, publicationOf(draft, next.calendar)]) };
}

function bookWith(book: RuleBook, draft: RuleDraft, version: number, today: CivilDate): RuleBook {
  const versions = book.get(draft.rule) ?? [];
  const drafted = draftedVersion(draft, book, version, today);
  const all = [...versions, drafted].toSorted((a, b) => (a.effectiveFrom ?? 0) - (b.effectiveFrom ?? 0));
  return new Map([...book, [draft.rule, all]]);
}
