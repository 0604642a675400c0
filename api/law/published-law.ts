import type { Db } from '../../db/client.ts';
import type { LawLibrary } from '../../db/law/library.ts';
import { readPublications } from '../../db/law/calendar.ts';
import { readUsedAhead } from '../../db/law/rules.ts';
import { lawInForce } from '../../db/cases/read.ts';
import type { LawVersions } from '../../domain/plan/law.ts';
import type { Published } from '../../domain/law/check-draft.ts';
import type { Publication } from '../../domain/law/publication.ts';
import { dateOf } from '../../domain/time/instant.ts';

/** What drafts are checked and previewed against. */
export interface InForce extends Published {
  readonly versions: LawVersions;
}

/** Everything published up to now, at one version. */
export async function readPublished(db: Db, laws: LawLibrary): Promise<InForce> {
  const versions = await lawInForce(db);
  const { book } = (await laws.load(db, [versions]))(versions);
  const [all, usedAhead] = await Promise.all([readPublications(db), readUsedAhead(db)]);
  // one that came between the two reads is not there yet
  const publications = all.filter((p) => p.version <= versions.calendar);
  return { versions, book, usedAhead, publications, today: dateOf(Date.now()) };
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
