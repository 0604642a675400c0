// For whom Postgres is asked: the wall behind the reading table (docs/decisions/190) lets pass what they may know of.
import { AsyncLocalStorage } from 'node:async_hooks';

/** All that somebody may be among the readers of a record, their id first (domain/plan/matters/readers.ts); undefined: nobody is known yet. */
type ReadsAs = () => readonly string[] | undefined;

const asking = new AsyncLocalStorage<ReadsAs>();

/** Whatever `work` asks, and whatever that leads to, is asked for them, whoever they turn out to be by then. */
export const askedFor = <T>(who: ReadsAs, work: () => T): T => asking.run(who, work);

/** What is added up of the whole court, and tells of no record that is kept from whoever asks: asked for the court itself. */
export const askedForTheCourt = <T>(work: () => T): T => asking.run(THE_COURT, work);

const THE_COURT: ReadsAs = () => undefined;

/** For whom is asked here and now, as the database is told: a list in JSON, `*` for the court; the empty word: nobody, who knows of no kept record. */
export function askedBy(): string {
  const who = asking.getStore();
  if (who === THE_COURT) return '*';
  const all = who?.();
  return all === undefined ? '' : JSON.stringify(all);
}
