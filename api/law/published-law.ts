import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { readPublications } from '../../db/law/calendar.ts';
import { readPeople } from '../../db/people/read.ts';
import { readUsedAhead } from '../../db/law/rules.ts';
import { lawInForce } from '../../db/cases/read.ts';
import type { LawVersions } from '../../domain/plan/law.ts';
import type { LawAsked, Published } from '../../domain/law/check-draft.ts';
import { personsNamedBy } from '../../domain/law/check-settings-draft.ts';
import type { LawDraft } from '../../domain/law/draft.ts';
import type { Publication } from '../../domain/law/publication.ts';
import { dateOf } from '../../domain/time/instant.ts';

/** What drafts are checked and previewed against. */
export interface InForce extends Published {
  readonly versions: LawVersions;
}

/** Everything published up to now, at one version, and the persons whom a draft names. */
export async function readPublished(db: Db, laws: LawLibrary, draft: LawAsked | LawDraft): Promise<InForce> {
  const versions = await lawInForce(db);
  const { book, courtSettings } = (await laws.load(db, [versions]))(versions);
  const named = draft.kind === 'settings' ? personsNamedBy(draft).map(({ person }) => person) : [];
  const [all, usedAhead, people] = await Promise.all([readPublications(db), readUsedAhead(db), readPeople(db, named)]);
  // one that came between the two reads is not there yet
  const publications = all.filter((p) => p.version <= versions.calendar);
  return { versions, book, courtSettings, people, usedAhead, publications, today: dateOf(Date.now()) };
}

/** The versions in force, and what the calendar is made of: what a draft is shown and applied against. */
export interface PublishedLaw extends LawVersions {
  readonly publications: readonly Publication[];
}

/** Reads where published law stands now. */
export async function readPublishedLaw(db: Db): Promise<PublishedLaw> {
  const versions = await lawInForce(db);
  const publications = await readPublications(db);
  return { ...versions, publications: publications.filter((p) => p.version <= versions.calendar) };
}
