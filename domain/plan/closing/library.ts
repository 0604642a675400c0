import type { Case } from '../../record/case.ts';
import { addMonths, type CivilDate } from '../../time/civil-date.ts';
import { dateOf, type Instant } from '../../time/instant.ts';
import { assetsInForce, holdOf } from '../control/measures.ts';
import { PERIODIC_MONTHS, PERIODIC_ROUNDS, restoredBy } from './after-closing-readings.ts';

/** A terminated case as the library of the court shows it (法〔2016〕373号9, 13). */
export interface LibraryEntry {
  readonly closedOn: CivilDate;
  /** The last day on which its property is looked for. */
  readonly watchedUntil: CivilDate;
  /** Its number in the library; null: it has not been entered yet. */
  readonly reference: string | null;
  readonly roundsDone: number;
  /** Clues received since the closing, answered or not. */
  readonly clues: readonly { readonly id: string; readonly real: boolean | null }[];
  /** What is still in force, and until when. */
  readonly inForce: readonly { readonly asset: string; readonly until: CivilDate | null }[];
  /** The number under which it goes on; null: it does not. */
  readonly restoredAs: string | null;
}

/** What the library says of a case that ended without property then. */
export function libraryEntry(c: Case, closedAt: Instant): LibraryEntry {
  const closedOn = dateOf(closedAt);
  const answers = [...c.all('clue.verified'), ...c.all('clue.fully-verified')];
  const clues = c.all('clue.received').filter(({ at }) => at >= closedAt);
  return {
    closedOn,
    watchedUntil: addMonths(closedOn, PERIODIC_MONTHS * PERIODIC_ROUNDS),
    reference: c.last('termination.published')?.payload.reference ?? null,
    roundsDone: c.all('periodic-query.done').length,
    clues: clues.map(({ subject }) => ({
      id: subject ?? '',
      real: answers.findLast((f) => f.subject === subject)?.payload.real ?? null,
    })),
    inForce: assetsInForce(c).map(({ id }) => ({ asset: id, until: holdOf(c, id).until ?? null })),
    restoredAs: restoredBy(c)?.payload.newCaseNo ?? null,
  };
}
